//! The commands `key`, `sign`, `verify`, `diff` and `excerpt`, from outside.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test runs the program and stops where it errs"
)]
#![cfg(all(unix, feature = "cli"))]

mod archive;
mod declaring;
mod outside;
mod policy;
mod published;
mod refusing;
mod slips;
mod speaking;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use terang::envelope::Envelope;

const ARTICLE: &str = "# Kapal baru\n\nKapal itu tiba pada hari Rabu.\n\nAwaknya dua belas orang.\n\nKonten ini disempurnakan menggunakan Kecerdasan Buatan (AI).\n";

fn terang(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_terang"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("SANDI", "kata sandi")
        .output()
        .unwrap()
}

/// One verification as JSON.
fn json(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let said = terang(folder, &[arguments, &["--format", "jsonl"]].concat());
    serde_json::from_slice(&said.stdout).unwrap_or_else(|_| panic!("{}", text(&said)))
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap() + &String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with an article and a key.
fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), ARTICLE).unwrap();
    let made = terang(folder.path(), &["key", "new", "k.pem", "--no-passphrase"]);
    assert_eq!(code(&made), 0, "{}", text(&made));
    folder
}

const SIGN: [&str; 6] = ["sign", "a.md", "--key", "k.pem", "--involvement", "assisted"];
const VERIFY: [&str; 4] = ["verify", "a.md", "--key", "k.pem.pub"];

#[test]
fn an_article_is_signed_verified_changed_and_found_out() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &VERIFY)), 1, "there is no record yet");
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let said = terang(at, &VERIFY);
    assert_eq!(code(&said), 0, "{}", text(&said));
    assert!(text(&said).contains("MATCHES (exact)"));

    std::fs::write(at.join("a.md"), ARTICLE.replace("Rabu", "Kamis")).unwrap();
    let said = terang(at, &VERIFY);
    assert_eq!(code(&said), 1);
    assert!(text(&said).contains("DIFFERS (content-changed)"), "{}", text(&said));

    std::fs::write(at.join("a.md"), ARTICLE.split("\n\nKonten").next().unwrap()).unwrap();
    let said = terang(at, &[&VERIFY[..], &["--format", "jsonl"]].concat());
    let line: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(line["reasons"], serde_json::json!(["disclosure-removed", "content-changed"]));
    assert_eq!(line["changes"]["disclosures"][0]["state"], "removed");
}

#[test]
fn signing_again_names_the_record_before_and_cosigning_adds_to_it() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let before = std::fs::read(at.join("a.md.terang.json")).unwrap();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let said = terang(at, &[&VERIFY[..], &["--format", "jsonl"]].concat());
    let line: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(line["statement"]["supersedes"], terang::digest::Digest::of(&before).to_string());

    assert_eq!(code(&terang(at, &["key", "new", "ci.pem", "--no-passphrase"])), 0);
    let cosigned = terang(at, &["sign", "a.md", "--key", "ci.pem", "--cosign"]);
    assert_eq!(code(&cosigned), 0, "{}", text(&cosigned));
    for key in ["k.pem.pub", "ci.pem.pub"] {
        assert_eq!(code(&terang(at, &["verify", "a.md", "--key", key])), 0, "{key}");
    }
    std::fs::write(at.join("a.md"), ARTICLE.replace("Rabu", "Kamis")).unwrap();
    let refused = terang(at, &["sign", "a.md", "--key", "ci.pem", "--cosign"]);
    assert_eq!(code(&refused), 2);
    assert!(text(&refused).contains("another version"), "{}", text(&refused));
}

/// The record beside `a.md` as somebody without a key could leave it: the payload changed, the signature of zeros.
fn forged(at: &Path, from: &str, to: &str) {
    let beside = at.join("a.md.terang.json");
    let mut envelope = Envelope::parse(&std::fs::read(&beside).unwrap()).unwrap();
    let payload = String::from_utf8(envelope.payload).unwrap();
    assert!(payload.contains(from), "{payload}");
    envelope.payload = payload.replacen(from, to, 1).into_bytes();
    envelope.signatures[0].sig = vec![0; 64];
    std::fs::write(beside, envelope.to_json()).unwrap();
}

#[test]
fn cosigning_shows_what_is_claimed_and_refuses_what_contradicts_the_article() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let cosign = ["sign", "a.md", "--cosign", "--key", "k.pem"];
    let before = std::fs::read(at.join("a.md.terang.json")).unwrap();
    let shown = terang(at, &["sign", "a.md", "--cosign", "--dry-run"]);
    assert_eq!(code(&shown), 0, "{}", text(&shown));
    assert!(text(&shown).contains("AI helped to make it"), "{}", text(&shown));
    assert_eq!(std::fs::read(at.join("a.md.terang.json")).unwrap(), before);

    assert_eq!(code(&terang(at, &["key", "new", "ci.pem", "--no-passphrase"])), 0);
    let signed = terang(at, &["sign", "a.md", "--cosign", "--key", "ci.pem"]);
    assert_eq!(code(&signed), 0, "{}", text(&signed));
    assert!(text(&signed).contains("AI helped to make it"), "{}", text(&signed));

    std::fs::write(at.join("a.md.terang.json"), before).unwrap();
    forged(at, r#""involvement":"assisted""#, r#""involvement":"none""#);
    let before = std::fs::read(at.join("a.md.terang.json")).unwrap();
    let refused = terang(at, &cosign);
    assert_eq!(code(&refused), 1, "{}", text(&refused));
    assert!(
        text(&refused).contains("no AI was used, and the article says that it was"),
        "{}",
        text(&refused)
    );
    assert_eq!(std::fs::read(at.join("a.md.terang.json")).unwrap(), before);
    let signed = terang(at, &[&cosign[..], &["--despite-contradictions"]].concat());
    assert_eq!(code(&signed), 0, "{}", text(&signed));
}

#[test]
fn a_quote_that_the_article_never_held_is_not_kept() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    forged(at, "Konten ini disempurnakan", "Artikel ini disempurnakan");
    let signed = terang(at, &["sign", "a.md", "--cosign", "--key", "k.pem"]);
    assert_eq!(code(&signed), 0, "{}", text(&signed));
    let page = "<article><h1>Kapal baru</h1><p>Kapal itu tiba pada hari Rabu.<p>Awaknya dua belas orang.\
                <p>Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).</article>";
    std::fs::write(at.join("b.html"), page).unwrap();
    let line = json(at, &["verify", "b.html", "--record", "a.md.terang.json", "--key", "k.pem.pub"]);
    assert_eq!(line["outcome"], "differs", "{line}");
    assert_eq!(line["reasons"], serde_json::json!(["disclosure-changed"]));
}

#[test]
fn what_contradicts_the_article_is_not_signed_unless_the_record_says_so() {
    let folder = newsroom();
    let at = folder.path();
    let none = ["sign", "a.md", "--key", "k.pem", "--involvement", "none"];
    let refused = terang(at, &none);
    assert_eq!(code(&refused), 1, "{}", text(&refused));
    assert!(!at.join("a.md.terang.json").exists());
    let dry = terang(at, &["sign", "a.md", "--involvement", "none", "--dry-run", "--despite-contradictions"]);
    assert!(text(&dry).contains("Signed over a contradiction"), "{}", text(&dry));
    assert!(!at.join("a.md.terang.json").exists());
    assert_eq!(code(&terang(at, &[&none[..], &["--despite-contradictions"]].concat())), 0);
}

#[test]
fn a_locked_key_opens_by_variable_or_descriptor_and_an_open_file_is_refused() {
    let folder = newsroom();
    let at = folder.path();
    let made = terang(at, &["key", "new", "locked.pem", "--passphrase-env", "SANDI"]);
    assert_eq!(code(&made), 0, "{}", text(&made));
    let pem = std::fs::read_to_string(at.join("locked.pem")).unwrap();
    assert!(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    assert!(!text(&made).contains("kata sandi"));
    let sign = |more: &[&str]| {
        let base = ["sign", "a.md", "--key", "locked.pem", "--involvement", "assisted"];
        terang(at, &[&base[..], more].concat())
    };
    assert_eq!(code(&sign(&["--passphrase-env", "SANDI"])), 0);
    assert_eq!(code(&sign(&["--passphrase-env", "NONE"])), 2);
    let bin = env!("CARGO_BIN_EXE_terang");
    let script = format!(
        "printf 'kata sandi\\n' | {bin} sign a.md --key locked.pem --involvement assisted --passphrase-fd 0"
    );
    let by_fd = Command::new("/bin/sh").arg("-c").arg(script).current_dir(at).output().unwrap();
    assert_eq!(code(&by_fd), 0, "{}", text(&by_fd));

    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(at.join("k.pem"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let refused = terang(at, &SIGN);
    assert_eq!(code(&refused), 2);
    assert!(text(&refused).contains("chmod 600"), "{}", text(&refused));
}

#[test]
fn a_quoted_paragraph_is_proved_without_the_rest() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let made = terang(at, &["excerpt", "make", "a.md", "--quote", "dua belas"]);
    std::fs::write(at.join("e.json"), &made.stdout).unwrap();
    let check = ["excerpt", "check", "e.json", "--record", "a.md.terang.json", "--key", "k.pem.pub"];
    assert_eq!(code(&terang(at, &check)), 0);
    let other = String::from_utf8(made.stdout).unwrap().replace("dua belas", "tiga belas");
    std::fs::write(at.join("e.json"), other).unwrap();
    assert_eq!(code(&terang(at, &check)), 1);
}

#[test]
fn versions_and_records_are_compared_and_records_need_trust() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    std::fs::write(at.join("b.md"), ARTICLE.replace("Rabu", "Kamis")).unwrap();
    let said = terang(at, &["diff", "a.md", "b.md"]);
    assert_eq!(code(&said), 1);
    assert!(text(&said).contains("[-Rabu.-] {+Kamis.+}"), "{}", text(&said));
    assert_eq!(code(&terang(at, &["diff", "a.md", "a.md"])), 0);
    assert_eq!(code(&terang(at, &["diff", "a.md.terang.json", "a.md", "--key", "k.pem.pub"])), 0);
    assert_eq!(code(&terang(at, &["diff", "a.md.terang.json", "b.md", "--key", "k.pem.pub"])), 1);
    assert_eq!(code(&terang(at, &["diff", "a.md.terang.json", "b.md"])), 2);
}

#[test]
fn some_vectors_are_judged_alike_from_outside() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vectors/record");
    for name in [
        "exact",
        "key_revoked",
        "disclosure_removed",
        "trust_unknown_field",
        "selector_matches_nothing",
        "wrong_article_address",
    ] {
        let at: PathBuf = vectors.join(name);
        let expected: serde_json::Value =
            serde_json::from_slice(&std::fs::read(at.join("expected.json")).unwrap()).unwrap();
        let word = |key: &str| expected[key].as_str().unwrap_or_default().to_owned();
        let (article, when, uri) = (word("article"), word("at"), word("uri"));
        let mut arguments = vec![
            "verify",
            &article,
            "--record",
            "record.json",
            "--trust",
            "trust.toml",
            "--at",
            &when,
            "--format",
            "json",
        ];
        if !uri.is_empty() {
            arguments.extend(["--uri", &uri]);
        }
        let said = terang(&at, &arguments);
        let status = match (word("outcome").as_str(), expected["reasons"][0].as_str()) {
            ("matches", _) => 0,
            ("trust-refused", _) | (_, Some("input-unreadable")) => 2,
            _ => 1,
        };
        assert_eq!(code(&said), status, "{name}: {}", text(&said));
        if word("outcome") != "trust-refused" {
            let report: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
            assert_eq!(report["articles"][0]["outcome"], expected["outcome"], "{name}");
            assert_eq!(report["articles"][0]["reasons"], expected["reasons"], "{name}");
        }
    }
}
