//! Findings that are set aside: by a comment, by the configuration, by the baseline. No format forgets or counts them.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::run::command;
use super::sarif::valid;
use super::tables::elements;

const RESIDUE: &str = "<p>As an AI language model, I cannot say.</p>";

/// What `check --format FORMAT` says in `folder`, and how it ends.
fn check(folder: &Path, format: &str) -> (i32, String) {
    let output =
        command().current_dir(folder).args(["check", "content", "--format", format]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), said)
}

/// Three articles with one finding each that is set aside; with `open`, a fourth whose finding is not.
fn site(open: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let write = |name: &str, text: &str| std::fs::write(at.join(name), text).unwrap();
    std::fs::create_dir(at.join("content")).unwrap();
    let page = |title: &str, body: &str| {
        format!("<!doctype html>\n<html lang=en><article><h1>{title}</h1>\n{body}\n</article>\n")
    };
    write("content/old.html", &page("Old", RESIDUE));
    write("terang.toml", "[baseline]\nfile = 'known.json'\n");
    let made = command().current_dir(at).args(["baseline", "create", "content"]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let comment =
        "<!-- terang-ignore residue-without-disclosure: quoted from the court file; until 2999-01-31 -->\n";
    write("content/comment.html", &page("Comment", &format!("{comment}{RESIDUE}")));
    write("content/entry.html", &page("Entry", RESIDUE));
    let entry = "[[ignore]]\npath = 'content/entry.html'\ncode = 'residue-without-disclosure'\nreason = 'about <such> lines'\nuntil = 2999-06-30\n";
    write("terang.toml", &format!("[baseline]\nfile = 'known.json'\n{entry}"));
    if open {
        write("content/new.html", &page("New", RESIDUE));
    }
    folder
}

#[test]
fn sarif_keeps_them_marked_and_says_what_is_new() {
    let folder = site(true);
    let (status, said) = check(folder.path(), "sarif");
    assert_eq!(status, 1);
    let value = valid(&said);
    let mut told: Vec<(String, String, String)> = value["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            let uri = &r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            let how = r["suppressions"].as_array().map_or("open".to_owned(), |all| {
                assert_eq!((all.len(), &all[0]["status"]), (1, &Value::from("accepted")));
                format!(
                    "{} {}",
                    all[0]["kind"].as_str().unwrap(),
                    all[0]["justification"].as_str().unwrap_or("-")
                )
            });
            (uri.as_str().unwrap().to_owned(), how, r["baselineState"].as_str().unwrap_or("-").to_owned())
        })
        .collect();
    told.sort();
    let told: Vec<String> = told.iter().map(|(a, b, c)| format!("{a}: {b}: {c}")).collect();
    assert_eq!(
        told,
        [
            "content/comment.html: inSource quoted from the court file: new",
            "content/entry.html: external about <such> lines: new",
            "content/new.html: open: new",
            "content/old.html: external -: unchanged",
        ]
    );
}

#[test]
fn json_and_csv_say_by_what_why_and_how_long() {
    let folder = site(true);
    let (_, said) = check(folder.path(), "json");
    let value: Value = serde_json::from_str(&said).unwrap();
    let mut told = BTreeSet::new();
    for document in value["documents"].as_array().unwrap() {
        for finding in document["findings"].as_array().unwrap() {
            let word = |key: &str| finding["suppressed"][key].as_str().unwrap_or_default().to_owned();
            told.insert((
                document["origin"].as_str().unwrap().to_owned(),
                word("kind"),
                word("reason"),
                word("until"),
            ));
        }
    }
    let (_, said) = check(folder.path(), "csv");
    let mut reader = csv::Reader::from_reader(said.as_bytes());
    let rows: BTreeSet<_> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let kind = if &row[10] == "open" { "" } else { &row[10] };
            (row[0].to_owned(), kind.to_owned(), row[11].to_owned(), row[12].to_owned())
        })
        .collect();
    assert_eq!(rows, told);
    let kinds: Vec<&str> = told.iter().map(|t| t.1.as_str()).collect();
    assert_eq!(kinds, ["inline", "config", "", "baseline"]);
}

#[test]
fn formats_for_gates_leave_them_out_and_formats_for_people_count_them() {
    let folder = site(false);
    for format in [
        "human",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "csv",
        "markdown",
        "html",
    ] {
        assert_eq!(check(folder.path(), format).0, 0, "{format}");
    }
    let said = |format| check(folder.path(), format).1;
    assert_eq!(serde_json::from_str::<Value>(&said("gitlab")).unwrap(), Value::Array(Vec::new()));
    assert!(!said("github").contains("::error"), "{}", said("github"));
    assert!(elements(&said("checkstyle")).iter().all(|e| e.0 != "error"));
    let junit = said("junit");
    let all = elements(&junit);
    assert!(all.iter().all(|e| e.0 != "failure"), "{junit}");
    assert_eq!(all.iter().filter(|e| e.0 == "system-out").count(), 3, "{junit}");
    assert!(junit.contains("quoted from the court file"), "{junit}");
    let page = said("html");
    for reason in ["quoted from the court file", "about &#60;such&#62; lines"] {
        assert!(page.contains(reason), "{reason}: {page}");
    }
    assert!(said("markdown").contains('3'), "{}", said("markdown"));
    let output = command().current_dir(folder.path()).args(["check", "content"]).output().unwrap();
    let summary = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(summary.contains("3 set aside"), "{summary}");
}
