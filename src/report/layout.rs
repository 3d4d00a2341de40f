//! How a format lays out what there is to tell: rows that are made one document at a time, and what stands around them.
//!
//! A thread that checks a document makes its rows; a writer keeps them, by slot, and puts the report together when all
//! is known. So no format holds a run in memory, and each puts the worst first without sorting.

use super::{Entry, Summary};

/// What one document adds to a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The slot that it belongs to; the rows of a slot keep the order of the input.
    pub slot: usize,
    /// Its text in UTF-8.
    pub bytes: Vec<u8>,
}

impl Row {
    /// A row of `slot`.
    pub(super) fn new(slot: usize, bytes: impl Into<Vec<u8>>) -> Self {
        Self { slot, bytes: bytes.into() }
    }
}

/// A part of a report: the rows of some slots, one slot after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its first slot.
    pub from: usize,
    /// One past its last slot.
    pub to: usize,
    /// How many rows a slot keeps; the others are counted.
    pub keep: u64,
    /// What stands between two rows.
    pub between: &'static str,
}

impl Section {
    /// A section of `to - from` slots of which each keeps `keep` rows.
    pub(super) const fn new(from: usize, to: usize, keep: u64, between: &'static str) -> Self {
        Self { from, to, keep, between }
    }
}

/// How large a report may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Bytes of all of it.
    pub bytes: u64,
    /// Bytes of all of it after gzip. Nothing is packed where there is no such limit.
    pub packed: Option<u64>,
}

impl Limit {
    /// Any size.
    pub const NONE: Self = Self { bytes: u64::MAX, packed: None };
}

/// What is known when a report is put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The counts over all documents.
    pub summary: Summary,
    /// The rows that came, by slot.
    pub seen: Vec<u64>,
    /// The rows that were written, by section; of sections to come nothing yet.
    pub written: Vec<u64>,
}

impl Totals {
    /// The rows that came for the slots from `from` to before `to`.
    #[must_use]
    pub fn seen_in(&self, from: usize, to: usize) -> u64 {
        self.seen.iter().take(to).skip(from).sum()
    }

    /// The rows of `section` that were written.
    #[must_use]
    pub fn written_in(&self, section: usize) -> u64 {
        self.written.get(section).copied().unwrap_or(0)
    }
}

/// One output format.
pub trait Layout: Send + Sync {
    /// Its parts in their order. No slot is in two of them, and no slot is left out.
    fn sections(&self) -> &[Section];

    /// What one document adds.
    fn rows(&self, entry: &Entry<'_>) -> Vec<Row>;

    /// Whether it prints findings in words. They are not made where no format prints them.
    fn words(&self) -> bool {
        true
    }

    /// Whether rows may be written as they come. Only one section of one slot, and nothing that depends on what comes
    /// later, can be.
    fn streams(&self) -> bool {
        false
    }

    /// How many rows of a section are written at most.
    fn room(&self, _section: usize, _totals: &Totals) -> u64 {
        u64::MAX
    }

    /// How large the report may become. Rows that do not fit are left out.
    fn limit(&self) -> Limit {
        Limit::NONE
    }

    /// What stands before the rows of a section.
    fn open(&self, _section: usize, _totals: &Totals) -> Vec<u8> {
        Vec::new()
    }

    /// What stands after the rows of a section.
    fn close(&self, _section: usize, _totals: &Totals) -> Vec<u8> {
        Vec::new()
    }
}
