//! pre-commit, run for real.

use std::path::Path;
use std::process::{Command, Output};

use super::{MENDED, PASTED, code, passes, path, peer, root, site, terang, text, write};

fn git(at: &Path, arguments: &[&str]) {
    let name = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    passes(Path::new("git"), &[&name[..], arguments].concat(), at);
}

/// Runs the hooks over what is staged.
fn commit(pre_commit: &Path, at: &Path) -> Output {
    git(at, &["add", "."]);
    Command::new(pre_commit)
        .arg("run")
        .current_dir(at)
        .env("PATH", path())
        .env("PRE_COMMIT_HOME", at.join(".git/pre-commit-home"))
        .env("TERANG_LANG", "en")
        .output()
        .unwrap()
}

fn fails_then_passes(pre_commit: &Path, at: &Path) {
    let said = commit(pre_commit, at);
    assert_eq!(code(&said), 1, "{}", text(&said));
    assert!(text(&said).contains("residue-without-disclosure"), "{}", text(&said));
    write(at, "content/jembatan.md", MENDED);
    let said = commit(pre_commit, at);
    assert_eq!(code(&said), 0, "{}", text(&said));
    assert!(text(&said).contains("Passed"), "{}", text(&said));
}

#[test]
fn the_hook_that_init_writes_stops_a_commit_and_lets_the_next_one_pass() {
    let Some(pre_commit) = peer("pre-commit") else { return };
    let folder = site(PASTED);
    let at = folder.path();
    git(at, &["init", "--quiet"]);
    assert_eq!(code(&terang(at, &["init", "--pre-commit"])), 0);
    // No article: the hook is not given it.
    write(at, "README.md", PASTED);
    fails_then_passes(&pre_commit, at);
}

#[test]
fn the_hooks_of_a_clone_are_found_and_run() {
    let Some(pre_commit) = peer("pre-commit") else { return };
    let clone = tempfile::tempdir().unwrap();
    git(clone.path(), &["init", "--quiet"]);
    std::fs::copy(root().join(".pre-commit-hooks.yaml"), clone.path().join(".pre-commit-hooks.yaml"))
        .unwrap();
    git(clone.path(), &["add", "."]);
    git(clone.path(), &["commit", "--quiet", "--message", "A clone"]);
    let head = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(clone.path()).output().unwrap();
    let head = String::from_utf8(head.stdout).unwrap();

    let folder = site(PASTED);
    let at = folder.path();
    git(at, &["init", "--quiet"]);
    let source = clone.path().to_str().unwrap();
    let said = terang(at, &["init", "--pre-commit", "--source", source, "--rev", head.trim()]);
    assert_eq!(code(&said), 0, "{}", text(&said));
    let config = std::fs::read_to_string(at.join(".pre-commit-config.yaml")).unwrap();
    assert!(config.contains("id: terang-check\n"), "{config}");
    // The hook that builds terang anew is tried by hand: a build takes minutes.
    write(at, ".pre-commit-config.yaml", &config.replace("id: terang-check", "id: terang-check-system"));
    fails_then_passes(&pre_commit, at);
}
