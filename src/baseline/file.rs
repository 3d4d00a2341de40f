//! The file itself.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::policy::Code;

/// The version of the file.
pub const SCHEMA: &str = "terang.baseline/1";

/// A whole baseline file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// The entries by path, code and fingerprint, none twice.
    pub entries: Vec<Entry>,
}

/// One finding that was there before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where it was found: a path from the folder of the baseline on, with `/`; of a record, `#` and its identifier.
    pub path: String,
    /// What it is about, for whoever reads the file.
    #[serde(with = "word")]
    pub code: Code,
    /// What it is known by.
    #[serde(with = "hex")]
    pub fingerprint: Digest,
}

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// It is not the JSON of a baseline.
    #[error("this is no baseline")]
    Malformed(#[source] serde_json::Error),
    /// It is a baseline of another version.
    #[error("`{0}` is not known here; this terang reads {SCHEMA}")]
    Version(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    schema: String,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Head {
    schema: String,
}

/// Reads a baseline file.
///
/// # Errors
///
/// [`BaselineError`] where it is no JSON, holds anything unknown, or is of another version.
pub fn read(text: &str) -> Result<File, BaselineError> {
    let head: Head = serde_json::from_str(text).map_err(BaselineError::Malformed)?;
    if head.schema != SCHEMA {
        return Err(BaselineError::Version(head.schema));
    }
    let whole: Whole = serde_json::from_str(text).map_err(BaselineError::Malformed)?;
    debug_assert_eq!(whole.schema, SCHEMA);
    Ok(File { entries: sorted(whole.entries) })
}

/// The text of a baseline file: one entry a line, in order, so that two versions compare line by line.
#[must_use]
pub fn write(file: &File) -> String {
    let mut out = format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"entries\": [");
    for (n, entry) in sorted(file.entries.clone()).iter().enumerate() {
        out.push_str(if n == 0 { "\n    " } else { ",\n    " });
        out.push_str(&serde_json::to_string(entry).expect("an entry is a struct of texts"));
    }
    out.push_str(if file.entries.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    out
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_unstable();
    entries.dedup();
    entries
}

mod word {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::policy::Code;

    pub(super) fn serialize<S: Serializer>(code: &Code, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(code.word())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Code, D::Error> {
        let text = String::deserialize(from)?;
        Code::from_word(&text).ok_or_else(|| de::Error::custom(format!("there is no code `{text}`")))
    }
}

mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::digest::Digest;

    pub(super) fn serialize<S: Serializer>(digest: &Digest, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(digest)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Digest, D::Error> {
        let text = String::deserialize(from)?;
        Digest::from_hex(&text).ok_or_else(|| de::Error::custom("a fingerprint has 64 hex digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, text: &str) -> Entry {
        Entry { path: path.to_owned(), code: Code::SignalInvalid, fingerprint: Digest::of(text.as_bytes()) }
    }

    #[test]
    fn what_is_written_reads_back_in_order_and_once() {
        let file = File { entries: vec![entry("b.md", "1"), entry("a \"q\".md", "2"), entry("b.md", "1")] };
        let text = write(&file);
        assert_eq!(text.lines().count(), 7, "{text}");
        let back = read(&text).unwrap();
        assert_eq!(back.entries, [entry("a \"q\".md", "2"), entry("b.md", "1")]);
        assert_eq!(write(&back), text);
        assert_eq!(read(&write(&File::default())).unwrap(), File::default());
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        let good = write(&File { entries: vec![entry("a", "1")] });
        assert!(read(&good).is_ok());
        for (from, to) in [
            ("baseline/1", "baseline/2"),
            ("\"path\"", "\"file\""),
            ("signal-invalid", "signal-odd"),
            ("\"entries\"", "\"entry\""),
            ("}", "]"),
            ("fingerprint\":\"", "fingerprint\":\"x"),
        ] {
            let odd = good.replacen(from, to, 1);
            assert!(odd != good && read(&odd).is_err(), "{from} -> {to}");
        }
    }
}
