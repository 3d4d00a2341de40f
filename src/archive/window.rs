//! The packed bytes that are looked at now.

use std::io;

use super::Feed;

/// Bytes that one reading asks for.
const BLOCK: usize = 1 << 20;

/// A stretch of a [`Feed`] in memory.
pub(super) struct Window<F> {
    feed: F,
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    /// The place in the feed of `bytes[0]`.
    base: u64,
    ended: bool,
}

impl<F: Feed> Window<F> {
    pub(super) fn new(feed: F) -> Self {
        Self { feed, bytes: Vec::new(), start: 0, end: 0, base: 0, ended: false }
    }

    /// What was read and not yet eaten.
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// The place in the feed of the first byte of [`Window::rest`].
    pub(super) fn offset(&self) -> u64 {
        self.base + self.start as u64
    }

    /// Whether there is nothing behind [`Window::rest`].
    pub(super) fn is_last(&self) -> bool {
        self.ended
    }

    pub(super) fn size(&self) -> Option<u64> {
        self.feed.size()
    }

    pub(super) fn eat(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.end);
    }

    /// Reads until `want` bytes are there, or the end is.
    pub(super) fn fill(&mut self, want: usize) -> io::Result<()> {
        if self.end - self.start >= want || self.ended {
            return Ok(());
        }
        self.bytes.copy_within(self.start..self.end, 0);
        self.base += self.start as u64;
        self.end -= self.start;
        self.start = 0;
        let room = want.max(BLOCK);
        if self.bytes.len() < room {
            self.bytes.resize(room, 0);
        }
        while self.end < want {
            match self.feed.read(&mut self.bytes[self.end..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(n) => self.end += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Goes to `offset`; where the feed cannot go back, to the first byte behind it that is still there.
    pub(super) fn go(&mut self, offset: u64) -> io::Result<()> {
        let read = self.base + self.end as u64;
        if (self.base..=read).contains(&offset) {
            self.start = usize::try_from(offset - self.base).unwrap_or(self.end);
        } else if self.feed.jump(offset)? {
            (self.base, self.start, self.end, self.ended) = (offset, 0, 0, false);
        } else if offset < self.base {
            self.start = 0;
        }
        Ok(())
    }
}
