//! Whether a file is still the one that was read.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest as _, Sha256};

use crate::digest::Digest;

/// Bytes at either end of a file that are looked at.
const END: u64 = 64 << 10;

/// What tells that a file is unchanged: its size, its time of modification, and its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds after 1970-01-01T00:00:00Z; 0 where the system does not say.
    pub modified: i64,
    /// SHA-256 over the first and the last 64 KiB: over all of a small file.
    pub ends: Option<Digest>,
}

/// Whether size and time are believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trusting {
    /// The ends are read as well.
    No,
    /// Size and time are enough.
    Yes,
}

/// The fingerprint of the file at `path`; `None` for what is no file with an end.
///
/// # Errors
///
/// Whatever the system says.
pub fn fingerprint(path: &Path, trusting: Trusting) -> io::Result<Option<Fingerprint>> {
    let meta = path.metadata()?;
    if !meta.is_file() {
        return Ok(None);
    }
    let since = meta.modified().ok().and_then(|m| m.duration_since(UNIX_EPOCH).ok());
    let modified = since.and_then(|d| i64::try_from(d.as_nanos()).ok()).unwrap_or(0);
    let size = meta.len();
    let ends = (trusting == Trusting::No).then(|| ends(path, size)).transpose()?;
    Ok(Some(Fingerprint { size, modified, ends }))
}

fn ends(path: &Path, size: u64) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = Vec::new();
    file.by_ref().take(END).read_to_end(&mut buffer)?;
    hash.update(&buffer);
    if size > END {
        buffer.clear();
        file.seek(SeekFrom::Start((size - END).max(END)))?;
        file.take(END).read_to_end(&mut buffer)?;
        hash.update(&buffer);
    }
    Ok(Digest(hash.finalize().into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn another_byte_at_either_end_is_another_file_whatever_its_time() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let mut bytes = vec![b'x'; 300_000];
        file.write_all(&bytes).unwrap();
        let print = |trusting| fingerprint(file.path(), trusting).unwrap().unwrap();
        let (before, quick) = (print(Trusting::No), print(Trusting::Yes));
        assert_eq!((before.size, quick.ends, print(Trusting::No)), (300_000, None, before));
        for at in [0, 299_999] {
            bytes[at] = b'y';
            std::fs::write(file.path(), &bytes).unwrap();
            assert_ne!(print(Trusting::No).ends, before.ends, "{at}");
            bytes[at] = b'x';
        }
        assert_eq!(fingerprint(std::env::temp_dir().as_path(), Trusting::No).unwrap(), None);
    }
}
