//! `[[ignore]]`: a finding that is known and answered for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::place::{Excerpt, Place};
use crate::policy::Code;

/// A finding that is known and answered for. It names the finding by `fingerprint`, by `text`, or by `code` and
/// `path` together; all that is named must fit.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ignore {
    /// The code of the finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// Its fingerprint, as the formats print it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Three words or more of the line that it points at, or all that it points at; white space does not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A glob over paths, relative to the folder of the configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why the finding is left as it is.
    pub reason: String,
    /// The last day on which the entry holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl Ignore {
    /// Whether the entry is for a finding of `code` at `place`, as far as its path is no part of the question.
    #[must_use]
    pub fn fits(&self, code: Code, place: &Place, fingerprint: &str) -> bool {
        let narrow = self.is_narrow();
        let quoted = |text: &String| quotes(text, &place.excerpt, narrow);
        code.suppressible()
            && self.code.is_none_or(|own| own == code)
            && self.fingerprint.as_ref().is_none_or(|f| fingerprint.starts_with(f.as_str()))
            && self.text.as_ref().is_none_or(quoted)
    }

    /// Whether a fingerprint, or a code and a path, say where it holds: then a word is enough.
    fn is_narrow(&self) -> bool {
        self.fingerprint.is_some() || self.code.is_some() && self.path.is_some()
    }

    /// Whether its text is so short that it counts only where it is all that a finding points at.
    #[must_use]
    pub fn is_short(&self) -> bool {
        !self.is_narrow() && self.text.as_ref().is_some_and(|text| !is_long(&fold(text)))
    }

    /// What is wrong with the entry, and what to do about it; `None` where nothing is.
    pub(super) fn fault(&self) -> Option<(String, String)> {
        let told = |what: &str, help: &str| Some((what.to_owned(), help.to_owned()));
        if !self.reason.contains(char::is_alphanumeric) {
            return told("this entry gives no reason", "say in `reason` why the finding is left as it is");
        }
        if let Some(code) = self.code.filter(|code| !code.suppressible()) {
            return told(&format!("`{code}` can never be set aside"), "mend what the finding says");
        }
        if self.text.as_ref().is_some_and(|t| t.trim().is_empty()) {
            return told("`text` is empty", "quote a few words of the line, or leave `text` out");
        }
        let hex = |f: &String| f.len() >= 16 && f.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if self.fingerprint.as_ref().is_some_and(|f| !hex(f)) {
            return told("`fingerprint` is none", "copy it from --format json, all of it");
        }
        let named = self.fingerprint.is_some() || self.text.is_some();
        if !named && (self.code.is_none() || self.path.is_none()) {
            let help = "name the finding by `fingerprint`, by `text`, or by `code` and `path` together";
            return told("this entry would hide too much", help);
        }
        None
    }
}

/// Words that a text has at least, so that it fits wherever a line has them.
const WORDS: usize = 3;
/// Letters that it has at least in scripts that put no spaces between words.
const LETTERS: usize = 6;

/// Whether `text` stands in the line of a finding: as words of their own, and enough of them; or as all that is marked.
fn quotes(text: &str, excerpt: &Excerpt, narrow: bool) -> bool {
    let (text, marked) = (fold(text), fold(&excerpt.text[excerpt.marked.start..excerpt.marked.end]));
    let plain = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if plain(&text) == plain(&marked) {
        return true;
    }
    (narrow || is_long(&text)) && stands(&fold(&excerpt.text), &text)
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_long(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    words >= WORDS || text.chars().filter(|c| c.is_alphabetic() && !spaced(*c)).count() >= LETTERS
}

/// Whether `text` stands in `line` with no letter of a word beside it.
fn stands(line: &str, text: &str) -> bool {
    let inner = |c: Option<char>| c.is_some_and(spaced);
    line.match_indices(text).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + text.len()..].chars().next());
        !(inner(before) && inner(text.chars().next()) || inner(after) && inner(text.chars().next_back()))
    })
}

/// Whether words of this letter's script are set apart by spaces.
fn spaced(c: char) -> bool {
    c.is_alphanumeric() && ((c as u32) < 0x0e00 || ('\u{ac00}'..='\u{d7a3}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn fits(text: &str, narrow: bool) -> bool {
        let line = "On Monday the  text said: As an AI language model, I cannot say. It remains so.";
        let at = line.find("As an").unwrap();
        let marked = Span::new(at, at + "As an AI language model,".len());
        let excerpt =
            Excerpt { text: line.to_owned(), first_line: 1, marked, cut_before: false, cut_after: false };
        quotes(text, &excerpt, narrow)
    }

    #[test]
    fn three_words_of_the_line_fit_and_one_alone_does_not() {
        assert!(fits("Monday the text said", false) && fits("an AI\nlanguage", false));
        assert!(fits("As an AI language model", false), "all that is marked");
        for text in ["AI", "language model", "I", "main", "as an ai", "y the text said", "no such words here"]
        {
            assert!(!fits(text, false), "{text}");
        }
    }

    #[test]
    fn where_path_and_code_are_named_a_word_is_enough_and_a_part_of_one_is_not() {
        assert!(fits("AI", true) && fits("language model", true));
        assert!(!fits("mains", true) && !fits("A", true) && !fits("guage", true));
    }

    #[test]
    fn a_short_text_fits_where_it_is_all_that_is_marked() {
        let line = "See turn0search0 and 作为一个人工智能语言模型，我不能说。";
        let excerpt = |marked: &str| {
            let at = line.find(marked).unwrap();
            let marked = Span::new(at, at + marked.len());
            Excerpt { text: line.to_owned(), first_line: 1, marked, cut_before: false, cut_after: false }
        };
        assert!(quotes("turn0search0", &excerpt("turn0search0"), false));
        assert!(!quotes("turn0search0", &excerpt("人工智能"), false));
        assert!(quotes("人工智能语言模型", &excerpt("作为"), false), "six letters without spaces");
        assert!(!quotes("人工智能", &excerpt("作为"), false));
    }
}
