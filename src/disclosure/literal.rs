//! Literals: for every anchor term, bytes that any text holding the term must hold.
//!
//! The fast path reads a sentence only where one of these stands, so the lists are complete: every way of writing
//! a term that folds to it contains one of its literals inside one of its words, or an [odd](odd) character.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::case::{Case, runs};
use super::choice;
use super::context::{Builder, Contexts, Sides};
use super::fold;
use super::frequency::Frequencies;
use super::sieve::{FIVE, eight};

/// The shortest long literal, in bytes: windows of four bytes are sampled at every second place.
pub(super) const SHORTEST: usize = 5;

/// Most spellings that are listed for one fragment of a term.
const MOST: usize = 128;

/// A way to write a fragment of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Literal {
    /// The fragment; small ASCII letters stand for both cases in a long literal.
    pub(super) bytes: Vec<u8>,
    /// The root of what may stand before it, in [`Literals::contexts`].
    pub(super) root: u32,
}

/// The literals of a set of terms.
#[derive(Debug, Default)]
pub(super) struct Literals {
    /// At least [`SHORTEST`] bytes.
    pub(super) long: Vec<Literal>,
    /// Shorter ones, byte for byte.
    pub(super) short: Vec<Literal>,
    /// What stands around them.
    pub(super) contexts: Contexts,
}

/// Literals in the making: fragments with what stands around them.
#[derive(Debug, Default)]
pub(super) struct Fragments {
    /// Terms that a long literal can be cut from, whether across words, and on which sides letters may go on.
    long: BTreeMap<(String, bool), BTreeSet<(bool, bool)>>,
    /// Byte for byte.
    short: BTreeMap<Vec<u8>, Sides>,
}

/// The spaces of a plainly written term.
pub(super) const SPACES: &[char] = &[' ', '\n', '\u{A0}'];

/// What folds to a hyphen.
pub(super) const HYPHENS: &[char] =
    &['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '\u{FE63}'];

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

    /// How a folded character may be written: itself first, ASCII letters only in lower case.
    fn ways(&self, c: char) -> impl Iterator<Item = char> {
        let others = match c {
            ' ' => SPACES,
            '-' => HYPHENS,
            _ => self.0.get(&c).map_or(&[][..], Vec::as_slice),
        };
        std::iter::once(c).chain(others.iter().copied().filter(move |o| *o != c))
    }

    /// All spellings of a folded fragment, as bytes.
    fn of(&self, fragment: &str) -> Vec<Vec<u8>> {
        let mut out: Vec<Vec<u8>> = vec![Vec::new()];
        for c in fragment.chars() {
            let longer = |way: char| {
                let spell = move |head: &Vec<u8>| [head, way.encode_utf8(&mut [0; 4]).as_bytes()].concat();
                out.iter().map(spell).collect::<Vec<_>>()
            };
            out = self.ways(c).flat_map(longer).collect();
        }
        out
    }

    /// How the spellings of a folded fragment begin: five bytes each, ASCII letters small. `None` where there are too many
    /// spellings, or one is too short.
    pub(super) fn heads(&self, fragment: &str) -> Option<Vec<u64>> {
        let (mut ways, mut length) = (1, 0);
        for c in fragment.chars() {
            ways *= self.ways(c).count();
            length += self.ways(c).map(char::len_utf8).min().unwrap_or(0);
            if ways > MOST {
                return None;
            }
        }
        if length < SHORTEST {
            return None;
        }
        let mut out = vec![(0_u64, 0)];
        for c in fragment.chars() {
            if out.iter().all(|(_, length)| *length >= SHORTEST) {
                break;
            }
            let longer = |way: char| {
                let there = eight(way.encode_utf8(&mut [0; 4]).as_bytes(), 0);
                let spell = move |(head, length): &(u64, usize)| {
                    let behind = there.checked_shl(8 * *length as u32).unwrap_or(0);
                    (head | behind, length + way.len_utf8())
                };
                out.iter().map(spell).collect::<Vec<_>>()
            };
            out = self.ways(c).flat_map(longer).collect();
        }
        let mut heads: Vec<u64> = out.into_iter().map(|(head, _)| head & FIVE).collect();
        heads.sort_unstable();
        heads.dedup();
        Some(heads)
    }
}

impl Fragments {
    /// Adds what text must hold where it holds the folded `term`.
    pub(super) fn add(&mut self, term: &str, case: Case, open: (bool, bool), spellings: &Spellings) {
        let across = matches!(case, Case::Acronym(..) | Case::Opening(_));
        if choice::can_be_cut(term, across, spellings) {
            self.long.entry((term.to_owned(), across)).or_default().insert(open);
            if !matches!(case, Case::Acronym(..)) {
                return;
            }
        }
        let (start, run) = match case {
            Case::Capitals(from, to) | Case::Acronym(from, to) => {
                (usize::from(from), &term[usize::from(from)..usize::from(to)])
            }
            Case::Opening(length) => (0, &term[..usize::from(length)]),
            Case::Title | Case::Any => runs(term).max_by_key(|(_, run)| run.len()).unwrap_or((0, term)),
        };
        let (before, behind) = (&term[..start], &term[start + run.len()..]);
        match case {
            Case::Acronym(..) | Case::Capitals(..) => {
                self.exactly(run.to_uppercase(), before, behind, open);
            }
            Case::Title | Case::Opening(_) => {
                self.exactly(run.to_uppercase(), before, behind, open);
                self.exactly(title(run), before, behind, open);
            }
            Case::Any => {
                for written in cases(run, spellings) {
                    self.exactly(written, before, behind, open);
                }
            }
        }
    }

    fn exactly(&mut self, written: String, before: &str, behind: &str, open: (bool, bool)) {
        self.short.entry(written.into_bytes()).or_default().add(before, behind, open);
    }

    /// The literals: every fragment in all its spellings.
    pub(super) fn finish(self, spellings: &Spellings, frequencies: &Frequencies) -> Literals {
        let terms = self.long.keys().map(|(term, across)| (term.as_str(), *across));
        let cuts = choice::choose(terms, spellings, frequencies);
        let mut fragments: BTreeMap<&str, Sides> = BTreeMap::new();
        for (((term, _), open), (from, to)) in self.long.iter().zip(cuts) {
            let sides = fragments.entry(&term[from..to]).or_default();
            for open in open {
                sides.add(&term[..from], &term[to..], *open);
            }
        }
        let mut builder = Builder::default();
        let mut long = Vec::new();
        for (fragment, sides) in fragments {
            let root = builder.add(&sides);
            long.extend(spellings.of(fragment).into_iter().map(|bytes| Literal { bytes, root }));
        }
        let mut short = Vec::new();
        for (mut bytes, sides) in self.short {
            let root = builder.add(&sides);
            if bytes.len() >= SHORTEST {
                bytes.make_ascii_lowercase();
                long.push(Literal { bytes, root });
            } else {
                short.push(Literal { bytes, root });
            }
        }
        Literals { long, short, contexts: builder.finish() }
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

/// Characters that can break up a literal or stand for a letter in it: where one stands, its neighbours are looked at.
pub(super) fn odd(c: char) -> bool {
    fold::invisible(c) || matches!(c, '\u{FF01}'..='\u{FF5E}' if c.is_alphanumeric() || c == '．')
}
