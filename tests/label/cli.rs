//! `terang label` from outside.
#![cfg(all(unix, feature = "cli"))]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "---\ntitle: Kapal baru\nlang: id\n---\n\nKapal itu tiba pada hari Rabu.\n";
const SAID: &str = "Artikel ini disempurnakan menggunakan Kecerdasan Buatan (AI)";

fn terang(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_terang"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever refuses its arguments does not wait for input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let done = terang(folder, arguments, b"");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), ARTICLE).unwrap();
    folder
}

const LABEL: [&str; 6] = ["label", "a.md", "--involvement", "assisted", "--review", "reviewed"];

#[test]
fn an_article_is_labelled_once_and_then_signed_and_verified() {
    let folder = newsroom();
    let path = folder.path().join("a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let (code, out, err) = run(folder.path(), &LABEL);
    assert_eq!((code, out.as_str()), (0, "a.md: visible, front-matter\n"), "{err}");
    assert!(err.contains("1 labelled, 0 had their labels"), "{err}");
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        format!(
            "---\ntitle: Kapal baru\nlang: id\nai_disclosure: assisted\nhuman_reviewed: true\n---\n\n\
             {SAID} dan telah diperiksa oleh redaksi.\n\nKapal itu tiba pada hari Rabu.\n"
        )
    );
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    let (code, out, err) = run(folder.path(), &LABEL);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    assert_eq!(run(folder.path(), &["key", "new", "k.pem", "--no-passphrase"]).0, 0);
    let (code, _, err) = run(folder.path(), &["sign", "a.md", "--key", "k.pem"]);
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = run(folder.path(), &["verify", "a.md", "--key", "k.pem.pub"]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn a_record_is_never_broken_but_signed_again_when_told() {
    let folder = newsroom();
    assert_eq!(run(folder.path(), &["key", "new", "k.pem", "--no-passphrase"]).0, 0);
    let sign = ["sign", "a.md", "--key", "k.pem", "--involvement", "assisted", "--review", "reviewed"];
    assert_eq!(run(folder.path(), &sign).0, 0);
    let (code, _, err) = run(folder.path(), &LABEL);
    assert_eq!(code, 1);
    assert!(
        err.contains("its record a.md.terang.json would no longer hold") && err.contains("--resign"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), ARTICLE);

    let again = [&LABEL[..], &["--resign", "--key", "k.pem"]].concat();
    let (code, out, err) = run(folder.path(), &again);
    assert_eq!((code, out.as_str()), (0, "a.md: visible, front-matter, signed again\n"), "{err}");
    let (code, out, err) = run(folder.path(), &["verify", "a.md", "--key", "k.pem.pub"]);
    assert_eq!(code, 0, "{out}{err}");
    let record = fs::read_to_string(folder.path().join("a.md.terang.json")).unwrap();
    assert!(record.contains("payload"));
    assert_eq!(run(folder.path(), &LABEL).0, 0, "nothing is missing now, so the record is not touched");
    assert_eq!(fs::read_to_string(folder.path().join("a.md.terang.json")).unwrap(), record);
}

#[test]
fn check_diff_and_dry_run_write_nothing() {
    let folder = newsroom();
    let with = |more: &str| run(folder.path(), &[&LABEL[..], &[more]].concat());
    assert_eq!(with("--check").0, 1);
    let (code, out, _) = with("--diff");
    assert_eq!(code, 0);
    assert!(
        out.starts_with("--- a/a.md\n+++ b/a.md\n@@") && out.contains("\n+ai_disclosure: assisted\n"),
        "{out}"
    );
    let (code, out, err) = with("--dry-run");
    assert_eq!((code, out.as_str()), (0, "a.md: visible, front-matter would be put in\n"));
    assert!(err.contains("1 to be labelled"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), ARTICLE);
    assert_eq!(run(folder.path(), &LABEL).0, 0);
    assert_eq!(with("--check").0, 0);
}

#[test]
fn a_diff_is_a_patch_that_git_and_patch_apply() {
    let page =
        "<!doctype html>\n<html lang=\"de\"><head><meta charset=\"iso-8859-1\"></head><body><article>\n<h1>";
    let latin =
        [page.as_bytes(), b"Gr\xfc\xdfe</h1>\n<p>Sie kamen.</p>\n</article></body></html>\n"].concat();
    let crlf = "\u{feff}<!doctype html>\r\n<html lang=\"en\"><head></head>\r\n<body><h1>T</h1>\r\n<p>Text.</p></body></html>";
    let files: [(&str, &[u8]); 6] = [
        ("a.md", ARTICLE.as_bytes()),
        ("sub folder/b ü.md", b"---\nlang: en\n---\nNo line ending"),
        ("a \"quote\".md", b"---\nlang: en\n---\n\nText.\n"),
        ("latin.html", &latin),
        ("mark.html", crlf.as_bytes()),
        ("old-mac.md", b"# Head\r\rThe water rose.\r\rIt fell."),
    ];
    let folder = tempfile::tempdir().unwrap();
    let typed = ["label", "--involvement", "assisted", "--lang", "en"];
    let with = |more: &[&str]| terang(folder.path(), &[&typed[..], more, &["."]].concat(), b"");
    let fill = || {
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    };
    let all = || files.map(|(name, _)| fs::read(folder.path().join(name)).unwrap());
    fill();
    let patch = with(&["--diff"]).stdout;
    assert_eq!(with(&[]).status.code(), Some(0));
    let want = all();
    fs::write(folder.path().join("all.patch"), &patch).unwrap();
    for command in ["git init -q . && git apply all.patch", "patch -s --binary -p1 < all.patch"] {
        if command.starts_with("patch") && Command::new("patch").arg("--version").output().is_err() {
            continue;
        }
        fill();
        let done = Command::new("sh").args(["-c", command]).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        assert!(all() == want, "{command}");
    }
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = newsroom();
    let typed = ["label", "-", "--involvement", "generated", "--lang", "en", "--stdin-filename", "x.txt"];
    let done = terang(folder.path(), &typed, b"Head\r\n\r\nOne.");
    assert_eq!(
        String::from_utf8(done.stdout).unwrap(),
        "Head\r\n\r\nThis article was generated with artificial intelligence (AI).\r\n\r\nOne."
    );
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn many_files_are_labelled_and_each_refusal_is_told() {
    let folder = newsroom();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("b.html"), "<p>No language here.</p>").unwrap();
    fs::write(at("c.md.gz"), b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\x04\0\x43\xbe\xb7\xe8\x01\0\0\0").unwrap();
    std::os::unix::fs::symlink("a.md", at("d.md")).unwrap();
    let typed = ["label", "d.md", "b.html", "c.md.gz", "none.md", "--involvement", "generated"];
    let (code, out, err) = run(folder.path(), &typed);
    assert_eq!((code, out.as_str()), (2, "d.md: visible, front-matter\n"), "{err}");
    assert!(err.contains("b.html was not labelled: the article does not say its language"), "{err}");
    assert!(err.contains("c.md.gz: it is packed (gzip)") && err.contains("none.md"), "{err}");
    assert!(fs::symlink_metadata(at("d.md")).unwrap().is_symlink());
    assert!(fs::read_to_string(at("a.md")).unwrap().contains("Kecerdasan Buatan"));
    assert_eq!(run(folder.path(), &["label", "a.md"]).0, 0, "front matter declares it now");
}

#[test]
fn nothing_is_claimed_that_nobody_declared() {
    let folder = newsroom();
    let (code, _, err) = run(folder.path(), &["label", "a.md"]);
    assert_eq!(code, 1);
    assert!(err.contains("nothing says what AI did") && err.contains("--involvement"), "{err}");
    let (code, _, err) = run(folder.path(), &["label", "a.md", "--involvement", "assisted", "--resign"]);
    assert_eq!(code, 2, "{err}");
}
