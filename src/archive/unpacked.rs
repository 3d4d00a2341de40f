//! Packed text as one stream, going on behind damage.

use std::fmt;
use std::io::{self, Read};

use super::space::{Pool, Space};
use super::unpack::{More, Unpack};
use super::{Fault, Feed, Limits, gzip, zstandard};

/// A damaged stretch in packed text. It is the inside of an error of [`Unpacked`]; what is read next stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torn {
    /// What is wrong.
    pub fault: Fault,
    /// The first byte of the file concerned.
    pub offset: u64,
    /// How many bytes of the file.
    pub length: u64,
}

impl fmt::Display for Torn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            Fault::Short => f.write_str("the file ends in the middle of packed data"),
            Fault::Junk => f.write_str("no packed data begin here"),
            Fault::Zeros => f.write_str("zero bytes where packed data ought to begin"),
            ref other => fmt::Display::fmt(other, f),
        }
    }
}

impl std::error::Error for Torn {}

/// Text out of gzip members or zstd frames. Damage is an error that holds a [`Torn`] and ends nothing.
pub struct Unpacked<F> {
    unpack: Unpack<F>,
    space: Space,
    at: usize,
    made: u64,
    expansion: u64,
    torn: Option<Torn>,
}

impl<F: Feed> Unpacked<F> {
    /// Reads `feed`; all of it together may unpack to `expansion` times its size, after the first mebibytes.
    #[must_use]
    pub fn new(feed: F, expansion: usize) -> Self {
        let unpack = Unpack::of_text(feed, Limits::default());
        let expansion = u64::try_from(expansion).unwrap_or(u64::MAX);
        Self { unpack, space: Pool::default().take(), at: 0, made: 0, expansion, torn: None }
    }
}

/// Whether `bytes` are the beginning of what [`Unpacked`] reads.
#[must_use]
pub fn is_packed(bytes: &[u8]) -> bool {
    gzip::may_begin(bytes) || zstandard::may_begin(bytes)
}

impl<F: Feed> Read for Unpacked<F> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        /// What may always come out.
        const ALWAYS: u64 = 4 << 20;
        loop {
            let there = &self.space.as_slice()[self.at..];
            if !there.is_empty() {
                let size = there.len().min(buf.len());
                buf[..size].copy_from_slice(&there[..size]);
                self.at += size;
                return Ok(size);
            }
            // What was made of a piece before its damage was met is read first.
            if let Some(torn) = self.torn.take() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, torn));
            }
            self.space.cut(0);
            self.at = 0;
            match self.unpack.more(&mut self.space)? {
                More::Some | More::End => {}
                More::Damaged { fault, offset, length } => self.torn = Some(Torn { fault, offset, length }),
                More::Done => return Ok(0),
            }
            self.made += self.space.filled() as u64;
            if self.made > ALWAYS && self.made > self.unpack.window.offset().saturating_mul(self.expansion) {
                let times = self.expansion;
                self.space.cut(0);
                return Err(io::Error::other(format!(
                    "it unpacks to more than {times} times its size (--max-expansion)"
                )));
            }
        }
    }
}
