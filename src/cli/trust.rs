//! Which keys are trusted in a run.

use std::path::{Path, PathBuf};

use clap::Args;
use terang::store;
use terang::trust::Trust;

use super::failure::Failure;
use super::key;

/// What is trusted. Nothing beside an article ever is.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(crate) struct Trusted {
    /// The trust file: publishers, their keys, for how long and for what
    #[arg(long, value_name = "FILE", help_heading = "Trust")]
    trust: Option<PathBuf>,
    /// A public key, or a file with one, that is trusted for everything; may be given again
    #[arg(long, value_name = "KEY", help_heading = "Trust")]
    key: Vec<String>,
}

/// What is trusted, where it is needed at all.
#[derive(Args, Debug)]
#[group(required = false, multiple = false)]
pub(crate) struct MaybeTrusted {
    /// The trust file: publishers, their keys, for how long and for what
    #[arg(long, value_name = "FILE", help_heading = "Trust")]
    trust: Option<PathBuf>,
    /// A public key, or a file with one, that is trusted for everything; may be given again
    #[arg(long, value_name = "KEY", help_heading = "Trust")]
    key: Vec<String>,
}

impl MaybeTrusted {
    /// The files that were named; a key may stand in none.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let keys = self.key.iter().map(Path::new).filter(|key| key.is_file());
        self.trust.iter().map(PathBuf::as_path).chain(keys)
    }

    /// Reads what is trusted, if anything was named.
    pub(crate) fn load(&self) -> Result<Option<Trust>, Failure> {
        if self.trust.is_none() && self.key.is_empty() {
            return Ok(None);
        }
        Trusted { trust: self.trust.clone(), key: self.key.clone() }.load().map(Some)
    }
}

impl Trusted {
    /// Reads what is trusted.
    pub(crate) fn load(&self) -> Result<Trust, Failure> {
        if let Some(file) = &self.trust {
            return of_file(file);
        }
        let keys = self.key.iter().map(|k| key::named(k)).collect::<Result<Vec<_>, _>>()?;
        Ok(Trust::in_keys(keys))
    }
}

/// Reads a trust file.
pub(crate) fn of_file(file: &Path) -> Result<Trust, Failure> {
    let typed = file.to_string_lossy();
    if typed.contains("://") {
        return Err(Failure::new(format!("{typed} is an address, and nothing is fetched")).help(
            "save the file where only you can write, make sure whose keys it holds, and name that file",
        ));
    }
    let text = store::read_text(file).map_err(|e| Failure::because("the trust file cannot be read", &e))?;
    Trust::parse(&text).map_err(|e| Failure::because(&format!("{} cannot be used", file.display()), &e))
}
