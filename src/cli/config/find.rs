//! Which configuration file holds for which folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::term::Term;

/// The names of a configuration file in a folder, the one that wins first.
const NAMES: [&str; 3] = ["terang.toml", ".terang.toml", ".config/terang.toml"];

/// The variable that names a configuration file.
const VARIABLE: &str = "TERANG_CONFIG";

/// Where the configuration comes from.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Which {
    /// Use this configuration file [default: $TERANG_CONFIG, else the nearest terang.toml from each input's folder up to the repository's root]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, help_heading = "Configuration")]
    pub(crate) no_config: bool,
}

/// A configuration file that was found, or that there is none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Found {
    /// The file.
    pub(crate) file: Option<PathBuf>,
    /// The folder that globs begin at.
    pub(crate) root: PathBuf,
}

/// Finds the configuration of folders, and remembers.
pub(crate) struct Finder {
    fixed: Option<Found>,
    /// The folder that the program runs in.
    here: PathBuf,
    seen: HashMap<PathBuf, Found>,
    term: Option<Term>,
}

impl Finder {
    /// A finder that goes by `which` and the environment. Doubled files are told of on `term`, if there is one.
    pub(crate) fn new(which: &Which, term: Option<Term>) -> Result<Self, Failure> {
        let here = std::env::current_dir()
            .and_then(|here| here.canonicalize())
            .map_err(|e| Failure::because("the folder that terang runs in cannot be read", &e))?;
        let variable = std::env::var_os(VARIABLE).filter(|v| !v.is_empty()).map(PathBuf::from);
        let fixed = if which.no_config {
            Some(Found { file: None, root: here.clone() })
        } else if let Some(file) = &which.config {
            Some(named(file, "--config")?)
        } else if let Some(file) = variable {
            Some(named(&file, VARIABLE)?)
        } else {
            None
        };
        Ok(Self { fixed, here, seen: HashMap::new(), term })
    }

    /// What holds for the files of `folder`.
    pub(crate) fn of_folder(&mut self, folder: &Path) -> Found {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if let Some(found) = self.seen.get(folder) {
            return found.clone();
        }
        let found = self.search(folder);
        self.seen.insert(folder.to_owned(), found.clone());
        found
    }

    /// What holds for one thing that was typed: a file, a folder, a glob, `-`.
    pub(crate) fn of_typed(&mut self, typed: &Path) -> Found {
        if typed.as_os_str() == "-" {
            return self.of_folder(Path::new("."));
        }
        if typed.is_dir() {
            return self.of_folder(typed);
        }
        // Of a glob, the folders that are there.
        let there = typed.ancestors().skip(1).find(|a| a.as_os_str().is_empty() || a.is_dir());
        self.of_folder(there.unwrap_or(Path::new(".")))
    }

    fn search(&mut self, folder: &Path) -> Found {
        let Ok(folder) = folder.canonicalize() else {
            return Found { file: None, root: self.here.clone() };
        };
        let mut root = folder.clone();
        for above in self.reach(&folder) {
            let mut there = NAMES.iter().map(|name| above.join(name)).filter(|path| is_there(path));
            if let Some(file) = there.next() {
                let others: Vec<String> = there.map(|other| self.shown(&other)).collect();
                if let (Some(term), false) = (self.term, others.is_empty()) {
                    let used = self.shown(&file);
                    let gaps = [("used", &*used), ("others", &others.join(", "))];
                    term.note(&term.said("config.beside", &gaps));
                }
                return Found { file: Some(file), root: above.to_owned() };
            }
            root = above.to_owned();
        }
        Found { file: None, root }
    }

    /// `folder` and the folders above it that are looked into: up to the root of the repository; where there is none,
    /// up to the folder that the program runs in, and never into folders that others may write to.
    fn reach<'f>(&self, folder: &'f Path) -> Vec<&'f Path> {
        let end = folder.ancestors().position(|above| above.join(".git").symlink_metadata().is_ok());
        let end = end.or_else(|| folder.ancestors().position(|above| above == self.here));
        folder.ancestors().take(end.map_or(1, |end| end + 1)).collect()
    }

    /// A path as people read it: from the folder that the program runs in, where it lies there.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.here).unwrap_or(path).to_string_lossy().into_owned()
    }
}

/// Whether something lies at `path`. A folder, a device and a link to nowhere do so as well: they are told of when they
/// are read, for a configuration must not be passed over in silence.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// A file that was named, which has to be there.
fn named(file: &Path, by: &str) -> Result<Found, Failure> {
    let real = file.canonicalize().map_err(|e| {
        Failure::because(&format!("the configuration {} ({by}) cannot be read", file.display()), &e)
    })?;
    let root = home(&real);
    Ok(Found { file: Some(real), root })
}

/// The folder that a configuration file speaks for: its own, or the one above where its own is `.config`.
pub(super) fn home(file: &Path) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    let home = if folder.ends_with(".config") { folder.parent().unwrap_or(folder) } else { folder };
    home.to_owned()
}
