//! `terang label` under a `terang.toml`.
#![cfg(all(unix, feature = "cli"))]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Exit status, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_terang"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

fn site(configuration: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("terang.toml"), configuration).unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Long enough that the end is not the start.
fn many(line: &str) -> String {
    format!("{line}\n\n").repeat(8)
}

const LAST: &str = "id = 'last'\njurisdiction = 'house'\nbinding = 'house rule'\nas-of = '2026-11-22'\n\
    title = { en = 'T', id = 'T' }\nabout = { en = 'A.', id = 'A.' }\nsource = { s = { cite = 'C' } }\n\
    [[clause]]\nid = 'c'\nlevel = 'error'\nsource = 's'\ncheck = 'statement-misplaced'\nwhere = ['end']\n";

#[test]
fn profiles_are_those_of_the_configuration_unless_others_are_typed() {
    let article = format!("---\ntitle: T\nlang: en\n---\n\n{}", many("High water came at six."));
    let house = "[policy]\nprofiles = ['./last.toml']\n";
    let files = [("last.toml", LAST), ("content/a.md", &*article)];
    let label = ["label", "content/a.md", "--involvement", "generated"];
    let at_end = |more: &[&str]| {
        let folder = site(house, &files);
        let (code, _, err) = run(folder.path(), &[&label[..], more].concat());
        assert_eq!(code, 0, "{err}");
        read(folder.path(), "content/a.md").trim_end().ends_with("(AI).")
    };
    assert!(at_end(&[]));
    assert!(!at_end(&["--profile", "eu-ai-act-50-4"]));
    assert!(!at_end(&["--no-config"]));
    assert!(!at_end(&["--position", "start"]));
    let folder = site("[policy]\nprofils = []\n", &files);
    let (code, _, err) = run(folder.path(), &label);
    assert!(code == 2 && err.contains("profiles"), "a configuration that is wrong stops the run: {err}");
    assert_eq!(read(folder.path(), "content/a.md"), article);
}

#[test]
fn language_keys_and_folders_are_those_of_the_configuration() {
    let house = "[files]\nlang = 'id'\ninclude = ['content/**']\nexclude = ['content/old/**']\n\
                 [signals]\nfront-matter-keys = ['robot']\n";
    let said = "---\ntitle: T\ninvolvement: assisted\n---\n\nKapal tiba.\n";
    let silent = "---\ntitle: T\n---\n\nKapal tiba.\n";
    let files = [
        ("content/a.md", said),
        ("content/key.md", "---\ntitle: T\nrobot: generated\n---\n\nKapal tiba.\n"),
        ("content/old/b.md", said),
        ("drafts/c.md", said),
        ("content/silent.md", silent),
    ];
    let folder = site(house, &files);
    let at = folder.path();
    let (code, _, err) = run(at, &["label", "."]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("2 labelled, 0 had their labels, of 1 nothing is declared"), "{err}");
    assert!(read(at, "content/a.md").contains("Kecerdasan Buatan"));
    assert!(read(at, "content/key.md").contains("Kecerdasan Buatan"));
    for (name, text) in &files[2..] {
        assert_eq!(read(at, name), *text, "{name}");
    }
    assert_eq!(run(at, &["label", ".", "--check"]).0, 0);
    let (code, _, err) = run(at, &["label", "content/silent.md"]);
    assert!(code == 1 && err.contains("nothing says what AI did"), "who names an article means it: {err}");
    assert_eq!(run(at, &["label", "content/old/b.md"]).0, 0);
    assert!(read(at, "content/old/b.md").contains("Kecerdasan Buatan"));
}

#[test]
fn what_a_platform_has_to_add_under_the_rules_of_china_is_told() {
    let house = "[policy]\nprofiles = ['cn-gb-45438']\n[policy.facts]\nrole = 'platform'\npublished = 'yes'\ndate-published = '2026-10-01'\n";
    let article = "---\ntitle: 潮汐\nlang: zh\n---\n\n星期三的高潮在六点钟到来。\n";
    let folder = site(house, &[("a.md", article)]);
    let typed = ["label", "a.md", "--involvement", "generated"];
    let (code, _, err) = run(folder.path(), &typed);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("left to do for cn-gb-45438") && err.contains("a mark of the dialect gb-45438"),
        "{err}"
    );
    let (_, out, _) = run(folder.path(), &["check", "a.md"]);
    assert!(out.contains("not-machine-marked"), "{out}");
}

#[test]
fn indonesian_is_spoken() {
    let folder = site("", &[("a.md", "---\ntitle: T\n---\n\nKapal tiba.\n")]);
    let (_, _, err) = run(folder.path(), &["label", "a.md", "--ui-lang", "id"]);
    assert!(err.contains("a.md tidak diberi label: tidak ada yang menyebut apa yang dikerjakan AI"), "{err}");
    let typed = ["label", "a.md", "--ui-lang", "id", "--lang", "id", "--involvement", "generated"];
    let (code, out, err) = run(folder.path(), &typed);
    assert_eq!((code, out.as_str()), (0, "a.md: visible, front-matter dibubuhkan\n"), "{err}");
    assert!(err.contains("1 diberi label, 0 sudah berlabel"), "{err}");
}
