//! Findings that are set aside by the configuration and by a baseline: real files, the real program.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start the program and stop")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const LEFT: &str = "# Bridge\n\nAs an AI language model, I cannot say when the bridge opens.\n";
const ALSO: &str = "# Port\n\nAs an AI language model, I have no access to the tide table.\n";
const RESIDUE: &str = "residue-without-disclosure";

fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    write(folder.path(), files);
    folder
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
    for name in ["TERANG_CONFIG", "TERANG_FAIL_ON", "TERANG_BASELINE", "CI", "TERANG_LANG", "LC_ALL", "LANG"]
    {
        command.env_remove(name);
    }
    command.current_dir(folder).env("SOURCE_DATE_EPOCH", "1795305600").args(arguments);
    command
}

fn terang(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// The exit status, and each finding: its document, its code, and what set it aside.
fn checked(folder: &Path, arguments: &[&str]) -> (i32, Vec<(String, String)>) {
    run(&mut command(folder, &[&["check", "--format", "jsonl"], arguments].concat()))
}

fn run(command: &mut Command) -> (i32, Vec<(String, String)>) {
    let output = command.output().unwrap();
    let mut all = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        for finding in value["findings"].as_array().unwrap_or(&Vec::new()) {
            let origin = value["origin"].as_str().unwrap().to_owned();
            all.push((origin, finding["code"].as_str().unwrap().to_owned()));
        }
    }
    (output.status.code().unwrap(), all)
}

fn pair(origin: &str, code: &str) -> (String, String) {
    (origin.to_owned(), code.to_owned())
}

fn baseline(folder: &Path) -> String {
    fs::read_to_string(folder.join(".terang-baseline.json")).unwrap()
}

fn entries(folder: &Path) -> Vec<String> {
    let value: Value = serde_json::from_str(&baseline(folder)).unwrap();
    assert_eq!(value["schema"], "terang.baseline/1");
    let all = value["entries"].as_array().unwrap();
    all.iter().map(|e| e["path"].as_str().unwrap().to_owned()).collect()
}

const USES: (&str, &str) = ("terang.toml", "baseline.file = \".terang-baseline.json\"\n");

#[test]
fn an_entry_sets_its_finding_aside_and_one_that_is_not_needed_is_a_finding() {
    let ignore = "[[ignore]]\ntext = \"I cannot  say when\"\nreason = \"a quotation\"\n";
    let site = site(&[("terang.toml", ignore), ("a.md", LEFT), ("b.md", ALSO)]);
    assert_eq!(checked(site.path(), &["a.md"]).0, 0);
    assert_eq!(checked(site.path(), &["."]).0, 1, "the other article has a finding of its own");
    write(site.path(), &[("b.md", "# Port\n\nThe tide comes.\n")]);
    assert_eq!(checked(site.path(), &["."]).0, 0);
    write(site.path(), &[("a.md", "# Bridge\n\nIt opens on Monday.\n")]);
    assert_eq!(checked(site.path(), &["."]), (1, vec![pair("terang.toml", "ignore-unused")]));
    assert_eq!(checked(site.path(), &["a.md"]).0, 0, "one file says nothing about the others");
}

#[test]
fn a_short_text_sets_aside_no_line_that_happens_to_hold_it() {
    let ignore = |more: &str| format!("[[ignore]]\ntext = \"AI\"\nreason = \"we know\"\n{more}");
    let site = site(&[("terang.toml", &ignore("")), ("a.md", LEFT)]);
    let output = command(site.path(), &["check", "."]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("residue-without-disclosure") && said.contains("less than three words"), "{said}");
    let named = ignore(&format!("code = \"{RESIDUE}\"\npath = \"*.md\"\n"));
    write(site.path(), &[("terang.toml", &named)]);
    assert_eq!(checked(site.path(), &["."]).0, 0, "path and code say where");
}

#[test]
fn a_further_piece_of_residue_in_an_old_article_is_new_and_one_less_is_not() {
    let more = format!("{LEFT}\nCertainly! Here is the text you asked for.\n");
    let site = site(&[USES, ("a.md", LEFT)]);
    run(&mut command(site.path(), &["baseline", "create", "."]));
    assert_eq!(checked(site.path(), &["."]).0, 0);
    write(site.path(), &[("a.md", &more)]);
    assert_eq!(checked(site.path(), &["."]), (1, vec![pair("a.md", RESIDUE)]));
    run(&mut command(site.path(), &["baseline", "update", "."]));
    assert_eq!(checked(site.path(), &["."]).0, 0);
    assert!(entries(site.path()).len() > 1, "an entry for each piece");
    write(site.path(), &[("a.md", LEFT)]);
    assert_eq!(checked(site.path(), &["."]).0, 0, "what is left was there before");
    assert_eq!(checked(site.path(), &[".", "--strict-baseline"]).0, 1, "what is gone is stale");
    write(site.path(), &[("a.md", "# Bridge\n\nCertainly! Here is the text you asked for.\n")]);
    assert_eq!(checked(site.path(), &["."]).0, 0, "whichever piece weighs most now");
}

#[test]
fn an_entry_holds_for_its_path_and_until_its_day() {
    let ignore = |until: &str| {
        format!(
            "[[ignore]]\ncode = \"{RESIDUE}\"\npath = \"old/**\"\nreason = \"before our rules\"\nuntil = {until}\n"
        )
    };
    let site = site(&[("terang.toml", &ignore("2026-11-22")), ("old/a.md", LEFT), ("new/a.md", LEFT)]);
    assert_eq!(checked(site.path(), &["old"]).0, 0, "its last day is today");
    assert_eq!(checked(site.path(), &["new"]).0, 1);
    write(site.path(), &[("terang.toml", &ignore("2026-11-21"))]);
    let (status, found) = checked(site.path(), &["old"]);
    assert_eq!((status, found.contains(&pair("terang.toml", "ignore-unused"))), (1, true));
    assert!(found.contains(&pair("old/a.md", RESIDUE)));
}

#[test]
fn a_baseline_lets_old_findings_pass_and_none_that_is_new() {
    let site = site(&[USES, ("a.md", LEFT)]);
    assert_eq!(terang(site.path(), &["check", "a.md"]).status.code(), Some(2), "it is named and not there");
    assert!(terang(site.path(), &["baseline", "create"]).status.success());
    assert_eq!(entries(site.path()), ["a.md"]);
    assert_eq!(checked(site.path(), &["."]).0, 0);
    write(site.path(), &[("b.md", ALSO)]);
    assert_eq!(checked(site.path(), &["."]).0, 1);
    assert_eq!(terang(site.path(), &["baseline", "create"]).status.code(), Some(2), "it is there already");
    assert!(terang(site.path(), &["baseline", "update"]).status.success());
    assert_eq!(entries(site.path()), ["a.md", "b.md"]);
    assert_eq!(checked(site.path(), &["."]).0, 0);
}

#[test]
fn a_moved_file_keeps_its_entry_a_copy_and_a_changed_text_do_not() {
    let site = site(&[USES, ("a.md", LEFT)]);
    assert!(terang(site.path(), &["baseline", "create"]).status.success());
    write(site.path(), &[("copy.md", LEFT)]);
    assert_eq!(checked(site.path(), &["copy.md"]).0, 1, "a copy is a new article");
    fs::remove_file(site.path().join("a.md")).unwrap();
    assert_eq!(checked(site.path(), &["--strict-baseline", "."]).0, 0, "it has moved");
    assert!(terang(site.path(), &["baseline", "update"]).status.success());
    assert_eq!(entries(site.path()), ["copy.md"]);
    write(site.path(), &[("copy.md", &format!("Another line above.\n\n{LEFT}"))]);
    assert_eq!(checked(site.path(), &["copy.md"]).0, 0, "its line does not matter");
    write(site.path(), &[("copy.md", &LEFT.replace("bridge opens", "new bridge opens"))]);
    assert_eq!(checked(site.path(), &["copy.md"]).0, 1, "its words do");
}

#[test]
fn an_entry_of_a_file_that_is_gone_is_for_one_other_and_no_more() {
    let site = site(&[USES, ("a.md", LEFT), ("b.md", LEFT)]);
    assert!(terang(site.path(), &["baseline", "create"]).status.success());
    for (from, to) in [("a.md", "c.md"), ("b.md", "d.md")] {
        fs::rename(site.path().join(from), site.path().join(to)).unwrap();
    }
    assert_eq!(checked(site.path(), &["--strict-baseline", "."]).0, 0, "two have moved");
    write(site.path(), &[("e.md", &format!("A new article.\n\n{LEFT}"))]);
    let (code, found) = checked(site.path(), &["."]);
    assert_eq!((code, found.last()), (1, Some(&pair(".terang-baseline.json", "baseline-stale"))));
    assert!(terang(site.path(), &["baseline", "prune"]).status.success());
    assert_eq!(entries(site.path()), ["c.md", "d.md"], "pruning adds nothing");
    assert_eq!(checked(site.path(), &["c.md", "d.md"]).0, 0);
    assert_eq!(checked(site.path(), &["."]).0, 1, "the new one is found");
    assert!(terang(site.path(), &["baseline", "update"]).status.success());
    assert_eq!(entries(site.path()), ["c.md", "d.md", "e.md"]);
}

#[test]
fn a_stale_entry_is_an_error_in_ci_and_a_word_elsewhere() {
    let site = site(&[USES, ("a.md", LEFT), ("b.md", ALSO)]);
    assert!(terang(site.path(), &["baseline", "create"]).status.success());
    write(site.path(), &[("a.md", "# Bridge\n\nIt opens on Monday.\n")]);
    let output = terang(site.path(), &["check", "."]);
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.status.success() && said.contains("entries that are found no more: 1"), "{said}");
    let stale = vec![pair(".terang-baseline.json", "baseline-stale")];
    let open = |(status, found): (i32, Vec<(String, String)>)| {
        (status, found.into_iter().filter(|f| f.1 != RESIDUE).collect::<Vec<_>>())
    };
    assert_eq!(open(checked(site.path(), &["--strict-baseline", "."])), (1, stale.clone()));
    let mut ci = command(site.path(), &["check", "--format", "jsonl", "."]);
    assert_eq!(open(run(ci.env("CI", "true"))), (1, stale));
    assert_eq!(checked(site.path(), &["--strict-baseline", "b.md"]).0, 0, "a.md was not looked at");
    let place = terang(site.path(), &["check", "--strict-baseline", "."]);
    assert!(String::from_utf8_lossy(&place.stdout).contains(".terang-baseline.json:4:1"));
    assert!(terang(site.path(), &["baseline", "prune"]).status.success());
    assert_eq!(entries(site.path()), ["b.md"]);
    assert_eq!(checked(site.path(), &["--strict-baseline", "."]).0, 0);
    fs::remove_file(site.path().join("b.md")).unwrap();
    write(site.path(), &[("sub/c.md", "# C\n\nWords.\n")]);
    assert_eq!(open(checked(site.path(), &["--strict-baseline", "."])).0, 1, "what is gone is stale");
    assert_eq!(checked(site.path(), &["--strict-baseline", "sub"]).0, 0, "it may have moved elsewhere");
}

#[test]
fn update_keeps_what_it_did_not_look_at_and_prune_adds_nothing() {
    let site = site(&[USES, ("a.md", LEFT), ("sub/b.md", ALSO)]);
    assert!(terang(site.path(), &["baseline", "create"]).status.success());
    let whole = baseline(site.path());
    assert!(terang(site.path(), &["baseline", "update", "sub"]).status.success());
    assert!(terang(&site.path().join("sub"), &["baseline", "prune", "."]).status.success());
    assert_eq!(baseline(site.path()), whole);
    write(site.path(), &[("c.md", ALSO)]);
    assert!(terang(site.path(), &["baseline", "prune"]).status.success());
    assert_eq!(baseline(site.path()), whole);
}

#[test]
fn a_flag_names_a_baseline_and_a_broken_one_is_refused() {
    let site = site(&[("a.md", LEFT)]);
    let other = ["baseline", "create", "--baseline", "old.json", "."];
    assert!(terang(site.path(), &other).status.success());
    assert_eq!(checked(site.path(), &["a.md"]).0, 1, "nothing names it");
    assert_eq!(checked(site.path(), &["--baseline", "old.json", "a.md"]).0, 0);
    write(site.path(), &[("old.json", "{\"schema\":\"terang.baseline/9\",\"entries\":[]}")]);
    let output = terang(site.path(), &["check", "--baseline", "old.json", "a.md"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("terang.baseline/9"), "{said}");
}

#[test]
fn a_merge_that_was_not_finished_is_named() {
    let site = site(&[("a.md", "As an AI language model, I cannot say.")]);
    assert_eq!(terang(site.path(), &["baseline", "create", "."]).status.code(), Some(0));
    let ours = fs::read_to_string(site.path().join(".terang-baseline.json")).unwrap();
    let conflict = format!("<<<<<<< HEAD\n{ours}=======\n{ours}>>>>>>> topic\n");
    fs::write(site.path().join(".terang-baseline.json"), &conflict).unwrap();
    for typed in [&["baseline", "update", "."][..], &["check", ".", "--baseline", ".terang-baseline.json"]] {
        let said = terang(site.path(), typed);
        assert_eq!(said.status.code(), Some(2));
        let told = String::from_utf8(said.stderr).unwrap();
        assert!(told.contains("the marks of a merge") && told.contains("both sides"), "{told}");
    }
    assert_eq!(fs::read_to_string(site.path().join(".terang-baseline.json")).unwrap(), conflict);
}

#[test]
fn records_are_known_by_their_identifier_wherever_they_stand() {
    let record = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let left = "As an AI language model, I cannot say.";
    let site = site(&[USES, ("feed.jsonl", &(record("x", left) + &record("y", "Fine.")))]);
    assert!(terang(site.path(), &["baseline", "create", "feed.jsonl"]).status.success());
    assert_eq!(entries(site.path()), ["feed.jsonl#x"]);
    write(site.path(), &[("feed.jsonl", &(record("w", "Fine.") + &record("x", left)))]);
    assert_eq!(checked(site.path(), &["--strict-baseline", "feed.jsonl"]).0, 0);
    write(site.path(), &[("feed.jsonl", &record("z", left))]);
    assert_eq!(checked(site.path(), &["feed.jsonl"]).0, 1, "another record with the same words is a new one");
}

#[test]
fn who_knows_of_one_change_after_signing_does_not_know_of_the_next() {
    let article = "# Harbour\n\nThe harbour opened on Monday.\n\nIt closes at six.\n";
    let site = site(&[("a.md", article)]);
    let at = site.path();
    assert!(terang(at, &["key", "new", "key.pem", "--no-passphrase"]).status.success());
    assert!(terang(at, &["sign", "a.md", "--key", "key.pem", "--involvement", "assisted"]).status.success());
    let public = fs::read_to_string(at.join("key.pem.pub")).unwrap();
    let trust = format!(
        "version = 1\n[[publisher]]\nname = 'Desk'\n[[publisher.key]]\npublic = \"\"\"\n{public}\"\"\"\nfrom = 2026-01-01\n"
    );
    let uses = "baseline.file = \".terang-baseline.json\"\npolicy.record.trust = \"trust.toml\"\n";
    write(
        at,
        &[("trust.toml", &trust), ("terang.toml", uses), ("a.md", &article.replace("Monday", "Friday"))],
    );
    assert!(terang(at, &["baseline", "create"]).status.success());
    assert_eq!(entries(at), ["a.md"]);
    assert_eq!(checked(at, &["a.md"]).0, 0);
    // Elsewhere in the file nothing is said anew.
    write(at, &[("a.md", &format!("<!-- x -->\n\n{}", article.replace("Monday", "Friday")))]);
    assert_eq!(checked(at, &["a.md"]).0, 0);
    write(at, &[("a.md", &article.replace("Monday", "Friday").replace("six", "nine"))]);
    assert_eq!(checked(at, &["a.md"]).0, 1);
}

#[test]
fn twenty_thousand_entries_of_the_same_words_are_held_and_told_of_soon() {
    let feed = |head: &str| -> String {
        let record =
            |n| format!("{{\"id\":\"{n}\",\"html\":\"<!doctype html><head>{head}</head><p>Rain {n}.\"}}\n");
        (0..20_000).map(record).collect()
    };
    let site = site(&[USES, ("feed.jsonl", &feed("<meta name=ai-disclosure content=maybe>"))]);
    let at = site.path();
    assert!(terang(at, &["baseline", "create", "feed.jsonl"]).status.success());
    assert_eq!(entries(at).len(), 20_000);
    let began = std::time::Instant::now();
    assert_eq!(checked(at, &["feed.jsonl"]).0, 0);
    write(at, &[("feed.jsonl", &feed(""))]);
    let (status, found) = checked(at, &["--strict-baseline", "feed.jsonl"]);
    assert_eq!((status, found.len()), (1, 20_000));
    assert!(began.elapsed() < std::time::Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn an_entry_that_quotes_one_piece_of_residue_does_not_answer_for_another() {
    let both = format!("{LEFT}\nAs an AI language model, I have no access to the tide table.\n");
    let entry = |text: &str| format!("[[ignore]]\ntext = \"{text}\"\nreason = \"it is quoted\"\n");
    let one = entry("say when the bridge opens");
    let site = site(&[("terang.toml", one.as_str()), ("a.md", LEFT), ("b.md", &both)]);
    let at = site.path();
    assert_eq!(checked(at, &["a.md"]).0, 0);
    assert_eq!(checked(at, &["b.md"]), (1, vec![pair("b.md", RESIDUE)]), "and the entry is used");
    write(at, &[("terang.toml", &(one + &entry("access to the tide table")))]);
    assert_eq!(checked(at, &["b.md"]).0, 0);
    let whole =
        "[[ignore]]\ncode = \"residue-without-disclosure\"\npath = \"b.md\"\nreason = \"about such lines\"\n";
    write(at, &[("terang.toml", whole)]);
    assert_eq!(checked(at, &["b.md"]).0, 0, "the code and the path are for all of them");
}
