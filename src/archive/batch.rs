//! Some whole records, unpacked and not yet read.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::capture::capture;
use super::record::Head;
use super::space::Space;
use super::{Damage, Limits, Piece};
use crate::item::Passed;

/// Where one record stands.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    pub(super) number: u64,
    pub(super) offset: u64,
    pub(super) length: u64,
    pub(super) within: u64,
    /// In the bytes of the batch.
    pub(super) head: Range<usize>,
    pub(super) block: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Entry {
    Record(Cut),
    Damaged(Damage),
}

/// Some records of an archive: cheap to send to another thread, and read there.
#[derive(Debug)]
pub struct Batch {
    pub(super) file: Arc<str>,
    pub(super) space: Space,
    pub(super) entries: Vec<Entry>,
    pub(super) passed: BTreeMap<Passed, u64>,
}

impl Batch {
    /// The archive that it is from.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// How many bytes it holds.
    #[must_use]
    pub fn size(&self) -> usize {
        self.space.filled()
    }

    /// Reads its records, in order. What was passed over comes last.
    pub fn read(self, limits: Limits, mut each: impl FnMut(Piece)) {
        let mut passed = self.passed;
        for entry in self.entries {
            let cut = match entry {
                Entry::Damaged(damage) => {
                    each(Piece::Damaged(damage));
                    continue;
                }
                Entry::Record(cut) => cut,
            };
            let bytes = self.space.as_slice();
            // The cutter has read this head before.
            let Ok(head) = Head::read(&bytes[cut.head.clone()]) else { continue };
            match capture(&self.file, &head, &cut, &bytes[cut.block.clone()], limits) {
                Piece::Passed(why, count) => *passed.entry(why).or_default() += count,
                piece => each(piece),
            }
        }
        for (why, count) in passed {
            each(Piece::Passed(why, count));
        }
    }
}
