//! The examples of the documentation, played through with the programs that they name.
//!
//! Where Hugo is not installed the test says SKIPPED; with TERANG_REQUIRE_PEERS it fails. `run` beside this file
//! installs it.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test runs programs and stops where one errs"
)]
#![cfg(all(unix, feature = "cli"))]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_newsroom_labels_checks_signs_and_publishes_and_a_reader_verifies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let terang = Path::new(env!("CARGO_BIN_EXE_terang")).parent().unwrap();
    let peers = target.join("peers/examples/bin");
    let path = format!("{}:{}:{}", terang.display(), peers.display(), std::env::var("PATH").unwrap());
    let said = Command::new("sh")
        .arg(root.join("docs/examples/newsroom/run"))
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    if said.status.code() == Some(77) {
        assert!(std::env::var_os("TERANG_REQUIRE_PEERS").is_none(), "{text}");
        // Written past the capture of the test harness, so that nobody takes this for a pass.
        let _ = writeln!(std::io::stderr(), "{} (tests/examples/run installs it)", text.trim());
        return;
    }
    assert!(said.status.success(), "{text}");
    assert!(text.contains("index.html: MATCHES (text)"), "{text}");
    assert!(text.contains("disclosure REMOVED") && text.contains("-> 1 changed: is now"), "{text}");
    assert!(text.contains("key-unknown"), "{text}");
}
