//! Envelopes that another implementation wrote.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read its fixtures and stop")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use terang::envelope::{Envelope, pae, signers};
use terang::key::{PublicKey, SecretKey};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vectors {
    seed: String,
    public_key: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    name: String,
    payload_type: String,
    payload: String,
    pae: String,
    envelope: String,
}

fn vectors() -> Vectors {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/vectors/envelope/go-securesystemslib.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn seed(hex: &str) -> [u8; 32] {
    terang::digest::Digest::from_hex(hex).unwrap().0
}

#[test]
fn envelopes_of_go_securesystemslib_hold() {
    let vectors = vectors();
    let key = PublicKey::parse(&vectors.public_key).unwrap();
    assert_eq!(vectors.cases.len(), 11);
    for case in vectors.cases {
        let envelope = Envelope::parse(case.envelope.as_bytes()).unwrap();
        assert_eq!(envelope.payload_type, case.payload_type, "{}", case.name);
        assert_eq!(envelope.payload, STANDARD.decode(&case.payload).unwrap(), "{}", case.name);
        let encoded = pae(&envelope.payload_type, &envelope.payload);
        assert_eq!(encoded, STANDARD.decode(&case.pae).unwrap(), "{}", case.name);
        assert_eq!(signers(&envelope, &[&key]), [0], "{}", case.name);
    }
}

#[test]
fn we_write_the_same_signatures_as_go_securesystemslib() {
    let vectors = vectors();
    let key = SecretKey::from_seed(&mut seed(&vectors.seed));
    // Ed25519 is deterministic. Only the name of the key is another: theirs hashes JSON, ours the key's DER.
    for case in vectors.cases {
        let theirs = Envelope::parse(case.envelope.as_bytes()).unwrap();
        let ours = Envelope::sign(case.payload_type, theirs.payload.clone(), &key).unwrap();
        assert_eq!(ours.signatures[0].sig, theirs.signatures[0].sig, "{}", case.name);
    }
}

#[test]
fn one_flipped_bit_anywhere_in_what_is_signed_is_noticed() {
    let key = SecretKey::from_seed(&mut [9; 32]);
    let good = Envelope::sign("application/vnd.in-toto+json", b"{\"a\":1}".to_vec(), &key).unwrap();
    for bit in 0..good.payload.len() * 8 {
        let mut bad = good.clone();
        bad.payload[bit / 8] ^= 1 << (bit % 8);
        assert!(signers(&bad, &[key.public()]).is_empty(), "payload bit {bit}");
    }
    for bit in 0..64 * 8 {
        let mut bad = good.clone();
        bad.signatures[0].sig[bit / 8] ^= 1 << (bit % 8);
        assert!(signers(&bad, &[key.public()]).is_empty(), "signature bit {bit}");
    }
}
