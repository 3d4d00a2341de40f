//! The scripts of the action, run as a runner would run them.

use std::path::Path;
use std::process::{Command, Output};

use super::{MENDED, PASTED, code, path, root, site, text, write};

/// A script of the action with what a runner sets.
fn script(name: &str, at: &Path, inputs: &[(&str, &str)]) -> Output {
    let temp = at.join("runner");
    std::fs::create_dir_all(&temp).unwrap();
    let mut command = Command::new("bash");
    command.arg(root().join("templates/action").join(name.split(' ').next().unwrap()));
    command.args(name.split(' ').skip(1)).current_dir(at).env_clear().env("PATH", path());
    command.env("RUNNER_TEMP", &temp).env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
    for (variable, file) in
        [("GITHUB_OUTPUT", "output"), ("GITHUB_PATH", "path"), ("GITHUB_STEP_SUMMARY", "summary")]
    {
        command.env(variable, temp.join(file));
    }
    command.envs(inputs.iter().copied()).output().unwrap()
}

fn said(at: &Path, file: &str) -> String {
    std::fs::read_to_string(at.join("runner").join(file)).unwrap_or_default()
}

#[test]
fn the_check_ends_as_terang_ends() {
    let folder = site(PASTED);
    let at = folder.path();
    let plain = [("INPUT_FORMAT", "human"), ("INPUT_SUMMARY", "false")];
    let check = |paths| script("check", at, &[&plain[..], &[("INPUT_PATHS", paths)]].concat());
    let found = check("content\n");
    assert_eq!(code(&found), 1, "{}", text(&found));
    assert_eq!(said(at, "output"), "exit-code=1\n");
    write(at, "content/jembatan.md", MENDED);
    write(at, "content/a b.md", MENDED);
    assert_eq!(code(&check("content/jembatan.md\r\n\n  \ncontent/a b.md")), 0, "names may have spaces");
    assert_eq!(code(&check("")), 0, "everything, where nothing is named");
    write(at, "void/readme.rst", "");
    assert_eq!(code(&check("void")), 3);
    assert_eq!(code(&check("--help\n$(touch owned)")), 2, "names are no options and no commands");
    assert!(!at.join("owned").exists());
}

#[test]
fn a_branch_is_held_to_the_articles_that_it_changed() {
    let folder = site(PASTED);
    let at = folder.path();
    write(at, "terang.toml", "version = 1\n[files]\ninclude = [\"content/**\"]\n");
    let git = |arguments: &[&str]| {
        let name = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let said = Command::new("git").args(name).args(arguments).current_dir(at).output().unwrap();
        assert_eq!(code(&said), 0, "{}", text(&said));
        String::from_utf8(said.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "--quiet"]);
    git(&["add", "content", "terang.toml"]);
    git(&["commit", "--quiet", "--message", "An article of old"]);
    let base = git(&["rev-parse", "HEAD"]);
    let plain = [("INPUT_FORMAT", "human"), ("INPUT_CHANGED_SINCE", base.as_str())];
    let check = || script("check", at, &plain);
    assert_eq!(code(&check()), 0);
    assert!(text(&check()).contains("none of 1 articles was changed"), "{}", text(&check()));
    // What lies outside of the configured folders is no article, though a name of it is given.
    write(at, "README.md", PASTED);
    git(&["add", "README.md"]);
    git(&["commit", "--quiet", "--message", "A page about us"]);
    assert_eq!(code(&check()), 0, "{}", text(&check()));
    write(at, "content/a new one.md", PASTED);
    git(&["add", "content"]);
    git(&["commit", "--quiet", "--message", "A new article"]);
    let found = check();
    assert_eq!(code(&found), 1, "{}", text(&found));
    assert!(
        text(&found).contains("a new one.md") && !text(&found).contains("jembatan.md"),
        "{}",
        text(&found)
    );
    let unknown = script("check", at, &[("INPUT_FORMAT", "human"), ("INPUT_CHANGED_SINCE", "0123abc")]);
    assert_eq!(code(&unknown), 2, "{}", text(&unknown));
    let nothing = script("check", at, &[&plain[..], &[("INPUT_PATHS", "runner")]].concat());
    assert_eq!(code(&nothing), 3, "no article at all is no article unchanged: {}", text(&nothing));
}

/// A release of one file, as the action downloads it.
fn release(at: &Path) -> (String, String) {
    let name = "terang-9.9.9-x86_64-unknown-linux-gnu";
    write(at, &format!("made/{name}/terang"), "#!/bin/sh\necho terang 9.9.9\n");
    let folder = at.join("releases/v9.9.9");
    std::fs::create_dir_all(&folder).unwrap();
    let made = format!(
        "chmod +x made/{name}/terang && tar -C made -czf releases/v9.9.9/{name}.tar.gz {name} &&
         cd releases/v9.9.9 && sha256sum {name}.tar.gz > SHA256SUMS && cut -d ' ' -f 1 SHA256SUMS"
    );
    let said = Command::new("sh").args(["-c", &made]).current_dir(at).output().unwrap();
    assert_eq!(code(&said), 0, "{}", text(&said));
    let sum = String::from_utf8(said.stdout).unwrap().trim().to_owned();
    (format!("file://{}", at.join("releases").display()), sum)
}

#[test]
fn a_release_is_unpacked_where_its_digest_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let (releases, sum) = release(at);
    let inputs = [("INPUT_VERSION", "v9.9.9"), ("TERANG_RELEASES", &releases), ("INPUT_SHA256", &sum)];
    let got = script("install", at, &inputs);
    assert_eq!(code(&got), 0, "{}", text(&got));
    assert!(text(&got).contains("terang 9.9.9"), "{}", text(&got));
    assert_eq!(said(at, "path"), format!("{}\n", at.join("runner/terang/bin").display()));
    let again = script("install", at, &[("INPUT_VERSION", "9.9.9"), ("TERANG_RELEASES", "file:///nowhere")]);
    assert!(text(&again).contains("in the cache"), "{}", text(&again));
}

#[test]
fn an_archive_with_another_digest_is_not_unpacked() {
    for pinned in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let (releases, _) = release(at);
        if !pinned {
            let sums = at.join("releases/v9.9.9/SHA256SUMS");
            let text = std::fs::read_to_string(&sums).unwrap();
            std::fs::write(sums, format!("{}{}", "0".repeat(64), &text[64..])).unwrap();
        }
        let zeros = "0".repeat(64);
        let digest = if pinned { zeros.as_str() } else { "" };
        let inputs = [("INPUT_VERSION", "9.9.9"), ("TERANG_RELEASES", &releases), ("INPUT_SHA256", digest)];
        let refused = script("install", at, &inputs);
        assert_eq!(code(&refused), 2, "{}", text(&refused));
        assert!(text(&refused).contains("was not unpacked"), "{}", text(&refused));
        assert!(!at.join("runner/terang/bin/terang").exists());
    }
}

#[test]
fn the_cache_is_keyed_by_the_source_and_a_version_is_no_script() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for _ in 0..2 {
        assert_eq!(code(&script("install place", at, &[])), 0);
    }
    let output = said(at, "output");
    let keys: Vec<&str> = output.lines().filter_map(|l| l.strip_prefix("key=terang-Linux-X64-")).collect();
    assert!(keys.len() == 2 && keys[0] == keys[1] && keys[0].len() == 64, "{output}");
    let refused = script("install place", at, &[("INPUT_VERSION", "1;touch owned")]);
    assert_eq!(code(&refused), 2);
    assert!(!at.join("owned").exists() && text(&refused).contains("the version is none"));
}
