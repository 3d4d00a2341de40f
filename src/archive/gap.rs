//! What is gone over between two records: damage, and what is too large.

use std::io;

use memchr::memmem;

use super::batch::Entry;
use super::cutter::{Begun, Cutter, Gap, Large, Missing};
use super::{Damage, Fault, Feed};

/// What stands between two records.
const BETWEEN: &[u8] = b"\r\n\r\nWARC/1.";
/// What a record begins with.
const BEGIN: &[u8] = b"WARC/1.";
/// Bytes from what stands before a record to the name of its first field.
const NEAR: usize = 36;

/// Where the next record begins: behind what stands between two, or `anywhere` where a head is.
///
/// What stands between may be damaged too. A page that quotes a record has it inside a line, or behind one line end.
fn next(bytes: &[u8], anywhere: bool) -> Option<usize> {
    memmem::find_iter(bytes, BEGIN).find(|&at| {
        let before = &bytes[at.saturating_sub(4)..at];
        let whole = before.len() == 4;
        let same = before.iter().zip(BETWEEN).filter(|(a, b)| a == b).count();
        whole && same == 4 || (anywhere || whole && same == 3) && is_head(&bytes[at + BEGIN.len()..])
    })
}

/// Whether the rest of a version and the name of a field stand here.
fn is_head(bytes: &[u8]) -> bool {
    let named = |name: &[u8]| bytes.get(3..3 + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name));
    matches!(bytes, [b'0'..=b'9', b'\r', b'\n', ..]) && (named(b"WARC-") || named(b"Content-"))
}

impl<F: Feed> Cutter<F> {
    pub(super) fn damaged(&mut self, begun: Begun, fault: Fault, end: u64) {
        // In a piece that holds more than one record only the whole piece has a place in the file.
        let end = if end > begun.offset { end } else { self.unpack.window.offset() };
        let Begun { number: record, offset, within, uri, .. } = begun;
        let length = end.saturating_sub(offset);
        let damage = Damage { fault, offset, length, within, record, uri };
        self.entries.push(Entry::Damaged(damage));
    }

    /// Goes on behind a damaged piece: what is left of it in the buffer is worth nothing.
    pub(super) fn behind(&mut self, begun: Begun, fault: Fault, offset: u64, length: u64) {
        let begun = Begun { offset: begun.offset.min(offset), ..begun };
        self.damaged(begun, fault, offset + length);
        self.at = self.space.filled();
        self.gap = Gap::None;
    }

    /// A record whose bytes end before it does.
    pub(super) fn unfinished(&mut self, begun: Begun, missing: Missing, fault: Fault) {
        match missing {
            Missing::Damaged(fault, offset, length) => self.behind(begun, fault, offset, length),
            Missing::Begins(joint) => {
                let end = self.place(joint);
                self.damaged(begun, fault, end);
                self.at = joint;
            }
            Missing::End => {
                // A record that begins inside shows that the length was wrong, and not the end.
                let inside = &self.space.as_slice()[self.at..];
                let fault = if memmem::find(inside, BETWEEN).is_some() { fault } else { Fault::Short };
                self.gap = Gap::Lost(begun, fault);
                self.at = (self.at + 1).min(self.space.filled());
            }
        }
    }

    /// Begins to go over a record that is larger than the limit.
    pub(super) fn large(&mut self, begun: Begun, block: usize) -> io::Result<()> {
        let size = self.unpack.window.size();
        if !self.unpack.is_plain() || size.is_none() {
            let within = begun.within + (block - self.at) as u64;
            self.at = self
                .space
                .filled()
                .min(block.saturating_add(usize::try_from(begun.said).unwrap_or(usize::MAX)));
            let left = begun.said - (self.at - block) as u64;
            self.gap = Gap::Large(begun, Large { left, block: within });
            return Ok(());
        }
        // The file can be asked at once whether the record ends where it says.
        let start = self.place(block);
        let end = start.saturating_add(begun.said);
        let mut ends = size.is_some_and(|size| end <= size);
        if ends {
            self.unpack.go(end)?;
            self.unpack.window.fill(9)?;
            let after = self.unpack.window.rest();
            ends = after.is_empty() || after.starts_with(b"\r\n\r\n") || after.starts_with(b"WARC/");
        }
        if ends {
            let limit = self.limits.record;
            self.damaged(begun, Fault::TooLarge { limit }, end);
            self.restart(end);
        } else {
            let wrong = Fault::Length { said: begun.said };
            self.unpack.go(start)?;
            self.restart(start);
            self.gap = Gap::Lost(begun, wrong);
        }
        Ok(())
    }

    /// Goes on at another place of a file that is not packed.
    fn restart(&mut self, offset: u64) {
        self.at = self.space.filled();
        self.marks.begin(self.at, offset);
    }

    /// Goes over the bytes of a record that is too large.
    pub(super) fn pass(&mut self, begun: Begun, large: Large) -> io::Result<()> {
        let Large { left, block } = large;
        let there = self.space.filled() - self.at;
        let eaten = there.min(usize::try_from(left).unwrap_or(usize::MAX));
        self.at += eaten;
        let left = left - eaten as u64;
        if left == 0 {
            let whole = self.at == self.space.filled() && !self.unpack.is_within();
            if !whole && let Some(Missing::Damaged(fault, offset, length)) = self.need(self.at + 5)? {
                self.behind(begun, fault, offset, length);
                return Ok(());
            }
            if !whole && !self.ends_here() && self.rewind(&begun, block)? {
                return Ok(());
            }
            let end = self.end_of(self.at);
            let limit = self.limits.record;
            self.damaged(begun, Fault::TooLarge { limit }, end);
            return Ok(());
        }
        self.at = self.space.filled();
        let (joint, within) = (self.at, self.unpack.is_within());
        match self.need(self.at + 1)? {
            // The next piece begins with a record, so this one has ended.
            None if !within && self.space.as_slice()[joint..].starts_with(b"WARC/1.") => {
                let wrong = Fault::Length { said: begun.said };
                self.unfinished(begun, Missing::Begins(joint), wrong);
            }
            None => self.gap = Gap::Large(begun, Large { left, block }),
            Some(Missing::End) => {
                if self.rewind(&begun, block)? {
                    return Ok(());
                }
                let end = self.unpack.window.offset();
                self.damaged(begun, Fault::Short, end);
                self.done = true;
            }
            Some(missing) => self.unfinished(begun, missing, Fault::Short),
        }
        Ok(())
    }

    /// Whether a record may end here: behind it stands what stands between records, another one, or nothing.
    fn ends_here(&self) -> bool {
        let after = self.space.as_slice()[self.at..].trim_ascii_start();
        after.is_empty()
            || after.starts_with(b"WARC/")
            || self.space.as_slice()[self.at..].starts_with(b"\r\n\r\n")
    }

    /// Goes back to a record that has not the length that it says, to look for the next one behind its head.
    ///
    /// `false` where nothing goes back: in a stream, or where that was done often enough.
    fn rewind(&mut self, begun: &Begun, block: u64) -> io::Result<bool> {
        if self.unpack.is_plain() || self.unpack.window.size().is_none() || self.agains == 0 {
            return Ok(false);
        }
        self.agains -= 1;
        self.unpack.restart(begun.offset)?;
        self.at = self.space.filled();
        self.gap = Gap::Again(begun.clone(), block);
        Ok(true)
    }

    /// Reads a second time what stands before the block of such a record.
    pub(super) fn again(&mut self, begun: Begun, left: u64) -> io::Result<()> {
        let there = self.space.filled() - self.at;
        let eaten = there.min(usize::try_from(left).unwrap_or(usize::MAX));
        self.at += eaten;
        let left = left - eaten as u64;
        if left == 0 {
            let wrong = Fault::Length { said: begun.said };
            self.gap = Gap::Lost(begun, wrong);
            return Ok(());
        }
        match self.more()? {
            None => self.gap = Gap::Again(begun, left),
            // It was sound before: somebody writes to the file.
            Some(missing) => self.unfinished(begun, missing, Fault::Short),
        }
        Ok(())
    }

    /// Looks for the next record behind a damaged stretch.
    pub(super) fn search(&mut self, begun: Begun, fault: Fault) -> io::Result<()> {
        let there = &self.space.as_slice()[self.at..];
        // Where no record had begun there is none that quotes another.
        if let Some(found) = next(there, fault == Fault::Junk) {
            self.at += found;
            let end = self.place(self.at);
            self.damaged(begun, fault, end);
            return Ok(());
        }
        if self.unpack.is_within() || self.unpack.is_plain() {
            // The last bytes may be the beginning of what is looked for.
            self.at = self.at.max(self.space.filled().saturating_sub(NEAR));
        } else {
            self.at = self.space.filled();
        }
        let (joint, within) = (self.space.filled(), self.unpack.is_within());
        match self.more()? {
            Some(Missing::Damaged(_, offset, length)) => self.behind(begun, fault, offset, length),
            Some(_) => {
                let end = self.unpack.window.offset();
                self.damaged(begun, fault, end);
                self.at = self.space.filled();
                self.done = true;
            }
            None if !within && self.space.as_slice()[joint..].starts_with(b"WARC/1.") => {
                self.at = joint;
                let end = self.place(joint);
                self.damaged(begun, fault, end);
            }
            None => self.gap = Gap::Lost(begun, fault),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn a_record_is_found_behind_junk_and_a_damaged_separator_and_not_in_a_page_that_quotes_one() {
        let found = |bytes: &[u8]| [next(bytes, false), next(bytes, true)];
        assert_eq!(found(b"</p>\r\n\r\nWARC/1.1\r\nWARC-Type: x"), [Some(8), Some(8)]);
        assert_eq!(found(b"</p>\r\x0B\r\nWARC/1.0\r\nwarc-type: x"), [Some(8), Some(8)]);
        assert_eq!(found(b"\xFE\x01junkWARC/1.1\r\nContent-Length: 3"), [None, Some(6)]);
        assert_eq!(found(b"<pre>\r\nWARC/1.1\r\nWARC-Type: x"), [None, Some(7)]);
        for text in [&b"the WARC/1.1 format"[..], b"junkWARC/1.1\nWARC-", b"\n\nWARC/1.1\r\nWARC", b"WARC/1."]
        {
            assert_eq!(found(text), [None, None]);
        }
    }
}
