//! The fast path's eye: where in a text a term may stand.
//!
//! One pass samples four bytes at every second place, folds ASCII case with one `or`, and asks a table of 2^20
//! bits; a literal of five bytes or more has at least one such window at an even place. The few literals that
//! are shorter are found by packed search. Nothing is missed that the slow path would find: see
//! `docs/performance.md` and `tests/fast_path.rs`.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

use aho_corasick::Span;
use aho_corasick::packed::{self, MatchKind, Searcher};

use super::fold;
use super::literal::{self, Literal};
use super::scan::{self, Spread};

/// A place that must be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// First byte of the literal or odd character in the text.
    pub(super) at: usize,
    /// Whether the whole block must be read, because a character there may hide a literal.
    pub(super) odd: bool,
}

/// Literals made ready for search.
#[derive(Debug)]
pub(super) struct Scanner {
    windows: Box<[u64; WORDS]>,
    pairs: Vec<u64>,
    table: HashMap<u32, Vec<(u32, u8)>, BuildHasherDefault<Spread>>,
    long: Vec<Literal>,
    /// Searchers with, for each of their patterns, the literals of these bytes.
    short: Vec<(Searcher, Vec<Vec<Literal>>)>,
}

/// Words of the table of windows: 2^20 bits, which a few ten thousand windows leave nearly empty, and which still fits
/// the second-level cache.
const WORDS: usize = 1 << 14;

/// Sets bit 5 of every byte: capital ASCII letters become small, and some other bytes become alike.
const CASE: u32 = 0x2020_2020;

fn slot(window: u32) -> u32 {
    window.wrapping_mul(0x9E37_79B1) >> 12
}

impl Scanner {
    /// Makes literals ready; `odd` characters are found too where asked for.
    pub(super) fn new(long: &[Literal], short: &[Literal], odd: bool) -> Self {
        let mut scanner = Self {
            windows: vec![0; WORDS].try_into().expect("made with so many words"),
            pairs: vec![0; 1024],
            table: HashMap::with_capacity_and_hasher(2 * long.len(), BuildHasherDefault::default()),
            long: long.to_vec(),
            short: Vec::new(),
        };
        for (number, literal) in long.iter().enumerate() {
            for at in 0..2 {
                let Some(window) = literal.bytes.get(at..at + 4).and_then(|w| w.first_chunk::<4>()) else {
                    continue;
                };
                let window = u32::from_le_bytes(*window) | CASE;
                let slot = slot(window);
                scanner.windows[slot as usize / 64] |= 1 << (slot % 64);
                scanner.table.entry(window).or_default().push((number as u32, at as u8));
            }
        }
        let mut by_bytes: BTreeMap<&[u8], Vec<Literal>> = BTreeMap::new();
        for literal in short {
            by_bytes.entry(&literal.bytes).or_default().push(literal.clone());
        }
        let patterns: Vec<(&[u8], Vec<Literal>)> = by_bytes.into_iter().collect();
        for chunk in patterns.chunks(16) {
            let mut builder = packed::Config::new().match_kind(MatchKind::LeftmostLongest).builder();
            builder.extend(chunk.iter().map(|(bytes, _)| bytes));
            let literals = chunk.iter().map(|(_, literals)| literals.clone()).collect();
            scanner.short.extend(builder.build().map(|searcher| (searcher, literals)));
        }
        if odd {
            for c in ('\u{80}'..='\u{FFFF}').chain('\u{E0100}'..='\u{E01EF}').filter(|c| literal::odd(*c)) {
                let mut buffer = [0; 4];
                let bytes = c.encode_utf8(&mut buffer).as_bytes();
                let pair = usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
                scanner.pairs[pair / 64] |= 1 << (pair % 64);
            }
        }
        scanner
    }

    /// All hits in `text`, in order of place.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        let mut out = Vec::new();
        self.sample(text, &mut out);
        for (searcher, literals) in &self.short {
            let mut from = 0;
            while let Some(found) = searcher.find_in(text.as_bytes(), Span { start: from, end: text.len() }) {
                if literals[found.pattern().as_usize()].iter().any(|l| whole(text, found.start(), l)) {
                    out.push(Hit { at: found.start(), odd: false });
                }
                from = found.start() + 1;
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    fn sample(&self, text: &str, out: &mut Vec<Hit>) {
        let bytes = text.as_bytes();
        let windows = &self.windows;
        let mut at = 0;
        // Eight bytes give four windows; the last bytes go one by one.
        while let Some(block) = bytes.get(at..at + 12) {
            let low = u64::from_le_bytes(block[..8].try_into().expect("eight bytes"));
            let high = u64::from(u32::from_le_bytes(block[8..12].try_into().expect("four bytes")));
            let w0 = low as u32;
            let w1 = (low >> 16) as u32;
            let w2 = (low >> 32) as u32;
            let w3 = (low >> 48 | high << 16) as u32;
            let test = |w: u32| {
                let s = slot(w | CASE) as usize;
                windows[s / 64] >> (s % 64) & 1
            };
            if test(w0) | test(w1) | test(w2) | test(w3) != 0 {
                for (n, w) in [w0, w1, w2, w3].into_iter().enumerate() {
                    self.confirm(text, at + 2 * n, w | CASE, out);
                }
            }
            if low & 0x8080_8080_8080_8080 != 0 {
                self.odd(text, at, at + 8, out);
            }
            at += 8;
        }
        for place in at..bytes.len() {
            if let Some(rest) = bytes.get(place..place + 4) {
                let window = u32::from_le_bytes([rest[0], rest[1], rest[2], rest[3]]) | CASE;
                self.confirm(text, place, window, out);
            }
        }
        self.odd(text, at, bytes.len(), out);
    }

    #[cold]
    fn confirm(&self, text: &str, at: usize, window: u32, out: &mut Vec<Hit>) {
        for (number, offset) in self.table.get(&window).into_iter().flatten() {
            let literal = &self.long[*number as usize];
            let Some(start) = at.checked_sub(usize::from(*offset)) else { continue };
            let there = text.as_bytes().get(start..start + literal.bytes.len());
            if there.is_some_and(|t| t.eq_ignore_ascii_case(&literal.bytes)) && whole(text, start, literal) {
                out.push(Hit { at: start, odd: false });
                return;
            }
        }
    }

    fn odd(&self, text: &str, from: usize, to: usize, out: &mut Vec<Hit>) {
        let bytes = text.as_bytes();
        for at in from..to.min(bytes.len().saturating_sub(1)) {
            let pair = usize::from(bytes[at]) << 8 | usize::from(bytes[at + 1]);
            if bytes[at] >= 0xC2 && self.pairs[pair / 64] >> (pair % 64) & 1 != 0 {
                let strange = text.get(at..).and_then(|t| t.chars().next()).is_some_and(literal::odd);
                if strange {
                    out.push(Hit { at, odd: true });
                }
            }
        }
    }
}

/// Whether the whole term of `literal`, found at `start`, may stand there: only a plain letter or space that differs
/// says no, because anything else (markup, another kind of white space) may fold away.
fn whole(text: &str, start: usize, literal: &Literal) -> bool {
    let end = start + literal.bytes.len();
    let (Some(head), Some(tail)) = (text.get(..start), text.get(end..)) else { return false };
    let found = &text[start..end];
    let first = literal.before.chars().next().or_else(|| found.chars().next());
    let last = literal.behind.chars().next_back().or_else(|| found.chars().next_back());
    side(head.chars().rev(), literal.before.chars().rev(), first, literal.open_left)
        && side(tail.chars(), literal.behind.chars(), last, literal.open_right)
}

/// Walks away from the literal through text and term together, and looks over the term's edge.
fn side(
    mut text: impl Iterator<Item = char>,
    term: impl Iterator<Item = char>,
    edge: Option<char>,
    open: bool,
) -> bool {
    let mut spaced = false;
    for expected in term {
        let Some(there) = text.next() else { return false };
        let folded = fold::letter(there);
        if folded != Some(expected) {
            // A second space folds away; a first one does not.
            return if there == ' ' { spaced } else { !there.is_alphanumeric() };
        }
        spaced = there == ' ';
        if there != ' ' && !there.is_alphanumeric() {
            return true;
        }
    }
    open || !matches!((edge, text.next()), (Some(a), Some(b)) if scan::joined(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(bytes: &str, before: &str, behind: &str) -> Literal {
        Literal {
            bytes: bytes.as_bytes().to_vec(),
            before: before.to_owned(),
            behind: behind.to_owned(),
            open_left: false,
            open_right: false,
        }
    }

    #[test]
    fn a_literal_is_found_at_every_place_and_in_every_case() {
        let long = [literal("telig", "in", "entia"), literal("искус", "", "ство")];
        let scanner = Scanner::new(&long, &[literal("AI", "", "")], true);
        for lead in 0..40 {
            let space = " ".repeat(lead);
            for word in
                ["inteligentia", "INTELIGENTIA", "InTeLiGeNtIa", "искусСТВО", "AI", "a\u{AD}i", "\u{FF21}"]
            {
                for tail in ["", " y", " yyyyyyyyyyyyyyyyy"] {
                    let text = format!("{space}{word}{tail}");
                    assert!(!scanner.hits(&text).is_empty(), "{text}");
                }
            }
            assert!(
                scanner.hits(&format!("{space}inteligentias xinteligentia искусный RAID ai AIx")).is_empty()
            );
        }
    }
}
