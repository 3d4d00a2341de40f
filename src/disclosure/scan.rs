//! Terms in folded text: every meaning of every term, with its place.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::case::Case;
use super::compile::Compiled;
use super::fold::{self, Folded};
use super::literal::{self, HYPHENS, SPACES};
use super::sentence::{unspaced, wordy};
use super::sieve::Spread;
use super::table::{Run, Use};

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
    /// How terms begin.
    all: Places,
    /// How the terms begin that make a sentence worth reading.
    anchors: Places,
}

/// How terms begin where.
#[derive(Debug)]
struct Places {
    /// At the beginning of a word.
    outside: Begins,
    /// Inside a word, where few may.
    inside: Begins,
}

impl Places {
    fn new() -> Self {
        Self { outside: Begins::new(), inside: Begins::new() }
    }

    fn set(&mut self, key: [u8; 4], inside: bool) {
        self.outside.set(key);
        if inside {
            self.inside.set(key);
        }
    }
}

/// How terms begin.
#[derive(Debug)]
struct Begins {
    /// The first four bytes of terms of four bytes and more, by a few bits of their product.
    long: Box<[u64; FEW / 64]>,
    /// The first two bytes of shorter terms, a bit each.
    short: Box<[u64; 1024]>,
}

impl Begins {
    fn new() -> Self {
        Self { long: Box::new([0; FEW / 64]), short: Box::new([0; 1024]) }
    }

    fn set(&mut self, [a, b, c, last]: [u8; 4]) {
        if last == 0 {
            let (word, bit) = pair([a, b]);
            self.short[word] |= bit;
        } else {
            let (word, bit) = few([a, b, c, last]);
            self.long[word] |= bit;
        }
    }

    /// Whether a term may begin with the first of `bytes`.
    fn hold(&self, bytes: &[u8]) -> bool {
        let long = bytes.first_chunk::<4>().is_some_and(|four| {
            let (word, bit) = few(*four);
            self.long[word] & bit != 0
        });
        long || bytes.first_chunk::<2>().is_some_and(|two| {
            let (word, bit) = pair(*two);
            self.short[word] & bit != 0
        })
    }
}

/// Which tokens are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All.
    All,
    /// Those that make a sentence worth reading, and perhaps others.
    Anchors,
}

impl Index {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let mut index = Self {
            quads: HashMap::default(),
            short: HashMap::default(),
            all: Places::new(),
            anchors: Places::new(),
        };
        index.quads.reserve(compiled.terms.runs().count());
        for run in compiled.terms.runs() {
            let [a, b, _, last] = run.key;
            index.all.set(run.key, run.inside);
            if run.anchor {
                index.anchors.set(run.key, run.inside);
            }
            if last == 0 {
                index
                    .short
                    .entry(u32::from(u16::from_le_bytes([a, b])))
                    .or_default()
                    .extend(run.low..run.high);
            } else {
                index.quads.insert(u32::from_le_bytes(run.key), run);
            }
        }
        index
    }
}

/// Where the bit of two bytes stands.
fn pair(bytes: [u8; 2]) -> (usize, u64) {
    let pair = u16::from_le_bytes(bytes);
    (usize::from(pair / 64), 1 << (pair % 64))
}

/// Bits of the table of first four bytes: a few thousand keys leave it nearly empty, and it fits the first-level cache.
const FEW: usize = 1 << 18;

/// Where the bit of four bytes stands.
fn few(bytes: [u8; 4]) -> (usize, u64) {
    let slot = (u32::from_le_bytes(bytes).wrapping_mul(0x9E37_79B1) >> 14) as usize;
    (slot / 64, 1 << (slot % 64))
}

/// Most tokens of one block, some hundred megabytes: what stands behind them is not read. A block of a thousand pages that
/// speaks of nothing but AI stays below.
const MOST: usize = 4_000_000;

/// All tokens of `folded` that begin in `ranges` (sorted, apart), in order of their start; at most some four million.
pub(super) fn tokens(
    compiled: &Compiled,
    index: &Index,
    folded: &Folded,
    original: &str,
    ranges: &[(usize, usize)],
    wanted: Wanted,
) -> Vec<Token> {
    let mut out = Vec::new();
    let places = match wanted {
        Wanted::All => &index.all,
        Wanted::Anchors => &index.anchors,
    };
    let bytes = folded.text.as_bytes();
    for (from, to) in ranges {
        let mut before = folded.text[..*from].chars().next_back();
        for (at, c) in folded.text[*from..*to].char_indices() {
            if out.len() > MOST {
                return out;
            }
            let at = from + at;
            let before = before.replace(c);
            // What may begin inside a word may begin outside too.
            if c == ' ' || !places.outside.hold(&bytes[at..]) {
                continue;
            }
            let inside = before.is_some_and(|before| joined(before, c));
            if !inside || places.inside.hold(&bytes[at..]) {
                at_place(compiled, index, folded, original, at, inside, &mut out);
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
            let term = compiled.terms.bytes(*number as usize);
            if bytes.starts_with(term) {
                take(compiled, *number as usize, folded, original, (at, at + term.len()), inside, out);
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
        if compiled.terms.bytes(low).len() == depth {
            take(compiled, low, folded, original, (at, at + depth), inside, out);
            low += 1;
        }
        let Some(byte) = bytes.get(depth) else { return };
        let there = |term: usize| compiled.terms.bytes(term).get(depth);
        low = partition(low, high, |term| there(term).is_none_or(|b| b < byte));
        // Few go on with the same byte: the last of them is near.
        let (mut near, mut step) = (low, 1);
        while near + step < high && there(near + step).is_none_or(|b| b <= byte) {
            near += step;
            step *= 2;
        }
        high = partition(near, high.min(near + step), |term| there(term).is_none_or(|b| b <= byte));
        depth += 1;
    }
}

/// The first of `low..high` of which `before` is false; those of which it is true come first.
fn partition(mut low: usize, mut high: usize, before: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn take(
    compiled: &Compiled,
    term: usize,
    folded: &Folded,
    original: &str,
    (start, end): (usize, usize),
    inside: bool,
    out: &mut Vec<Token>,
) {
    let after = folded.text[end..].chars().next();
    let last = folded.text[..end].chars().next_back().unwrap_or(' ');
    let goes_on = after.is_some_and(|a| joined(last, a));
    for meaning in compiled.terms.uses(term) {
        let fits = (!inside || meaning.open_left)
            && (!goes_on || meaning.open_right)
            && written_so(&meaning, folded, original, start, end);
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
    !unspaced(a) && !unspaced(b) && wordy(a) && wordy(b)
}

/// Whether the original is written as the term asks.
fn written_so(meaning: &Use, folded: &Folded, original: &str, start: usize, end: usize) -> bool {
    let slice =
        |from: usize, to: usize| &original[folded.map[from] as usize..folded.original_end(original, to)];
    match meaning.case {
        Case::Any => true,
        Case::Capitals(from, to) => {
            no_small(slice(start + usize::from(from), (start + usize::from(to)).min(end)))
        }
        Case::Acronym(from, to) => {
            let run = slice(start + usize::from(from), (start + usize::from(to)).min(end));
            no_small(run) || plainly(slice(start, end), &folded.text[start..end])
        }
        Case::Title => slice(start, end)
            .split(|c: char| !c.is_alphanumeric())
            .all(|word| no_small(word) || one_capital(word)),
        Case::Opening(length) => {
            let word = slice(start, start + usize::from(length));
            (no_small(word) || one_capital(word)) && plainly(slice(start, end), &folded.text[start..end])
        }
    }
}

/// Whether `written` is the folded `term` letter by letter, with plain spaces.
fn plainly(written: &str, term: &str) -> bool {
    let mut letters = written.chars();
    term.chars().all(|t| {
        letters.next().is_some_and(|w| match t {
            ' ' => SPACES.contains(&w),
            '-' => HYPHENS.contains(&w),
            _ => w.is_alphanumeric() && !literal::odd(w) && fold::letter(w) == Some(t) || w == t,
        })
    }) && letters.next().is_none()
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
