//! A file, and behind it what should stand at its end.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// The bytes of a file and then those of `tail`, as one.
pub(super) struct Body {
    file: File,
    length: u64,
    tail: Vec<u8>,
    at: u64,
}

impl Body {
    /// The file, read from its beginning.
    pub(super) fn new(file: File, tail: Vec<u8>) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file, length, tail, at: 0 })
    }
}

impl Read for Body {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = match self.at.checked_sub(self.length) {
            Some(behind) => {
                let from = usize::try_from(behind).unwrap_or(usize::MAX).min(self.tail.len());
                (&self.tail[from..]).read(buf)?
            }
            None => {
                let most = usize::try_from(self.length - self.at).unwrap_or(usize::MAX).min(buf.len());
                // Others read of the same file in between.
                self.file.seek(SeekFrom::Start(self.at))?;
                self.file.read(&mut buf[..most])?
            }
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Body {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::Current(by) => (self.at, by),
            SeekFrom::End(by) => (self.length + self.tail.len() as u64, by),
        };
        let at = from.checked_add_signed(by).ok_or(io::ErrorKind::InvalidInput)?;
        self.at = at;
        Ok(at)
    }
}
