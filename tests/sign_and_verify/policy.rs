//! What `check` says of records beside articles, where a `terang.toml` asks for them.

use super::{code, terang, text};
use serde_json::Value;
use std::path::Path;

const CONFIGURATION: &str = "\
[policy.record]
require = 'always'
sign-off = 'always'
editor = true
trust = 'trust.toml'
";
const ARTICLE: &str = "---
lang: id
title: Kapal baru
---
Kapal itu tiba pada hari Rabu.

Awaknya dua belas orang.

Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).
";
const SIGN: [&str; 6] = ["sign", "content/a.md", "--key", "desk.pem", "--involvement", "assisted"];
const SIGN_OFF: [&str; 9] = [
    "--reviewer",
    "Sari Dewi",
    "--role",
    "redaktur",
    "--fact-checked",
    "--responsible",
    "Redaksi Harian Contoh",
    "--contact",
    "redaksi@harian.example",
];

/// A repository whose `terang.toml` asks each article for the record of an editor, with the keys of an editor, of the
/// pipeline and of a stranger.
fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::create_dir(at.join("content")).unwrap();
    std::fs::write(at.join("terang.toml"), CONFIGURATION).unwrap();
    std::fs::write(at.join("content/a.md"), ARTICLE).unwrap();
    let mut trust = "version = 1\n[[publisher]]\nname = 'Harian Contoh'\n".to_owned();
    for (key, roles) in [("desk", "['editor']"), ("pipeline", "[]"), ("stranger", "")] {
        let made = terang(at, &["key", "new", &format!("{key}.pem"), "--no-passphrase"]);
        assert_eq!(code(&made), 0, "{}", text(&made));
        if !roles.is_empty() {
            trust += &format!(
                "[[publisher.key]]\npublic = '{}'\nfrom = 2020-01-01\nroles = {roles}\n",
                line(at, key)
            );
        }
    }
    std::fs::write(at.join("trust.toml"), trust).unwrap();
    folder
}

/// A public key in one line, as OpenSSH writes it.
fn line(at: &Path, key: &str) -> String {
    let said = terang(at, &["key", "show", &format!("{key}.pem.pub")]);
    assert_eq!(code(&said), 0, "{}", text(&said));
    text(&said).lines().find_map(|l| l.strip_prefix("openssh")).unwrap().trim().to_owned()
}

fn sign(at: &Path, more: &[&str]) {
    let said = terang(at, &[&SIGN[..], more].concat());
    assert_eq!(code(&said), 0, "{}", text(&said));
}

/// The exit status of a check, and each finding as its level, its code and its line.
fn check(at: &Path, more: &[&str]) -> (i32, Vec<String>) {
    let said = terang(at, &[&["check", "content", "--format", "json"], more].concat());
    let json: Value = serde_json::from_slice(&said.stdout).unwrap_or_else(|_| panic!("{}", text(&said)));
    let documents = json["documents"].as_array().unwrap();
    let findings = documents.iter().flat_map(|d| d["findings"].as_array().unwrap());
    let told = findings.map(|f| {
        assert!(f["column"].as_u64().is_some_and(|c| c > 0), "a finding has a place: {f}");
        format!("{} {}:{}", f["level"].as_str().unwrap(), f["code"].as_str().unwrap(), f["line"])
    });
    (code(&said), told.collect())
}

fn write(at: &Path, article: &str) {
    std::fs::write(at.join("content/a.md"), article).unwrap();
}

#[test]
fn a_signed_off_article_passes_until_somebody_edits_it() {
    let folder = newsroom();
    let at = folder.path();
    let (status, told) = check(at, &[]);
    assert_eq!(
        (status, told),
        (1, vec!["error sign-off-incomplete:3".into(), "error record-missing:3".into()])
    );

    sign(at, &SIGN_OFF);
    assert_eq!(check(at, &[]), (0, vec![]));

    write(at, &ARTICLE.replace("Rabu", "Kamis"));
    assert_eq!(check(at, &[]), (1, vec!["error text-changed-after-signing:3".into()]));
    let said = terang(at, &["check", "content"]);
    assert!(text(&said).contains("[policy.record]") || text(&said).contains("sign"), "{}", text(&said));

    // Markup alone is no other text.
    write(at, &ARTICLE.replace("dua belas", "**dua belas**"));
    assert_eq!(check(at, &[]), (0, vec![]));

    write(at, &ARTICLE.replace("Kapal baru", "Kapal lama"));
    assert_eq!(check(at, &[]), (1, vec!["error text-changed-after-signing:3".into()]));

    write(at, &ARTICLE.replace("Rabu", "Kamis"));
    sign(at, &SIGN_OFF);
    assert_eq!(check(at, &[]), (0, vec![]));
}

#[test]
fn a_statement_that_was_taken_out_after_the_sign_off_is_told_as_that() {
    let folder = newsroom();
    let at = folder.path();
    sign(at, &SIGN_OFF);
    write(at, ARTICLE.split("Konten").next().unwrap());
    let (status, told) = check(at, &[]);
    assert_eq!(status, 1);
    assert!(told.contains(&"error text-changed-after-signing:3".to_owned()), "{told:?}");
    let said = terang(at, &["check", "content"]);
    assert!(
        text(&said).contains("a statement about the use of AI that was signed is gone"),
        "{}",
        text(&said)
    );
}

#[test]
fn the_key_has_to_be_trusted_and_an_editors() {
    let folder = newsroom();
    let at = folder.path();
    let by = |key| {
        let said = terang(
            at,
            &[&["sign", "content/a.md", "--key", key, "--involvement", "assisted"], &SIGN_OFF[..]].concat(),
        );
        assert_eq!(code(&said), 0, "{}", text(&said));
        check(at, &[])
    };
    let (status, told) = by("stranger.pem");
    assert_eq!(status, 1);
    assert!(told.contains(&"error record-untrusted-key:3".to_owned()), "{told:?}");
    assert_eq!(by("pipeline.pem"), (1, vec!["error record-missing:3".into()]));
    assert_eq!(by("desk.pem"), (0, vec![]));

    let trust = std::fs::read_to_string(at.join("trust.toml")).unwrap();
    std::fs::write(
        at.join("trust.toml"),
        trust.replace(
            "roles = ['editor']",
            "roles = ['editor']\nrevoked = {at = 2020-02-01, reason = 'stolen'}",
        ),
    )
    .unwrap();
    let (status, told) = check(at, &[]);
    assert_eq!(status, 1);
    assert!(told.contains(&"error record-untrusted-key:3".to_owned()), "{told:?}");
}

#[test]
fn a_record_of_another_article_does_not_count() {
    let folder = newsroom();
    let at = folder.path();
    sign(at, &SIGN_OFF);
    std::fs::write(
        at.join("content/b.md"),
        "---\nlang: id\ntitle: Pasar\n---\nPasar ikan buka lagi.\n\nPedagang lama mendapat kios.\n",
    )
    .unwrap();
    std::fs::rename(at.join("content/a.md.terang.json"), at.join("content/b.md.terang.json")).unwrap();
    std::fs::remove_file(at.join("content/a.md")).unwrap();
    assert_eq!(check(at, &[]), (1, vec!["error record-of-another-article:3".into()]));
}

#[test]
fn a_sign_off_lacks_what_nobody_said() {
    let folder = newsroom();
    let at = folder.path();
    sign(at, &["--reviewer", "Sari Dewi"]);
    let (status, told) = check(at, &[]);
    assert_eq!((status, told), (1, vec!["error sign-off-incomplete:3".into()]));
    let said = terang(at, &["check", "content", "--ui-lang", "en"]);
    assert!(text(&said).contains("responsible"), "{}", text(&said));
}

#[test]
fn a_broken_signature_is_set_aside_by_nothing() {
    let folder = newsroom();
    let at = folder.path();
    sign(at, &SIGN_OFF);
    let beside = at.join("content/a.md.terang.json");
    let record = std::fs::read_to_string(&beside).unwrap();
    let (before, signature) = record.split_once("\"sig\":").unwrap();
    let signature = if signature.contains('A') {
        signature.replacen('A', "B", 1)
    } else {
        signature.replacen('B', "A", 1)
    };
    std::fs::write(&beside, format!("{before}\"sig\":{signature}")).unwrap();
    let found = |(status, told): (i32, Vec<String>)| {
        assert_eq!(status, 1, "{told:?}");
        assert!(told.iter().any(|t| t.starts_with("error record-invalid:")), "{told:?}");
    };
    found(check(at, &[]));

    let comment = "<!-- terang-ignore-file record-invalid: a reason -->\n";
    write(at, &(ARTICLE.to_owned() + comment));
    found(check(at, &[]));
    write(at, ARTICLE);

    assert_eq!(code(&terang(at, &["baseline", "create", "content"])), 0);
    found(check(at, &["--baseline", ".terang-baseline.json"]));
    let entry = "[[ignore]]\ncode = 'record-invalid'\npath = '**'\nreason = 'no'\n";
    std::fs::write(at.join("terang.toml"), format!("{CONFIGURATION}{entry}")).unwrap();
    assert_eq!(code(&terang(at, &["check", "content"])), 2, "a configuration cannot allow it");
    std::fs::write(
        at.join("terang.toml"),
        format!("{CONFIGURATION}[policy.levels]\nrecord-invalid = 'off'\n"),
    )
    .unwrap();
    assert_eq!(code(&terang(at, &["check", "content"])), 2, "nor switch it off");
}

#[test]
fn without_trust_a_record_proves_nothing() {
    let folder = newsroom();
    let at = folder.path();
    sign(at, &SIGN_OFF);
    std::fs::write(at.join("terang.toml"), CONFIGURATION.replace("trust = 'trust.toml'", "")).unwrap();
    let (status, told) = check(at, &["--fail-on", "warning"]);
    assert_eq!(status, 1);
    assert!(told.iter().all(|t| t.contains("cannot-decide")) && !told.is_empty(), "{told:?}");
    assert_eq!(check(at, &["--trust", "trust.toml"]), (0, vec![]));
}
