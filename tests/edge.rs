//! What a case file cannot hold: odd names, pipes, packed input, many documents, files that are written.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start the program and stop")]

use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

const LINE: &str = "Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).";

fn terang(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
    command.current_dir(folder).env_remove("CLICOLOR_FORCE").arg("check").arg("--color").arg("never");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(&terang(folder).args(arguments).output().unwrap())
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn feed(folder: &Path, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut child = terang(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::scope(|scope| {
        scope.spawn(move || to.write_all(&input));
        child.wait_with_output().unwrap()
    });
    told(&writer)
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut to = GzEncoder::new(Vec::new(), Compression::default());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}

#[test]
fn a_hostile_file_name_is_written_out() {
    let folder = TempDir::new().unwrap();
    let name = OsStr::from_bytes(b"a\x1b[31m\n\xe2\x80\xae\xff.txt");
    fs::write(folder.path().join(name), "As an AI language model, I cannot do this.\n").unwrap();
    fs::write(folder.path().join("b\u{1b}]0;x\u{7}.pdf"), "%PDF-1").unwrap();
    for format in ["human", "json", "jsonl"] {
        let (status, out, err) = run(folder.path(), &["--format", format, "--", ".", "b\u{1b}]0;x\u{7}.pdf"]);
        assert_eq!(status, 2);
        let raw = |text: &str| {
            text.chars().any(|c| c != '\n' && (c.is_control() || (format == "human" && c == '\u{202e}')))
        };
        assert!(!raw(&out) && !raw(&err), "{out:?} {err:?}");
    }
}

#[test]
fn escapes_in_an_article_never_reach_the_terminal() {
    let folder = TempDir::new().unwrap();
    let text = format!(
        "{LINE}\u{1b}]8;;http://x\u{7}\u{9b}2J\u{202e}\n\nAs an AI language model, I\u{1b}[2J cannot do this.\n"
    );
    let (_, out, err) = feed(folder.path(), &["-"], text.as_bytes());
    assert!(out.contains("language model"), "{out}");
    assert!(
        !(out + &err)
            .chars()
            .any(|c| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
    );
}

#[test]
fn a_reader_that_goes_away_ends_the_run_without_a_word() {
    let folder = TempDir::new().unwrap();
    let records: String = (0..20_000).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"{LINE}\"}}\n")).collect();
    fs::write(folder.path().join("all.jsonl"), records).unwrap();
    for format in ["jsonl", "json", "human"] {
        let mut child = terang(folder.path())
            .args(["--format", format, "all.jsonl"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(141), "{format}");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn help_to_a_reader_that_went_away_is_no_failure_of_ours() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_terang"))
        .args(["man", "check"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 141)));
    assert!(output.stderr.is_empty());
}

#[test]
fn bytes_that_are_no_text_are_read_or_refused_and_never_a_panic() {
    let folder = TempDir::new().unwrap();
    let every: Vec<u8> = (0..=255_u8).cycle().take(100_000).collect();
    let zeros = vec![0; 100_000];
    for bytes in [every, zeros] {
        let (status, _, err) = feed(folder.path(), &["-"], &bytes);
        assert_eq!(status, 2);
        assert_eq!(err.lines().next(), Some("error: -: this is full of control characters, not text"));
        // A name makes no text of it.
        assert_eq!(feed(folder.path(), &["-", "--stdin-filename", "a.html"], &bytes).0, 2);
    }
    let (status, _, err) = feed(folder.path(), &["-"], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert_eq!(status, 2);
    assert_eq!(err.lines().next(), Some("error: -: this is a PNG picture, not text"));
}

#[test]
fn packed_input_is_read_like_any_other() {
    let folder = TempDir::new().unwrap();
    let records = format!("{{\"id\":\"1\",\"text\":\"{LINE}\"}}\n{{\"id\":\"2\",\"text\":\"x\"}}\n");
    fs::write(folder.path().join("a.txt.gz"), gz(LINE.as_bytes())).unwrap();
    fs::write(folder.path().join("r.jsonl.gz"), gz(records.as_bytes())).unwrap();
    let (status, out, err) = run(folder.path(), &["a.txt.gz", "r.jsonl.gz"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("a.txt.gz\n") && out.contains("r.jsonl.gz#1\n"), "{out}");
    assert_eq!(err, "3 documents checked, 2 with a disclosure; nothing to report\n");
    assert_eq!(feed(folder.path(), &["-"], &gz(LINE.as_bytes())).0, 0);
}

#[test]
fn a_bomb_and_a_cut_stream_are_errors_and_the_others_go_on() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("bomb.html.gz"), gz(&vec![b' '; 4 << 20])).unwrap();
    let whole = gz(format!("{{\"text\":\"{LINE}\"}}\n").repeat(3000).as_bytes());
    fs::write(folder.path().join("cut.jsonl.gz"), &whole[..whole.len() - 20]).unwrap();
    fs::write(folder.path().join("good.txt"), LINE).unwrap();
    let (status, _, err) = run(folder.path(), &["bomb.html.gz", "cut.jsonl.gz", "good.txt"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("error: bomb.html.gz: cannot be read: it unpacks to more than 256 times its size"),
        "{err}"
    );
    let cut = "error: cut.jsonl.gz: byte 0, ";
    assert!(err.contains(cut) && err.contains("the file ends in the middle of packed data"), "{err}");
    assert!(err.contains("with a disclosure, 2 could not be read"), "{err}");
}

#[test]
fn a_document_over_a_limit_is_an_error_of_its_own_and_the_others_go_on() {
    let folder = TempDir::new().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("a-deep.html", &"<div>".repeat(1_000_000));
    put("b-line.txt", &"x".repeat(6_000_001));
    put("c-deep.md", &"> ".repeat(5000));
    put("d-open.html", &format!("<p>{LINE}<!-- <p title='"));
    put("e-good.txt", LINE);
    let (status, out, err) = run(folder.path(), &["--max-size", "6000000", "."]);
    assert_eq!(status, 2);
    let errors: Vec<&str> = err.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(
        errors,
        [
            "error: a-deep.html: elements are nested 4096 deep and deeper (byte 20470)",
            "error: b-line.txt: larger than the limit of 6000000 bytes (--max-size)",
            "error: c-deep.md: elements are nested 4096 deep and deeper (byte 8188)",
        ]
    );
    assert!(out.contains("d-open.html\n") && out.contains("e-good.txt\n"), "{out}");
    let (status, _, err) = run(folder.path(), &["--max-depth", "40", "c-deep.md"]);
    assert_eq!((status, err.contains("nested 40 deep")), (2, true), "{err}");
}

#[test]
fn links_are_not_followed_and_the_user_is_told() {
    let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::write(outside.path().join("secret.txt"), LINE).unwrap();
    symlink(outside.path(), folder.path().join("away")).unwrap();
    symlink(folder.path(), folder.path().join("round")).unwrap();
    symlink(outside.path().join("secret.txt"), folder.path().join("link.txt")).unwrap();
    fs::write(folder.path().join("own.txt"), "The ferry sails.").unwrap();
    let (status, out, err) = run(folder.path(), &["."]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(err.contains("3 symbolic links were not followed"), "{err}");
    // A link that is named is what the user asked for.
    assert!(run(folder.path(), &["link.txt"]).1.contains("disclosure"));
}

#[test]
fn a_folder_that_may_not_be_read_is_an_error() {
    let folder = TempDir::new().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("a.txt"), LINE).unwrap();
    fs::write(folder.path().join("b.txt"), LINE).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let may = fs::read_dir(&closed).is_ok();
    let (status, _, err) = run(folder.path(), &["."]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    // Root may read everything.
    assert!(may || (status == 2 && err.contains("error: closed: cannot be read")), "{status} {err}");
}

#[test]
fn results_are_the_same_with_any_number_of_jobs() {
    let folder = TempDir::new().unwrap();
    for n in 0..300 {
        let text =
            format!("Warta {n}\n\n{}\n", if n % 3 == 0 { LINE } else { "As an AI language model, no." });
        fs::write(folder.path().join(format!("{n:03}.txt")), text.repeat(1 + n % 40)).unwrap();
    }
    let one = run(folder.path(), &["--format", "jsonl", "--jobs", "1", "."]);
    for jobs in ["2", "7"] {
        assert!(run(folder.path(), &["--format", "jsonl", "--jobs", jobs, "."]) == one);
    }
    assert_eq!(one.1.lines().count(), 300);
}

#[test]
fn a_file_is_written_whole_and_beside_standard_output() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), LINE).unwrap();
    fs::write(folder.path().join("out.json"), "before").unwrap();
    fs::set_permissions(folder.path().join("out.json"), fs::Permissions::from_mode(0o604)).unwrap();
    let outputs = ["--output", "json=out.json", "--output", "jsonl=out.jsonl", "--output", "human=out.txt"];
    let (status, out, _) = run(folder.path(), &[&outputs[..], &["a.txt"]].concat());
    assert_eq!(status, 0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("out.txt"), out);
    let report: serde_json::Value = serde_json::from_str(&read("out.json")).unwrap();
    let line: serde_json::Value = serde_json::from_str(&read("out.jsonl")).unwrap();
    assert_eq!(report["documents"][0], line);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("out.json"), 0o604);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing is left over");
}

#[test]
fn the_same_file_cannot_be_written_twice() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), LINE).unwrap();
    let (status, out, err) = run(folder.path(), &["--output", "json=x", "--output", "human=x", "a.txt"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("two outputs"), "{err}");
}

#[test]
fn a_device_is_written_to_and_not_replaced() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), LINE).unwrap();
    assert_eq!(run(folder.path(), &["--output", "json=/dev/null", "a.txt"]).0, 0);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_gitignored_folder_is_read_when_it_is_named() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("public")).unwrap();
    fs::write(folder.path().join(".gitignore"), "public/\n*.draft.txt\n").unwrap();
    fs::write(folder.path().join("public/a.txt"), LINE).unwrap();
    fs::write(folder.path().join("public/b.draft.txt"), LINE).unwrap();
    assert_eq!(run(folder.path(), &["."]).0, 3);
    let (status, out, _) = run(folder.path(), &["public"]);
    assert_eq!((status, out.matches("disclosure").count()), (0, 1), "{out}");
}

#[test]
fn a_new_rule_file_passes_its_own_test() {
    let folder = TempDir::new().unwrap();
    let program = || Command::new(env!("CARGO_BIN_EXE_terang"));
    for lang in ["sw", "id", "zh-Hant"] {
        let file = folder.path().join(format!("{lang}.toml"));
        fs::write(&file, program().args(["rules", "new", lang]).output().unwrap().stdout).unwrap();
        let (status, out, err) = told(&program().args(["rules", "test"]).arg(&file).output().unwrap());
        assert_eq!(status, 0, "{lang}: {out}{err}");
    }
}

#[test]
fn a_block_quotation_is_no_residue_but_may_be_a_disclosure() {
    let folder = TempDir::new().unwrap();
    let residue = "As an AI language model, I cannot open the links.";
    fs::write(folder.path().join("a.md"), format!("He showed us the answer:\n\n> {residue}\n")).unwrap();
    fs::write(folder.path().join("b.html"), format!("<p>So:</p><blockquote><p>{residue}</p></blockquote>"))
        .unwrap();
    fs::write(folder.path().join("c.md"), format!("{residue}\n")).unwrap();
    fs::write(folder.path().join("d.md"), format!("> {LINE}\n\nKapal tiba.\n")).unwrap();
    let of = |name: &str| run(folder.path(), &[name]);
    assert_eq!(of("a.md").0, 0, "{:?}", of("a.md"));
    assert_eq!(of("b.html").0, 0, "{:?}", of("b.html"));
    assert_eq!(of("c.md").0, 1, "{:?}", of("c.md"));
    assert!(of("d.md").2.contains("1 with a disclosure"), "{:?}", of("d.md"));
}

#[test]
fn an_archive_that_is_read_from_its_end_may_come_through_a_pipe() {
    let folder = TempDir::new().unwrap();
    let archives = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archives");
    for name in ["articles.zip", "site.wacz", "signed.wacz", "fineweb.parquet", "news.parquet"] {
        let bytes = std::fs::read(archives.join(name)).unwrap();
        std::fs::write(folder.path().join(name), &bytes).unwrap();
        let (status, named, _) = run(folder.path(), &["check", "--format", "jsonl", name]);
        let (piped_status, piped, said) = feed(folder.path(), &["check", "--format", "jsonl", "-"], &bytes);
        assert_eq!(status, piped_status, "{name}: {said}");
        assert!(named.lines().count() > 1, "{name}: {named}");
        assert_eq!(
            piped.replace("\"-#", &format!("\"{name}#")).replace("\"-/", &format!("\"{name}/")),
            named
        );
    }
    let (status, _, said) = feed(folder.path(), &["check", "-", "--stdin-filename", "a.zip"], b"PK no zip");
    assert_eq!(status, 2);
    assert!(said.contains("a.zip"), "{said}");
}
