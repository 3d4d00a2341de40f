//! Literals: for every anchor term, bytes that any text holding the term must hold.
//!
//! The fast path reads a sentence only where one of these stands, so the lists are complete: every way of writing
//! a term that folds to it contains one of its literals inside one of its words, or an [odd](odd) character.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::case::{Case, runs};
use super::context::{Builder, Contexts, Sides};
use super::fold;

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
    /// In any of their spellings.
    long: BTreeMap<Vec<char>, Sides>,
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

    /// All spellings of a folded fragment, as bytes; ASCII letters only in lower case. `None` where there are too many.
    fn of(&self, fragment: &[char]) -> Option<Vec<Vec<u8>>> {
        let mut out: Vec<Vec<u8>> = vec![Vec::new()];
        for c in fragment {
            let mut next = Vec::new();
            let others = match c {
                ' ' => SPACES,
                '-' => HYPHENS,
                _ => self.0.get(c).map_or(&[][..], Vec::as_slice),
            };
            for other in std::iter::once(c).chain(others.iter().filter(|o| *o != c)) {
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

impl Fragments {
    /// Adds what text must hold where it holds the folded `term`.
    pub(super) fn add(&mut self, term: &str, case: Case, open: (bool, bool), spellings: &Spellings) {
        let across = matches!(case, Case::Acronym(..) | Case::Opening(_));
        if let Some(fragment) = rarest(term, across, spellings) {
            self.long.entry(fragment.chars).or_default().add(&fragment.before, &fragment.behind, open);
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
    pub(super) fn finish(self, spellings: &Spellings) -> Literals {
        let mut builder = Builder::default();
        let mut long = Vec::new();
        for (fragment, sides) in self.long {
            let root = builder.add(&sides);
            let all = spellings.of(&fragment).into_iter().flatten();
            long.extend(all.map(|bytes| Literal { bytes, root }));
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

/// The fragment of a term that running text holds most seldom; `across` a space or hyphen only where asked for.
fn rarest(term: &str, across: bool, spellings: &Spellings) -> Option<Fragment> {
    let fits = |f: &Fragment| {
        spellings.of(&f.chars).is_some_and(|all| all.iter().all(|bytes| bytes.len() >= SHORTEST))
    };
    let all = fragments(term, across).into_iter().filter(fits);
    all.max_by(|a, b| worth(a, spellings).total_cmp(&worth(b, spellings)))
}

/// How good a fragment is to look for: seldom met, and written in few ways.
fn worth(fragment: &Fragment, spellings: &Spellings) -> f64 {
    let ways = spellings.of(&fragment.chars).map_or(MOST, |all| all.len());
    rarity(&fragment.chars) - (ways as f64).log2()
}

/// The runs of letters in `term` that are just long enough, and those up to two letters longer.
fn fragments(term: &str, across: bool) -> Vec<Fragment> {
    let mut out = Vec::new();
    let mut at = 0;
    for word in term.split(|c: char| !(c.is_alphanumeric() || across && matches!(c, ' ' | '-'))) {
        let places: Vec<usize> = word.char_indices().map(|(i, _)| at + i).chain([at + word.len()]).collect();
        for first in 0..places.len().saturating_sub(1) {
            let Some(last) = (first + 1..places.len()).find(|n| places[*n] - places[first] >= SHORTEST)
            else {
                break;
            };
            for last in last..=last + 2 {
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

/// How seldom running text holds the fragment: letters of the Latin script by their share in European text, less where
/// the fragment belongs to a word that such text is full of.
fn rarity(fragment: &[char]) -> f64 {
    let letter = |c: &char| match c {
        ' ' => 1.5,
        'e' | 'a' => 2.3,
        'i' | 'n' | 't' | 'r' | 'o' | 's' => 2.7,
        'l' | 'd' | 'u' | 'c' | 'm' => 3.3,
        'p' | 'g' | 'h' | 'v' | 'b' | 'f' => 4.2,
        'k' | 'y' | 'w' | 'z' | 'j' | 'q' | 'x' => 5.0,
        _ => 3.6,
    };
    let text: String = fragment.iter().collect();
    let common = COMMON.iter().any(|word| word.contains(&text[..]) || text.contains(word));
    fragment.iter().map(letter).sum::<f64>() - if common { 8.0 } else { 0.0 }
}

/// Words and parts of words that European text is full of.
const COMMON: &[&str] = &[
    "system",
    "sistema",
    "network",
    "software",
    "program",
    "version",
    "service",
    "provide",
    "change",
    "create",
    "creation",
    "creat",
    "inform",
    "information",
    "update",
    "access",
    "machine",
    "virtual",
    "possible",
    "automatic",
    "automat",
    "automatically",
    "generate",
    "generat",
    "ation",
    "tion",
    "application",
    "policy",
    "international",
    "tools",
    "computer",
    "support",
    "graphi",
    "setting",
    "bility",
    "creative",
    "develop",
    "content",
    "based",
    "modifi",
    "image",
    "would",
    "article",
    "artikel",
    "articolo",
    "articulo",
    "feature",
    "present",
    "question",
    "thing",
    "solution",
    "further",
    "author",
    "request",
    "editor",
    "public",
    "report",
    "process",
    "digital",
    "technolog",
    "teknolog",
    "there",
    "which",
    "other",
    "after",
    "written",
    "contra",
    "produc",
    "media",
    "model",
    "language",
    "command",
    "help",
    "using",
    "quality",
    "result",
    "social",
    "about",
    "their",
    "inter",
    "ional",
];

/// Characters that can break up a literal or stand for a letter in it: where one stands, its neighbours are looked at.
pub(super) fn odd(c: char) -> bool {
    fold::invisible(c) || matches!(c, '\u{FF01}'..='\u{FF5E}' if c.is_alphanumeric() || c == '．')
}
