//! One audit: what was asked, and what is true of it as a whole.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::time::Timestamp;

/// The line of [`Settings::other`] that says that files were passed over which `.gitignore` names.
pub const RESPECT_GITIGNORE: &str = "respect-gitignore";

/// What was asked, as far as results depend on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// What was typed.
    pub paths: Vec<String>,
    /// The version of terang.
    pub version: String,
    /// SHA-256 over the rules in force.
    pub rules: Option<Digest>,
    /// SHA-256 over the records that hold, and who signed them, where records were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<Digest>,
    /// Captures before this are passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// One page in so many is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<u64>,
    /// The audit ends after so many documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// Whether payload digests and the contents of files that look unchanged are left unchecked.
    pub quick: bool,
    /// Everything else that results depend on: limits, languages, keys of front matter, one line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<String>,
}

impl Settings {
    /// What one file's results depend on: all but which files were asked for, and where the audit was to end.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let same = Self { paths: Vec::new(), limit: None, ..self.clone() };
        let json = serde_json::to_vec(&same).expect("a struct of strings and numbers always serializes");
        Digest::of(&json)
    }

    /// Whether an audit with `other` took the same choice of documents, so that what is there and what is not can be
    /// compared. Where a limit ended it is known only of the audit.
    #[must_use]
    pub fn chooses_like(&self, other: &Self) -> bool {
        let ignoring = |s: &Self| s.other.iter().any(|o| o == RESPECT_GITIGNORE);
        (self.since, self.sample, ignoring(self)) == (other.since, other.sample, ignoring(other))
    }

    /// Whether the same bytes are judged in the same way.
    #[must_use]
    pub fn judges_like(&self, other: &Self) -> bool {
        (&self.version, self.rules, &self.other) == (&other.version, other.rules, &other.other)
    }

    /// Whether a file of that name was asked for, be it there or not.
    #[must_use]
    pub fn asks_for(&self, source: &str) -> bool {
        let glob = |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
        let source = Path::new(source);
        self.paths.iter().any(|typed| {
            let typed = Path::new(typed);
            let above: PathBuf = typed
                .components()
                .filter(|part| *part != Component::CurDir)
                .take_while(|part| !glob(part))
                .collect();
            source.starts_with(typed) || (source.starts_with(&above) && source.has_root() == typed.has_root())
        })
    }
}

/// What was passed over, and is in no other number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Skipped {
    /// Captures from before `since`.
    pub early: u64,
    /// Captures that the sample does not hold.
    pub unsampled: u64,
    /// Records that hold no article, by why not: requests, pictures, redirects.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub passed: BTreeMap<String, u64>,
}

impl Skipped {
    /// Adds what was passed over elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.early += other.early;
        self.unsampled += other.unsampled;
        for (why, count) in &other.passed {
            *self.passed.entry(why.clone()).or_default() += count;
        }
    }
}

/// What is known of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recorded {
    /// Records that hold.
    pub known: u64,
    /// Records that do not, by the reason.
    pub refused: BTreeMap<String, u64>,
    /// Records that hold and that some capture was verified against.
    pub met: u64,
}

/// What became of the pages since the audit before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// The number of the audit before.
    pub run: i64,
    /// Its date.
    pub at: Option<Timestamp>,
    /// How many changes of each kind.
    pub changes: BTreeMap<String, u64>,
}

/// One audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Its number in the database, from 1.
    pub run: i64,
    /// Its date, for which records were verified.
    pub at: Option<Timestamp>,
    /// What was asked.
    pub settings: Settings,
    /// Files that were taken in.
    pub files: u64,
    /// Files of which nothing had changed since they were last read.
    pub reused: u64,
    /// What was passed over.
    pub skipped: Skipped,
    /// Whether the audit ended at its limit, so that files are left of which nothing is known.
    pub stopped: bool,
    /// What is known of the records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<Recorded>,
    /// What changed since the audit before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Compared>,
    /// What a person should know of single inputs, as it was met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
}

impl Run {
    /// Whether what is in one of two audits and not in the other can have come or gone: neither ended at its limit, and both
    /// chose alike.
    #[must_use]
    pub fn compares_with(&self, before: &Self) -> bool {
        !self.stopped && !before.stopped && self.settings.chooses_like(&before.settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_a_file_hang_on_the_rules_and_not_on_the_other_files() {
        let one = Settings { paths: vec!["a".into()], version: "1".into(), ..Settings::default() };
        let more = Settings { paths: vec!["a".into(), "b".into()], limit: Some(3), ..one.clone() };
        assert_eq!(one.digest(), more.digest());
        assert_ne!(one.digest(), Settings { quick: true, ..one.clone() }.digest());
        assert!(one.chooses_like(&more));
        let other = Settings { other: vec![RESPECT_GITIGNORE.to_owned()], ..one.clone() };
        assert!(!one.chooses_like(&other) && !one.judges_like(&other));
    }

    #[test]
    fn an_audit_that_ended_at_its_limit_is_compared_with_none() {
        let (whole, cut) = (Run::default(), Run { stopped: true, ..Run::default() });
        assert!(whole.compares_with(&whole) && !whole.compares_with(&cut) && !cut.compares_with(&whole));
    }

    #[test]
    fn a_file_was_asked_for_where_it_lies_behind_what_was_typed() {
        let asked = |typed: &[&str], source: &str| {
            let paths = typed.iter().map(|t| (*t).to_owned()).collect();
            Settings { paths, ..Settings::default() }.asks_for(source)
        };
        assert!(
            asked(&["a"], "a/b.warc")
                && asked(&["a/"], "a/b/c.html")
                && asked(&["b", "a/b.warc"], "a/b.warc")
        );
        assert!(!asked(&["a"], "ab/c.warc") && !asked(&["a/c.warc"], "a/b.warc") && !asked(&["a"], "/a/b"));
        assert!(asked(&["a/*.warc"], "a/b.warc") && asked(&["a[1].warc"], "a[1].warc"));
        assert!(asked(&["."], "b.warc") && !asked(&["."], "/b.warc") && asked(&["-"], "-"));
    }
}
