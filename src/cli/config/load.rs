//! A configuration file and all that it extends.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use terang::config::{Config, ConfigError, Layer, merge};
use terang::store;

use super::find::{Found, home};
use crate::cli::failure::{Failure, chain};

/// Files that may extend each other in a row.
const DEEPEST: usize = 8;
/// Files that one configuration may be made of.
const MOST: usize = 64;

/// Variables of the environment that set a value.
const VARIABLES: [(&str, &str); 2] = [("fail-on", "TERANG_FAIL_ON"), ("baseline.file", "TERANG_BASELINE")];

/// The configuration that `found` amounts to; names are shown by `shown`.
pub(crate) fn load(found: &Found, shown: &dyn Fn(&Path) -> String) -> Result<Config, Failure> {
    load_with_files(found, shown).map(|(config, _)| config)
}

/// The same, and the files that it was read from.
pub(crate) fn load_with_files(
    found: &Found,
    shown: &dyn Fn(&Path) -> String,
) -> Result<(Config, HashSet<PathBuf>), Failure> {
    let mut chain = Chain { shown, open: Vec::new(), seen: HashSet::new(), layers: Vec::new() };
    if let Some(file) = &found.file {
        chain.add(file).map_err(told)?;
    }
    let value = |name| std::env::var(name).ok().filter(|v: &String| !v.is_empty());
    let environment: Vec<_> =
        VARIABLES.iter().filter_map(|(key, name)| Some((*key, value(*name)?, *name))).collect();
    let config = merge(&chain.layers, &environment, &found.root).map_err(told)?;
    Ok((config, chain.seen))
}

fn told(error: ConfigError) -> Failure {
    Failure::new(error.to_string()).help(error.help)
}

struct Chain<'s> {
    shown: &'s dyn Fn(&Path) -> String,
    /// The files that are being read, each for the one before it.
    open: Vec<PathBuf>,
    seen: HashSet<PathBuf>,
    layers: Vec<Layer>,
}

impl Chain<'_> {
    /// Adds what `file` (a real path) builds on, and then `file`.
    fn add(&mut self, file: &Path) -> Result<(), ConfigError> {
        let name = (self.shown)(file);
        let text = read(file).map_err(|why| ConfigError::new(&name, why))?;
        let folder = home(file);
        let layer = Layer::parse(&name, Path::new(&(self.shown)(&folder)), &text)?;
        self.open.push(file.to_owned());
        self.seen.insert(file.to_owned());
        for written in layer.extends() {
            self.follow(&layer, &folder, written)?;
        }
        self.open.pop();
        self.layers.push(layer);
        Ok(())
    }

    fn follow(&mut self, layer: &Layer, folder: &Path, written: &str) -> Result<(), ConfigError> {
        let wrong = |message: String| Err(layer.about_extends(message));
        if written.contains("://") {
            return wrong(format!("`extends` names {written}, and only local files can be extended"))
                .map_err(|e| e.help("terang uses no network; keep a copy in the repository"));
        }
        let real = match folder.join(written).canonicalize() {
            Ok(real) => real,
            Err(error) => return wrong(format!("`extends` names {written}, which cannot be read: {error}")),
        };
        if self.open.contains(&real) {
            let mut round: Vec<String> = self.open.iter().map(|f| (self.shown)(f)).collect();
            round.push((self.shown)(&real));
            return wrong(format!("files extend each other in a circle: {}", round.join(" -> ")));
        }
        if self.seen.contains(&real) {
            return Ok(());
        }
        if self.open.len() >= DEEPEST || self.seen.len() >= MOST {
            return wrong(format!("more than {DEEPEST} files in a row, or {MOST} in all, extend each other"));
        }
        self.add(&real)
    }
}

/// The text of a configuration file, or why it cannot be read.
fn read(file: &Path) -> Result<String, String> {
    let text = store::read_text(file).map_err(|e| chain(&e))?;
    // Editors of some systems begin a text with a byte order mark.
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}
