//! Case: how a term must be written to count.

use super::fold::Folded;
use super::literal::SHORTEST;

/// How a term must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Case {
    /// In any way.
    Any,
    /// These bytes of the folded term in capitals.
    Capitals(u8, u8),
    /// These bytes of the folded term in capitals, or the term plainly written in any case: letter by letter, with one
    /// space or hyphen between its words.
    Acronym(u8, u8),
    /// Every word in capitals or with one at its beginning.
    Title,
    /// The first word, of so many bytes, in capitals or with one at its beginning, and the rest plainly written: a phrase
    /// that opens a sentence.
    Opening(u8),
}

impl Case {
    /// How a term that a rule file writes as `written`, and that folds to `folded`, must be written.
    ///
    /// An acronym of up to five letters must stand in capitals. So must one inside a longer term, unless the term is
    /// plainly written and has a word of five bytes; and a short name needs its capital. Otherwise there would be
    /// too many spellings to look for.
    pub(super) fn of(written: &str, folded: &Folded) -> Self {
        let letters = || written.chars().filter(|c| c.is_alphabetic());
        let whole = u8::try_from(folded.text.len()).unwrap_or(u8::MAX);
        if (1..=5).contains(&letters().count()) && letters().all(char::is_uppercase) {
            return Self::Capitals(0, whole);
        }
        let capital =
            |at: usize| written[folded.map[at] as usize..].chars().next().is_some_and(char::is_uppercase);
        let mut best: Option<(usize, usize)> = None;
        for (start, run) in runs(&folded.text) {
            let capitals = run.char_indices().all(|(at, c)| !c.is_alphabetic() || capital(start + at));
            if capitals
                && run.chars().filter(|c| c.is_alphabetic()).count() >= 2
                && best.is_none_or(|(s, e)| run.len() > e - s)
            {
                best = Some((start, start + run.len()));
            }
        }
        let long = has_long_word(&folded.text);
        match best {
            Some((start, end)) if !long || end - start <= 5 => {
                let (start, end) = (u8::try_from(start).unwrap_or(0), u8::try_from(end).unwrap_or(whole));
                if long { Self::Acronym(start, end) } else { Self::Capitals(start, end) }
            }
            _ if long => Self::Any,
            _ if runs(&folded.text)
                .all(|(start, run)| capital(start) || run.starts_with(|c: char| c.is_ascii_digit())) =>
            {
                Self::Title
            }
            _ => Self::Any,
        }
    }

    /// How a phrase that opens a sentence must be written, where it may otherwise be written in any way.
    pub(super) fn opening(self, folded: &str) -> Self {
        match (self, runs(folded).next()) {
            (Self::Any, Some((0, first))) if !has_long_word(folded) => {
                Self::Opening(u8::try_from(first.len()).unwrap_or(1))
            }
            _ => self,
        }
    }
}

/// The runs of letters, digits and full stops in a folded term, with their places.
pub(super) fn runs(term: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    term.split(|c: char| !c.is_alphanumeric() && c != '.').filter_map(move |run| {
        let start = at;
        at += run.len();
        at += term[at..].chars().next().map_or(0, char::len_utf8);
        (!run.is_empty()).then_some((start, run))
    })
}

/// Whether a folded term has a word that a long literal can be cut from.
pub(super) fn has_long_word(term: &str) -> bool {
    term.split(|c: char| !c.is_alphanumeric()).any(|word| word.len() >= SHORTEST)
}
