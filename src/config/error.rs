//! Why a configuration cannot be used.

use std::ops::Range;

use serde_json::Value;

use crate::span::{LineIndex, Position};

/// What is wrong in one configuration file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {message}", at(position))]
#[non_exhaustive]
pub struct ConfigError {
    /// The file, as a person would name it.
    pub file: String,
    /// Where in the file, as far as that is known.
    pub position: Option<Position>,
    /// What is wrong.
    pub message: String,
    /// What to do about it, or nothing.
    pub help: String,
}

fn at(position: &Option<Position>) -> String {
    position.map(|Position { line, column }| format!(":{line}:{column}")).unwrap_or_default()
}

impl ConfigError {
    /// Something wrong with `file` as a whole.
    #[must_use]
    pub fn new(file: &str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), position: None, message: message.into(), help: String::new() }
    }

    /// With a word on what to do.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }

    /// With the place of `span` (bytes of `text`).
    #[must_use]
    pub(super) fn at(self, text: &str, span: Option<Range<usize>>) -> Self {
        let position = span.map(|s| LineIndex::new(text).position(text, s.start));
        Self { position, ..self }
    }

    /// What the reader of TOML said about `text`, a configuration, with a word close to one that is not known, or where
    /// a key that stands in the wrong table belongs.
    pub(super) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        Self::said(file, text, error, elsewhere)
    }

    /// What the reader of TOML said about `text`, another file that is written by hand.
    #[must_use]
    pub fn of_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        Self::said(file, text, error, |_| None)
    }

    fn said(file: &str, text: &str, error: &toml::de::Error, belongs: fn(&str) -> Option<String>) -> Self {
        let message = error.message().trim().replace('\n', ", ");
        let help = unknown(&message)
            .and_then(|(word, known)| nearest(word, &known).map(did_you_mean).or_else(|| belongs(word)))
            .or_else(|| as_a_word(&message, text, error.span()));
        // The list of all that is known is long; with one that is near it says nothing more.
        let message = match (&help, message.split_once(", expected ")) {
            (Some(_), Some((short, _))) => short.to_owned(),
            _ => message,
        };
        let message = message
            .replace("unknown field", "unknown key")
            .replace("unknown variant", "unknown word")
            .replace("wanted string or table", "a text in quotation marks is wanted here");
        Self::new(file, message).help(help.unwrap_or_default()).at(text, error.span())
    }
}

/// The question that follows a word that is not known.
fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// Where a key belongs that is known in another table.
fn elsewhere(key: &str) -> Option<String> {
    let schema = super::schema();
    let found = tables(&schema, &schema, &mut Vec::new(), key)?;
    Some(if found.is_empty() {
        format!("`{key}` belongs before the first table")
    } else {
        format!("`{key}` belongs below [{found}]")
    })
}

/// The first table below `table` that knows `key`, by its full name.
fn tables(schema: &Value, table: &Value, path: &mut Vec<String>, key: &str) -> Option<String> {
    // Those of terang are three deep.
    const DEEPEST: usize = 4;
    let named =
        |value: &Value| value.pointer("/allOf/0/$ref").or(value.get("$ref"))?.as_str().map(str::to_owned);
    let table = match named(table) {
        Some(name) => schema.pointer(name.trim_start_matches('#'))?,
        None => table,
    };
    let keys = table.get("properties")?.as_object()?;
    if keys.contains_key(key) {
        return Some(path.join("."));
    }
    if path.len() == DEEPEST {
        return None;
    }
    keys.iter().find_map(|(name, value)| {
        path.push(name.clone());
        let found = tables(schema, value, path, key);
        path.pop();
        found
    })
}

/// What to write in the place of `true` and `false` where words are wanted.
fn as_a_word(message: &str, text: &str, span: Option<Range<usize>>) -> Option<String> {
    let typed = text.get(span?)?;
    let word = match typed.trim() {
        "true" => "yes",
        "false" => "no",
        _ => return None,
    };
    (message == "wanted string or table").then(|| format!("of facts write \"{word}\""))
}

/// The word that serde did not know, and those that it knows there.
fn unknown(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest =
        message.strip_prefix("unknown field `").or_else(|| message.strip_prefix("unknown variant `"))?;
    let (word, rest) = rest.split_once('`')?;
    let known = rest.split('`').skip(1).step_by(2).collect();
    Some((word, known))
}

/// A longer word is no slip of one that is known.
const LONGEST: usize = 64;

/// The one of `known` that `word` was most likely meant to be; `None` where none is near.
#[must_use]
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let plain = |text: &str| text.to_lowercase().replace('_', "-");
    let word = plain(word);
    let far = |known: &str| strsim::damerau_levenshtein(&word, &plain(known));
    let near = |known: &str| far(known) * 3 <= word.chars().count().max(known.chars().count());
    let best = known.iter().copied().min_by_key(|k| (far(k), k.len())).filter(|k| near(k));
    let part = |known: &str| word.len() > 3 && (known.contains(word.as_str()) || word.contains(known));
    best.or_else(|| known.iter().copied().find(|k| part(k)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["include", "exclude", "max-size", "max-depth"];
        assert_eq!(nearest("exlude", &known), Some("exclude"));
        assert_eq!(nearest("max_size", &known), Some("max-size"));
        assert_eq!(nearest("size", &known), Some("max-size"));
        assert_eq!(
            nearest("clud", &["a", "include"]),
            Some("include"),
            "a shorter word is nearer, and no part"
        );
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest("", &known), None);
        assert_eq!(nearest("x", &[]), None);
        assert_eq!(nearest(&"max-depth".repeat(10_000_000), &known), None);
    }
}
