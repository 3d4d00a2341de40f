//! The pages of an audit and of a check in a real browser: no barrier that axe-core knows, no request, no breach of its own policy.
//! `tests/audit_page/run` installs what it needs.
#![cfg(feature = "sqlite")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may start its peers and stop"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

fn packages() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    target.join("peers/audit_page")
}

/// Pages of several sites and months, some of which lost their disclosure, and some damage.
fn archive() -> String {
    let mut out = String::new();
    for number in 0..90_usize {
        let label = if number % 3 == 0 { "<p>This article was written with the help of AI.</p>" } else { "" };
        let residue = if number % 30 == 1 { "<p>As an AI language model, I cannot say.</p>" } else { "" };
        let html = format!(
            "<!doctype html><html lang={}><body><article><h1>Market {number}</h1><p>The market number {number} opens \
             again.</p>{label}{residue}</article></body></html>",
            ["en", "id", "de"][number % 3]
        );
        let uri = format!("https://site{}.example/part{}/{}", number % 5, number % 4, number % 40);
        let line = serde_json::json!({ "id": number.to_string(), "uri": uri, "html": html });
        let _ = writeln!(out, "{line}");
    }
    out.push_str("{\"id\": broken\n");
    out
}

/// Where axe-core lies; `None`, told, where it is not installed.
fn installed() -> Option<PathBuf> {
    let packages = packages();
    if packages.join("node_modules/axe-core/axe.min.js").exists() {
        return Some(packages);
    }
    assert!(std::env::var_os("TERANG_REQUIRE_PEERS").is_none(), "axe-core is not installed");
    println!("SKIPPED: axe-core is not installed; tests/audit_page/run installs it");
    None
}

/// Runs terang in `folder` and holds that it ends with `status`.
fn terang(folder: &Path, arguments: &[&str], status: i32) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_terang")).current_dir(folder).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Opens `pages` of `folder` in the browser and holds that nothing is wrong with them.
fn no_barrier(packages: &Path, folder: &Path, pages: &[&str]) {
    let drive = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit_page/drive.mjs");
    let mut node = Command::new("node");
    node.arg(drive).arg(packages).args(pages).current_dir(folder);
    let output = node.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said, "[]", "{said}");
}

#[test]
fn the_page_has_no_barrier_and_asks_for_nothing() {
    let Some(packages) = installed() else { return };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.jsonl"), archive()).unwrap();
    for tongue in ["en", "id"] {
        let output = format!("--output=html={tongue}.html");
        terang(folder.path(), &["audit", "a.jsonl", "--report-lang", tongue, &output], 2);
    }
    no_barrier(&packages, folder.path(), &["en.html", "id.html"]);
}

/// Findings of every level, of long words and of many scripts, some set aside; what could not be read; and nothing.
#[test]
fn the_report_of_a_check_has_no_barrier_and_asks_for_nothing() {
    let Some(packages) = installed() else { return };
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let write = |name: &str, text: &str| {
        let path = at.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let residue = "As an AI language model, I cannot say.";
    write(
        "content/a.md",
        &format!("---\nlang: en\ndigitalSourceType: odd\nai_generated: true\n---\n# A\n\n{residue}\n"),
    );
    write(
        "content/ar.html",
        &format!(
            "<html lang=ar><article><h1>\u{645}\u{64a}\u{646}\u{627}\u{621}</h1><p>{residue}</p></article>"
        ),
    );
    write(
        "content/long.html",
        &format!(
            "<html lang=en><meta name=ai-disclosure content=ai-generated><article><h1>{}</h1><p>turn0search0{}</p></article>",
            "W".repeat(300),
            "x".repeat(300)
        ),
    );
    write(
        "content/aside.md",
        &format!("<!-- terang-ignore residue-without-disclosure: a quotation -->\n{residue}\n"),
    );
    write(&format!("content/{}.md", "n".repeat(200)), residue);
    std::fs::write(at.join("content/bad.md.gz"), b"\x1f\x8b no gzip").unwrap();
    write("fine/a.md", "---\nlang: en\n---\n# A\n\nThe ferry sails.\n");
    for tongue in ["en", "id"] {
        let page = |name: &str| format!("--output=html={name}-{tongue}.html");
        let typed = ["check", "content", "--require-disclosure", "--ui-lang", tongue];
        terang(at, &[&typed[..], &["--profile", "eu-ai-act-50-4", &page("found")]].concat(), 2);
        terang(at, &["check", "fine", "--ui-lang", tongue, &page("fine")], 0);
    }
    no_barrier(&packages, at, &["found-en.html", "found-id.html", "fine-en.html", "fine-id.html"]);
}
