//! Articles that are read as they lie there and replaced.

use std::path::Path;

use super::error::StoreError;
use super::whole::{self, Replace};

/// The bytes of an article, at most `limit` of them.
///
/// # Errors
///
/// [`StoreError`] where it cannot be read or is larger.
pub fn read_article(path: &Path, limit: usize) -> Result<Vec<u8>, StoreError> {
    whole::read(path, limit)
}

/// Writes an article in the place of the one at `path`, whole or not at all, with the permissions that it had.
/// A symbolic link stays one: the file that it names is replaced.
///
/// # Errors
///
/// [`StoreError`] where it cannot be found or written.
pub fn replace_article(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = path.canonicalize().map_err(|source| StoreError::Read { path: path.to_owned(), source })?;
    whole::write(&target, bytes, 0o644, Replace::Yes)
}
