//! Configuration as a user meets it: real files, the real program.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start the program and stop")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const ARTICLE: &str = "# Harbour opens\n\nThe harbour opened on Monday.\n";
const LEFT: &str = "# Bridge\n\nAs an AI language model, I cannot say when the bridge opens.\n";

/// A folder that is the root of a repository, with these files in it.
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

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
    for name in ["TERANG_CONFIG", "TERANG_FAIL_ON", "TERANG_BASELINE", "CI"] {
        command.env_remove(name);
    }
    command.current_dir(folder);
    command
}

fn terang(folder: &Path, arguments: &[&str]) -> Output {
    command(folder).args(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The documents that were checked.
fn checked(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let all = [&["check", "--format", "jsonl"], arguments].concat();
    let text = out(&terang(folder, &all));
    text.lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["origin"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_nearest_file_up_to_the_root_of_the_repository_is_used() {
    let site = site(&[
        ("terang.toml", "version = 1\n"),
        ("desk/.terang.toml", "version = 1\n"),
        ("desk/news/a.md", ARTICLE),
        ("other/.config/terang.toml", "version = 1\n"),
        ("other/deep/b.md", ARTICLE),
        ("plain/c.md", ARTICLE),
        ("inner/.git/HEAD", ""),
        ("inner/d.md", ARTICLE),
    ]);
    let used = |path: &str| out(&terang(site.path(), &["config", "file", path])).trim().to_owned();
    assert_eq!(used("desk/news/a.md"), "desk/.terang.toml");
    assert_eq!(used("desk/news"), "desk/.terang.toml");
    assert_eq!(used("other/deep"), "other/.config/terang.toml");
    assert_eq!(used("plain/c.md"), "terang.toml");
    assert_eq!(used("."), "terang.toml");
    assert_eq!(used("inner/d.md"), "", "a repository inside is one of its own");
    // From within a folder the same file is found, and named so that it can be opened.
    let from_desk = terang(&site.path().join("plain"), &["config", "file"]);
    assert!(Path::new(out(&from_desk).trim()).is_file());
}

#[test]
fn without_a_repository_nothing_above_the_working_folder_is_read() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("terang.toml", "version = 1\n"), ("in/a.md", ARTICLE)]);
    let within = terang(&folder.path().join("in"), &["config", "file", "a.md"]);
    assert_eq!((code(&within), out(&within).as_str()), (0, ""));
    let above = terang(folder.path(), &["config", "file", "in/a.md"]);
    assert_eq!(out(&above).trim(), "terang.toml");
}

#[test]
fn each_file_is_checked_by_its_own_configuration() {
    let site = site(&[
        ("terang.toml", "[policy]\nrequire-disclosure = \"always\"\n"),
        ("a.md", ARTICLE),
        ("desk/terang.toml", "version = 1\n"),
        ("desk/b.md", ARTICLE),
    ]);
    let output = terang(site.path(), &["check", "--format", "jsonl", "."]);
    let findings: Vec<usize> = out(&output)
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["findings"].as_array().unwrap().len())
        .collect();
    assert_eq!((code(&output), findings), (1, vec![1, 0]));
    assert_eq!(code(&terang(site.path(), &["check", "desk/b.md"])), 0, "named or found, it is the same");
}

#[test]
fn what_front_matter_declares_for_the_record_counts_where_ai_has_to_be_told() {
    let article = |front: &str| format!("---\ntitle: Pasar\nlang: id\n{front}---\nPasar ikan buka lagi.\n");
    let site = site(&[("terang.toml", "[policy]\nrequire-disclosure = \"when-ai\"\n")]);
    for (front, status) in [
        ("involvement: generated\n", 1),
        ("involvement: assisted\n", 1),
        ("ai_generated: true\n", 1),
        ("involvement: none\n", 0),
        ("", 0),
    ] {
        write(site.path(), &[("a.md", &article(front))]);
        let output = terang(site.path(), &["check", "a.md"]);
        assert_eq!(code(&output), status, "{front}: {}", err(&output));
    }
}

#[test]
fn two_files_in_one_folder_are_told_of() {
    let site = site(&[("terang.toml", ""), (".terang.toml", ""), ("a.md", ARTICLE)]);
    let output = terang(site.path(), &["check", "a.md"]);
    assert!(
        err(&output).contains("terang.toml is used; beside it, unused: .terang.toml"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_named_file_comes_first_and_has_to_be_there() {
    let site = site(&[
        ("terang.toml", "fail-on = \"error\"\n"),
        ("one.toml", "fail-on = \"warning\"\n"),
        ("two.toml", "fail-on = \"never\"\n"),
        ("a.md", LEFT),
    ]);
    let shown = |output: Output| out(&output).lines().find(|l| l.starts_with("fail-on")).unwrap().to_owned();
    let show = ["config", "show"];
    assert!(shown(terang(site.path(), &show)).contains("# terang.toml:1"));
    let named = command(site.path()).args(show).env("TERANG_CONFIG", "one.toml").output().unwrap();
    assert!(shown(named).contains("# one.toml:1"));
    let mut both = command(site.path());
    both.args(show).args(["--config", "two.toml"]).env("TERANG_CONFIG", "one.toml");
    assert!(shown(both.output().unwrap()).contains("\"never\""));
    assert!(shown(terang(site.path(), &["config", "show", "--no-config"])).contains("# default"));
    for verb in [&["check", "a.md"][..], &["config", "show"]] {
        let output = command(site.path()).args(verb).args(["--config", "gone.toml"]).output().unwrap();
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains("gone.toml (--config) cannot be read"), "{}", err(&output));
    }
    let gone =
        command(site.path()).args(["check", "a.md"]).env("TERANG_CONFIG", "gone.toml").output().unwrap();
    assert_eq!(code(&gone), 2);
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let site = site(&[("terang.toml", "fail-on = \"never\"\n"), ("a.md", LEFT)]);
    assert_eq!(code(&terang(site.path(), &["check", "a.md"])), 0);
    let env = |arguments: &[&str]| {
        code(&command(site.path()).args(arguments).env("TERANG_FAIL_ON", "error").output().unwrap())
    };
    assert_eq!(env(&["check", "a.md"]), 1);
    assert_eq!(env(&["check", "--fail-on", "never", "a.md"]), 0);
}

#[test]
fn the_exit_status_goes_by_the_level_and_never_by_the_format() {
    let site = site(&[
        ("a.md", LEFT),
        ("w.html", "<!doctype html><head><meta name=ai-disclosure content=maybe></head><p>A text."),
    ]);
    for format in ["human", "json", "jsonl"] {
        for (level, left, warning) in [("error", 1, 0), ("warning", 1, 1), ("note", 1, 1), ("never", 0, 0)] {
            let run =
                |file| code(&terang(site.path(), &["check", "--format", format, "--fail-on", level, file]));
            assert_eq!((run("a.md"), run("w.html")), (left, warning), "{format} {level}");
        }
    }
    // What could not be read is no finding, and no level makes it good.
    assert_eq!(code(&terang(site.path(), &["check", "--fail-on", "never", "gone.md"])), 2);
}

#[test]
fn a_broken_signature_is_always_an_error() {
    for level in ["off", "note", "warning"] {
        let site = site(&[
            ("a.md", ARTICLE),
            ("terang.toml", &format!("[policy.levels]\nrecord-invalid = \"{level}\"\n")),
        ]);
        let output = terang(site.path(), &["check", "a.md"]);
        assert_eq!(code(&output), 2, "{level}");
        assert!(err(&output).contains("`record-invalid` cannot be switched off or made less"), "{level}");
    }
    let site = site(&[("a.md", ARTICLE), ("terang.toml", "[policy.levels]\nrecord-invalid = \"error\"\n")]);
    assert_eq!(code(&terang(site.path(), &["check", "a.md"])), 0);
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_no_file_is_not_passed_over() {
    let site = site(&[("a.md", ARTICLE)]);
    let file = site.path().join("terang.toml");
    let refused = |why: &str| {
        let output = terang(site.path(), &["check", "a.md"]);
        assert_eq!(code(&output), 2, "{why}");
        assert!(err(&output).contains("terang.toml"), "{why}: {}", err(&output));
    };
    fs::create_dir(&file).unwrap();
    refused("a folder");
    fs::remove_dir(&file).unwrap();
    for to in ["nowhere", "/dev/null"] {
        std::os::unix::fs::symlink(to, &file).unwrap();
        refused(to);
        fs::remove_file(&file).unwrap();
    }
    assert_eq!(code(&terang(site.path(), &["check", "a.md"])), 0);
}

#[test]
fn a_slip_is_named_with_its_place_and_the_word_that_was_meant() {
    let site = site(&[("terang.toml", "[policy]\nrequire-disclosur = \"always\"\n"), ("a.md", ARTICLE)]);
    let output = terang(site.path(), &["check", "a.md"]);
    assert_eq!(code(&output), 2);
    let said = err(&output);
    assert!(said.contains("terang.toml:2:1: unknown key `require-disclosur`"), "{said}");
    assert!(said.contains("did you mean `require-disclosure`?"), "{said}");
    write(site.path(), &[("terang.toml", "[policy.levels]\nsignal-invald = \"off\"\n")]);
    let said = err(&terang(site.path(), &["check", "a.md"]));
    assert!(said.contains("terang.toml:2:1") && said.contains("did you mean `signal-invalid`?"), "{said}");
}

#[test]
fn files_build_on_others_and_every_value_says_where_it_came_from() {
    let site = site(&[
        ("house/base.toml", "fail-on = \"warning\"\n[files]\nmax-depth = 99\nexclude = [\"x/**\"]\n"),
        ("terang.toml", "extends = [\"house/base.toml\"]\n[files]\nexclude = [\"drafts\"]\n"),
        ("a.md", ARTICLE),
    ]);
    let text = out(&terang(site.path(), &["config", "show", "a.md"]));
    let line = |key: &str| text.lines().find(|l| l.starts_with(key)).unwrap().to_owned();
    assert!(text.starts_with("# terang.toml, over house/base.toml\n"), "{text}");
    assert!(line("fail-on").ends_with("# house/base.toml:1"), "{text}");
    assert!(line("files.max-depth").ends_with("# house/base.toml:3"), "{text}");
    assert!(
        line("files.exclude").contains("\"drafts\"") && line("files.exclude").ends_with("# terang.toml:3")
    );
    assert!(line("files.max-size").ends_with("# default"), "{text}");
    let json: Value =
        serde_json::from_str(&out(&terang(site.path(), &["config", "show", "--format", "json"]))).unwrap();
    assert_eq!(json["files"], serde_json::json!(["house/base.toml", "terang.toml"]));
    let depth = json["settings"].as_array().unwrap().iter().find(|s| s["key"] == "files.max-depth").unwrap();
    assert_eq!(
        (&depth["value"], depth["origin"].as_str()),
        (&serde_json::json!(99), Some("house/base.toml:3"))
    );
}

#[test]
fn a_circle_a_missing_file_and_an_address_are_refused() {
    let site = site(&[("a.md", ARTICLE), ("b.toml", "extends = [\"terang.toml\"]\n")]);
    for (extends, says) in [
        ("b.toml", "circle: terang.toml -> b.toml -> terang.toml"),
        ("terang.toml", "circle: terang.toml -> terang.toml"),
        ("gone.toml", "terang.toml:2:1: `extends` names gone.toml, which cannot be read"),
        ("https://example.org/terang.toml", "only local files can be extended"),
    ] {
        write(site.path(), &[("terang.toml", &format!("version = 1\nextends = [\"{extends}\"]\n"))]);
        let output = terang(site.path(), &["check", "a.md"]);
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains(says), "{extends}: {}", err(&output));
    }
    for n in 0..20 {
        write(site.path(), &[(&format!("c{n}.toml"), &format!("extends = [\"c{}.toml\"]\n", n + 1))]);
    }
    let deep = terang(site.path(), &["check", "--config", "c0.toml", "a.md"]);
    assert!(code(&deep) == 2 && err(&deep).contains("in a row"), "{}", err(&deep));
}

#[test]
fn files_are_included_and_excluded_from_the_folder_of_the_configuration() {
    let site = site(&[
        (
            "terang.toml",
            "[files]\ninclude = [\"content/**/*.md\"]\nexclude = [\"content/tag\", \"**/draft-*\"]\n",
        ),
        ("readme.md", ARTICLE),
        ("content/a.md", ARTICLE),
        ("content/tag/b.md", ARTICLE),
        ("content/deep/draft-c.md", ARTICLE),
        ("content/deep/d.md", ARTICLE),
    ]);
    assert_eq!(checked(site.path(), &["."]), ["content/a.md", "content/deep/d.md"]);
    let deep = site.path().join("content/deep");
    assert_eq!(
        checked(&deep, &["."]),
        ["d.md"],
        "globs begin at the configuration, not at the working folder"
    );
    assert_eq!(checked(site.path(), &["readme.md"]), ["readme.md"], "what is named is read");
    assert!(checked(site.path(), &["--force-exclude", "readme.md"]).is_empty());
    let spared = |what: &[&str]| code(&terang(site.path(), &[&["check", "--force-exclude"], what].concat()));
    assert_eq!(spared(&["readme.md"]), 0, "a commit without articles is well");
    assert_eq!(spared(&["content/tag"]), 3, "a folder without articles is not");
    assert_eq!(spared(&["content/nowhere.md", "readme.md"]), 2);
    write(site.path(), &[("terang.toml", "[files]\nexclude = [\"a[\"]\n")]);
    let odd = terang(site.path(), &["check", "."]);
    assert!(code(&odd) == 2 && err(&odd).contains("`a[`, which is no glob"), "{}", err(&odd));
}

#[test]
fn rules_and_keys_of_the_configuration_are_used() {
    let pack = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/rules.in/good.toml"))
        .unwrap();
    let site = site(&[
        ("conf/terang.toml", "rules.packs = [\"desk.toml\"]\nsignals.front-matter-keys = [\"mesin\"]\n"),
        ("conf/desk.toml", &pack),
        ("a.md", "---\nmesin: assisted\n---\n# A\n\nA text.\n"),
    ]);
    let line = |arguments: &[&str]| {
        let all = [&["check", "--format", "jsonl", "a.md"], arguments].concat();
        serde_json::from_str::<Value>(&out(&terang(site.path(), &all))).unwrap()
    };
    assert_eq!(line(&[])["signals"].as_array().unwrap().len(), 0);
    assert_eq!(line(&["--config", "conf/terang.toml"])["signals"].as_array().unwrap().len(), 1);
    fs::remove_file(site.path().join("conf/desk.toml")).unwrap();
    let gone = terang(site.path(), &["check", "--config", "conf/terang.toml", "a.md"]);
    assert!(code(&gone) == 2 && err(&gone).contains("desk.toml cannot be read"), "{}", err(&gone));
}

#[test]
fn limits_and_language_of_the_configuration_hold() {
    let site =
        site(&[("terang.toml", "[files]\nmax-size = \"1K\"\nlang = \"id\"\n"), ("a.txt", "Sebuah teks.\n")]);
    write(site.path(), &[("big.txt", &"kata ".repeat(400))]);
    let value: Value =
        serde_json::from_str(&out(&terang(site.path(), &["check", "--format", "jsonl", "a.txt"]))).unwrap();
    assert_eq!(value["lang"], "id");
    assert_eq!(code(&terang(site.path(), &["check", "big.txt"])), 2);
    assert_eq!(code(&terang(site.path(), &["check", "--max-size", "1M", "big.txt"])), 0);
}

#[test]
fn verify_reads_no_configuration() {
    let site = site(&[("terang.toml", "this is no configuration"), ("a.md", ARTICLE)]);
    assert_eq!(code(&terang(site.path(), &["check", "a.md"])), 2);
    let said = err(&terang(site.path(), &["verify", "a.md"]));
    assert!(!said.contains("terang.toml"), "{said}");
}

#[test]
fn the_schema_takes_what_the_program_takes_and_refuses_what_it_refuses() {
    let printed: Value = serde_json::from_str(&out(&terang(Path::new("."), &["config", "schema"]))).unwrap();
    let schema = jsonschema::validator_for(&printed).unwrap();
    for (text, good) in [
        ("", true),
        ("version = 1\nfail-on = \"never\"\n[files]\nmax-size = 70000\nlang = \"id\"\n", true),
        ("[[ignore]]\ntext = \"x\"\nreason = \"y\"\nuntil = \"2027-01-31\"\n", true),
        ("version = 2", false),
        ("[file]\n", false),
        ("[files]\nmax-size = \"big\"\n", false),
        ("[files]\nmax-depth = 0\n", false),
        ("[[ignore]]\ntext = \"x\"\n", false),
        ("[policy.levels]\nsignal-invald = \"off\"\n", false),
    ] {
        let value = serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap();
        assert_eq!(schema.is_valid(&value), good, "{text}");
        let site = site(&[("terang.toml", text), ("a.md", ARTICLE)]);
        assert_eq!(code(&terang(site.path(), &["check", "a.md"])) == 0, good, "{text}");
    }
}
