//! Where results go: standard output, or a file that is there whole or not at all.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufRead as _, BufReader, BufWriter, Read as _, Seek as _, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Bytes that an unfinished text may take in memory before it moves to a temporary file.
const TEXT_IN_MEMORY: usize = 16 << 20;

/// A text that is held back until it is whole.
pub(crate) struct Held {
    spool: BufWriter<tempfile::SpooledTempFile>,
}

impl Held {
    pub(crate) fn new() -> Self {
        Self { spool: BufWriter::new(tempfile::SpooledTempFile::new(TEXT_IN_MEMORY)) }
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.spool.write_all(bytes).map_err(|e| unwritten(&e))
    }

    /// Gives out all that was held.
    pub(crate) fn release(self, to: &mut dyn Write) -> Result<(), Failure> {
        let mut spool = self.spool.into_inner().map_err(|e| unread(&e.into_error()))?;
        spool.rewind().map_err(|e| unread(&e))?;
        let mut buffer = vec![0; 64 << 10];
        loop {
            let n = spool.read(&mut buffer).map_err(|e| unread(&e))?;
            if n == 0 {
                return Ok(());
            }
            to.write_all(&buffer[..n])?;
        }
    }
}

/// Bytes that the rows of an unfinished report may take in memory before they move to a temporary file.
const IN_MEMORY: usize = 4 << 20;

/// Rows that are held back until the report is put together.
pub(super) struct Kept {
    spool: BufWriter<tempfile::SpooledTempFile>,
}

impl Kept {
    pub(super) fn new() -> Self {
        Self { spool: BufWriter::new(tempfile::SpooledTempFile::new(IN_MEMORY)) }
    }

    /// Keeps one row.
    pub(super) fn write(&mut self, row: &[u8]) -> Result<(), Failure> {
        self.spool.write_all(&(row.len() as u64).to_le_bytes()).map_err(|e| unwritten(&e))?;
        self.spool.write_all(row).map_err(|e| unwritten(&e))
    }

    /// All rows from the first.
    pub(super) fn rows(self) -> Result<Rows, Failure> {
        let mut spool = self.spool.into_inner().map_err(|e| unread(&e.into_error()))?;
        spool.rewind().map_err(|e| unread(&e))?;
        Ok(Rows { from: BufReader::new(spool) })
    }
}

/// Rows that were held, one after the other.
pub(super) struct Rows {
    from: BufReader<tempfile::SpooledTempFile>,
}

impl Rows {
    /// The next row, or `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        if self.from.fill_buf().map_err(|e| unread(&e))?.is_empty() {
            return Ok(None);
        }
        let mut length = [0; 8];
        self.from.read_exact(&mut length).map_err(|e| unread(&e))?;
        let mut row = vec![0; usize::try_from(u64::from_le_bytes(length)).unwrap_or(usize::MAX)];
        self.from.read_exact(&mut row).map_err(|e| unread(&e))?;
        Ok(Some(row))
    }
}

fn unwritten(error: &io::Error) -> Failure {
    Failure::because("a temporary file cannot be written", error)
}

fn unread(error: &io::Error) -> Failure {
    Failure::because("a temporary file cannot be read", error)
}

/// The size of the file at `path`; of one that is not there, nothing.
pub(super) fn length(path: &Path) -> u64 {
    path.metadata().map_or(0, |m| m.len())
}

/// Adds `bytes` to the end of the file at `path` in one go.
pub(super) fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(path)?.write_all(bytes)
}

/// A file that results are to be written to.
pub(crate) struct Target {
    path: PathBuf,
    /// Whether what stands there is a file, or nothing: it is replaced. A pipe or device is written to.
    replace: bool,
}

impl Target {
    /// Looks whether `path` can be written, before any work is done.
    pub(crate) fn new(path: &Path) -> Result<Self, Failure> {
        let cannot = |e: io::Error| {
            Failure::because(&format!("{} cannot be written", path.display()), &e)
                .help("is the folder there, and may it be written to?")
        };
        let (path_to, replace) = match path.canonicalize() {
            Ok(real) if real.is_dir() => {
                return Err(Failure::new(format!("{} is a folder", path.display())).help("name a file in it"));
            }
            Ok(real) => {
                let replace = real.is_file();
                (real, replace)
            }
            Err(_) => (path.to_owned(), true),
        };
        if replace {
            tempfile::tempfile_in(folder(&path_to)).map_err(cannot)?;
        }
        Ok(Self { path: path_to, replace })
    }

    /// Writes what was held: aside, synced, renamed.
    pub(crate) fn write(self, held: Held) -> Result<(), Failure> {
        self.write_by(|to| held.release(to))
    }

    /// Writes what `write` gives, in the same way.
    pub(super) fn write_by(
        self,
        write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let cannot =
            |e: io::Error| Failure::because(&format!("{} cannot be written", self.path.display()), &e);
        let told = |failure: Failure| match failure {
            Failure::BrokenPipe => cannot(io::ErrorKind::BrokenPipe.into()),
            told @ Failure::Told { .. } => told,
        };
        if !self.replace {
            let mut to = OpenOptions::new().write(true).open(&self.path).map_err(cannot)?;
            return write(&mut to).map_err(told);
        }
        let mut aside = builder(&self.path).tempfile_in(folder(&self.path)).map_err(cannot)?;
        write(aside.as_file_mut()).map_err(told)?;
        aside.as_file().sync_all().map_err(cannot)?;
        aside.persist(&self.path).map_err(|e| cannot(e.error))?;
        // The name is safe only when the folder is; where a folder cannot be synced there is no more to do.
        let _ = File::open(folder(&self.path)).and_then(|f| f.sync_all());
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file with the permissions of the file that it replaces, or those of any new file.
#[cfg(unix)]
fn builder(path: &Path) -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = path.metadata().map_or_else(|_| Permissions::from_mode(0o666), |m| m.permissions());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".terang-").permissions(permissions);
    builder
}

#[cfg(not(unix))]
fn builder(_: &Path) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".terang-");
    builder
}
