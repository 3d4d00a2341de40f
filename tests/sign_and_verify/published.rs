//! Real output of `verify`, `diff` and `excerpt` against the published schema.

use std::path::Path;

use serde_json::{Value, json};

use super::{SIGN, code, newsroom, terang, text};

/// The schema of one published type.
fn of(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify-v1.schema.json");
    let mut whole: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    whole.as_object_mut().unwrap().remove("anyOf");
    whole["$ref"] = json!(format!("#/$defs/{name}"));
    jsonschema::validator_for(&whole).unwrap()
}

#[track_caller]
fn holds(name: &str, value: &Value) {
    let errors: Vec<String> = of(name).iter_errors(value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{value}\n{errors:#?}");
}

#[test]
fn what_is_printed_of_every_outcome_is_of_the_schema() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vectors/record");
    let mut seen = Vec::new();
    for name in [
        "exact",
        "text_same_in_html",
        "disclosure_changed",
        "disclosure_removed",
        "headline_changed",
        "content_paragraph_moved",
        "key_ended_since",
        "key_revoked",
        "wrong_article_transplant",
        "selector_matches_nothing",
    ] {
        let at = vectors.join(name);
        let expected: Value =
            serde_json::from_slice(&std::fs::read(at.join("expected.json")).unwrap()).unwrap();
        let word = |key: &str| expected[key].as_str().unwrap().to_owned();
        let (article, when) = (word("article"), word("at"));
        let verify = [
            "verify",
            &article,
            "--record",
            "record.json",
            "--trust",
            "trust.toml",
            "--at",
            &when,
            "--format",
        ];
        let line: Value =
            serde_json::from_slice(&terang(&at, &[&verify[..], &["jsonl"]].concat()).stdout).unwrap();
        holds("Line", &line);
        seen.push(line["outcome"].as_str().unwrap().to_owned());
        let whole: Value =
            serde_json::from_slice(&terang(&at, &[&verify[..], &["json"]].concat()).stdout).unwrap();
        holds("Report", &whole);
        assert_eq!(whole["articles"], json!([line]));
    }
    for outcome in ["matches", "differs", "cannot-check"] {
        assert!(seen.iter().any(|s| s == outcome), "{outcome}");
    }
}

#[test]
fn differences_and_excerpts_are_of_the_schema() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    std::fs::write(at.join("b.html"), "<h1>Kapal baru</h1><p>Kapal itu tiba pada hari Kamis.").unwrap();
    let diff = terang(at, &["diff", "a.md.terang.json", "b.html", "--key", "k.pem.pub", "--format", "json"]);
    let diff: Value = serde_json::from_slice(&diff.stdout).unwrap();
    holds("Difference", &diff);
    assert_eq!(diff["changes"]["disclosures"][0]["state"], "removed");
    let made = terang(at, &["excerpt", "make", "a.md", "--paragraph", "2"]);
    holds("Excerpt", &serde_json::from_slice(&made.stdout).unwrap());
    let none = terang(at, &["excerpt", "make", "a.md", "--paragraph", "4"]);
    assert_eq!(code(&none), 2);
    assert!(text(&none).contains("no such paragraph among 3"), "{}", text(&none));
}

#[test]
fn the_schema_refuses_what_is_not_ours() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let verify = terang(at, &["verify", "a.md", "--key", "k.pem.pub", "--format", "jsonl"]);
    let good: Value = serde_json::from_slice(&verify.stdout).unwrap();
    let line = of("Line");
    assert!(line.is_valid(&good));
    for (pointer, wrong) in [
        ("/schema", json!("terang.verify/2")),
        ("/outcome", json!("valid")),
        ("/reasons/0", json!("fine")),
        ("/signedBy/keys/0", json!("00")),
        ("/statement/issuedAt", json!("yesterday")),
        ("/statement/aiUse/involvement", json!("written")),
        ("/changes/paragraphs/0/state", json!("kept")),
        ("/changes/disclosures/0/state", json!("same")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = wrong;
        assert!(!line.is_valid(&bad), "{pointer}");
    }
}
