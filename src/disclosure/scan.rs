//! Terms in folded text: every meaning of every term, with its place.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::compile::{Compiled, Use};
use super::fold::{self, Folded};
use super::literal::Case;
use super::sentence::{unspaced, wordy};

/// A term found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte in the folded text.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The pack it is a term of.
    pub(super) pack: u16,
    /// Its role.
    pub(super) role: u8,
    /// For residue, which part of which phrase.
    pub(super) part: u32,
}

/// Where terms with given first bytes stand in the sorted list.
#[derive(Debug)]
pub(super) struct Index {
    /// Terms of four bytes and more by their first four.
    quads: HashMap<u32, Run, BuildHasherDefault<Spread>>,
    /// Terms of two or three bytes, by their first two.
    short: HashMap<u32, Vec<u32>, BuildHasherDefault<Spread>>,
}

/// A run of the sorted list.
#[derive(Clone, Copy, Debug)]
struct Run {
    low: u32,
    high: u32,
    /// Whether one of them may begin inside a word.
    inside: bool,
}

/// A hasher for keys that are four bytes already.
#[derive(Debug, Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }
}

impl Index {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let mut index = Self { quads: HashMap::default(), short: HashMap::default() };
        for (number, term) in (0_u32..).zip(&compiled.terms) {
            let bytes = term.text.as_bytes();
            let uses = &compiled.uses[term.uses.0 as usize..term.uses.1 as usize];
            if let Some(key) = bytes.first_chunk::<4>() {
                let run = index.quads.entry(u32::from_le_bytes(*key)).or_insert(Run {
                    low: number,
                    high: number,
                    inside: false,
                });
                run.high = number + 1;
                run.inside |= uses.iter().any(|u| u.open_left);
            } else if let Some(key) = bytes.first_chunk::<2>() {
                index.short.entry(u32::from(u16::from_le_bytes(*key))).or_default().push(number);
            }
        }
        index
    }
}

/// All tokens of `folded` that begin in `ranges` (sorted, apart), in order of their start.
pub(super) fn tokens(
    compiled: &Compiled,
    index: &Index,
    folded: &Folded,
    original: &str,
    ranges: &[(usize, usize)],
) -> Vec<Token> {
    let mut out = Vec::new();
    for (from, to) in ranges {
        let mut previous = folded.text[..*from].chars().next_back();
        for (at, c) in folded.text[*from..*to].char_indices() {
            let inside = previous.is_some_and(|p| joined(p, c));
            previous = Some(c);
            if c != ' ' {
                at_place(compiled, index, folded, original, from + at, inside, &mut out);
            }
        }
    }
    out
}

fn at_place(
    compiled: &Compiled,
    index: &Index,
    folded: &Folded,
    original: &str,
    at: usize,
    inside: bool,
    out: &mut Vec<Token>,
) {
    let bytes = &folded.text.as_bytes()[at..];
    if let Some(list) =
        bytes.first_chunk::<2>().and_then(|key| index.short.get(&u32::from(u16::from_le_bytes(*key))))
    {
        for number in list {
            let term = &compiled.terms[*number as usize];
            if bytes.starts_with(term.text.as_bytes()) {
                take(compiled, term.uses, folded, original, (at, at + term.text.len()), inside, out);
            }
        }
    }
    let Some(run) = bytes.first_chunk::<4>().and_then(|key| index.quads.get(&u32::from_le_bytes(*key)))
    else {
        return;
    };
    if inside && !run.inside {
        return;
    }
    let (mut low, mut high) = (run.low as usize, run.high as usize);
    let mut depth = 4;
    while low < high {
        let first = &compiled.terms[low];
        if first.text.len() == depth {
            take(compiled, first.uses, folded, original, (at, at + depth), inside, out);
            low += 1;
        }
        let Some(byte) = bytes.get(depth) else { return };
        let run = &compiled.terms[low..high];
        let from = run.partition_point(|t| t.text.as_bytes().get(depth).is_none_or(|b| b < byte));
        let to = run.partition_point(|t| t.text.as_bytes().get(depth).is_none_or(|b| b <= byte));
        high = low + to;
        low += from;
        depth += 1;
    }
}

fn take(
    compiled: &Compiled,
    uses: (u32, u32),
    folded: &Folded,
    original: &str,
    (start, end): (usize, usize),
    inside: bool,
    out: &mut Vec<Token>,
) {
    let after = folded.text[end..].chars().next();
    let last = folded.text[..end].chars().next_back().unwrap_or(' ');
    let goes_on = after.is_some_and(|a| joined(last, a));
    for meaning in &compiled.uses[uses.0 as usize..uses.1 as usize] {
        let fits = (!inside || meaning.open_left)
            && (!goes_on || meaning.open_right)
            && written_so(meaning, folded, original, start, end);
        if fits {
            out.push(Token { start, end, pack: meaning.pack, role: meaning.role, part: meaning.part });
        }
    }
}

/// Whether two neighbouring characters belong to one word.
pub(super) fn joined(a: char, b: char) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric();
    }
    wordy(a) && wordy(b) && !unspaced(a) && !unspaced(b)
}

/// Whether the original is written as the term asks.
fn written_so(meaning: &Use, folded: &Folded, original: &str, start: usize, end: usize) -> bool {
    let slice =
        |from: usize, to: usize| &original[folded.map[from] as usize..folded.original_end(original, to)];
    match meaning.case {
        Case::Any => true,
        Case::Capitals(from, to) => {
            let (from, to) = (start + usize::from(from), (start + usize::from(to)).min(end));
            let run = slice(from, to);
            let hyphen = || {
                original[folded.original_end(original, to)..]
                    .chars()
                    .next()
                    .is_some_and(|c| fold::letter(c) == Some('-'))
            };
            no_small(run) || (one_capital(run) && hyphen())
        }
        Case::Title => slice(start, end)
            .split(|c: char| !c.is_alphanumeric())
            .all(|word| no_small(word) || one_capital(word)),
        Case::Opening(length) => {
            let word = slice(start, start + usize::from(length));
            no_small(word) || one_capital(word)
        }
    }
}

fn no_small(text: &str) -> bool {
    text.chars().all(|c| !c.is_lowercase())
}

fn one_capital(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_uppercase())
}

impl Folded {
    /// One past the last byte of the original of the folded bytes before `end`.
    pub(super) fn original_end(&self, original: &str, end: usize) -> usize {
        let Some(last) = end.checked_sub(1).and_then(|e| self.map.get(e)) else { return 0 };
        let last = *last as usize;
        last + original[last..].chars().next().map_or(0, char::len_utf8)
    }
}
