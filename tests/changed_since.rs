//! `check --changed-since` against a real repository of a real git.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start programs and stop")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const FINE: &str = "# Harbour\n\nThe harbour opened on Monday.\n";
const LEFT: &str = "# Bridge\n\nAs an AI language model, I cannot say when the bridge opens.\n";

const SIGNED: &str = r#"
id = "desk"
jurisdiction = "house"
binding = "house rule"
as-of = "2026-11-01"
title = { en = "Desk", id = "Meja" }
about = { en = "Records", id = "Catatan" }
[source]
rule = { cite = "Desk, rule 1" }
[[clause]]
id = "signed"
check = "record-missing"
level = "error"
source = "rule"
"#;

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .env_remove("GIT_DIR")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A repository whose branch `main` has these files, with a branch `topic` checked out.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "-q", "-b", "main"]);
    write(folder.path(), files);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "-m", "first"]);
    git(folder.path(), &["checkout", "-q", "-b", "topic"]);
    folder
}

fn terang(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
    for name in ["TERANG_CONFIG", "TERANG_FAIL_ON", "TERANG_BASELINE", "CI", "TERANG_LANG", "LC_ALL", "LANG"]
    {
        command.env_remove(name);
    }
    command.current_dir(folder).args(["check", "--format", "jsonl"]).args(arguments).output().unwrap()
}

fn origins(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = terang(folder, arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    let origin = |l: &str| serde_json::from_str::<Value>(l).unwrap()["origin"].as_str().unwrap().to_owned();
    text.lines().map(origin).collect()
}

fn status(folder: &Path, arguments: &[&str]) -> i32 {
    terang(folder, arguments).status.code().unwrap()
}

#[test]
fn only_what_the_branch_touches_is_checked() {
    let repo = repository(&[
        ("same.md", FINE),
        ("committed.md", FINE),
        ("staged.md", FINE),
        ("edited.md", FINE),
        ("gone.md", FINE),
        ("moved.md", &format!("{FINE}\nMore words.\n")),
        (".gitignore", "secret.md\n"),
    ]);
    let at = repo.path();
    write(at, &[("committed.md", &format!("{FINE}\nA.\n"))]);
    git(at, &["commit", "-q", "-am", "second"]);
    write(at, &[("staged.md", &format!("{FINE}\nB.\n"))]);
    git(at, &["add", "staged.md"]);
    fs::create_dir(at.join("deep")).unwrap();
    git(at, &["mv", "moved.md", "deep/moved.md"]);
    write(at, &[("edited.md", &format!("{FINE}\nC.\n")), ("new ü\n.md", FINE), ("secret.md", FINE)]);
    fs::remove_file(at.join("gone.md")).unwrap();
    // What happens on the other branch meanwhile is not of this one.
    git(at, &["stash", "-q", "-u"]);
    git(at, &["checkout", "-q", "main"]);
    write(at, &[("same.md", &format!("{FINE}\nElsewhere.\n"))]);
    git(at, &["commit", "-q", "-am", "elsewhere"]);
    git(at, &["checkout", "-q", "topic"]);
    git(at, &["stash", "pop", "-q", "--index"]);
    let got = origins(at, &["--changed-since", "main", "."]);
    assert_eq!(got, ["committed.md", "deep/moved.md", "edited.md", "new ü\n.md", "staged.md"]);
    assert_eq!(origins(at, &["--changed-since", "main", "deep"]), ["deep/moved.md"]);
    assert_eq!(origins(&at.join("deep"), &["--changed-since", "main", ".."]).len(), 5);
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(origins(elsewhere.path(), &["--changed-since", "main", at.to_str().unwrap()]).len(), 5);
    assert!(origins(at, &["--changed-since", "main", "same.md"]).is_empty(), "named or found");
}

#[test]
fn new_only_counts_what_was_not_there_before() {
    let repo = repository(&[("a.md", LEFT), ("b.md", LEFT)]);
    let at = repo.path();
    write(at, &[("a.md", &format!("Above.\n\n{LEFT}"))]);
    git(at, &["mv", "b.md", "c.md"]);
    assert_eq!(status(at, &["--changed-since", "main", "."]), 1);
    assert_eq!(
        status(at, &["--changed-since", "main", "--new-only", "."]),
        0,
        "moved and shifted, nothing new"
    );
    write(at, &[("a.md", &LEFT.replace("bridge", "lock"))]);
    assert_eq!(status(at, &["--changed-since", "main", "--new-only", "a.md"]), 1);
    write(at, &[("a.md", FINE), ("d.md", LEFT)]);
    assert_eq!(status(at, &["--changed-since", "main", "--new-only", "d.md"]), 1, "a new file is new");
    assert_eq!(status(at, &["--new-only", "a.md"]), 2, "new since when?");
}

#[test]
fn an_article_is_touched_where_its_record_is() {
    let repo = repository(&[("a.md", FINE), ("b.md", FINE), ("c.md", FINE)]);
    let at = repo.path();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
        let done = command.current_dir(at).args(arguments).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    run(&["key", "new", "key.pem", "--no-passphrase"]);
    run(&["sign", "a.md", "b.md", "--key", "key.pem", "--involvement", "assisted"]);
    git(at, &["add", "-A"]);
    git(at, &["commit", "-q", "-m", "signed"]);
    git(at, &["branch", "-q", "-f", "main"]);
    write(
        at,
        &[("terang.toml", "[policy]\nprofiles = [\"desk.toml\"]\n"), ("desk.toml", SIGNED), ("e.md", FINE)],
    );
    let since = ["--changed-since", "main", "--key", "key.pem.pub"];
    let with = |more: &[&'static str]| [&since[..], more].concat();
    assert_eq!(origins(at, &with(&["."])), ["e.md"]);
    assert_eq!(status(at, &with(&["--new-only", "."])), 1, "a new file has no record");
    fs::remove_file(at.join("e.md")).unwrap();
    let whole = fs::read_to_string(at.join("a.md.terang.json")).unwrap();
    write(at, &[("a.md.terang.json", &whole.replacen("\"sig\":\"", "\"sig\":\"AAAA", 1))]);
    assert_eq!(origins(at, &with(&["."])), ["a.md"], "its record was edited");
    assert_eq!(status(at, &with(&["--new-only", "."])), 1);
    write(at, &[("a.md.terang.json", &whole)]);
    git(at, &["mv", "b.md.terang.json", "c.md.terang.json"]);
    assert_eq!(origins(at, &with(&["."])), ["b.md", "c.md"], "one lost it and one got it");
    assert_eq!(status(at, &with(&["--new-only", "b.md"])), 1, "that it lacks one is new");
    git(at, &["mv", "c.md.terang.json", "b.md.terang.json"]);
    write(at, &[("c.md", &format!("{FINE}\nMore.\n"))]);
    assert_eq!(status(at, &with(&["c.md"])), 1);
    assert_eq!(status(at, &with(&["--new-only", "c.md"])), 0, "it had none before either");
}

#[test]
fn what_git_cannot_answer_is_told() {
    let repo = repository(&[("a.md", FINE)]);
    let at = repo.path();
    let said = |folder: &Path, arguments: &[&str]| {
        let output = terang(folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said(at, &["--changed-since", "nowhere", "a.md"]).contains("git knows no revision `nowhere`"));
    assert!(said(at, &["--changed-since", "main..topic", "a.md"]).contains("knows no revision"));
    for odd in ["--output=owned", "-p", ""] {
        assert!(said(at, &[&format!("--changed-since={odd}"), "a.md"]).contains("is no revision"), "{odd}");
    }
    assert!(!at.join("owned").exists());
    git(at, &["checkout", "-q", "--orphan", "other"]);
    git(at, &["commit", "-q", "-m", "other"]);
    assert!(said(at, &["--changed-since", "main", "a.md"]).contains("no commit in common"));
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), &[("a.md", FINE)]);
    let told = said(outside.path(), &["--changed-since", "main", "a.md"]);
    assert!(told.contains("a.md lies in no git repository"), "{told}");
}

#[test]
fn no_program_of_the_repository_is_run() {
    let repo = repository(&[("a.md", FINE), (".gitattributes", "*.md diff=odd\n")]);
    let at = repo.path();
    let trap = at.join(".git/trap");
    fs::write(&trap, format!("#!/bin/sh\ntouch {}\ncat \"$1\" 2>/dev/null\n", at.join("ran").display()))
        .unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&trap, mode).unwrap();
    for key in ["diff.odd.textconv", "diff.odd.command", "diff.external", "core.fsmonitor"] {
        git(at, &["config", key, trap.to_str().unwrap()]);
    }
    for hook in ["post-index-change", "fsmonitor-watchman", "post-checkout"] {
        let path = at.join(".git/hooks").join(hook);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(&trap, path).unwrap();
    }
    let _ = fs::remove_file(at.join("ran"));
    write(at, &[("a.md", LEFT)]);
    assert_eq!(status(at, &["--changed-since", "main", "--new-only", "."]), 1);
    assert!(!at.join("ran").exists());
}

#[test]
fn a_link_is_touched_with_what_it_leads_to() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), &[("o.md", LEFT)]);
    let site = repository(&[("text/a.md", FINE), ("b.md", FINE)]);
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, site.path().join(name)).unwrap();
    link(Path::new("text/a.md"), "link.md");
    link(Path::new("b.md"), "still.md");
    link(&outside.path().join("o.md"), "far.md");
    git(site.path(), &["add", "-A"]);
    git(site.path(), &["commit", "-q", "-m", "links"]);
    write(site.path(), &[("text/a.md", LEFT)]);
    let since = |name: &str| {
        let output = terang(site.path(), &["--changed-since", "HEAD", "--new-only", name]);
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap().lines().count())
    };
    assert_eq!(since("link.md"), (1, 1));
    assert_eq!(since("still.md"), (0, 0));
    assert_eq!(since("far.md"), (1, 1), "git knows nothing of it");
}

#[test]
fn a_further_piece_of_residue_is_new() {
    let site = repository(&[("a.md", LEFT)]);
    write(site.path(), &[("a.md", &format!("{LEFT}\nCertainly! Here is the text you asked for.\n"))]);
    let since = |more: &[&str]| {
        terang(site.path(), &[&["--changed-since", "HEAD", "."], more].concat()).status.code().unwrap()
    };
    assert_eq!(since(&["--new-only"]), 1);
    write(site.path(), &[("a.md", &format!("{LEFT}\nIt opens on Monday.\n"))]);
    assert_eq!((since(&["--new-only"]), since(&[])), (0, 1));
}

#[test]
fn a_submodule_is_compared_with_the_commit_that_it_was_at() {
    let theme = repository(&[("read.md", LEFT), ("old.md", FINE)]);
    let folder = repository(&[("a.md", FINE)]);
    let path = folder.path();
    let from = theme.path().to_str().unwrap();
    let file = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add"];
    git(path, &[&file[..], &[from, "themes/plain"]].concat());
    // A submodule that is new is new as a whole.
    assert_eq!(
        origins(path, &["--changed-since", "main", "."]),
        ["themes/plain/old.md", "themes/plain/read.md"]
    );
    git(path, &["commit", "-q", "-m", "theme"]);
    git(path, &["branch", "-q", "-f", "main"]);
    let began = Command::new("git").current_dir(path).args(["rev-parse", "main"]).output().unwrap();
    let began = String::from_utf8(began.stdout).unwrap();
    write(path, &[("a.md", LEFT)]);
    assert_eq!(origins(path, &["--changed-since", began.trim(), "."]), ["a.md"]);
    // It is no matter whether its own change is committed there, or here.
    let inner = path.join("themes/plain");
    write(&inner, &[("new.md", LEFT)]);
    git(&inner, &["add", "-A"]);
    git(&inner, &["commit", "-q", "-m", "new"]);
    let wanted = ["a.md", "themes/plain/new.md"];
    assert_eq!(origins(path, &["--changed-since", began.trim(), "."]), wanted);
    git(path, &["commit", "-q", "-a", "-m", "newer theme"]);
    assert_eq!(origins(path, &["--changed-since", began.trim(), "."]), wanted);
    assert_eq!(origins(path, &["--changed-since", began.trim(), "themes/plain"]), ["themes/plain/new.md"]);
}
