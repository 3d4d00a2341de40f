//! What the first bytes are a sign of.

use super::{gzip, zstandard};

/// Whether `bytes` are the beginning of a WARC file, packed or not.
#[must_use]
pub fn is_warc(bytes: &[u8]) -> bool {
    let packed = || zstandard::Zstandard::new(None).holds_record(bytes);
    bytes.starts_with(b"WARC/1.") || gzip::holds_record(bytes) || packed()
}
