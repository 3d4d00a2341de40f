//! The fast path's eye: where in a text a term may stand.
//!
//! One pass samples four bytes at every second place, folds ASCII case with one `or`, and asks a table of 2^20
//! bits; a literal of five bytes or more has such a window at an even place. Where the table says yes, five bytes
//! are asked for, then the literal, then what stands around it. Of the few literals that are shorter, acronyms are
//! found by two capitals side by side, others of three or four bytes in the same windows, and what is left by packed
//! search. Nothing is missed that the slow path would find: see `docs/performance.md` and
//! `tests/fast_path.rs`.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use aho_corasick::Span;
use aho_corasick::packed::{self, MatchKind, Searcher};

use super::fold;
use super::lookup::{Lookup, two_capitals};
use super::odd::{Side, fades, pairs};
use super::scan;
use super::sieve::{Batch, CASE, FIVE, HIGH, SEVEN, Spread, THREE, capitals, eight, load, window};

/// Literals made ready for search.
#[derive(Debug)]
pub(super) struct Scanner {
    pub(super) lookup: Lookup,
    /// Short literals with two capitals side by side, by these, with the place of the two.
    pub(super) capitals: HashMap<u32, Vec<(u32, u8)>, BuildHasherDefault<Spread>>,
    /// Short literals of three or four bytes by their first three.
    pub(super) triples: HashMap<u32, Vec<u32>, BuildHasherDefault<Spread>>,
    /// Search for the other short literals, and which they are.
    pub(super) packed: Option<(Searcher, Vec<u32>)>,
    /// The first two bytes of [odd](super::literal::odd) characters, a bit each.
    pub(super) pairs: Box<[u64; 1024]>,
}

impl Scanner {
    /// Makes literals ready.
    pub(super) fn new(lookup: Lookup) -> Self {
        let mut scanner = Self {
            lookup,
            capitals: HashMap::default(),
            triples: HashMap::default(),
            packed: None,
            pairs: pairs(),
        };
        let mut others = Vec::new();
        for (number, literal) in (0_u32..).zip(&scanner.lookup.short) {
            let bytes = &literal.bytes;
            if let Some(at) = two_capitals(bytes) {
                let key = u32::from(bytes[at]) << 8 | u32::from(bytes[at + 1]);
                scanner.capitals.entry(key).or_default().push((number, at as u8));
            } else if bytes.len() >= 3 {
                let head = eight(bytes, 0);
                scanner.triples.entry((head & THREE) as u32).or_default().push(number);
            } else {
                others.push(number);
            }
        }
        let mut builder = packed::Config::new().match_kind(MatchKind::LeftmostLongest).builder();
        builder.extend(others.iter().map(|number| &scanner.lookup.short[*number as usize].bytes));
        scanner.packed = builder.build().map(|searcher| (searcher, others));
        scanner
    }

    /// All hits in `text`, the first byte of a literal or of an odd character each, in order of place.
    pub(super) fn hits(&self, text: &str) -> Vec<usize> {
        let mut out = Vec::new();
        self.sample(text, &mut out);
        if let Some((searcher, numbers)) = &self.packed {
            let mut from = 0;
            while let Some(found) = searcher.find_in(text.as_bytes(), Span { start: from, end: text.len() }) {
                self.exactly(numbers[found.pattern().as_usize()], text, found.start(), &mut out);
                from = found.start() + 1;
            }
        }
        self.doubled_marks(text, &mut out);
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Long and short literals. Places go from one sieve to the next in batches, so that no sieve waits for another.
    fn sample(&self, text: &str, out: &mut Vec<usize>) {
        let bytes = text.as_bytes();
        let windows = self.lookup.windows.sieve();
        let mut batch = Batch::default();
        let mut at = 0;
        // Eight bytes give four windows; the last bytes go one by one.
        while let Some(block) = bytes.get(at..at + 12) {
            let low = u64::from_le_bytes(block[..8].try_into().expect("eight bytes"));
            let high = u64::from(u32::from_le_bytes(block[8..12].try_into().expect("four bytes")));
            let small = low | CASE;
            let test = |key: u64| windows.get(key);
            batch.keep(at, test(window(small)));
            batch.keep(at + 2, test(window(small >> 16)));
            batch.keep(at + 4, test(window(small >> 32)));
            batch.keep(at + 6, test(window(low >> 48 | high << 16 | CASE)));
            let upper = capitals(low);
            let two = upper & (upper >> 8 | u64::from(block[8].is_ascii_uppercase()) << 63);
            if two != 0 {
                self.acronyms(text, at, two, out);
            }
            if low & HIGH != 0 {
                self.odd(text, at, at + 8, out);
            }
            at += 8;
            if batch.is_full() {
                self.confirm(text, &mut batch, out);
            }
        }
        self.confirm(text, &mut batch, out);
        for start in at.saturating_sub(1)..bytes.len() {
            self.literal(text, start, out);
            self.triple(text, start, out);
            if let Some([a, b]) = bytes.get(start..start + 2)
                && a.is_ascii_uppercase()
                && b.is_ascii_uppercase()
            {
                self.acronym(text, start, out);
            }
        }
        self.odd(text, at, bytes.len(), out);
    }

    /// Looks at the places of a batch: a long literal may begin there or one byte before, a short one there or one byte
    /// behind.
    #[inline(never)]
    fn confirm(&self, text: &str, batch: &mut Batch, out: &mut Vec<usize>) {
        let bytes = text.as_bytes();
        let (fives, sevens) = (self.lookup.fives.sieve(), self.lookup.sevens.sieve());
        let threes = self.lookup.threes.sieve();
        let long = |there: u64| fives.get(there & FIVE) | sevens.get(there & SEVEN);
        let mut literals = Batch::default();
        let mut triples = Batch::default();
        for place in &batch.places[..batch.count] {
            let place = *place as usize;
            let there = load(bytes, place);
            let before = load(bytes, place.saturating_sub(1));
            literals.keep(place.saturating_sub(1), long(before));
            literals.keep(place, long(there));
            triples.keep(place, threes.get(there & THREE));
            triples.keep(place + 1, threes.get(there >> 8 & THREE));
            if literals.is_full() || triples.is_full() {
                self.settle(text, &mut literals, &mut triples, out);
            }
        }
        self.settle(text, &mut literals, &mut triples, out);
        batch.count = 0;
    }

    fn settle(&self, text: &str, literals: &mut Batch, triples: &mut Batch, out: &mut Vec<usize>) {
        for place in &literals.places[..literals.count] {
            self.literal(text, *place as usize, out);
        }
        for place in &triples.places[..triples.count] {
            self.triple(text, *place as usize, out);
        }
        literals.count = 0;
        triples.count = 0;
    }

    fn literal(&self, text: &str, start: usize, out: &mut Vec<usize>) {
        let bytes = text.as_bytes();
        let there = load(bytes, start);
        for literal in self.lookup.long(there) {
            if literal.may_stand(bytes, start)
                && self.stands(literal.root, text, start, start + literal.length)
            {
                out.push(start);
                return;
            }
        }
    }

    fn triple(&self, text: &str, start: usize, out: &mut Vec<usize>) {
        let key = (load(text.as_bytes(), start) & THREE) as u32;
        for number in self.triples.get(&key).into_iter().flatten() {
            self.exactly(*number, text, start, out);
        }
    }

    /// Looks at the places in the eight bytes from `at` on where two capitals begin.
    #[inline(never)]
    fn acronyms(&self, text: &str, at: usize, mut two: u64, out: &mut Vec<usize>) {
        while two != 0 {
            let place = at + two.trailing_zeros() as usize / 8;
            two &= two - 1;
            self.acronym(text, place, out);
        }
    }

    fn acronym(&self, text: &str, place: usize, out: &mut Vec<usize>) {
        let bytes = text.as_bytes();
        let key = u32::from(bytes[place]) << 8 | u32::from(bytes[place + 1]);
        for (number, before) in self.capitals.get(&key).into_iter().flatten() {
            if let Some(start) = place.checked_sub(usize::from(*before)) {
                self.exactly(*number, text, start, out);
            }
        }
    }

    /// A short literal, byte for byte.
    fn exactly(&self, number: u32, text: &str, start: usize, out: &mut Vec<usize>) {
        let literal = &self.lookup.short[number as usize];
        let end = start + literal.bytes.len();
        if text.as_bytes().get(start..end) == Some(&literal.bytes[..])
            && self.stands(literal.root, text, start, end)
        {
            out.push(start);
        }
    }

    /// Whether a whole term may stand around the literal in `text[start..end]`.
    fn stands(&self, root: u32, text: &str, start: usize, end: usize) -> bool {
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return false;
        }
        self.side(root, Side::before(text, start, end), &|ending| {
            self.side(ending - 1, Side::behind(text, start, end), &|_| true)
        })
    }

    /// Walks away from the literal through text and trie together; `then` says of an ending whether it will do.
    fn side(&self, root: u32, mut text: Side<'_>, then: &dyn Fn(u32) -> bool) -> bool {
        let mut node = self.lookup.node(root);
        let mut edge = text.edge;
        loop {
            if node.open != 0 && then(node.open) {
                return true;
            }
            let next = text.next();
            let goes_on = matches!((edge, next), (Some(a), Some(b)) if scan::joined(a, b));
            if node.closed != 0 && !goes_on && then(node.closed) {
                return true;
            }
            let Some(there) = next else { return false };
            if node.count == 0 {
                return false;
            }
            if fades(there) && text.fades(there) {
                return true;
            }
            let Some(folded) = fold::letter(there) else { return true };
            if folded == ' ' && edge == Some(' ') {
                continue;
            }
            let Some(child) = self.lookup.child(&node, folded) else { return false };
            node = child;
            edge = Some(folded);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::case::Case;
    use crate::disclosure::frequency::Frequencies;
    use crate::disclosure::literal::{Fragments, Spellings};

    fn scanner() -> Scanner {
        let spellings = Spellings::new();
        let mut fragments = Fragments::default();
        for (term, case) in [
            ("inteligentia", Case::Any),
            ("искусство", Case::Any),
            ("ai", Case::Capitals(0, 2)),
            ("machine voice", Case::Any),
        ] {
            fragments.add(term, case, (false, false), &spellings);
        }
        Scanner::new(Lookup::new(&fragments.finish(&spellings, &Frequencies::default())))
    }

    #[test]
    fn a_literal_is_found_at_every_place_and_in_every_case() {
        let scanner = scanner();
        for lead in 0..40 {
            let space = " ".repeat(lead);
            for word in [
                "inteligentia",
                "INTELIGENTIA",
                "InTeLiGeNtIa",
                "искусСТВО",
                "AI",
                "A\u{AD}I",
                "\u{FF21}\u{FF29}",
                "A**I",
                "intelig__entia",
                "machine \u{A0} voice",
                "machine *voice*",
            ] {
                for tail in ["", " y", " yyyyyyyyyyyyyyyyy", ", 7"] {
                    let text = format!("{space}{word}{tail}");
                    assert!(!scanner.hits(&text).is_empty(), "{text}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_a_term_is_no_hit() {
        let scanner = scanner();
        for text in [
            "inteligentias xinteligentia искусный RAID ai AIx",
            "the machine, the voice",
            "machines",
            "so\u{AD}me\u{200B}thing **else** and more",
            "می\u{200C}شود",
        ] {
            assert_eq!(scanner.hits(text), Vec::<usize>::new(), "{text}");
        }
    }

    #[test]
    fn a_letter_under_many_marks_is_looked_at_as_often_as_it_is_long() {
        let scanner = scanner();
        for mark in ["\u{301}", "\u{200D}", "\u{FE00}", "*", "_\u{AD}"] {
            let text = format!("a{}i {}", mark.repeat(100_000), mark.repeat(100));
            assert!(scanner.hits(&text).len() <= text.len());
        }
    }
}
