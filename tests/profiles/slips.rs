//! What is wrong in a profile of one's own is named before anything is judged.
#![cfg(all(unix, feature = "cli"))]
#![allow(clippy::disallowed_methods, reason = "a test may start the program that it tests")]

use std::process::Command;

/// Exit status and standard error of a check under this profile.
fn checked(profile: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a.md", "# Harbour opens\n\nOn Monday.\n"), ("desk.toml", profile)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_terang"))
        .args(["check", "--profile", "./desk.toml", "a.md"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_slip_in_a_profile_is_named_with_its_place_and_the_word_that_was_meant() {
    let good = "id = 'desk'\njurisdiction = 'house'\nbinding = 'rule'\nas-of = '2026-11-01'\n\
        title = {en = 'D', id = 'M'}\nabout = {en = 'x', id = 'y'}\nsource.rule = {cite = 'Rule 1'}\n\
        [[clause]]\nid = 'a'\nlevel = 'error'\nsource = 'rule'\ncheck = 'statement-missing'\n\
        when = {involvement = ['generated']}\n";
    for (from, to, place, meant) in [
        ("when =", "wen =", "13:1: unknown key `wen`", "when"),
        ("{involvement", "{involvment", "13:9: unknown key `involvment`", "involvement"),
        ("'generated'", "'generatd'", "13:24: unknown word `generatd`", "generated"),
        ("'statement-missing'", "'statement-mising'", "12:9: unknown word", "statement-missing"),
        ("as-of", "as_of", "4:1: unknown key `as_of`", "as-of"),
        ("cite", "site", "7:16: unknown key `site`", "cite"),
        ("level", "levle", "10:1: unknown key `levle`", "level"),
    ] {
        let (code, said) = checked(&good.replacen(from, to, 1));
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(&format!("desk.toml:{place}")), "{said}");
        assert!(said.contains(&format!("did you mean `{meant}`?")), "{said}");
    }
    assert_eq!(checked(good).0, Some(1), "the rest is right");
}
