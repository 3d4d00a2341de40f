//! Zstandard (RFC 8878), with limits on what comes out.

use std::io::{self, BufReader, Read};

use zstd::stream::read::Decoder;

use super::Caps;
use super::decode::{Counted, in_proportion};

/// Frames one after the other, that end in an error where they grow out of all proportion.
pub(super) struct Unzstd<R: Read> {
    inner: Decoder<'static, BufReader<Counted<R>>>,
    out: u64,
    expansion: u64,
}

impl<R: Read> Unzstd<R> {
    pub(super) fn new(from: R, caps: Caps) -> io::Result<Self> {
        let expansion = u64::try_from(caps.expansion).unwrap_or(u64::MAX);
        let inner = Decoder::new(Counted { from, read: 0 })?;
        Ok(Self { inner, out: 0, expansion })
    }
}

impl<R: Read> Read for Unzstd<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.out += n as u64;
        in_proportion(self.out, self.inner.get_ref().get_ref().read, self.expansion)?;
        Ok(n)
    }
}
