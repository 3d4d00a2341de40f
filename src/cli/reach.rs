//! Which files of a folder are articles, as a configuration says.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use terang::config::Config;

use super::failure::Failure;

/// `files.include` and `files.exclude`, from the folder of the configuration on.
pub(crate) struct Reach {
    root: PathBuf,
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Reach {
    /// What `config` says.
    pub(crate) fn new(config: &Config) -> Result<Self, Failure> {
        let files = &config.values.files;
        let include = &files.include;
        Ok(Self {
            root: config.root.clone(),
            include: if include.is_empty() { None } else { Some(globs("files.include", include)?) },
            exclude: globs("files.exclude", &files.exclude)?,
        })
    }

    /// Whether a file that a folder holds is to be read.
    pub(crate) fn takes(&self, path: &Path) -> bool {
        if self.include.is_none() && self.exclude.is_empty() {
            return true;
        }
        let Some(path) = self.relative(path) else { return true };
        // A folder that is excluded takes all that is in it along.
        let excluded = path.ancestors().any(|p| !p.as_os_str().is_empty() && self.exclude.is_match(p));
        !excluded && self.include.as_ref().is_none_or(|include| include.is_match(&path))
    }

    /// `path` from the folder of the configuration on; `None` where it lies elsewhere.
    pub(crate) fn relative(&self, path: &Path) -> Option<PathBuf> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let real = folder.canonicalize().ok()?.join(path.file_name()?);
        real.strip_prefix(&self.root).ok().map(Path::to_owned)
    }
}

/// Globs in which `*` stops at `/`, as typed in a configuration under `key`.
pub(crate) fn globs(key: &str, all: &[String]) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for text in all {
        let plain = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
        let glob = GlobBuilder::new(plain).literal_separator(true).build();
        set.add(glob.map_err(|e| Failure::because(&format!("`{key}` has `{text}`, which is no glob"), &e))?);
    }
    set.build().map_err(|e| Failure::because(&format!("`{key}` cannot be used"), &e))
}
