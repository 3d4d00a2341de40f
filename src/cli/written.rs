//! The files that a run writes, and what it must not write over.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use terang::report::words::{Tongue, text};

use super::failure::Failure;

/// Bytes of a report in which its title stands.
const HEAD: u64 = 4 << 10;

/// The files that a run writes.
pub(crate) struct Written {
    all: Vec<PathBuf>,
}

impl Written {
    /// The files at `paths`, which need not be there yet.
    pub(crate) fn new<'p>(paths: impl Iterator<Item = &'p Path>) -> Self {
        Self { all: paths.filter_map(real).collect() }
    }

    /// Whether `file` is one of them.
    pub(crate) fn has(&self, file: &Path) -> bool {
        // Names are compared first: asking the system about every article takes time.
        let name = file.file_name();
        self.all.iter().any(|w| w.file_name() == name)
            && real(file).is_some_and(|real| self.all.contains(&real))
    }

    /// That `file`, which the run goes by, is none of them.
    pub(crate) fn spares(&self, file: &Path) -> Result<(), Failure> {
        if self.has(file) {
            return Err(refused(file, "is needed for this run and is to be written to"));
        }
        Ok(())
    }

    /// Whether `article` is to be checked, which lies in a folder: not where it is the report of a run before this one.
    pub(crate) fn lets(&self, article: &Path) -> Result<bool, Failure> {
        self.spares(&terang::store::sidecar(article))?;
        if !self.has(article) {
            return Ok(true);
        }
        if is_report(article) {
            return Ok(false);
        }
        Err(refused(article, "is to be checked and written to"))
    }
}

fn refused(file: &Path, why: &str) -> Failure {
    Failure::new(format!("{} {why}", file.display())).help("give the output another name")
}

/// Where `path` leads, whether or not something lies there.
fn real(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| {
        let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    })
}

/// Whether the file is a report that terang wrote, by its title.
fn is_report(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    read.is_ok() && Tongue::ALL.iter().any(|tongue| head.contains(&text(*tongue, "sheet.title", &[])))
}
