//! The page of an audit in a real browser: no barrier that axe-core knows, no request, no breach of its own policy.
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

#[test]
fn the_page_has_no_barrier_and_asks_for_nothing() {
    let packages = packages();
    if !packages.join("node_modules/axe-core/axe.min.js").exists() {
        assert!(std::env::var_os("TERANG_REQUIRE_PEERS").is_none(), "axe-core is not installed");
        println!("SKIPPED: axe-core is not installed; tests/audit_page/run installs it");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.jsonl"), archive()).unwrap();
    for tongue in ["en", "id"] {
        let output = Command::new(env!("CARGO_BIN_EXE_terang"))
            .current_dir(folder.path())
            .args(["audit", "a.jsonl", "--report-lang", tongue, &format!("--output=html={tongue}.html")])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let drive = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit_page/drive.mjs");
    let output = Command::new("node")
        .arg(drive)
        .arg(&packages)
        .args(["en.html", "id.html"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said, "[]", "{said}");
}
