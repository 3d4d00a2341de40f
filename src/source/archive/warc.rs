//! WARC files, packed or not.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};

use super::refusal;
use crate::archive::{Batch, Cutter, Digests, Feed, Limits, Piece as Found};
use crate::source::{Caps, Input, Piece, SourceError};

/// A file, or a stretch of one.
pub(super) struct Stretch {
    file: File,
    start: u64,
    size: u64,
    at: u64,
}

impl Stretch {
    /// All of a file that has an end.
    pub(super) fn whole(file: File) -> io::Result<Self> {
        let size = file.metadata()?.len();
        Ok(Self { file, start: 0, size, at: 0 })
    }

    /// `size` bytes of a file, from `start`.
    pub(super) fn part(mut file: File, start: u64, size: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(start))?;
        Ok(Self { file, start, size, at: 0 })
    }
}

impl Read for Stretch {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size - self.at).unwrap_or(usize::MAX).min(buf.len());
        let n = self.file.read(&mut buf[..left])?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Feed for Stretch {
    fn jump(&mut self, offset: u64) -> io::Result<bool> {
        self.at = offset.min(self.size);
        self.file.seek(SeekFrom::Start(self.start + self.at))?;
        Ok(true)
    }

    fn size(&self) -> Option<u64> {
        Some(self.size)
    }
}

/// Cuts an archive into inputs.
pub(super) fn cut(
    feed: Box<dyn Feed + Send>,
    name: &str,
    caps: Caps,
) -> impl Iterator<Item = Input> + Send + use<> {
    let file = name.to_owned();
    Cutter::new(feed, name, limits(caps)).map(move |batch| match batch {
        Ok(batch) => Input::Archive(batch),
        Err(source) => Input::Failed(SourceError::Read { origin: file.clone(), source }),
    })
}

/// Reads the records of a batch.
pub(in crate::source) fn read(batch: Batch, caps: Caps, mut each: impl FnMut(Piece)) {
    let file = batch.file().to_owned();
    batch.read(limits(caps), |found| {
        each(match found {
            Found::Document(item) => Piece::Document(item),
            Found::Revisit(item) => Piece::Revisit(item),
            Found::Passed(why, count) => Piece::Passed(why, count),
            Found::Damaged(damage) => Piece::Failed(refusal(&file, damage)),
        });
    });
}

fn limits(caps: Caps) -> Limits {
    let digests = if caps.unverified { Digests::Skipped } else { Digests::default() };
    Limits { record: caps.size, expansion: caps.expansion.max(Limits::default().expansion), digests }
}
