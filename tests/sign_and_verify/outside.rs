//! Signing through programs that hold the key: openssl, and a PKCS #11 token (SoftHSM behind python-pkcs11).
//!
//! Where one is not installed the test says SKIPPED and why; with TERANG_REQUIRE_PEERS it fails. `run` beside this file
//! installs both.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{code, newsroom, terang, text};

fn skip(why: &str) {
    assert!(std::env::var_os("TERANG_REQUIRE_PEERS").is_none(), "{why}");
    eprintln!("SKIPPED: {why}");
}

/// Runs a program that has to succeed; `None` where it is not installed.
fn run(at: &Path, program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut command = Command::new(program);
    match command.args(arguments).current_dir(at).env("SOFTHSM2_CONF", at.join("softhsm2.conf")).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program} {arguments:?}: {}", text(&output));
            Some(output.stdout)
        }
        Err(error) => {
            skip(&format!("{program} cannot be run here ({error})"));
            None
        }
    }
}

/// Signs three articles through `command` and verifies them with `public`.
fn signs_and_holds(at: &Path, command: &str, public: &str) {
    for name in ["b.md", "c.md"] {
        std::fs::copy(at.join("a.md"), at.join(name)).unwrap();
    }
    let all = ["a.md", "b.md", "c.md"];
    // SoftHSM fails now and then where several processes open one token at once.
    let sign = [
        "sign",
        "--jobs=1",
        "--signer-command",
        command,
        "--public-key",
        public,
        "--involvement",
        "assisted",
    ];
    let signed = Command::new(env!("CARGO_BIN_EXE_terang"))
        .args([&sign[..], &all].concat())
        .current_dir(at)
        .env("SOFTHSM2_CONF", at.join("softhsm2.conf"))
        .output()
        .unwrap();
    assert_eq!(code(&signed), 0, "{}", text(&signed));
    let said = terang(at, &[&["verify", "--key", public][..], &all].concat());
    assert_eq!(code(&said), 0, "{}", text(&said));
    assert!(text(&said).contains("3 match"));

    // The token's answer for another key than the one that is named is no signature.
    let other = [
        "sign",
        "a.md",
        "--signer-command",
        command,
        "--public-key",
        "k.pem.pub",
        "--involvement",
        "assisted",
    ];
    let before = std::fs::read(at.join("a.md.terang.json")).unwrap();
    let refused = Command::new(env!("CARGO_BIN_EXE_terang"))
        .args(other)
        .current_dir(at)
        .env("SOFTHSM2_CONF", at.join("softhsm2.conf"))
        .output()
        .unwrap();
    assert_eq!(code(&refused), 2);
    assert!(text(&refused).contains("is not a signature of its key"), "{}", text(&refused));
    assert_eq!(std::fs::read(at.join("a.md.terang.json")).unwrap(), before);
}

#[test]
fn openssl_signs_behind_a_command() {
    let folder = newsroom();
    let at = folder.path();
    if run(at, "openssl", &["genpkey", "-algorithm", "ed25519", "-out", "o.pem"]).is_none() {
        return;
    }
    run(at, "openssl", &["pkey", "-in", "o.pem", "-pubout", "-out", "o.pub"]);
    let command =
        "m=$(mktemp) && cat >\"$m\" && openssl pkeyutl -sign -rawin -inkey o.pem -in \"$m\"; rm \"$m\"";
    signs_and_holds(at, command, "o.pub");
}

#[test]
fn a_token_signs_behind_a_command() {
    let folder = newsroom();
    let at = folder.path();
    let places = [
        "/usr/lib",
        "/usr/lib64",
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/local/lib",
    ];
    let modules = places
        .iter()
        .flat_map(|p| ["softhsm/libsofthsm2.so", "pkcs11/libsofthsm2.so"].map(|m| Path::new(p).join(m)));
    let Some(module) = modules.into_iter().find(|m: &PathBuf| m.exists()) else {
        return skip("SoftHSM is not installed (Debian: softhsm2 opensc)");
    };
    std::fs::create_dir(at.join("tokens")).unwrap();
    let settings = format!("directories.tokendir = {}\n", at.join("tokens").display());
    std::fs::write(at.join("softhsm2.conf"), settings).unwrap();
    let init = ["--init-token", "--free", "--label", "redaksi", "--pin", "1234", "--so-pin", "5678"];
    if run(at, "softhsm2-util", &init).is_none() {
        return;
    }
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("peers/hsm/bin/python");
    if !packages.exists() {
        return skip("python-pkcs11 is not installed: run tests/sign_and_verify/run");
    }
    let (python, module) = (packages.to_str().unwrap(), module.to_str().unwrap());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sign_and_verify/hsm.py");
    let public = run(at, python, &[script, "make", module, "redaksi", "1234"]).unwrap();
    std::fs::write(at.join("t.pub"), public).unwrap();
    signs_and_holds(at, &format!("'{python}' '{script}' sign '{module}' redaksi 1234"), "t.pub");
}
