//! Literals: for every anchor term, bytes that any text holding the term must hold.
//!
//! The fast path reads a sentence only where one of these stands, so the lists are complete: every way of writing
//! a term that folds to it contains one of its literals, or an [odd](odd) character.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{self, Folded};

/// The shortest long literal, in bytes: windows of four bytes are sampled at every second place.
pub(super) const SHORTEST: usize = 5;

/// Most spellings that are listed for one fragment of a term.
const MOST: usize = 128;

/// The literals of a set of terms.
#[derive(Debug, Default)]
pub(super) struct Literals {
    /// At least [`SHORTEST`] bytes; ASCII letters in lower case stand for both cases.
    pub long: BTreeSet<Vec<u8>>,
    /// Shorter ones, byte for byte.
    pub short: BTreeSet<Vec<u8>>,
}

/// What folds to a letter besides itself and, for ASCII, its capital.
pub(super) struct Spellings(BTreeMap<char, Vec<char>>);

impl Spellings {
    /// Folds every character of the Basic Multilingual Plane once and turns the table round.
    pub(super) fn new() -> Self {
        let mut table: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for c in ('\u{80}'..='\u{FFFF}').filter(|c| c.is_alphanumeric() && !odd(*c)) {
            let folded = Folded::new(c.encode_utf8(&mut [0; 4])).text;
            let mut chars = folded.chars();
            if let (Some(to), None) = (chars.next(), chars.next()) {
                if to != c {
                    table.entry(to).or_default().push(c);
                }
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

impl Literals {
    /// Adds what text must hold where it holds the folded `term`.
    pub(super) fn add(&mut self, term: &str, capitals: bool, spellings: &Spellings) {
        let best = fragments(term)
            .into_iter()
            .filter_map(|f| Some((rarity(&f), spellings.of(&f)?)))
            .filter(|(_, all)| all.iter().all(|bytes| bytes.len() >= SHORTEST));
        if let Some((_, all)) = best.max_by(|a, b| a.0.total_cmp(&b.0)) {
            self.long.extend(all);
            return;
        }
        let upper = term.to_uppercase();
        if capitals {
            let mut letters = term.chars();
            let title: String =
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            self.short.insert(upper.into_bytes());
            self.short.insert(title.into_bytes());
        } else {
            let mut letters = term.chars();
            let title: String =
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            self.short.extend([term.to_owned().into_bytes(), title.into_bytes(), upper.into_bytes()]);
        }
    }
}

/// The runs of letters in `term` that are just long enough.
fn fragments(term: &str) -> Vec<Vec<char>> {
    let mut out = Vec::new();
    for word in term.split(|c: char| !c.is_alphanumeric()) {
        let chars: Vec<char> = word.chars().collect();
        for start in 0..chars.len() {
            let mut bytes = 0;
            for end in start..chars.len() {
                bytes += chars[end].len_utf8();
                if bytes >= SHORTEST {
                    out.push(chars[start..=end].to_vec());
                    // One more letter makes it rarer at no cost.
                    if let Some(longer) = chars.get(start..end + 2) {
                        out.push(longer.to_vec());
                    }
                    break;
                }
            }
        }
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
