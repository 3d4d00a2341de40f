//! One configuration file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::{ConfigError, File, Ignore};
use crate::place::{Place, positions};
use crate::span::{LineIndex, Span};

/// One configuration file: what it says, and on which line.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The file, as a person would name it.
    pub name: String,
    /// The folder that relative paths in it begin at.
    pub folder: PathBuf,
    pub(super) file: File,
    pub(super) table: toml::Table,
    /// The line of each key, by its dotted path.
    pub(super) lines: BTreeMap<String, usize>,
    pub(super) ignores: Vec<Located>,
}

/// An `[[ignore]]` entry and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// The entry.
    pub entry: Ignore,
    /// The file that it stands in, as a person would name it.
    pub file: String,
    /// Where in that file.
    pub place: Place,
    /// All of that file.
    pub text: Arc<str>,
}

impl Layer {
    /// Reads one file, `text`, that is called `name` and whose relative paths begin at `folder`.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] where it is no TOML, a key or word is not known, a value does not fit, or an entry of
    /// `[[ignore]]` hides too much.
    pub fn parse(name: &str, folder: &Path, text: &str) -> Result<Self, ConfigError> {
        let told = |e: toml::de::Error| ConfigError::toml(name, text, &e);
        let spanned = DeTable::parse(text).map_err(told)?;
        let file: File = toml::from_str(text).map_err(told)?;
        let table: toml::Table = toml::from_str(text).map_err(told)?;
        let mut lines = BTreeMap::new();
        let index = LineIndex::new(text);
        walk("", spanned.get_ref(), &mut |path, span| {
            lines.insert(path, index.position(text, span.start).line);
        });
        let wrong = |message: String, key: &str| {
            let span = spanned.get_ref().iter().find(|(k, _)| k.get_ref() == key).map(|(_, v)| v.span());
            ConfigError::new(name, message).at(text, span)
        };
        if file.version != 1 {
            let message = format!("version {} is not known here", file.version);
            return Err(wrong(message, "version").help("this terang reads version 1"));
        }
        if file.files.max_depth == 0 || file.files.max_expansion == 0 {
            return Err(wrong("a limit of 0 lets nothing be read".to_owned(), "files"));
        }
        let spans = entries(spanned.get_ref());
        let starts: Vec<usize> = spans.iter().map(|s| s.start).collect();
        let mut ignores = Vec::new();
        let whole: Arc<str> = if file.ignore.is_empty() { Arc::from("") } else { Arc::from(text) };
        for ((entry, span), position) in file.ignore.iter().zip(spans).zip(positions(text, &starts)) {
            if let Some((message, help)) = entry.fault() {
                return Err(ConfigError::new(name, message).help(help).at(text, Some(span)));
            }
            let place = Place::new(text, Span::new(span.start, span.end), position);
            let text = Arc::clone(&whole);
            ignores.push(Located { entry: entry.clone(), file: name.to_owned(), place, text });
        }
        Ok(Self { name: name.to_owned(), folder: folder.to_owned(), file, table, lines, ignores })
    }

    /// The files that it builds on, as they are written.
    #[must_use]
    pub fn extends(&self) -> &[String] {
        &self.file.extends
    }

    /// `message` about its key `extends`.
    #[must_use]
    pub fn about_extends(&self, message: impl Into<String>) -> ConfigError {
        let line = self.lines.get("extends").copied();
        let position = line.map(|line| crate::span::Position { line, column: 1 });
        ConfigError { position, ..ConfigError::new(&self.name, message) }
    }
}

/// Calls `each` with the dotted path and the place of every value that is no table.
///
/// The depth of tables is bounded by the reader of TOML.
fn walk(before: &str, table: &DeTable<'_>, each: &mut impl FnMut(String, Range<usize>)) {
    for (key, value) in table {
        let path =
            if before.is_empty() { key.get_ref().to_string() } else { format!("{before}.{}", key.get_ref()) };
        match value.get_ref() {
            DeValue::Table(inner) => walk(&path, inner, each),
            _ => each(path, key.span()),
        }
    }
}

/// Where each entry of `[[ignore]]` stands.
fn entries(table: &DeTable<'_>) -> Vec<Range<usize>> {
    let value = table.iter().find(|(key, _)| key.get_ref() == "ignore").map(|(_, value)| value.get_ref());
    match value {
        Some(DeValue::Array(all)) => all.iter().map(|entry| entry.span()).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Layer, ConfigError> {
        Layer::parse("terang.toml", Path::new("site"), text)
    }

    fn refused(text: &str) -> String {
        let error = parse(text).unwrap_err();
        format!("{error} ({})", error.help)
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_place_and_the_key_that_was_meant() {
        let said = refused("version = 1\n\n[files]\nexlude = [\"a\"]\n");
        assert_eq!(said, "terang.toml:4:1: unknown key `exlude` (did you mean `exclude`?)");
        let said = refused("[file]\ninclude = []\n");
        assert!(said.starts_with("terang.toml:1:2: unknown key `file` (did you mean `files`?)"), "{said}");
        let said = refused("colour = 1\n");
        assert!(said.contains("unknown key `colour`, expected one of `version`"), "{said}");
        let said = refused("require-disclosure = \"always\"\n");
        assert!(said.ends_with("(`require-disclosure` belongs below [policy])"), "{said}");
        let said = refused("[policy]\nrole = \"publisher\"\n");
        assert!(said.ends_with("(`role` belongs below [policy.facts])"), "{said}");
        let said = refused("[signals]\nfail-on = \"error\"\n");
        assert!(said.ends_with("(`fail-on` belongs before the first table)"), "{said}");
        let said = refused("[policy.facts]\npublic-interest = true\n");
        assert_eq!(
            said,
            "terang.toml:2:19: a text in quotation marks is wanted here (of facts write \"yes\")"
        );
        let said = refused("fail-on = \"warn\"\n");
        assert!(said.contains("terang.toml:1:11: unknown word `warn` (did you mean `warning`?)"), "{said}");
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_place() {
        for (text, says) in [
            ("version = 2", "terang.toml:1:11: version 2 is not known here"),
            ("[files]\nmax-size = \"much\"", "terang.toml:2:12: write a number of bytes"),
            ("[files]\nmax-depth = 0", "a limit of 0"),
            ("[files\n", "terang.toml:1:"),
            ("version = 1\nversion = 1", "terang.toml:2:1: duplicate key"),
            ("[[ignore]]\ntext = \"x\"\n", "missing field `reason`"),
            ("[[ignore]]\ntext = \"x\"\nreason = \" \"\n", "terang.toml:1:1: this entry gives no reason"),
            ("[[ignore]]\ncode = \"signal-invalid\"\nreason = \"r\"", "hide too much"),
            (
                "[[ignore]]\ncode = \"signal-invald\"\ntext = \"x\"\nreason = \"r\"",
                "did you mean `signal-invalid`?",
            ),
            ("[[ignore]]\nfingerprint = \"zz\"\nreason = \"r\"", "`fingerprint` is none"),
            ("[[ignore]]\ntext = \"x\"\nreason = \"r\"\nuntil = \"soon\"", "expected a day"),
        ] {
            let said = refused(text);
            assert!(said.contains(says), "{text}: {said}");
        }
    }

    #[test]
    fn every_key_has_its_line_and_every_entry_its_place() {
        let layer = parse(
            "version = 1\nfiles.exclude = [\n\"a\",\n]\n[[ignore]]\ntext = \"x\"\nreason = \"r\"\nuntil = 2027-06-30\n",
        )
        .unwrap();
        assert_eq!(layer.lines["files.exclude"], 2);
        assert_eq!(layer.ignores[0].place.position.line, 5);
        assert_eq!(layer.ignores[0].entry.until.unwrap().end().to_string(), "2027-06-30T23:59:59Z");
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_end() {
        assert!(parse(&format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000))).is_err());
        assert!(parse(&format!("{} = 1", vec!["a"; 100_000].join("."))).is_err());
    }
}
