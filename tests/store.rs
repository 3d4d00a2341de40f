//! Files of keys and records, and signing through another program.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may write files, tell what it skipped, and stop"
)]
#![cfg(unix)]

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;

use terang::envelope::{Envelope, Signer as _, signers};
use terang::key::SecretKey;
use terang::store::{self, CommandSigner, StoreError};

fn key() -> SecretKey {
    SecretKey::from_seed(&mut [21; 32])
}

#[test]
fn a_secret_key_file_is_for_its_owner_alone_and_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    store::write_secret(&path, &key().to_pem(), false).unwrap();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let again = store::write_secret(&path, "other", false);
    assert!(matches!(again, Err(StoreError::Exists { .. })));
    assert_eq!(store::read_secret(&path).unwrap().as_str(), key().to_pem().as_str());
    store::write_secret(&path, "other", true).unwrap();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_key_file_that_others_may_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    store::write_secret(&path, &key().to_pem(), false).unwrap();
    for mode in [0o640, 0o604, 0o660, 0o622] {
        std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        assert!(matches!(store::read_secret(&path), Err(StoreError::Readable { .. })), "{mode:o}");
    }
    std::fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    assert!(store::read_secret(&path).is_ok());
}

#[test]
fn a_record_lies_beside_its_article_and_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = store::sidecar(&folder.path().join("artikel.html"));
    assert!(path.ends_with("artikel.html.terang.json"));
    assert_eq!(store::read_record(&path).unwrap(), None);
    store::write_record(&path, "one").unwrap();
    store::write_record(&path, "two").unwrap();
    assert_eq!(store::read_record(&path).unwrap(), Some(b"two".to_vec()));
    let nowhere = store::write_record(&folder.path().join("none/record"), "x");
    assert!(matches!(nowhere, Err(StoreError::Write { .. })));
}

#[test]
fn fresh_bytes_are_not_the_same_twice() {
    let (mut a, mut b) = ([0; 32], [0; 32]);
    store::random(&mut a).unwrap();
    store::random(&mut b).unwrap();
    assert_ne!(a, b);
}

#[test]
fn openssl_behind_a_command_signs_a_record_that_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    store::write_secret(&path, &key().to_pem(), false).unwrap();
    if std::process::Command::new("openssl").arg("version").output().is_err() {
        eprintln!("SKIPPED: openssl cannot be run here");
        return;
    }
    // openssl 3.0 wants to know the length of what it signs raw, so standard input goes through a file.
    let command = format!(
        "t=$(mktemp) && cat > \"$t\" && openssl pkeyutl -sign -inkey {} -rawin -in \"$t\"; s=$?; rm -f \"$t\"; exit $s",
        path.display()
    );
    let signer = CommandSigner::new(command, key().public().clone());
    let envelope = Envelope::sign("t", vec![b'x'; 1 << 20], &signer).unwrap();
    assert_eq!(signers(&envelope, &[key().public()]), [0]);
}

#[test]
fn a_command_that_does_not_sign_makes_no_record() {
    let sign = |command: &str| {
        Envelope::sign("t", vec![b'x'; 1 << 20], &CommandSigner::new(command, key().public().clone()))
    };
    for command in
        ["true", "exit 3", "head -c 64 /dev/zero", "head -c 65 /dev/zero", "cat", "/no/such/program"]
    {
        let error = sign(command).unwrap_err();
        assert!(!error.to_string().is_empty(), "{command}");
    }
    assert_eq!(CommandSigner::new("true", key().public().clone()).public(), key().public());
}
