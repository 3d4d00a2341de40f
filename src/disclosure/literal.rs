//! Literals: for every anchor term, bytes that any text holding the term must hold.
//!
//! The fast path reads a sentence only where one of these stands, so the lists are complete: every way of writing
//! a term that folds to it contains one of its literals inside one of its words, or an [odd](odd) character.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fold::{self, Folded};

/// The shortest long literal, in bytes: windows of four bytes are sampled at every second place.
pub(super) const SHORTEST: usize = 5;

/// Most spellings that are listed for one fragment of a term.
const MOST: usize = 128;

/// A spelling of a fragment of a term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Literal {
    /// The fragment; small ASCII letters stand for both cases in a long literal.
    pub(super) bytes: Vec<u8>,
    /// The folded term before the fragment.
    pub(super) before: String,
    /// The folded term behind the fragment.
    pub(super) behind: String,
    /// The term may have letters before it.
    pub(super) open_left: bool,
    /// The term may have letters behind it.
    pub(super) open_right: bool,
}

/// The literals of a set of terms.
#[derive(Debug, Default)]
pub(super) struct Literals {
    /// At least [`SHORTEST`] bytes.
    pub(super) long: BTreeSet<Literal>,
    /// Shorter ones, byte for byte.
    pub(super) short: BTreeSet<Literal>,
}

/// What folds to a letter besides itself and, for ASCII, its capital.
pub(super) struct Spellings(BTreeMap<char, Vec<char>>);

impl Spellings {
    /// Folds every character of the Basic Multilingual Plane once and turns the table round.
    pub(super) fn new() -> Self {
        let mut table: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for c in ('\u{80}'..='\u{FFFF}').filter(|c| c.is_alphanumeric() && !odd(*c)) {
            if let Some(to) = fold::letter(c).filter(|to| *to != c) {
                table.entry(to).or_default().push(c);
            }
        }
        Self(table)
    }

    /// All spellings of a folded fragment, as bytes; ASCII letters only in lower case. `None` where there are too many.
    fn of(&self, fragment: &[char]) -> Option<Vec<Vec<u8>>> {
        let mut out: Vec<Vec<u8>> = vec![Vec::new()];
        for c in fragment {
            let mut next = Vec::new();
            for other in std::iter::once(c).chain(self.0.get(c).into_iter().flatten()) {
                for head in &out {
                    let mut bytes = head.clone();
                    bytes.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
                    next.push(bytes);
                }
            }
            if next.len() > MOST {
                return None;
            }
            out = next;
        }
        Some(out)
    }
}

/// A fragment of a word of a term.
struct Fragment {
    chars: Vec<char>,
    before: String,
    behind: String,
}

/// How a term must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Case {
    /// In any way.
    Any,
    /// These bytes of the folded term in capitals, or with one capital before a hyphen (`Ai-generated`).
    Capitals(u8, u8),
    /// Every word in capitals or with one at its beginning.
    Title,
    /// The first word, of so many bytes, in capitals or with one at its beginning: a phrase that opens a sentence.
    Opening(u8),
}

impl Case {
    /// How a term that a rule file writes as `written`, and that folds to `folded`, must be written.
    ///
    /// An acronym of up to five letters must stand in capitals. So must one inside a term that has no word of five
    /// bytes, and a short name needs its capital: otherwise there would be too many spellings to look for.
    pub(super) fn of(written: &str, folded: &Folded) -> Self {
        let letters = || written.chars().filter(|c| c.is_alphabetic());
        let whole = u8::try_from(folded.text.len()).unwrap_or(u8::MAX);
        if (1..=5).contains(&letters().count()) && letters().all(char::is_uppercase) {
            return Self::Capitals(0, whole);
        }
        if has_long_word(&folded.text) {
            return Self::Any;
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
        match best {
            Some((start, end)) => {
                Self::Capitals(u8::try_from(start).unwrap_or(0), u8::try_from(end).unwrap_or(whole))
            }
            None if runs(&folded.text)
                .all(|(start, run)| capital(start) || run.starts_with(|c: char| c.is_ascii_digit())) =>
            {
                Self::Title
            }
            None => Self::Any,
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
fn runs(term: &str) -> impl Iterator<Item = (usize, &str)> {
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

impl Literals {
    /// Adds what text must hold where it holds the folded `term`.
    pub(super) fn add(&mut self, term: &str, case: Case, open: (bool, bool), spellings: &Spellings) {
        let fits = |f: Fragment| Some((rarity(&f.chars), spellings.of(&f.chars)?, f));
        let long = |all: &[Vec<u8>]| all.iter().all(|bytes| bytes.len() >= SHORTEST);
        let best = fragments(term).into_iter().filter_map(fits).filter(|(_, all, _)| long(all));
        if let Some((_, all, fragment)) = best.max_by(|a, b| a.0.total_cmp(&b.0)) {
            self.long.extend(all.into_iter().map(|bytes| Literal {
                bytes,
                before: fragment.before.clone(),
                behind: fragment.behind.clone(),
                open_left: open.0,
                open_right: open.1,
            }));
            return;
        }
        let (start, run) = match case {
            Case::Capitals(from, to) => (usize::from(from), &term[usize::from(from)..usize::from(to)]),
            Case::Opening(length) => (0, &term[..usize::from(length)]),
            Case::Title | Case::Any => runs(term).max_by_key(|(_, run)| run.len()).unwrap_or((0, term)),
        };
        let written: Vec<String> = match case {
            Case::Capitals(..) | Case::Title | Case::Opening(_) => vec![run.to_uppercase(), title(run)],
            Case::Any => cases(run, spellings),
        };
        self.short.extend(written.into_iter().map(|text| Literal {
            bytes: text.into_bytes(),
            before: term[..start].to_owned(),
            behind: term[start + run.len()..].to_owned(),
            open_left: open.0,
            open_right: open.1,
        }));
    }
}

fn title(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Every way to write a short run in small and capital letters.
fn cases(run: &str, spellings: &Spellings) -> Vec<String> {
    let mut out = vec![String::new()];
    for c in run.chars() {
        let mut written = vec![c];
        written.extend(spellings.0.get(&c).into_iter().flatten());
        written.extend(c.to_uppercase());
        written.sort_unstable();
        written.dedup();
        out = out.iter().flat_map(|head| written.iter().map(move |c| format!("{head}{c}"))).collect();
    }
    out
}

/// The runs of letters in `term` that are just long enough, and those one letter longer.
fn fragments(term: &str) -> Vec<Fragment> {
    let mut out = Vec::new();
    let mut at = 0;
    for word in term.split(|c: char| !c.is_alphanumeric()) {
        let places: Vec<usize> = word.char_indices().map(|(i, _)| at + i).chain([at + word.len()]).collect();
        for first in 0..places.len().saturating_sub(1) {
            let Some(last) = (first + 1..places.len()).find(|n| places[*n] - places[first] >= SHORTEST)
            else {
                break;
            };
            for last in [last, last + 1] {
                if let Some(end) = places.get(last) {
                    out.push(Fragment {
                        chars: term[places[first]..*end].chars().collect(),
                        before: term[..places[first]].to_owned(),
                        behind: term[*end..].to_owned(),
                    });
                }
            }
        }
        at += word.len();
        at += term[at..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// How seldom running text holds the fragment: letters of the Latin script by their share in European text.
fn rarity(fragment: &[char]) -> f64 {
    let letter = |c: &char| match c {
        'e' | 'a' => 2.3,
        'i' | 'n' | 't' | 'r' | 'o' | 's' => 2.7,
        'l' | 'd' | 'u' | 'c' | 'm' => 3.3,
        'p' | 'g' | 'h' | 'v' | 'b' | 'f' => 4.2,
        'k' | 'y' | 'w' | 'z' | 'j' | 'q' | 'x' => 5.0,
        _ => 3.6,
    };
    fragment.iter().map(letter).sum()
}

/// Characters that can break up a literal or stand for a letter in it: where one stands, the whole block is read.
pub(super) fn odd(c: char) -> bool {
    fold::invisible(c) || matches!(c, '\u{FF01}'..='\u{FF5E}' if c.is_alphanumeric() || c == '．')
}
