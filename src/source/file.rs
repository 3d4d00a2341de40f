//! One file, or standard input, as one item.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::decode::{read_capped, unpack};
use super::media::media;
use super::{Caps, SourceError, http};
use crate::item::{Item, Media, charset as charset_of};
use crate::magic::{self, binary, full_of_controls};

/// Reads the file at `path`.
pub(super) fn file(path: &Path, origin: String, caps: Caps) -> Result<Item, SourceError> {
    let fail = |source| SourceError::Read { origin: origin.clone(), source };
    let from = File::open(path).map_err(fail)?;
    let meta = from.metadata().map_err(fail)?;
    if meta.is_file() && meta.len() > caps.size as u64 {
        return Err(SourceError::TooLarge { origin, limit: caps.size });
    }
    let bytes = if meta.is_file() {
        let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
        // The file may grow while it is read.
        from.take(caps.size as u64 + 1).read_to_end(&mut bytes).map_err(fail)?;
        bytes
    } else {
        read_capped(&origin, from, caps)?
    };
    item(origin, None, bytes, caps)
}

/// The document that a file of this name and content is.
///
/// # Errors
///
/// [`SourceError`], as for a file that is read.
pub fn named(origin: String, bytes: Vec<u8>, caps: Caps) -> Result<Item, SourceError> {
    item(origin, None, bytes, caps)
}

/// Reads standard input; `name` stands for the file name that it lacks.
pub(super) fn stdin(name: Option<String>, caps: Caps) -> Result<Item, SourceError> {
    let bytes = read_capped("-", io::stdin().lock(), caps)?;
    let origin = name.clone().unwrap_or_else(|| "-".to_owned());
    item(origin, name, bytes, caps)
}

/// The item that a file's bytes are.
pub(super) fn item(
    origin: String,
    name: Option<String>,
    bytes: Vec<u8>,
    caps: Caps,
) -> Result<Item, SourceError> {
    if bytes.len() > caps.size {
        return Err(SourceError::TooLarge { origin, limit: caps.size });
    }
    let named = name.as_deref().unwrap_or(&origin);
    let mut media = media(named);
    // Under its true name standard input may be named `.gz` and come unpacked already.
    let plain = name.is_some() && !magic::gzip(&bytes);
    let mut bytes = if plain { bytes } else { unpack(&origin, bytes, caps)? };
    let mut charset = None;
    let mut headers = Vec::new();
    if let Some((fields, body)) = http::headers(&bytes) {
        bytes.drain(..body);
        if magic::gzip(&bytes) {
            bytes = unpack(&origin, bytes, caps)?;
        }
        let kind = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if let Some((_, value)) = kind {
            media = media.or_else(|| Media::of_type(value));
            charset = charset_of(value);
        }
        headers = fields;
    }
    // A header may say that it is UTF-16, which is full of zero bytes.
    let garbled = || charset.is_none() && full_of_controls(&bytes);
    if let Some(kind) = binary(&bytes).or_else(|| garbled().then_some("full of control characters")) {
        return Err(SourceError::Binary { origin, kind });
    }
    Ok(Item { origin, media, charset, headers, bytes, ..Item::default() })
}
