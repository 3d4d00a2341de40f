//! Key files.

use std::fs::File;
use std::path::Path;

use zeroize::Zeroizing;

use super::error::StoreError;
use super::whole::{self, Replace};

/// The largest key file, in bytes.
const LIMIT: usize = 64 << 10;

/// Reads the text of a secret key file.
///
/// # Errors
///
/// [`StoreError::Readable`] where group or others have any permission on the file: such a key may be known already.
/// The permissions are those of the opened file, so a file swapped in between is not read.
pub fn read_secret(path: &Path) -> Result<Zeroizing<String>, StoreError> {
    let file = whole::open(path)?;
    private(&file, path)?;
    let bytes = Zeroizing::new(whole::read_file(file, path, LIMIT)?);
    let text = std::str::from_utf8(&bytes).map_err(|_| StoreError::NotText { path: path.to_owned() })?;
    Ok(Zeroizing::new(text.to_owned()))
}

#[cfg(unix)]
fn private(file: &File, path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = file.metadata().map_err(|source| StoreError::Read { path: path.to_owned(), source })?;
    let mode = metadata.mode() & 0o777;
    // A pipe or a descriptor of the shell has no owner to keep it from others.
    if metadata.is_file() && mode & 0o077 != 0 {
        return Err(StoreError::Readable { path: path.to_owned(), mode });
    }
    Ok(())
}

#[cfg(not(unix))]
fn private(_: &File, _: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// Writes a secret key file with mode 0600; `replace` says whether one of that name may go.
///
/// # Errors
///
/// [`StoreError::Exists`] where a file is there and may not go.
pub fn write_secret(path: &Path, pem: &str, replace: bool) -> Result<(), StoreError> {
    let replace = if replace { Replace::Yes } else { Replace::No };
    whole::write(path, pem.as_bytes(), 0o600, replace)
}

/// Reads the text of a public key file.
///
/// # Errors
///
/// [`StoreError`] where it cannot be read, is too large or no text.
pub fn read_public(path: &Path) -> Result<String, StoreError> {
    let bytes = whole::read(path, LIMIT)?;
    String::from_utf8(bytes).map_err(|_| StoreError::NotText { path: path.to_owned() })
}

/// Writes a public key file, which everybody may read; never over another file.
///
/// # Errors
///
/// [`StoreError::Exists`] where a file is there.
pub fn write_public(path: &Path, text: &str) -> Result<(), StoreError> {
    whole::write(path, text.as_bytes(), 0o644, Replace::No)
}
