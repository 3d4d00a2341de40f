//! Whether bytes have the digest that an archive gives for them.

use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use crate::digest::Digest;
use crate::item::{Fixity, Hash, Over};

/// A digest as a record gives it: `sha1:` and base 32, or hexadecimal digits.
pub(super) struct Given {
    hash: Hash,
    bytes: Vec<u8>,
}

impl Given {
    /// `None` where the algorithm or the form is not known.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (name, value) = text.split_once(':')?;
        let (hash, size) = match name.trim().to_ascii_lowercase().as_str() {
            "sha1" | "sha-1" => (Hash::Sha1, 20),
            "sha256" | "sha-256" => (Hash::Sha256, 32),
            "sha512" | "sha-512" => (Hash::Sha512, 64),
            _ => return None,
        };
        let value = value.trim();
        let bytes = if value.len() == 2 * size { hex(value)? } else { base32(value)? };
        (bytes.len() == size).then_some(Self { hash, bytes })
    }

    /// Whether it is that of `bytes`; and their SHA-256, where that is `wanted` or comes of itself.
    fn is_of(&self, bytes: &[u8], wanted: bool) -> (bool, Option<Digest>) {
        match self.hash {
            Hash::Sha1 if wanted => {
                let (sha256, sha1) = both(bytes);
                (sha1.as_slice() == self.bytes, Some(sha256))
            }
            Hash::Sha1 => (Sha1::digest(bytes).as_slice() == self.bytes, None),
            Hash::Sha256 => {
                let sha256 = Digest::of(bytes);
                (sha256.0.as_slice() == self.bytes, Some(sha256))
            }
            Hash::Sha512 => (Sha512::digest(bytes).as_slice() == self.bytes, None),
        }
    }
}

/// Compares a digest with each of the bytes that it may be of, until one is. The last ones are the document's, and their
/// SHA-256 is given too, where it came with comparing them.
pub(super) fn compare(given: Option<&str>, readings: &[(Over, &[u8])]) -> (Fixity, Option<Digest>) {
    let Some(given) = given else { return (Fixity::NotGiven, None) };
    let Some(given) = Given::read(given) else { return (Fixity::Unknown, None) };
    for (number, (over, bytes)) in readings.iter().enumerate() {
        let last = number + 1 == readings.len();
        let (same, sha256) = given.is_of(bytes, last);
        let sha256 = sha256.filter(|_| last);
        if same {
            return (Fixity::Matches(given.hash, *over), sha256);
        }
        if last {
            return (Fixity::Differs(given.hash), sha256);
        }
    }
    (Fixity::Differs(given.hash), None)
}

/// SHA-256 and SHA-1. Block by block the two wait for themselves and not for each other, so both take little longer than
/// one.
fn both(bytes: &[u8]) -> (Digest, [u8; 20]) {
    const BLOCK: usize = 64;
    let (mut sha1, mut sha256) = (Sha1::new(), Sha256::new());
    for block in bytes.chunks(BLOCK) {
        sha1.update(block);
        sha256.update(block);
    }
    (Digest(sha256.finalize().into()), sha1.finalize().into())
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digit = |b: u8| char::from(b).to_digit(16);
    let pair = |p: &[u8]| u8::try_from(digit(p[0])? << 4 | digit(p[1])?).ok();
    text.as_bytes().chunks_exact(2).map(pair).collect()
}

/// RFC 4648, section 6, in either case.
fn base32(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut held) = (0_u32, 0);
    let mut out = Vec::with_capacity(text.len() * 5 / 8);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte.to_ascii_uppercase() {
            b @ b'A'..=b'Z' => b - b'A',
            b @ b'2'..=b'7' => b - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 & 0xFFFF | u32::from(value);
        held += 5;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_and_hexadecimal_name_the_same_digest() {
        for text in [
            "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5",
            "SHA-1:a9993e364706816aba3e25717850c26c9cd0d89d",
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ] {
            let readings: [(Over, &[u8]); 2] = [(Over::Raw, b"x"), (Over::Decoded, b"abc")];
            let (fixity, sha256) = compare(Some(text), &readings);
            assert!(matches!(fixity, Fixity::Matches(_, Over::Decoded)), "{text}");
            assert_eq!(sha256, Some(Digest::of(b"abc")), "{text}");
            let (fixity, sha256) = compare(Some(text), &readings[..1]);
            assert!(matches!(fixity, Fixity::Differs(_)), "{text}");
            assert_eq!(sha256, Some(Digest::of(b"x")), "{text}");
            // Of bytes that are not the document's, none is given.
            let (fixity, sha256) = compare(Some(text), &[readings[1], readings[0]]);
            assert!(matches!(fixity, Fixity::Matches(_, Over::Decoded)), "{text}");
            assert_eq!(sha256, None, "{text}");
        }
    }

    #[test]
    fn two_digests_at_once_are_those_of_each_alone() {
        for length in [0, 1, 63, 64, 65, 1000] {
            let bytes = vec![b'x'; length];
            assert_eq!(both(&bytes), (Digest::of(&bytes), Sha1::digest(&bytes).into()), "{length}");
        }
    }

    #[test]
    fn what_is_not_known_is_neither_right_nor_wrong() {
        for text in ["md5:900150983cd24fb0d6963f7d28e17f72", "sha1:short", "nothing", "sha1:!!!!"] {
            assert_eq!(compare(Some(text), &[(Over::Raw, b"abc")]), (Fixity::Unknown, None), "{text}");
        }
        assert_eq!(compare(None, &[]), (Fixity::NotGiven, None));
    }
}
