//! From a file to the inputs in it.

use std::fs::File;
use std::io::{self, BufRead as _, Read as _};
use std::path::Path;

use super::warc::{Stretch, cut};
use super::zip::Zip;
use crate::archive::{Feed, Stream, is_warc};
use crate::source::{Caps, Input, SourceError};

/// The kinds of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Kept {
    /// WARC, packed or not; WET is one.
    Warc,
    /// ZIP; WACZ is one.
    Zip,
}

/// What kind of archive a name promises.
pub(in crate::source) fn recognise(name: &str) -> Option<Kept> {
    let name = name.to_ascii_lowercase();
    let stem = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    if [".warc", ".wet"].iter().any(|end| stem.ends_with(end)) {
        Some(Kept::Warc)
    } else if [".wacz", ".zip"].iter().any(|end| name.ends_with(end)) {
        Some(Kept::Zip)
    } else {
        None
    }
}

/// What kind of archive the first bytes of a file promise, whose name promises nothing. Only WARC is told so: the others are
/// known to be no text, and named.
pub(in crate::source) fn sniff(path: &Path) -> Option<Kept> {
    /// Bytes that are looked at: the head of a record is in them.
    const LOOK: u64 = 64 << 10;
    let file = File::open(path).ok()?;
    file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let mut first = Vec::new();
    file.take(LOOK).read_to_end(&mut first).ok()?;
    is_warc(&first).then_some(Kept::Warc)
}

/// Opens the archive at `path`, which a person would call `name`.
pub(in crate::source) fn open(
    path: &Path,
    name: &str,
    kept: Kept,
    caps: Caps,
) -> Result<Box<dyn Iterator<Item = Input>>, SourceError> {
    let fail = |source| SourceError::Read { origin: name.to_owned(), source };
    let file = File::open(path).map_err(fail)?;
    let is_file = file.metadata().map_err(fail)?.is_file();
    match kept {
        Kept::Warc if is_file => {
            let feed: Box<dyn Feed + Send> = Box::new(Stretch::whole(file).map_err(fail)?);
            Ok(Box::new(cut(feed, name, caps)))
        }
        Kept::Warc => Ok(Box::new(cut(Box::new(Stream(file)), name, caps))),
        Kept::Zip => zip(file, name, caps),
    }
}

/// Opens a ZIP, which a person would call `name`.
pub(in crate::source) fn zip(
    file: File,
    name: &str,
    caps: Caps,
) -> Result<Box<dyn Iterator<Item = Input>>, SourceError> {
    Ok(Box::new(Zip::open(file, name, caps)?))
}

/// Standard input, if a WARC comes in there.
pub(in crate::source) fn stdin(name: Option<&str>, caps: Caps) -> Option<Box<dyn Iterator<Item = Input>>> {
    let named = name.and_then(recognise) == Some(Kept::Warc);
    // What is looked at stays in the buffer that all of the program reads from.
    let found = named || io::stdin().lock().fill_buf().is_ok_and(is_warc);
    found.then(|| {
        let feed: Box<dyn Feed + Send> = Box::new(Stream(io::stdin()));
        Box::new(cut(feed, name.unwrap_or("-"), caps)) as Box<dyn Iterator<Item = Input>>
    })
}
