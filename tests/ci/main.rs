//! What runs terang for others: the action, the hooks of pre-commit, the templates, and what `terang init` writes.
//!
//! Linters and pre-commit are installed by `run` beside this file. Where one is not there a test says SKIPPED; with
//! TERANG_REQUIRE_PEERS it fails.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test runs programs and stops where one errs"
)]
#![cfg(all(unix, feature = "cli"))]

mod action;
mod hooks;
mod init;
mod lint;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An article that says nothing, with what a chat program left behind.
const PASTED: &str = "# Jembatan\n\nAs an AI language model, I cannot confirm the date.\n";
/// The same article, mended.
const MENDED: &str = "# Jembatan\n\nJembatan itu dibuka pada hari Rabu.\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// PATH with the program under test in front.
fn path() -> String {
    let terang = Path::new(env!("CARGO_BIN_EXE_terang")).parent().unwrap();
    format!("{}:{}", terang.display(), std::env::var("PATH").unwrap())
}

fn terang(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
    command.args(arguments).current_dir(folder).env_clear().env("PATH", path()).output().unwrap()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A folder with one article.
fn site(article: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/jembatan.md", article);
    folder
}

/// A program that `run` installs, or `None` where it did not.
fn peer(name: &str) -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let peers = target.join("peers/ci");
    let found =
        ["bin", "node_modules/.bin"].iter().map(|folder| peers.join(folder).join(name)).find(|p| p.exists());
    if found.is_none() {
        assert!(std::env::var_os("TERANG_REQUIRE_PEERS").is_none(), "{name} is not installed");
        // Written past the capture of the test harness, so that nobody takes this for a pass.
        let _ = writeln!(std::io::stderr(), "SKIPPED: {name} is not there (tests/ci/run installs it)");
    }
    found
}

/// Runs a program that has to succeed.
fn passes(program: &Path, arguments: &[&str], folder: &Path) {
    let said = Command::new(program).args(arguments).current_dir(folder).output().unwrap();
    assert_eq!(code(&said), 0, "{} {arguments:?}: {}", program.display(), text(&said));
}
