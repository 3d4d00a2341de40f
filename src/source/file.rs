//! One file, or standard input, as one item.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::decode::{read_capped, unpack};
use super::media::{binary, media};
use super::{Caps, SourceError};
use crate::item::Item;

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

/// Reads standard input; `name` stands for the file name that it lacks.
pub(super) fn stdin(name: Option<String>, caps: Caps) -> Result<Item, SourceError> {
    let bytes = read_capped("-", io::stdin().lock(), caps)?;
    let origin = name.clone().unwrap_or_else(|| "-".to_owned());
    item(origin, name, bytes, caps)
}

fn item(origin: String, name: Option<String>, bytes: Vec<u8>, caps: Caps) -> Result<Item, SourceError> {
    if bytes.len() > caps.size {
        return Err(SourceError::TooLarge { origin, limit: caps.size });
    }
    let named = name.as_deref().unwrap_or(&origin);
    let media = media(named);
    // Under its true name standard input may be named `.gz` and come unpacked already.
    let bytes =
        if name.is_some() && bytes.first() != Some(&0x1f) { bytes } else { unpack(&origin, bytes, caps)? };
    if let Some(kind) = binary(&bytes) {
        return Err(SourceError::Binary { origin, kind });
    }
    Ok(Item { origin, media, bytes, ..Item::default() })
}
