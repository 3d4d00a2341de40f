//! Records beside their articles.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::whole::{self, Replace};
use crate::envelope::MAX_SIZE;

/// What is added to the name of an article.
pub const SUFFIX: &str = ".terang.json";

/// Where the record of `article` lies.
#[must_use]
pub fn sidecar(article: &Path) -> PathBuf {
    let mut name = OsString::from(article);
    name.push(SUFFIX);
    PathBuf::from(name)
}

/// The bytes of a record, or `None` where there is no such file.
///
/// # Errors
///
/// [`StoreError`] where the file is there and cannot be read, or is larger than a record may be.
pub fn read_record(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match whole::read(path, MAX_SIZE) {
        Err(StoreError::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// Writes a record, whole or not at all, in the place of one that may be there.
///
/// # Errors
///
/// [`StoreError::Write`].
pub fn write_record(path: &Path, json: &str) -> Result<(), StoreError> {
    whole::write(path, json.as_bytes(), 0o644, Replace::Yes)
}

/// Writes a settings file; one that is there only where it may be replaced.
///
/// # Errors
///
/// [`StoreError`] where it cannot be written; [`StoreError::Exists`] where it is there and may not be replaced.
pub fn write_text(path: &Path, text: &str, replace: bool) -> Result<(), StoreError> {
    whole::write(path, text.as_bytes(), 0o666, if replace { Replace::Yes } else { Replace::No })
}

/// The text of a settings file, such as a trust file.
///
/// # Errors
///
/// [`StoreError`] where it cannot be read, is too large or no text.
pub fn read_text(path: &Path) -> Result<String, StoreError> {
    String::from_utf8(whole::read(path, MAX_SIZE)?).map_err(|_| StoreError::NotText { path: path.to_owned() })
}
