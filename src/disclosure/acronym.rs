//! Short forms that stand for something else: `AI (Amnesty International)`, `avian influenza (AI)`.

use super::fit::View;
use super::role;
use super::scan::Token;
use super::sentence::{self, Word};

/// Letters of a short form.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=3;
/// Words looked at beside it: one for each letter, and small words such as *of* between them.
const BESIDE: usize = 6;
/// Bytes looked at behind it: words that spell out a short form are no longer.
const FAR: usize = 256;

/// Whether `token`, a word for AI, is a short form that is spelled out beside it with words that are none for AI.
///
/// What spells it out stands in brackets behind it, or before the brackets that it stands in.
pub(super) fn of_another(token: &Token, view: &View<'_>, text: &str) -> bool {
    let short = text[token.start..token.end].rsplit('\'').next().unwrap_or_default();
    if !LETTERS.contains(&short.len()) || !short.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let behind = text[token.end..].strip_prefix(" (").map(|inner| {
        let from = token.end + 2;
        // A list in brackets says what AI was used for.
        let mark =
            inner.char_indices().take_while(|(at, _)| *at < FAR).find(|(_, c)| matches!(c, ')' | ',' | ';'));
        let end = mark.filter(|(_, c)| *c == ')').map_or(from, |(at, _)| from + at);
        sentence::words(text, (from, end))
    });
    let before =
        text[..token.start].strip_suffix(" (").filter(|_| text[token.end..].starts_with(')')).map(|_| {
            let last = view.words.partition_point(|w| w.end <= token.start);
            view.words[last.saturating_sub(BESIDE)..last].to_vec()
        });
    let ai = |w: &Word| {
        let set = const { role::set("ai") };
        view.over(w.start, w.end).any(|t| set & 1 << t.role != 0 && t.start != token.start)
    };
    let spells = |words: &[Word]| !words.iter().any(ai) && initials(words, text, short);
    behind.is_some_and(|words| words.len() <= BESIDE && spells(&words))
        || before.is_some_and(|words| (0..words.len()).any(|from| spells(&words[from..])))
}

/// Whether the words begin with the letters of `short`; small words may stand between the first and the last.
fn initials(words: &[Word], text: &str, short: &str) -> bool {
    let begins = |w: &Word, letter: char| text[w.start..w.end].starts_with(letter);
    let mut letters = short.chars();
    let Some(first) = words.first() else { return false };
    if !letters.next().is_some_and(|l| begins(first, l)) {
        return false;
    }
    let mut next = letters.next();
    for word in &words[1..] {
        match next {
            Some(letter) if begins(word, letter) => next = letters.next(),
            _ if word.end - word.start <= 3 => {}
            _ => return false,
        }
    }
    next.is_none()
}

#[cfg(test)]
mod tests {
    use crate::disclosure::ruleset::states;

    const PACK: &str = r#"
lang = "en"
name = "English"
[terms]
ai = ["AI", "artificial intelligence"]
act.make = ["made"]
help = ["with the help of"]
self.article = ["this report"]
[[rule]]
id = "help"
about = "Made with the help of AI."
shape = "self, act, help ai"
examples = ["This report was made with the help of AI."]
counter_examples = ["This report was made."]
"#;

    fn found(text: &str) -> bool {
        states(PACK, text)
    }

    #[test]
    fn a_short_form_that_is_spelled_out_as_something_else_is_no_word_for_ai() {
        assert!(!found("This report was made with the help of AI (Amnesty International)."));
        assert!(!found("This report was made with the help of AI (Association of Inspectors)."));
        assert!(found("This report was made with the help of AI (artificial intelligence)."));
        assert!(found("This report was made with the help of AI (ChatGPT)."));
        assert!(found("This report was made with the help of AI (art, ideas)."));
    }
}
