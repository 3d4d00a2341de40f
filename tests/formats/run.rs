//! Runs of the program over inputs of every kind.

use std::path::Path;
use std::process::{Command, Output};

/// Articles with findings of each level, an article without, records, and what cannot be read.
pub(crate) const INPUTS: &[&str] =
    &["tests/cmd/findings.in", "tests/cmd/jsonl.in/bad.jsonl", "tests/cmd/input.in/paper.pdf"];

/// The formats other than those for people and terang's own.
pub(crate) const FORMATS: &[&str] =
    &["sarif", "github", "gitlab", "junit", "checkstyle", "csv", "markdown", "html"];

pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("GITHUB_STEP_SUMMARY")
        .env_remove("GITHUB_JOB")
        .env_remove("CI_JOB_NAME")
        .env("LC_ALL", "C");
    command
}

/// What `check --format FORMAT` prints.
pub(crate) fn check(format: &str, inputs: &[&str]) -> Output {
    command().args(["check", "--require-disclosure", "--format", format]).args(inputs).output().unwrap()
}

pub(crate) fn text(format: &str) -> String {
    String::from_utf8(check(format, INPUTS).stdout).unwrap()
}

/// What `check --format FORMAT` prints in `folder`.
pub(crate) fn check_in(folder: &Path, format: &str, inputs: &[&str]) -> Output {
    let mut command = command();
    command.current_dir(folder);
    command.args(["check", "--require-disclosure", "--format", format]).args(inputs).output().unwrap()
}

/// Each finding as its line, column, level and code, as the JSON of version 1 has them, and how many could not be read.
pub(crate) fn facts() -> (Vec<(String, u64, u64, String, String)>, usize) {
    let output = check("jsonl", INPUTS);
    let mut found = Vec::new();
    let mut unreadable = 0;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        unreadable += usize::from(value.get("error").is_some());
        for f in value["findings"].as_array().into_iter().flatten() {
            let word = |key: &str| f[key].as_str().unwrap().to_owned();
            let origin = value["origin"].as_str().unwrap().to_owned();
            found.push((
                origin,
                f["line"].as_u64().unwrap(),
                f["column"].as_u64().unwrap(),
                word("level"),
                word("code"),
            ));
        }
    }
    assert!(found.len() > 8 && unreadable > 3, "a run in which little is found proves little");
    (found, unreadable)
}

#[test]
fn no_format_changes_the_exit_status() {
    let cases: &[(&[&str], i32)] = &[
        (&["tests/cmd/findings.in/footer.html"], 1),
        (&["tests/cmd/check.in/jalan.html"], 0),
        (&["tests/cmd/input.in/paper.pdf"], 2),
        (&["tests/cmd/input.in/empty.txt"], 3),
    ];
    for (inputs, want) in cases {
        for format in FORMATS.iter().chain(&["human", "json", "jsonl"]) {
            assert_eq!(check(format, inputs).status.code(), Some(*want), "{format} {inputs:?}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in FORMATS {
        let again = |jobs: &str| {
            command()
                .args(["check", "--require-disclosure", "--format", format, "--jobs", jobs])
                .args(INPUTS)
                .output()
                .unwrap()
                .stdout
        };
        assert_eq!(again("1"), again("4"), "{format}");
    }
}

#[test]
fn every_format_goes_to_a_file_as_it_goes_to_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = command();
    command.args(["check", "--require-disclosure", "--format", "human"]);
    for format in FORMATS {
        command.arg("--output").arg(format!("{format}={}", folder.path().join(format).display()));
    }
    assert_eq!(command.args(INPUTS).output().unwrap().status.code(), Some(2));
    for format in FORMATS {
        let file = std::fs::read_to_string(folder.path().join(format)).unwrap();
        assert_eq!(file, text(format), "{format}");
    }
}

#[test]
fn an_output_takes_the_place_of_no_other_and_of_no_article() {
    let folder = tempfile::tempdir().unwrap();
    let article = "As an AI language model, I cannot say.";
    std::fs::write(folder.path().join("a.md"), article).unwrap();
    let check = |outputs: &[&str]| {
        let mut command = command();
        let output =
            command.current_dir(folder.path()).args(["check", "a.md"]).args(outputs).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = check(&["--output=sarif=x", "--output=html=./x"]);
    assert!(code == Some(2) && said.contains("two outputs"), "{said}");
    for name in ["a.md", "./a.md"] {
        let (code, said) = check(&[&format!("--output=json={name}")]);
        assert!(code == Some(2) && said.contains("to be checked and written to"), "{said}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("a.md")).unwrap(), article);
    assert!(!folder.path().join("x").exists());
}

#[test]
fn an_output_takes_the_place_of_nothing_that_the_run_goes_by() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let files = [
        ("a.md", "As an AI language model, I cannot say."),
        ("a.md.terang.json", "{}"),
        ("terang.toml", "baseline.file = \"base.json\"\n"),
        ("base.json", "{\"schema\": \"terang.baseline/1\", \"entries\": []}\n"),
    ];
    for (name, text) in files {
        std::fs::write(at(name), text).unwrap();
    }
    let check = |outputs: &[&str]| {
        let output =
            command().current_dir(folder.path()).args(["check", "."]).args(outputs).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (name, text) in files {
        let (code, said) = check(&[&format!("--output=markdown={name}"), "--output=html=r.html"]);
        assert!(code == Some(2) && said.contains("written to"), "{name}: {said}");
        assert_eq!(std::fs::read_to_string(at(name)).unwrap(), text);
        assert!(!at("r.html").exists(), "{name}");
    }
    for lang in ["id", "en", "en"] {
        let (code, said) = check(&["--output=html=r.html", "--output=markdown=r.md", "--ui-lang", lang]);
        assert_eq!(code, Some(1), "{said}");
        assert!(std::fs::read_to_string(at("r.md")).unwrap().contains("a.md"));
        assert!(said.contains("1 do"), "the reports of the run before are no articles: {said}");
    }
}

#[test]
fn an_output_takes_the_place_of_no_file_that_is_typed_or_extended() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let lock = |n| format!("[[publisher]]\nname = 'Desk {n}'\n");
    let files = [
        ("articles/a.md", "Text.\n".to_owned()),
        ("trust.toml", lock(1)),
        ("other-trust.toml", lock(2)),
        ("desk.pub", "no key\n".to_owned()),
        ("pack.toml", "no pack\n".to_owned()),
        ("desk.toml", "no profile\n".to_owned()),
        ("set.toml", "no profile either\n".to_owned()),
        ("base.toml", "fail-on = 'error'\n".to_owned()),
        ("own.toml", "extends = ['base.toml']\n".to_owned()),
        ("named.toml", "[policy]\nprofiles = ['./set.toml']\n".to_owned()),
    ];
    std::fs::create_dir(at("articles")).unwrap();
    for (name, text) in &files {
        std::fs::write(at(name), text).unwrap();
    }
    let cases: &[(&str, &[&str])] = &[
        ("trust.toml", &["--trust", "trust.toml"]),
        ("./trust.toml", &["--trust", "articles/../trust.toml"]),
        ("desk.pub", &["--key", "./desk.pub"]),
        ("pack.toml", &["--rules", "pack.toml"]),
        ("desk.toml", &["--profile", "./desk.toml"]),
        ("own.toml", &["--config", "own.toml"]),
        ("base.toml", &["--config", "own.toml"]),
        ("set.toml", &["--config", "named.toml"]),
    ];
    for (name, typed) in cases {
        let output = command()
            .current_dir(folder.path())
            .args(["check", "articles", &format!("--output=json={name}")])
            .args(*typed)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains("is to be written to"), "{name}: {said}");
    }
    for (name, text) in &files {
        assert_eq!(&std::fs::read_to_string(at(name)).unwrap(), text, "{name}");
    }
}

#[test]
fn nothing_is_written_where_one_output_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.sarif");
    std::fs::write(&good, "before").unwrap();
    let output = command()
        .args(["check", "tests/cmd/findings.in", "--output"])
        .arg(format!("sarif={}", good.display()))
        .arg("--output")
        .arg(format!("csv={}", folder.path().join("no/such/folder.csv").display()))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&good).unwrap(), "before");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left aside");
}

#[test]
fn a_page_about_a_code_is_in_the_language_that_is_asked_for() {
    for (typed, said) in [
        (&["explain", "signal-invalid"][..], "## What it does"),
        (&["explain", "signal-invalid", "--lang", "id"], "## Yang diperiksa"),
        (&["--ui-lang", "id", "explain", "signal-invalid"], "## Yang diperiksa"),
        (&["--ui-lang", "id", "explain", "signal-invalid", "--lang", "en"], "## What it does"),
        (&["explain", "profiles", "--lang", "id"], "Pernyataan penggunaan AI"),
    ] {
        let output = command().args(typed).output().unwrap();
        assert!(String::from_utf8_lossy(&output.stdout).contains(said), "{typed:?}");
    }
}

#[test]
fn both_languages_are_spoken() {
    for format in ["sarif", "github", "gitlab", "junit", "checkstyle", "csv", "markdown", "html"] {
        let output = command()
            .env("LC_ALL", "id_ID.UTF-8")
            .args(["check", "--require-disclosure", "--format", format])
            .args(INPUTS)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("tidak ada keterangan tentang penggunaan AI"), "{format}");
        assert!(!text.contains("no disclosure about the use of AI"), "{format}");
    }
}
