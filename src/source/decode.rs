//! Gzip (RFC 1952), with limits on what comes out.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use super::SourceError;
use super::media::is_gz;
use crate::magic;

/// What reading an input may cost.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// Bytes of one document or record, unpacked.
    pub size: usize,
    /// How many times its packed size a gzip may unpack to, after the first mebibyte.
    pub expansion: usize,
    /// Whether the digests that archives give are left unchecked.
    pub unverified: bool,
}

impl Default for Caps {
    /// 512 MiB, and 256 times the packed size.
    fn default() -> Self {
        Self { size: 512 << 20, expansion: 256, unverified: false }
    }
}

/// Bytes that any gzip may unpack to, however small it is.
const ALWAYS: u64 = 1 << 20;

/// Unpacks `bytes` where they are gzip or Zstandard, and gives them back where they are not.
pub(super) fn unpack(origin: &str, bytes: Vec<u8>, caps: Caps) -> Result<Vec<u8>, SourceError> {
    #[cfg(feature = "archive")]
    if magic::zstd(&bytes) {
        let from = super::unzstd::Unzstd::new(bytes.as_slice(), caps);
        let from = from.map_err(|source| SourceError::Read { origin: origin.to_owned(), source })?;
        return read_capped(origin, from, caps);
    }
    if !magic::gzip(&bytes) {
        return if is_gz(origin) {
            Err(SourceError::NotGzip { origin: origin.to_owned() })
        } else {
            Ok(bytes)
        };
    }
    read_capped(origin, Gunzip::new(bytes.as_slice(), caps), caps)
}

/// Reads `from` to its end, and no more than the limit.
pub(super) fn read_capped(origin: &str, from: impl Read, caps: Caps) -> Result<Vec<u8>, SourceError> {
    let mut out = Vec::new();
    let limit = u64::try_from(caps.size).unwrap_or(u64::MAX).saturating_add(1);
    from.take(limit)
        .read_to_end(&mut out)
        .map_err(|source| SourceError::Read { origin: origin.to_owned(), source })?;
    if out.len() > caps.size {
        return Err(SourceError::TooLarge { origin: origin.to_owned(), limit: caps.size });
    }
    Ok(out)
}

/// A gzip stream of any number of members that ends in an error where it grows out of all proportion.
pub(super) struct Gunzip<R: Read> {
    inner: MultiGzDecoder<Counted<R>>,
    out: u64,
    expansion: u64,
}

impl<R: Read> Gunzip<R> {
    pub(super) fn new(from: R, caps: Caps) -> Self {
        let expansion = u64::try_from(caps.expansion).unwrap_or(u64::MAX);
        Self { inner: MultiGzDecoder::new(Counted { from, read: 0 }), out: 0, expansion }
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.out += n as u64;
        in_proportion(self.out, self.inner.get_ref().read, self.expansion)?;
        Ok(n)
    }
}

/// An error where `packed` bytes have become too many.
pub(super) fn in_proportion(out: u64, packed: u64, times: u64) -> io::Result<()> {
    if out > ALWAYS && out > packed.saturating_mul(times) {
        return Err(io::Error::other(format!(
            "it unpacks to more than {times} times its size (--max-expansion)"
        )));
    }
    Ok(())
}

/// A reader that counts.
pub(super) struct Counted<R> {
    pub(super) from: R,
    pub(super) read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(buf)?;
        self.read += n as u64;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut to = GzEncoder::new(Vec::new(), Compression::best());
        to.write_all(bytes).unwrap();
        to.finish().unwrap()
    }

    #[test]
    fn members_are_joined_and_plain_bytes_pass() {
        let two = [gz(b"one "), gz(b"two")].concat();
        assert_eq!(unpack("x.gz", two, Caps::default()).unwrap(), b"one two");
        assert_eq!(unpack("x", b"plain".to_vec(), Caps::default()).unwrap(), b"plain");
    }

    #[test]
    fn a_bomb_is_refused_before_it_fills_memory() {
        let bomb = gz(&vec![0; 4 << 20]);
        let error = unpack("x.gz", bomb.clone(), Caps { size: usize::MAX, ..Caps::default() }).unwrap_err();
        assert!(
            matches!(error, SourceError::Read { source, .. } if source.to_string().contains("--max-expansion"))
        );
        let error =
            unpack("x.gz", bomb, Caps { size: 1000, expansion: usize::MAX, ..Caps::default() }).unwrap_err();
        assert!(matches!(error, SourceError::TooLarge { limit: 1000, .. }));
    }

    #[test]
    fn a_cut_gzip_and_a_false_name_are_errors() {
        let whole = gz(&[b'x'; 10_000]);
        let cut = whole[..whole.len() - 9].to_vec();
        assert!(matches!(unpack("x.gz", cut, Caps::default()), Err(SourceError::Read { .. })));
        let error = unpack("x.gz", b"plain".to_vec(), Caps::default()).unwrap_err();
        assert!(matches!(error, SourceError::NotGzip { .. }));
    }
}
