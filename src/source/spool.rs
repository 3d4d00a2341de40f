//! Standard input that has to be read from its end.

use std::fs::File;
use std::io::{self, BufRead, Seek, SeekFrom};

/// What cannot be read as it comes in, since its list of contents stands at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seekable {
    /// ZIP; WACZ is one.
    #[cfg(feature = "archive")]
    Zip,
    /// Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// What the name promises, or else what the first bytes are a sign of.
pub(super) fn recognise(name: Option<&str>, bytes: &[u8]) -> Option<Seekable> {
    #[cfg(feature = "archive")]
    if name.and_then(super::archive::recognise) == Some(super::archive::Kept::Zip)
        || [b"PK\x03\x04", b"PK\x05\x06"].iter().any(|sign| bytes.starts_with(*sign))
    {
        return Some(Seekable::Zip);
    }
    #[cfg(feature = "parquet")]
    if name.is_some_and(super::table::recognise) || bytes.starts_with(b"PAR1") {
        return Some(Seekable::Parquet);
    }
    let _ = (name, bytes);
    None
}

/// A file without a name in the system's folder for temporary files that holds all of `from`; it is gone when the program ends,
/// however it ends.
///
/// # Errors
///
/// [`io::Error`] where reading or writing fails, a full disk among others.
pub(super) fn spool(mut from: impl BufRead) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut from, &mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}
