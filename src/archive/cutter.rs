//! Where records begin and end.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::batch::{Batch, Cut, Entry};
use super::marks::Marks;
use super::record::{Head, LONGEST, head_end};
use super::space::{Pool, Space};
use super::unpack::{More, Unpack};
use super::{Fault, Feed, Limits};
use crate::item::Passed;

/// Unpacked bytes of a batch, once they are reached.
const BATCH: usize = 1 << 20;

/// Records of a wrong length, too large to be kept, behind which a packed file is read once more.
const AGAINS: u8 = 8;

/// A record whose end is not yet found, as far as it is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Begun {
    pub(super) number: Option<u64>,
    pub(super) offset: u64,
    pub(super) within: u64,
    pub(super) uri: Option<String>,
    pub(super) said: u64,
}

/// What is to be gone over before the next record.
pub(super) enum Gap {
    /// Nothing: a record begins here, or ought to.
    None,
    /// A damaged stretch, up to where a record begins.
    Lost(Begun, Fault),
    /// A record that is too large.
    Large(Begun, Large),
    /// Bytes before the block of a record that did not have the length it said, which are read a second time.
    Again(Begun, u64),
}

/// How far a record that is too large was gone over.
pub(super) struct Large {
    /// Bytes that are to come.
    pub(super) left: u64,
    /// Where its block begins in the packed piece that it begins in.
    pub(super) block: u64,
}

/// Why the bytes that a record needs are not there.
pub(super) enum Missing {
    /// The file has ended.
    End,
    /// A record begins at this place of the buffer, where the one before had not ended.
    Begins(usize),
    /// They were damaged.
    Damaged(Fault, u64, u64),
}

/// Unpacks an archive and cuts it into batches of whole records. Damage is a value in a batch and stops nothing.
///
/// Iteration ends with the archive, or behind an error of the system.
pub struct Cutter<F> {
    pub(super) file: Arc<str>,
    pub(super) unpack: Unpack<F>,
    pub(super) limits: Limits,
    pub(super) pool: Pool,
    pub(super) space: Space,
    pub(super) marks: Marks,
    /// Where the next record begins in the buffer.
    pub(super) at: usize,
    pub(super) records: u64,
    pub(super) entries: Vec<Entry>,
    pub(super) passed: BTreeMap<Passed, u64>,
    pub(super) gap: Gap,
    pub(super) done: bool,
    pub(super) failed: Option<io::Error>,
    /// How often a packed piece may still be read a second time.
    pub(super) agains: u8,
}

impl<F: Feed> Cutter<F> {
    /// Reads `feed`, which a person would call `file`.
    pub fn new(feed: F, file: &str, limits: Limits) -> Self {
        let pool = Pool::default();
        let space = pool.take();
        Self {
            file: file.into(),
            unpack: Unpack::new(feed, limits),
            limits,
            pool,
            space,
            marks: Marks::default(),
            at: 0,
            records: 0,
            entries: Vec::new(),
            passed: BTreeMap::new(),
            gap: Gap::None,
            done: false,
            failed: None,
            agains: AGAINS,
        }
    }

    /// How many bytes of the file were read so far.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.unpack.window.offset()
    }

    /// One more stretch of unpacked bytes; `None` where it came.
    pub(super) fn more(&mut self) -> io::Result<Option<Missing>> {
        let before = self.space.filled();
        let fresh = !self.unpack.is_within();
        let place = self.unpack.offset();
        let more = self.unpack.more(&mut self.space)?;
        if fresh && !matches!(more, More::Done | More::Damaged { .. }) {
            // The head of a dictionary lies before the first frame.
            self.marks.begin(before, if self.unpack.is_within() { self.unpack.offset() } else { place });
        }
        Ok(match more {
            More::Some => None,
            More::End => {
                self.marks.end(self.space.filled(), self.unpack.offset());
                None
            }
            More::Damaged { fault, offset, length } => Some(Missing::Damaged(fault, offset, length)),
            More::Done => Some(Missing::End),
        })
    }

    /// Has the buffer filled up to `end`.
    pub(super) fn need(&mut self, end: usize) -> io::Result<Option<Missing>> {
        while self.space.filled() < end {
            let joint = self.space.filled();
            let within = self.unpack.is_within();
            if let Some(missing) = self.more()? {
                return Ok(Some(missing));
            }
            let begins = self.space.as_slice()[joint..].starts_with(b"WARC/1.");
            if !within && joint > self.at && begins {
                return Ok(Some(Missing::Begins(joint)));
            }
        }
        Ok(None)
    }

    /// Hands over what was cut, and begins a new buffer with what was not.
    fn hand_over(&mut self) -> Option<Batch> {
        let mut space = self.pool.take();
        space.push(&self.space.as_slice()[self.at..]);
        self.marks.drop_before(self.at);
        self.at = 0;
        let mut space = std::mem::replace(&mut self.space, space);
        let entries = std::mem::take(&mut self.entries);
        let passed = std::mem::take(&mut self.passed);
        if entries.is_empty() && passed.is_empty() {
            return None;
        }
        if entries.is_empty() {
            space.cut(0);
        }
        Some(Batch { file: Arc::clone(&self.file), space, entries, passed })
    }

    /// Cuts one record, or does one step towards it.
    fn step(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::None => self.record(),
            Gap::Lost(begun, fault) => self.search(begun, fault),
            Gap::Large(begun, large) => self.pass(begun, large),
            Gap::Again(begun, left) => self.again(begun, left),
        }
    }

    pub(super) fn begun(&self) -> Begun {
        let plain = self.unpack.is_plain();
        let within = if self.at < self.space.filled() { self.marks.place(self.at, plain).1 } else { 0 };
        Begun { offset: self.place(self.at), within, ..Begun::default() }
    }

    fn record(&mut self) -> io::Result<()> {
        // Line ends between records say nothing.
        while let Some(b'\r' | b'\n') = self.space.as_slice().get(self.at) {
            self.at += 1;
        }
        let begun = self.begun();
        let idle = self.at == self.space.filled();
        match self.need(self.at + 5)? {
            Some(Missing::End) => {
                self.done = true;
                if self.at < self.space.filled() {
                    let end = self.unpack.window.offset();
                    self.damaged(begun, Fault::Short, end);
                }
                self.at = self.space.filled();
                return Ok(());
            }
            Some(Missing::Damaged(fault, place, length)) => {
                // What was packed there was a record; what never began was none.
                let lost = !matches!(fault, Fault::Junk | Fault::Zeros);
                self.records += u64::from(lost);
                let number = lost.then_some(self.records);
                let offset = if idle { place } else { begun.offset };
                let begun = Begun { number, offset, ..begun };
                self.behind(begun, fault, place, length);
                return Ok(());
            }
            Some(Missing::Begins(joint)) => {
                let end = self.place(joint);
                self.damaged(begun, Fault::Junk, end);
                self.at = joint;
                return Ok(());
            }
            None => {}
        }
        let begun = self.begun();
        if !self.space.as_slice()[self.at..].starts_with(b"WARC/") {
            if matches!(self.space.as_slice()[self.at], b'\r' | b'\n') {
                return Ok(());
            }
            self.gap = Gap::Lost(begun, Fault::Junk);
            return Ok(());
        }
        self.records += 1;
        self.head(Begun { number: Some(self.records), ..begun })
    }

    fn head(&mut self, mut begun: Begun) -> io::Result<()> {
        let size = loop {
            let there = &self.space.as_slice()[self.at..];
            if let Some(size) = head_end(&there[..there.len().min(LONGEST)]) {
                break size;
            }
            if there.len() >= LONGEST {
                self.gap = Gap::Lost(begun, Fault::Head("the head of the record is too long"));
                return Ok(());
            }
            if let Some(missing) = self.need(self.space.filled() + 1)? {
                self.unfinished(begun, missing, Fault::Head("the head of the record has no end"));
                return Ok(());
            }
        };
        let head = self.at..self.at + size;
        let (said, kind) = {
            let read = Head::read(&self.space.as_slice()[head.clone()]);
            let read = read.and_then(|head| {
                begun.uri = head.text("WARC-Target-URI");
                let said = head.length().ok_or("the record says no Content-Length")?;
                let kind = head.get("WARC-Type").ok_or("the record says no WARC-Type")?;
                Ok((said, passed_over(kind)))
            });
            match read {
                Ok(read) => read,
                Err(why) => {
                    self.gap = Gap::Lost(begun, Fault::Head(why));
                    return Ok(());
                }
            }
        };
        begun.said = said;
        let limit = self.limits.record.saturating_add(LONGEST);
        match usize::try_from(said).ok().filter(|&said| said <= limit) {
            Some(said) => self.block(begun, head, said, kind),
            None => self.large(begun, head.end),
        }
    }

    fn block(
        &mut self,
        begun: Begun,
        head: std::ops::Range<usize>,
        said: usize,
        kind: Option<Passed>,
    ) -> io::Result<()> {
        let wrong = Fault::Length { said: begun.said };
        let block = head.end..head.end + said;
        if let Some(missing) = self.need(block.end)? {
            self.unfinished(begun, missing, wrong);
            return Ok(());
        }
        // What ends with its piece is not whole before the piece is known to be sound.
        let mut missing = None;
        while missing.is_none() && self.unpack.is_within() && self.space.filled() <= block.end + 4 {
            missing = self.need(self.space.filled() + 1)?;
        }
        if let Some(Missing::Damaged(fault, offset, length)) = missing {
            self.behind(begun, fault, offset, length);
            return Ok(());
        }
        let after = &self.space.as_slice()[block.end..];
        let blank = after.iter().take(4).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let next = &after[blank..after.len().min(blank + 5)];
        let ends = after.starts_with(b"\r\n\r\n") || b"WARC/".starts_with(next);
        if !ends {
            self.gap = Gap::Lost(begun, wrong);
            self.at = head.end;
            return Ok(());
        }
        self.at = block.end + blank;
        let (offset, within) = self.marks.place(head.start, self.unpack.is_plain());
        let length = self.end_of(self.at).saturating_sub(offset);
        let number = begun.number.unwrap_or(self.records);
        if let Some(kind) = kind {
            *self.passed.entry(kind).or_default() += 1;
            if self.at == self.space.filled() && !self.unpack.is_within() {
                self.space.cut(head.start);
                self.at = head.start;
                self.marks.drop_behind(head.start);
            }
        } else {
            self.entries.push(Entry::Record(Cut { number, offset, length, within, head, block }));
        }
        Ok(())
    }

    /// The place in the file of a byte of the buffer; of the piece that it is in, where it is packed.
    pub(super) fn place(&self, at: usize) -> u64 {
        if at >= self.space.filled() && !self.unpack.is_within() && !self.unpack.is_plain() {
            return self.unpack.window.offset();
        }
        self.marks.place(at, self.unpack.is_plain()).0
    }

    /// The place in the file behind the byte before `at`.
    pub(super) fn end_of(&self, at: usize) -> u64 {
        if self.unpack.is_plain() {
            return self.marks.place(at, true).0;
        }
        self.marks.end_before(at).unwrap_or_else(|| self.unpack.window.offset())
    }
}

/// Which records are not looked at.
fn passed_over(kind: &[u8]) -> Option<Passed> {
    let is = |name: &str| kind.eq_ignore_ascii_case(name.as_bytes());
    if ["response", "resource", "conversion", "revisit"].into_iter().any(is) {
        return None;
    }
    Some(match () {
        () if is("request") => Passed::Request,
        () if is("metadata") => Passed::Metadata,
        () if is("warcinfo") => Passed::Info,
        () => Passed::OtherRecord,
    })
}

impl<F: Feed> Iterator for Cutter<F> {
    type Item = io::Result<Batch>;

    fn next(&mut self) -> Option<io::Result<Batch>> {
        loop {
            if (self.at >= BATCH || self.done)
                && let Some(batch) = self.hand_over()
            {
                return Some(Ok(batch));
            }
            if self.done {
                return self.failed.take().map(Err);
            }
            // What was cut before an error is told first.
            if let Err(error) = self.step() {
                self.done = true;
                self.at = self.space.filled();
                self.failed = Some(error);
            }
        }
    }
}
