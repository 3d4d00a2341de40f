//! Several files, the environment and the defaults to one configuration, each value with its origin.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;
use toml::{Table, Value};

use super::{ConfigError, File, Layer, Located};

/// Lists that grow: what an extended file names stays in force.
const ADDED: &[&str] = &["rules.packs", "signals.front-matter-keys"];

/// Paths, which begin at the folder of the file that they stand in.
const PATHS: &[&str] = &["rules.packs", "baseline.file", "policy.record.trust"];

/// Names of what is built in, or paths, which have a folder or the ending `.toml`.
const NAMES_OR_PATHS: &[&str] = &["policy.profiles"];

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is built in.
    Default,
    /// A configuration file says it, on this line.
    File {
        /// The file, as a person would name it.
        name: String,
        /// The line, from 1.
        line: usize,
    },
    /// A variable of the environment says it.
    Environment(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { name, line } => write!(f, "{name}:{line}"),
            Self::Environment(name) => f.write_str(name),
        }
    }
}

/// One value in force.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// Its dotted key.
    pub key: String,
    /// The value.
    pub value: Value,
    /// Where it came from; of a list that grows, the last that added to it.
    #[serde(serialize_with = "shown")]
    pub origin: Origin,
}

fn shown<S: serde::Serializer>(origin: &Origin, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(origin)
}

/// The configuration in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// All values. Paths in it begin where the program runs.
    pub values: File,
    /// The entries of `[[ignore]]` of all files, those of extended files first.
    pub ignores: Vec<Located>,
    /// The folder that globs begin at.
    pub root: PathBuf,
    /// Every value that is no table, in the order of its key.
    pub settings: Vec<Setting>,
    /// The names of the files that it was made of, the one that wins last.
    pub files: Vec<String>,
}

/// Merges `layers`, of which a later one wins over an earlier one, over the defaults and under `environment`
/// (dotted key, value, name of the variable). Globs begin at `root`.
///
/// A table is merged key by key; any other value replaces the one before it, but for the lists that grow
/// (`rules.packs`, `signals.front-matter-keys`, `[[ignore]]`).
///
/// # Errors
///
/// [`ConfigError`] where a variable has a value that does not fit, or files that are each good do not fit together.
pub fn merge(
    layers: &[Layer],
    environment: &[(&str, String, &'static str)],
    root: &Path,
) -> Result<Config, ConfigError> {
    let mut table = Table::try_from(File::default()).expect("the defaults are a table");
    table.remove("ignore");
    let mut origins = BTreeMap::new();
    for layer in layers {
        let mut own = layer.table.clone();
        own.remove("ignore");
        own.remove("extends");
        for path in PATHS {
            if let Some(value) = find(&mut own, path) {
                rebase(value, &layer.folder);
            }
        }
        for path in NAMES_OR_PATHS {
            if let Some(Value::Array(all)) = find(&mut own, path) {
                let is_path = |v: &&mut Value| {
                    v.as_str().is_some_and(|t| t.contains(['/', '\\']) || t.ends_with(".toml"))
                };
                all.iter_mut().filter(is_path).for_each(|value| rebase(value, &layer.folder));
            }
        }
        let mut origin = |path: &str| {
            let line = layer.lines.get(path).copied().unwrap_or(1);
            origins.insert(path.to_owned(), Origin::File { name: layer.name.clone(), line });
        };
        over(&mut table, own, "", &mut origin);
    }
    for (key, value, name) in environment {
        let mut own = Table::new();
        put(&mut own, key, value.clone());
        // What one variable says is held against the type alone, so that it is the one that is named.
        if let Err(error) = own.clone().try_into::<File>() {
            return Err(ConfigError::toml(name, value, &error));
        }
        over(&mut table, own, "", &mut |path| {
            origins.insert(path.to_owned(), Origin::Environment(name));
        });
    }
    let files: Vec<String> = layers.iter().map(|l| l.name.clone()).collect();
    let last = files.last().map_or("the configuration", String::as_str);
    let values: File = table.clone().try_into().map_err(|e: toml::de::Error| {
        ConfigError::new(last, format!("with what it extends: {}", e.message()))
    })?;
    let mut settings = Vec::new();
    leaves(&table, "", &mut |key, value| {
        let origin = origins.get(&key).cloned().unwrap_or(Origin::Default);
        settings.push(Setting { key, value: value.clone(), origin });
    });
    settings.retain(|s| s.key != "extends");
    settings.sort_by(|a, b| a.key.cmp(&b.key));
    let ignores = layers.iter().flat_map(|l| l.ignores.iter().cloned()).collect();
    Ok(Config { values, ignores, root: root.to_owned(), settings, files })
}

/// Puts `own` over `table`. The depth of tables is bounded by the reader of TOML.
fn over(table: &mut Table, own: Table, before: &str, origin: &mut impl FnMut(&str)) {
    for (key, value) in own {
        let path = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match (table.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(value)) => over(under, value, &path, origin),
            (None, Value::Table(value)) => {
                let mut under = Table::new();
                over(&mut under, value, &path, origin);
                table.insert(key, Value::Table(under));
            }
            (Some(Value::Array(under)), Value::Array(value)) if ADDED.contains(&path.as_str()) => {
                under.extend(value);
                origin(&path);
            }
            (_, value) => {
                origin(&path);
                table.insert(key, value);
            }
        }
    }
}

fn leaves(table: &Table, before: &str, each: &mut impl FnMut(String, &Value)) {
    for (key, value) in table {
        let path = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match value {
            Value::Table(inner) => leaves(inner, &path, each),
            value => each(path, value),
        }
    }
}

/// The value under a dotted key.
fn find<'t>(table: &'t mut Table, path: &str) -> Option<&'t mut Value> {
    let mut keys = path.split('.');
    let mut value = table.get_mut(keys.next()?)?;
    for key in keys {
        value = value.get_mut(key)?;
    }
    Some(value)
}

fn put(table: &mut Table, path: &str, value: String) {
    match path.split_once('.') {
        None => {
            table.insert(path.to_owned(), Value::String(value));
        }
        Some((key, rest)) => {
            let inner = table.entry(key).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

/// Makes paths begin where the program runs.
fn rebase(value: &mut Value, folder: &Path) {
    match value {
        Value::String(path) => *path = folder.join(&*path).to_string_lossy().into_owned(),
        Value::Array(all) => all.iter_mut().for_each(|value| {
            if let Value::String(path) = value {
                *path = folder.join(&*path).to_string_lossy().into_owned();
            }
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::FailOn;
    use super::*;

    fn layer(name: &str, folder: &str, text: &str) -> Layer {
        Layer::parse(name, Path::new(folder), text).unwrap()
    }

    fn origin(config: &Config, key: &str) -> String {
        config.settings.iter().find(|s| s.key == key).unwrap().origin.to_string()
    }

    #[test]
    fn a_later_file_wins_and_the_environment_over_all() {
        let base = layer(
            "base.toml",
            "desk",
            "fail-on = \"error\"\n[files]\nexclude = [\"a\"]\nmax-depth = 7\n[rules]\npacks = [\"r.toml\"]\n\
             [[ignore]]\ntext = \"x\"\nreason = \"base\"\n",
        );
        let own = layer(
            "terang.toml",
            "",
            "extends = [\"desk/base.toml\"]\n[files]\nexclude = [\"b\"]\n[rules]\npacks = [\"s.toml\"]\n\
             [[ignore]]\ntext = \"y\"\nreason = \"own\"\n",
        );
        let environment = [("fail-on", "never".to_owned(), "TERANG_FAIL_ON")];
        let config = merge(&[base, own], &environment, Path::new("")).unwrap();
        assert_eq!(config.values.files.exclude, ["b"]);
        assert_eq!(config.values.files.max_depth, 7);
        assert_eq!(config.values.rules.packs, ["desk/r.toml", "s.toml"]);
        assert_eq!(config.values.fail_on, FailOn::Never);
        let reasons: Vec<&str> = config.ignores.iter().map(|i| i.entry.reason.as_str()).collect();
        assert_eq!(reasons, ["base", "own"]);
        for (key, from) in [
            ("files.exclude", "terang.toml:3"),
            ("files.max-depth", "base.toml:4"),
            ("files.max-size", "default"),
            ("rules.packs", "terang.toml:5"),
            ("fail-on", "TERANG_FAIL_ON"),
        ] {
            assert_eq!(origin(&config, key), from, "{key}");
        }
    }

    #[test]
    fn nothing_gives_the_defaults() {
        let config = merge(&[], &[], Path::new("")).unwrap();
        assert_eq!(config.values, File::default());
        assert!(config.settings.iter().all(|s| s.origin == Origin::Default));
        assert!(config.settings.iter().any(|s| s.key == "files.max-size" && s.value.as_str() == Some("64M")));
    }

    #[test]
    fn a_variable_with_an_odd_value_is_named() {
        let environment = [("fail-on", "sometimes".to_owned(), "TERANG_FAIL_ON")];
        let error = merge(&[], &environment, Path::new("")).unwrap_err();
        assert!(error.to_string().starts_with("TERANG_FAIL_ON: unknown word `sometimes`"), "{error}");
    }
}
