//! What stands behind a label: `Video made with AI shows a shark` is no label, `Video made with AI for this page` is.
//!
//! A label is over where its words are, or goes on with a word such as *for*, *from*, *and* (role `onward`). Where it goes
//! on with anything else, it is the subject of a sentence that tells something about another thing.

use super::fit::{Fit, View};
use super::role::{self, RoleSet};
use super::sentence::Word;

const NOUN: RoleSet = role::set("noun");
/// Endings and small words that say whose a noun is cover no word.
const OWNER: RoleSet = role::set("owner") | role::set("this");

/// Uncovered words behind a label that no name or adverb accounts for.
const FEW: usize = 2;

/// The first of the words behind `fit` where they make its label the subject of another statement.
///
/// `text` is the folded text that the view lies in. Words that any term covers say nothing, nor does what stands behind the
/// next mark: a comma, a bracket, a bar, a dash between spaces.
pub(super) fn telling<'a>(fit: &Fit, view: &View<'a>, text: &str) -> Option<&'a Word> {
    let final_token = fit.tokens.iter().max_by_key(|t| t.end)?;
    // A rule that ends in a role of its own says itself how the label goes on, and data are data of something.
    let data = const { role::set("data") } & 1 << final_token.role != 0;
    if data || usize::from(final_token.role) >= role::ROLES.len() {
        return None;
    }
    let end = final_token.end;
    let last = view.words.last()?.end;
    let rest = text.get(end..last)?;
    // "Music, made by AI, floods the platform": the label is set off by commas, and what it belongs to goes on behind them.
    let first = fit.tokens.first()?;
    let opened = text[view.start..first.start].trim_end().ends_with(',')
        || fit
            .tokens
            .get(1)
            .is_some_and(|t| text[first.end..t.start.max(first.end)].trim_start().starts_with(','));
    let end = if opened && rest.starts_with(", ") { end + 2 } else { end };
    let rest = text.get(end..last)?;
    let close = |c: char| {
        c.is_ascii_punctuation() && !matches!(c, '-' | '\'' | '*' | '_') || "·•–—、，。".contains(c)
    };
    let mark = rest.find(close).into_iter().chain(rest.find(" - ")).min();
    let clause = mark.map_or(last, |at| end + at);
    let first = view.words.partition_point(|w| w.start < end);
    // "The AI-made picture fooled the jury": what the label stands before tells nothing yet.
    let noun = |w: &&Word| {
        view.over(w.start, w.end).any(|t| NOUN & 1 << t.role != 0 && t.start <= w.start && w.end <= t.end)
    };
    let behind = view.words[first..].iter().take_while(|w| w.end <= clause).skip_while(noun);
    let bare = |w: &&Word| !view.over(w.start, w.end).any(|t| OWNER & 1 << t.role == 0);
    let count = behind.clone().filter(bare).take(FEW).count();
    // A word of one letter is a preposition or a conjunction wherever there are such words.
    let telling = |w: &&Word| bare(w) && text[w.start..w.end].chars().nth(1).is_some();
    behind.take(1).find(|w| telling(w) && count == FEW && text[..w.start].ends_with(' '))
}

#[cfg(test)]
mod tests {
    use crate::disclosure::ruleset::states;

    const PACK: &str = r#"
lang = "en"
name = "English"
[terms]
ai = ["AI"]
act.make = ["made"]
instrument = ["with"]
noun.video = ["video"]
self.video = ["this video"]
onward = ["for", "and"]
[[rule]]
id = "label"
about = "A label."
shape = "self|noun act instrument ai"
where = "start"
examples = ["Video made with AI"]
counter_examples = ["Video made"]
"#;

    #[test]
    fn a_label_that_goes_on_with_other_words_is_none() {
        let found = |text: &str| states(PACK, text);
        for label in [
            "Video made with AI",
            "Video made with AI for that page alone",
            "Video made with AI, shows a shark",
            "Video made with AI (shows a shark)",
            "Video made with AI - shows a shark",
            "Video made with AI today",
            "Video made with AI Studio Lumen",
            "This video made with AI shows a shark",
        ] {
            assert!(found(label), "{label}");
        }
        assert!(!found("Video made with AI shows a shark"));
        assert!(!found("Video, made with AI, shows a shark"));
        assert!(found("Video, made with AI, for that page alone"));
    }
}
