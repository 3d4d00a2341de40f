//! Every odd record under fixtures/vectors/record, and the program that writes them (`UPDATE=1`).
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may read and write its fixtures and stop"
)]

#[path = "record/articles.rs"]
mod articles;
#[path = "record/make.rs"]
mod make;
#[path = "record/odd_articles.rs"]
mod odd_articles;
#[path = "record/odd_keys.rs"]
mod odd_keys;
#[path = "record/odd_records.rs"]
mod odd_records;
#[path = "record/odd_signatures.rs"]
mod odd_signatures;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use terang::item::{Item, Media};
use terang::pipeline::{Verify, verify};
use terang::time::Timestamp;
use terang::trust::Trust;
use terang::verify::{Reason, Verdict};

/// What stands in a vector's `expected.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    /// What is odd about it, and why the answer is right.
    pub(crate) why: String,
    /// The file of the article in the same folder.
    pub(crate) article: String,
    /// The moment for which it is asked.
    pub(crate) at: Timestamp,
    /// The address that whoever asks vouches for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uri: Option<String>,
    /// `matches`, `differs`, `cannot-check`, or `trust-refused` where the trust file itself does not load.
    pub(crate) outcome: String,
    /// The reasons in order.
    pub(crate) reasons: Vec<String>,
}

/// One vector: its files by name, `expected.json` apart.
pub(crate) struct Vector {
    /// The folder, which says what is odd.
    pub(crate) name: &'static str,
    /// What is expected.
    pub(crate) expected: Expected,
    /// The bytes of each file.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vectors/record")
}

fn all() -> Vec<Vector> {
    let mut all = odd_articles::vectors();
    all.extend(odd_signatures::vectors());
    all.extend(odd_keys::vectors());
    all.extend(odd_records::vectors());
    all
}

#[test]
fn every_vector_is_judged_as_expected() {
    let rules = make::rules();
    let mut count = 0;
    let mut wrong = Vec::new();
    let mut entries: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries.iter().filter(|p| p.is_dir()) {
        count += 1;
        let expected: Expected =
            serde_json::from_slice(&std::fs::read(path.join("expected.json")).unwrap()).unwrap();
        let trust = std::fs::read_to_string(path.join("trust.toml")).unwrap();
        let (outcome, reasons) = match Trust::parse(&trust) {
            Err(_) => ("trust-refused".to_owned(), Vec::new()),
            Ok(trust) => {
                let how = Verify {
                    trust: &trust,
                    at: expected.at,
                    rules,
                    uri: expected.uri.as_deref(),
                    earlier: None,
                };
                let item = Item {
                    origin: expected.article.clone(),
                    media: Some(media(&expected.article)),
                    bytes: std::fs::read(path.join(&expected.article)).unwrap(),
                    ..Item::default()
                };
                let said = verify(item, &std::fs::read(path.join("record.json")).unwrap(), how);
                assert_eq!(
                    said.record.is_some(),
                    said.verdict.outcome.word() != "cannot-check" || !refused(&said.verdict),
                    "{}: what does not hold is not shown",
                    path.display()
                );
                let reasons = said.verdict.reasons.iter().map(|r| r.word().to_owned()).collect();
                (said.verdict.outcome.word().to_owned(), reasons)
            }
        };
        if (&outcome, &reasons) != (&expected.outcome, &expected.reasons) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            wrong.push(format!(
                "{name}: {outcome} {reasons:?}, expected {} {:?}",
                expected.outcome, expected.reasons
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 60, "{count} vectors");
}

/// Whether it was the record that was refused, and not the article.
fn refused(verdict: &Verdict) -> bool {
    let of_article = [Reason::WrongArticle, Reason::InputUnreadable];
    !verdict.reasons.iter().any(|r| of_article.contains(r))
}

fn media(name: &str) -> Media {
    match name.rsplit('.').next() {
        Some("html") => Media::Html,
        Some("md") => Media::Markdown,
        _ => Media::Plain,
    }
}

#[test]
fn the_vectors_are_those_that_this_program_writes() {
    let update = std::env::var_os("UPDATE").is_some();
    let vectors = all();
    let mut names: Vec<_> = vectors.iter().map(|v| v.name.to_owned()).collect();
    names.sort();
    let before = names.len();
    names.dedup();
    assert_eq!(names.len(), before, "two vectors have one name");
    if update {
        let _ = std::fs::remove_dir_all(folder());
    }
    for vector in &vectors {
        let at = folder().join(vector.name);
        let mut expected = serde_json::to_vec_pretty(&vector.expected).unwrap();
        expected.push(b'\n');
        let files = vector.files.iter().map(|(n, b)| (n.as_str(), b)).chain([("expected.json", &expected)]);
        for (name, bytes) in files {
            let path = at.join(name);
            if update {
                std::fs::create_dir_all(&at).unwrap();
                std::fs::write(&path, bytes).unwrap();
            }
            let stored = std::fs::read(&path).unwrap_or_default();
            // The rules' digest and this program's version stand in the records, so those drift with them.
            let fresh = name != "record.json";
            assert!(
                !fresh || stored == *bytes,
                "{} is stale: run UPDATE=1 cargo test --test record",
                path.display()
            );
            assert!(!stored.is_empty() || bytes.is_empty(), "{} is missing", path.display());
        }
    }
    let mut stored: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir())
        .map(|p| p.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    stored.sort();
    assert_eq!(stored, names, "run UPDATE=1 cargo test --test record");
}

#[test]
fn the_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/spec/record-v1.schema.json");
    let schema = terang::record::json_schema();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), schema, "run UPDATE=1 cargo test --test record");
}

#[test]
fn the_test_keys_are_those_of_the_vectors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/keys");
    for (name, key) in
        [("editor", make::editor()), ("machine", make::machine()), ("stranger", make::stranger())]
    {
        for (name, text) in [
            (format!("{name}.pem"), key.to_pem().to_string()),
            (format!("{name}.pub"), key.public().to_pem()),
        ] {
            let path = folder.join(name);
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&path, &text).unwrap();
            }
            assert_eq!(
                std::fs::read_to_string(&path).unwrap(),
                text,
                "run UPDATE=1 cargo test --test record"
            );
        }
    }
}
