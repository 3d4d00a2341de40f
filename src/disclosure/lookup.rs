//! What the scanner looks up, laid out flat: the build script writes it for the built-in packs, and a start of the
//! program reads it where it lies.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::beside::{self, Beside};
use super::context::{Contexts, Node};
use super::literal::{Literal, Literals};
use super::sieve::{Bits, CASE, FIVE, SEVEN, THREE, eight, window};

/// Literals made ready for search.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Lookup {
    /// The first two windows of every literal.
    pub(super) windows: Bits,
    /// The first five bytes of long literals of up to six.
    pub(super) fives: Bits,
    /// The first seven bytes of the longer ones.
    pub(super) sevens: Bits,
    /// The first three bytes of short literals.
    pub(super) threes: Bits,
    /// For every slot, where its long literals begin; the last one ends behind all.
    #[serde(borrow)]
    slots: Cow<'static, [u8]>,
    /// The long literals in order of slot.
    #[serde(borrow)]
    long: Cow<'static, [u8]>,
    /// What is behind the first eight bytes of long literals.
    #[serde(borrow)]
    rests: Cow<'static, [u8]>,
    /// The tries of what may stand around a literal.
    #[serde(borrow)]
    nodes: Cow<'static, [u8]>,
    /// The short literals.
    pub(super) short: Vec<Literal>,
}

/// A long literal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Long<'a> {
    /// Its length in bytes.
    pub(super) length: usize,
    /// The root of what may stand before it.
    pub(super) root: u32,
    /// What is behind its first eight bytes, with [`CASE_BIT`] set.
    rest: &'a [u8],
    before: Beside,
    behind: Beside,
}

impl Long<'_> {
    /// Whether it may stand at `start` of `bytes`, whose first eight bytes there are its own.
    pub(super) fn may_stand(&self, bytes: &[u8], start: usize) -> bool {
        self.goes_on(bytes.get(start + 8..).unwrap_or_default())
            && self.behind.allows(bytes.get(start + self.length))
            && self.before.allows(start.checked_sub(1).and_then(|at| bytes.get(at)))
    }

    /// Whether what is behind the first eight bytes stands in `bytes` too, but for case.
    fn goes_on(&self, bytes: &[u8]) -> bool {
        bytes.len() >= self.rest.len() && bytes.iter().zip(self.rest).all(|(a, b)| a | CASE_BIT == *b)
    }
}

/// The bit that tells small ASCII letters from capitals; it is compared in no byte of a long literal.
const CASE_BIT: u8 = 0x20;

/// Bytes of a long literal: value 8, length 4, root 4, rest 4, what may stand before and behind it 4 each.
const LONG: usize = 28;
/// Bytes of a node: five numbers.
const NODE: usize = 20;

fn number(table: &[u8], at: usize) -> u32 {
    table.get(at..).and_then(|rest| rest.first_chunk::<4>()).map_or(0, |four| u32::from_le_bytes(*four))
}

impl Lookup {
    /// Lays out literals.
    pub(super) fn new(literals: &Literals) -> Self {
        let mut out = Self {
            windows: Bits::new(),
            fives: Bits::new(),
            sevens: Bits::new(),
            threes: Bits::new(),
            slots: Cow::default(),
            long: Cow::default(),
            rests: Cow::default(),
            nodes: Cow::default(),
            short: literals.short.clone(),
        };
        for node in &literals.contexts.nodes {
            let numbers = [node.letter as u32, node.first, node.count, node.closed, node.open];
            out.nodes.to_mut().extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
        }
        out.lay_out_long(&literals.long, &literals.contexts);
        for literal in &literals.short {
            out.take_short(&literal.bytes);
        }
        out
    }

    /// Literals that differ only in bits that are not compared are one.
    fn lay_out_long(&mut self, literals: &[Literal], contexts: &Contexts) {
        let mut known: HashMap<u32, Vec<u32>> = HashMap::new();
        let alike: BTreeSet<(Vec<u8>, u32)> =
            literals.iter().map(|l| (l.bytes.iter().map(|b| b | CASE_BIT).collect(), l.root)).collect();
        let slots = alike.len().next_power_of_two();
        self.slots = Cow::Owned(vec![0; (slots + 1) * 4]);
        let mut sorted: Vec<(usize, &(Vec<u8>, u32))> =
            alike.iter().map(|l| (self.slot(eight(&l.0, 0)), l)).collect();
        sorted.sort();
        let mut ends = vec![0_u32; slots + 1];
        for (slot, (bytes, root)) in sorted {
            let head = eight(bytes, 0);
            self.windows.set(window(head));
            self.windows.set(window(head >> 8));
            if bytes.len() < 7 {
                self.fives.set(head & FIVE);
            } else {
                self.sevens.set(head & SEVEN);
            }
            let rest = self.rests.len() as u32;
            self.rests.to_mut().extend(bytes.get(8..).unwrap_or_default());
            let record = self.long.to_mut();
            record.extend((head & mask(bytes.len())).to_le_bytes());
            record.extend((bytes.len() as u32).to_le_bytes());
            record.extend(root.to_le_bytes());
            record.extend(rest.to_le_bytes());
            let behind = known.entry(*root).or_insert_with(|| beside::roots_behind(contexts, *root));
            let (first, last) = (bytes[0], bytes[bytes.len() - 1]);
            record.extend(Beside::of(contexts, std::iter::once(*root), first).0.to_le_bytes());
            record.extend(Beside::of(contexts, behind.iter().copied(), last).0.to_le_bytes());
            ends[slot + 1] += 1;
        }
        for slot in 0..slots {
            ends[slot + 1] += ends[slot];
        }
        self.slots = Cow::Owned(ends.iter().flat_map(|e| e.to_le_bytes()).collect());
    }

    /// Sets the windows in which a short literal that has no two capitals side by side is met.
    fn take_short(&mut self, bytes: &[u8]) {
        if bytes.len() < 3 || two_capitals(bytes).is_some() {
            return;
        }
        let head = eight(bytes, 0);
        self.threes.set(head & THREE);
        for other in 0..=0xFF {
            self.windows.set(window((head & THREE) << 8 | other | CASE));
            if bytes.len() == 3 {
                self.windows.set(window(head & THREE | other << 24 | CASE));
            }
        }
        self.windows.set(window(head));
    }

    /// Which slot holds the long literals that begin with the five bytes of `head`.
    fn slot(&self, head: u64) -> usize {
        let slots = self.slots.len() / 4 - 1;
        ((head & FIVE).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (slots - 1)
    }

    /// The long literals whose first eight bytes are those of `there`.
    pub(super) fn long(&self, there: u64) -> impl Iterator<Item = Long<'_>> {
        let slot = self.slot(there);
        let (from, to) = (number(&self.slots, slot * 4), number(&self.slots, slot * 4 + 4));
        let records = self.long.get(from as usize * LONG..to as usize * LONG).unwrap_or_default();
        records.as_chunks::<LONG>().0.iter().filter_map(move |record| self.read(record, there))
    }

    /// The literal in `record`, where its first eight bytes are those of `there`.
    #[inline]
    fn read(&self, record: &[u8; LONG], there: u64) -> Option<Long<'_>> {
        let (value, more) = record.split_first_chunk::<8>()?;
        let length = u32::from_le_bytes(*more.first_chunk()?) as usize;
        if there & mask(length) != u64::from_le_bytes(*value) {
            return None;
        }
        let rest = number(record, 16) as usize;
        Some(Long {
            length,
            root: number(record, 12),
            rest: self.rests.get(rest..rest + length.saturating_sub(8)).unwrap_or_default(),
            before: Beside(number(record, 20)),
            behind: Beside(number(record, 24)),
        })
    }

    /// A node of the tries.
    pub(super) fn node(&self, at: u32) -> Node {
        let record = self.nodes.get(at as usize * NODE..).unwrap_or_default();
        Node {
            letter: char::from_u32(number(record, 0)).unwrap_or_default(),
            first: number(record, 4),
            count: number(record, 8),
            closed: number(record, 12),
            open: number(record, 16),
        }
    }

    /// The child of a node that a letter leads to.
    pub(super) fn child(&self, node: &Node, letter: char) -> Option<Node> {
        let (mut low, mut high) = (node.first, node.first + node.count);
        while low < high {
            let middle = low.midpoint(high);
            let there = number(&self.nodes, middle as usize * NODE);
            match there.cmp(&(letter as u32)) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(self.node(middle)),
            }
        }
        None
    }
}

/// The bits of eight bytes that a literal of `length` bytes fills.
fn mask(length: usize) -> u64 {
    u64::MAX >> (64 - 8 * length.clamp(1, 8))
}

/// Where two capital ASCII letters stand side by side.
pub(super) fn two_capitals(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|w| w.iter().all(u8::is_ascii_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(bytes: &str, root: u32) -> Literal {
        Literal { bytes: bytes.as_bytes().to_vec(), root }
    }

    #[test]
    fn literals_and_nodes_come_back_as_they_were_laid_out() {
        let nodes: Vec<Node> = ('a'..='d')
            .map(|letter| Node { letter, first: 1, count: u32::from(letter == 'a') * 3, closed: 1, open: 0 })
            .collect();
        let literals = Literals {
            long: vec![
                literal("искусс", 0),
                literal("intelligence", 2),
                literal("robot", 3),
                literal("intellect", 1),
            ],
            short: vec![literal("AI", 0), literal("bot", 0)],
            contexts: Contexts { nodes },
        };
        let lookup = Lookup::new(&literals);
        for known in &literals.long {
            let found: Vec<_> =
                lookup.long(eight(&known.bytes, 0)).filter(|l| l.root == known.root).collect();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].length, known.bytes.len());
            assert!(found[0].may_stand(&known.bytes, 0));
        }
        assert_eq!(lookup.long(eight(b"robin", 0)).count(), 0);
        let root = lookup.node(0);
        assert_eq!(lookup.child(&root, 'c').map(|n| n.letter), Some('c'));
        assert_eq!(lookup.child(&root, 'a'), None);
        assert_eq!(lookup.child(&lookup.node(1), 'a'), None);
    }
}
