//! Files that are there whole or not at all.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::error::StoreError;

/// Whether a file of the same name may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replace {
    /// It is replaced.
    Yes,
    /// It stays and nothing is written.
    No,
}

/// Reads all of `path`, at most `limit` bytes.
pub(super) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, StoreError> {
    read_file(open(path)?, path, limit)
}

/// Opens `path` for reading, where it is a file with an end.
///
/// Opening a pipe that nobody writes to would wait for ever, so what it is is asked before. What the shell hands over
/// by number was opened already, by whoever typed it.
///
/// # Errors
///
/// [`StoreError::NotRegular`] for a folder, a pipe or a device, [`StoreError::Read`] where it cannot be opened.
pub fn open(path: &Path) -> Result<File, StoreError> {
    let cannot = |source| StoreError::Read { path: path.to_owned(), source };
    let handed =
        path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd") || path == Path::new("/dev/stdin");
    if !handed && !path.metadata().map_err(cannot)?.is_file() {
        return Err(StoreError::NotRegular { path: path.to_owned() });
    }
    File::open(path).map_err(cannot)
}

/// Reads all of an open file, at most `limit` bytes.
pub(super) fn read_file(file: File, path: &Path, limit: usize) -> Result<Vec<u8>, StoreError> {
    // The size is a hint that saves calls; a file that grows is read to its end all the same.
    let hint = file.metadata().map_or(0, |m| usize::try_from(m.len()).unwrap_or(limit).min(limit));
    let mut bytes = Vec::with_capacity(hint + 1);
    // One byte more than allowed tells a file that is too large from one that just fits.
    file.take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| StoreError::Read { path: path.to_owned(), source })?;
    if bytes.len() > limit {
        return Err(StoreError::TooLarge { path: path.to_owned(), limit });
    }
    Ok(bytes)
}

/// Writes `bytes` to `path`: aside, synced, renamed. On Unix the file has the permission bits `mode`, or those that
/// the file that it replaces had.
pub(super) fn write(path: &Path, bytes: &[u8], mode: u32, replace: Replace) -> Result<(), StoreError> {
    let cannot = |source: io::Error| StoreError::Write { path: path.to_owned(), source };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The name of the file aside would only confuse.
    let plain = |e: io::Error| {
        cannot(match e.kind() {
            io::ErrorKind::NotFound => io::Error::new(io::ErrorKind::NotFound, "there is no such folder"),
            kind => io::Error::from(kind),
        })
    };
    let mut aside = builder(path, mode, replace).tempfile_in(folder).map_err(plain)?;
    aside.as_file_mut().write_all(bytes).map_err(cannot)?;
    aside.as_file().sync_all().map_err(cannot)?;
    match replace {
        Replace::Yes => aside.persist(path).map(drop).map_err(|e| cannot(e.error))?,
        Replace::No => aside.persist_noclobber(path).map(drop).map_err(|e| match e.error.kind() {
            io::ErrorKind::AlreadyExists => StoreError::Exists { path: path.to_owned() },
            _ => cannot(e.error),
        })?,
    }
    // The new name is safe only when the folder is; where a folder cannot be synced there is no more to do.
    let _ = File::open(folder).and_then(|f| f.sync_all());
    Ok(())
}

#[cfg(unix)]
fn builder(path: &Path, mode: u32, replace: Replace) -> tempfile::Builder<'static, 'static> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;
    let kept = path.metadata().ok().filter(|_| replace == Replace::Yes).map(|m| m.permissions());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".terang-").permissions(kept.unwrap_or_else(|| Permissions::from_mode(mode)));
    builder
}

#[cfg(not(unix))]
fn builder(_: &Path, _: u32, _: Replace) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".terang-");
    builder
}
