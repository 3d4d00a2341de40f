//! Real output against the published schema.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start the program and stop")]

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json-v1.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The schema of one published type.
fn of(name: &str) -> jsonschema::Validator {
    let mut whole = schema();
    whole.as_object_mut().unwrap().remove("anyOf");
    whole["$ref"] = json!(format!("#/$defs/{name}"));
    jsonschema::validator_for(&whole).unwrap()
}

fn output(arguments: &[&str]) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_terang"))
        .current_dir(root)
        .arg("check")
        .args(arguments)
        .output()
        .unwrap()
        .stdout
}

const INPUTS: &[&str] = &[
    "fixtures/articles",
    "tests/cmd/findings.in",
    "tests/cmd/jsonl.in/bad.jsonl",
    "tests/cmd/input.in/saved.response",
];

#[test]
fn every_line_is_a_line_of_the_schema() {
    let (line, any) = (of("Line"), jsonschema::validator_for(&schema()).unwrap());
    let mut seen = [0; 5];
    let all = output(&[&["--format", "jsonl", "--require-disclosure"], INPUTS].concat());
    for text in String::from_utf8(all).unwrap().lines() {
        let value: Value = serde_json::from_str(text).unwrap();
        let errors: Vec<String> = line.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty() && any.is_valid(&value), "{text}\n{errors:#?}");
        for (n, field) in ["disclosures", "signals", "residue", "findings"].iter().enumerate() {
            seen[n] += value[field].as_array().map_or(0, Vec::len);
        }
        seen[4] += usize::from(value.get("error").is_some());
    }
    // A schema that is never asked proves nothing.
    assert!(seen.iter().all(|n| *n > 0), "{seen:?}");
}

#[test]
fn the_whole_run_is_a_report_of_the_schema() {
    let value: Value = serde_json::from_slice(&output(&[&["--format", "json"], INPUTS].concat())).unwrap();
    let errors: Vec<String> = of("Report").iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(value["summary"]["unreadable"], 5);
}

#[test]
fn the_schema_refuses_what_is_not_ours() {
    let line = of("Line");
    let text = output(&["--format", "jsonl", "tests/cmd/findings.in/footer.html"]);
    let good: Value = serde_json::from_slice(&text).unwrap();
    assert!(line.is_valid(&good));
    for (pointer, wrong) in [
        ("/schema", json!("terang.check/2")),
        ("/mediaType", json!("application/pdf")),
        ("/digests/sha256", json!("00")),
        ("/disclosures/0/line", json!(0)),
        ("/disclosures/0/involvement", json!("written")),
        ("/disclosures/0/zone", json!(null)),
        ("/findings/0/level", json!("fatal")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = wrong;
        assert!(!line.is_valid(&bad), "{pointer}");
    }
}

#[test]
fn offsets_and_positions_point_at_the_quoted_text() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/check.in/jalan.html");
    let source = std::fs::read_to_string(&path).unwrap();
    let value: Value =
        serde_json::from_slice(&output(&["--format", "jsonl", path.to_str().unwrap()])).unwrap();
    let d = &value["disclosures"][0];
    let number = |key: &str| usize::try_from(d[key].as_u64().unwrap()).unwrap();
    assert_eq!(&source[number("start")..number("end")], d["text"].as_str().unwrap());
    let line = source.lines().nth(number("line") - 1).unwrap();
    assert!(
        line.chars().skip(number("column") - 1).collect::<String>().starts_with(d["text"].as_str().unwrap())
    );
}
