//! SARIF against the schema of OASIS, and against what GitHub asks beyond it.

use std::path::Path;

use serde_json::{Value, json};

use super::run::{check_in, facts, text};

pub(crate) fn schema() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/schemas/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

pub(crate) fn valid(text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> =
        schema().iter_errors(&value).take(5).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    value
}

#[test]
fn a_run_is_valid_and_has_every_finding_worst_first() {
    let value = valid(&text("sarif"));
    let (facts, unreadable) = facts();
    let run = &value["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), facts.len());
    let rank = |r: &Value| ["error", "warning", "note"].iter().position(|l| r["level"] == *l).unwrap();
    assert!(results.is_sorted_by_key(rank));
    let notices = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notices.len(), unreadable);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(result["partialFingerprints"]["terang/v1"].as_str().unwrap().len(), 64);
        assert!(!result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "SRCROOT");
        assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
    }
    for rule in rules {
        assert!(rule["helpUri"].as_str().unwrap().starts_with("https://"), "{rule}");
        assert!(
            rule["help"]["markdown"].as_str().unwrap().len() > 100
                && rule["properties"]["tags"].as_array().unwrap().len() <= 10
        );
        assert!(rule["defaultConfiguration"]["level"].is_string());
    }
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert!(value["$schema"].is_string() && run["automationDetails"]["id"].is_string());
}

#[test]
fn the_schema_refuses_what_is_no_sarif() {
    let good = valid(&text("sarif"));
    let schema = schema();
    for (pointer, wrong) in [
        ("/version", json!("3.0")),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = wrong;
        assert!(!schema.is_valid(&bad), "{pointer}");
    }
}

#[test]
fn columns_are_counted_in_characters_and_ends_are_past_the_last() {
    let folder = tempfile::tempdir().unwrap();
    // Before the word stand an astral character, a combining one and two of three bytes.
    let body = "<article><h1>A</h1><p>😀e\u{301}記事 as of turn0search0 we said.</p></article>";
    std::fs::write(folder.path().join("a.html"), body).unwrap();
    let output = check_in(folder.path(), "sarif", &["a.html"]);
    let value = valid(&String::from_utf8(output.stdout).unwrap());
    let results = value["runs"][0]["results"].as_array().unwrap();
    let residue = results.iter().find(|r| r["ruleId"] == "residue-without-disclosure").unwrap();
    let region = &residue["locations"][0]["physicalLocation"]["region"];
    let (from, to) = (region["startColumn"].as_u64().unwrap(), region["endColumn"].as_u64().unwrap());
    let (from, to) = (usize::try_from(from).unwrap(), usize::try_from(to).unwrap());
    let marked: String = body.chars().skip(from - 1).take(to - from).collect();
    assert!(marked.contains("turn0search0"), "{marked}");
    assert_eq!(region["snippet"]["text"], marked);
}

#[cfg(unix)]
#[test]
fn odd_paths_are_percent_encoded() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"a b#1.html"[..], b"caf\xe9.html", b"C:\\site\\a.html", "ñ%.html".as_bytes()] {
        std::fs::write(
            folder.path().join(OsStr::from_bytes(name)),
            "<article><p>Nothing said.</p></article>",
        )
        .unwrap();
    }
    let value = valid(&String::from_utf8(check_in(folder.path(), "sarif", &["."]).stdout).unwrap());
    let mut uris: Vec<&str> = value["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap())
        .collect();
    uris.sort_unstable();
    assert_eq!(
        uris,
        ["C%3A%5Csite%5Ca.html", "a%20b%231.html", "caf%E9.html", "%C3%B1%25.html"]
            .map(String::from)
            .iter()
            .map(String::as_str)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
}
