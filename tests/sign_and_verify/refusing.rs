//! What is said where something cannot be done: what was wrong, where, and what to do.

use std::os::unix::fs::PermissionsExt as _;

use super::{ARTICLE, SIGN, VERIFY, code, newsroom, terang, text};

/// Holds that a command ends in `status` and says all of `words`.
#[track_caller]
pub(crate) fn says(at: &std::path::Path, arguments: &[&str], status: i32, words: &[&str]) {
    let said = terang(at, arguments);
    assert_eq!(code(&said), status, "{}", text(&said));
    for word in words {
        assert!(text(&said).contains(word), "{word:?} is not in: {}", text(&said));
    }
}

#[test]
fn keys_that_do_not_open_or_do_not_count() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &["key", "new", "l.pem", "--passphrase-env", "SANDI"])), 0);
    let sign =
        ["sign", "a.md", "--key", "l.pem", "--involvement", "assisted", "--passphrase-env", "PATH_OF_NONE"];
    says(at, &sign, 2, &["PATH_OF_NONE holds no passphrase"]);
    std::fs::write(at.join("wrong"), "bukan ini\n").unwrap();
    let script = format!(
        "{} sign a.md --key l.pem --involvement assisted --passphrase-fd 3 3<wrong",
        env!("CARGO_BIN_EXE_terang")
    );
    let wrong = std::process::Command::new("/bin/sh").args(["-c", &script]).current_dir(at).output().unwrap();
    assert_eq!(code(&wrong), 2);
    assert!(
        text(&wrong).contains("l.pem cannot be used: the passphrase does not open the key"),
        "{}",
        text(&wrong)
    );
    assert!(!text(&wrong).contains("bukan ini"));
    assert!(!at.join("a.md.terang.json").exists());

    assert_eq!(code(&terang(at, &SIGN)), 0);
    says(at, &["verify", "a.md", "--key", "l.pem.pub"], 1, &["key-unknown", "a.md.terang.json", "it names"]);
    says(
        at,
        &["verify", "a.md", "--key", "k.pem"],
        2,
        &["secret key", "terang key export k.pem > k.pem.pub"],
    );
    for option in ["--trust", "--key"] {
        let address = "http://harian.example/trust";
        says(at, &["verify", "a.md", option, address], 2, &["is an address, and nothing is fetched", "save"]);
    }
    says(at, &["key", "new", "k.pem", "--no-passphrase"], 2, &["is there already"]);
    std::fs::remove_file(at.join("k.pem")).unwrap();
    says(at, &["key", "new", "k.pem", "--no-passphrase"], 2, &["k.pem.pub is there already"]);
    assert!(!at.join("k.pem").exists());
    says(at, &["key", "new", "none/k.pem", "--no-passphrase"], 2, &["there is no such folder"]);
}

#[test]
fn records_that_are_none_say_where_they_break_off() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let record = std::fs::read(at.join("a.md.terang.json")).unwrap();
    std::fs::write(at.join("a.md.terang.json"), &record[..700]).unwrap();
    says(at, &VERIFY, 1, &["record-malformed", "cut off", "column 700", "Record: a.md.terang.json"]);
    std::fs::write(at.join("a.md.terang.json"), "not a record").unwrap();
    says(at, &VERIFY, 1, &["record-malformed", "not a DSSE envelope", "line 1"]);
    std::fs::remove_file(at.join("a.md.terang.json")).unwrap();
    says(at, &VERIFY, 1, &["record-missing", "--record"]);
    says(at, &["verify", "none.md", "--key", "k.pem.pub"], 2, &["input-unreadable", "none.md"]);
    says(at, &["sign", "none.md", "--key", "k.pem"], 2, &["none.md: cannot be read"]);
}

#[test]
fn records_are_no_articles_and_nothing_undeclared_is_signed() {
    let folder = newsroom();
    let at = folder.path();
    says(at, &["sign", "a.md", "--key", "k.pem"], 2, &["nothing says what AI did", "--involvement"]);
    assert_eq!(code(&terang(at, &[&SIGN[..], &["--sigstore-bundle"]].concat())), 0);
    says(
        at,
        &["sign", "a.md.terang.json", "a.md.sigstore.json", "--key", "k.pem"],
        3,
        &["passed over", "nothing was signed"],
    );
    assert!(!at.join("a.md.terang.json.terang.json").exists());
    says(
        at,
        &["sign", "a.md", "--key", "k.pem", "--cosign", "--reviewer", "Sari"],
        2,
        &["cannot be used with"],
    );
}

#[test]
fn a_folder_that_takes_no_file_leaves_the_record_as_it_was() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let before = std::fs::read(at.join("a.md.terang.json")).unwrap();
    std::fs::set_permissions(at, std::fs::Permissions::from_mode(0o555)).unwrap();
    let writable = std::fs::write(at.join("probe"), "").is_ok();
    let said = terang(at, &SIGN);
    std::fs::set_permissions(at, std::fs::Permissions::from_mode(0o755)).unwrap();
    if writable {
        eprintln!("SKIPPED: this user may write into any folder");
        return;
    }
    assert_eq!(code(&said), 2);
    assert!(text(&said).contains("a.md.terang.json cannot be written"), "{}", text(&said));
    assert_eq!(std::fs::read(at.join("a.md.terang.json")).unwrap(), before);
}

#[test]
fn where_no_byte_can_be_written_the_record_stays_as_it_was() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    let before = std::fs::read(at.join("a.md.terang.json")).unwrap();
    std::fs::write(at.join("a.md"), ARTICLE.replace("Rabu", "Kamis")).unwrap();
    // No file may grow beyond no bytes: what a full disk does, without a full disk.
    let script = format!(
        "trap '' XFSZ; ulimit -f 0; {} sign a.md --key k.pem --involvement assisted -q 2>&1 | cat; ls -A",
        env!("CARGO_BIN_EXE_terang")
    );
    let said = std::process::Command::new("/bin/sh").args(["-c", &script]).current_dir(at).output().unwrap();
    assert!(text(&said).contains("a.md.terang.json cannot be written"), "{}", text(&said));
    assert!(text(&said).contains("what was there before is as it was"), "{}", text(&said));
    assert!(!text(&said).contains(".terang-"), "nothing half-written is left: {}", text(&said));
    assert_eq!(std::fs::read(at.join("a.md.terang.json")).unwrap(), before);
}
