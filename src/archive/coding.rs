//! What HTTP wraps a body in (RFC 9110, section 8.4; RFC 9112, section 7.1).

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::{Fault, Limits};
use crate::magic;

/// Codings one over the other; servers use one.
const MOST: usize = 4;

/// A body taken out of one of its wrappings.
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    /// Whether the wrapping ended as it ought to.
    pub(super) whole: bool,
}

/// Takes the chunked transfer coding off; `None` where the body is not chunked, whatever its header says.
pub(super) fn dechunk(body: &[u8]) -> Option<Body> {
    let mut rest = body;
    let mut out = Vec::new();
    let mut chunks = 0;
    let end = |out: Vec<u8>, whole| Some(Body { bytes: out, whole });
    loop {
        let Some(size) = chunk_size(&mut rest) else {
            return if chunks == 0 { None } else { end(out, false) };
        };
        chunks += 1;
        if size == 0 {
            return end(out, true);
        }
        let there = size.min(rest.len());
        out.extend_from_slice(&rest[..there]);
        rest = &rest[there..];
        if there < size {
            return if chunks == 1 && out.is_empty() { None } else { end(out, false) };
        }
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

fn chunk_size(rest: &mut &[u8]) -> Option<usize> {
    /// Bytes of the line; chunk extensions are hardly ever used.
    const LONGEST: usize = 1024;
    let end = memchr::memchr(b'\n', &rest[..rest.len().min(LONGEST)])?;
    let line = &rest[..end];
    let digits = line.split(|&b| b == b';').next().unwrap_or_default().trim_ascii();
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let size = usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    *rest = &rest[end + 1..];
    Some(size)
}

/// Takes the content codings off, the last one first. `None` where the body is not coded as said:
/// many archives keep the header of what they have unpacked.
pub(super) fn decode(body: &[u8], codings: &[String], limits: Limits) -> Result<Option<Body>, Fault> {
    let mut bytes = Cow::Borrowed(body);
    let (mut any, mut whole) = (false, true);
    for coding in codings.iter().rev().take(MOST) {
        let most = usize::try_from(limits.unpacked(bytes.len() as u64)).unwrap_or(usize::MAX);
        let most = most.min(limits.record);
        let read: Option<(Vec<u8>, bool)> = match coding.as_str() {
            "gzip" | "x-gzip" if magic::gzip(&bytes) => Some(read(MultiGzDecoder::new(&bytes[..]), most)?),
            // RFC 9110 means zlib; some servers send bare deflate.
            "deflate" if is_zlib(&bytes) => Some(read(ZlibDecoder::new(&bytes[..]), most)?),
            "deflate" => sound(read(DeflateDecoder::new(&bytes[..]), most)?, &bytes),
            "br" => sound(read(brotli_decompressor::Decompressor::new(&bytes[..], 1 << 16), most)?, &bytes),
            "zstd" if magic::zstd(&bytes) => match zstd::stream::read::Decoder::new(&bytes[..]) {
                Ok(decoder) => Some(read(decoder, most)?),
                Err(_) => None,
            },
            _ => None,
        };
        let Some((out, ended)) = read else { continue };
        any = true;
        whole &= ended;
        bytes = Cow::Owned(out);
    }
    Ok(any.then(|| Body { bytes: bytes.into_owned(), whole }))
}

/// What has no magic number was coded if all of it can be read; where that fails, if it is no text as it stands.
fn sound(read: (Vec<u8>, bool), bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
    (read.1 || !bytes.is_empty() && is_packed(bytes)).then_some(read)
}

/// Whether bytes look like something packed: text has next to no control characters.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    /// Bytes that are looked at.
    const LOOK: usize = 4096;
    let look = &bytes[..bytes.len().min(LOOK)];
    // UTF-16 has a zero in every other place, and is text.
    let utf16 = look.starts_with(b"\xff\xfe") || look.starts_with(b"\xfe\xff");
    let control = |b: &&u8| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127);
    !utf16 && look.iter().filter(control).count() * 50 > look.len()
}

fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [a, b, ..] if a & 0x0F == 8 && (u16::from(*a) << 8 | u16::from(*b)).is_multiple_of(31))
}

/// What can be read, and whether the end was reached.
fn read(from: impl Read, most: usize) -> Result<(Vec<u8>, bool), Fault> {
    let mut out = Vec::new();
    let ended = from.take(most as u64 + 1).read_to_end(&mut out).is_ok();
    if out.len() > most {
        return Err(Fault::Bomb);
    }
    Ok((out, ended))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    const BROTLI: &[u8] = &[
        27, 216, 2, 0, 196, 218, 57, 173, 215, 254, 41, 12, 34, 253, 180, 27, 190, 40, 121, 253, 91, 184,
        193, 145, 6, 6, 89, 2, 65, 30, 240, 164, 3, 225, 64, 48, 108, 140, 157, 23, 209, 232, 43, 41, 9, 155,
        251, 101, 60, 238, 81, 204, 62, 124, 172, 237, 40, 134, 97, 141, 106, 87, 8, 138, 230, 77, 193, 178,
        66, 143, 180, 147, 2, 49, 145, 74, 250, 133, 212, 28, 74, 1,
    ];

    #[test]
    fn chunks_are_joined_and_a_cut_one_is_kept() {
        let whole = dechunk(b"3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n").unwrap();
        assert_eq!((&whole.bytes[..], whole.whole), (&b"abc0123456789"[..], true));
        let cut = dechunk(b"3\r\nabc\r\nA\r\n0123").unwrap();
        assert_eq!((&cut.bytes[..], cut.whole), (&b"abc0123"[..], false));
        assert!(dechunk(b"<html><p>not chunked").is_none());
        assert!(dechunk(b"").is_none());
    }

    #[test]
    fn a_body_that_was_unpacked_before_is_left_alone() {
        for coding in ["gzip", "br", "deflate", "zstd", "identity", "rot13"] {
            let body = b"<html><p>A plain page, unpacked by the crawler.";
            let read = decode(body, &[coding.to_owned()], Limits::default()).unwrap();
            assert!(read.is_none(), "{coding}");
        }
    }

    #[test]
    fn a_body_without_a_magic_number_that_ends_too_early_is_not_whole() {
        let page =
            "<html><p>The ferry sails again, and so does the other one: numbers 12, 17 and 93.".repeat(9);
        let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        deflated.write_all(page.as_bytes()).unwrap();
        // What Python's `brotli.compress(page, quality=5)` makes of it.
        let brotli = BROTLI;
        for (coding, whole) in [("deflate", deflated.finish().unwrap()), ("br", brotli.to_vec())] {
            let read = decode(&whole, &[coding.to_owned()], Limits::default()).unwrap().unwrap();
            assert!(read.whole && read.bytes == page.as_bytes(), "{coding}");
            let cut = &whole[..whole.len() * 2 / 3];
            let read = decode(cut, &[coding.to_owned()], Limits::default()).unwrap().unwrap();
            assert!(!read.whole && page.as_bytes().starts_with(&read.bytes), "{coding}");
        }
    }

    #[test]
    fn a_bomb_in_a_body_is_a_fault_and_no_memory() {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(&vec![b' '; 8 << 20]).unwrap();
        let bomb = to.finish().unwrap();
        let limits = Limits { expansion: 100, ..Limits::default() };
        let read = decode(&bomb, &["gzip".to_owned()], limits);
        assert!(matches!(read, Err(Fault::Bomb)));
    }
}
