//! PEM forms: SubjectPublicKeyInfo (RFC 8410), PKCS#8 plain and encrypted (RFC 5958, RFC 8018).

use ed25519_dalek::pkcs8::KeypairBytes;
use pkcs8::der::pem::{LineEnding, PemLabel as _};
use pkcs8::der::{Decode as _, Document, SecretDocument};
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{self, Kdf, ScryptParams};
use pkcs8::spki::SubjectPublicKeyInfoRef;
use pkcs8::{EncryptedPrivateKeyInfoOwned, EncryptedPrivateKeyInfoRef, ObjectIdentifier, PrivateKeyInfoRef};
use zeroize::{Zeroize as _, Zeroizing};

use super::error::KeyError;
use super::public::PublicKey;

/// id-Ed25519, RFC 8410 §3.
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// The DER bytes of a version 1 Ed25519 PrivateKeyInfo before its 32 secret bytes, RFC 8410 §7.
///
/// Version 1 because openssl up to 3.0 does not read version 2.
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// The largest text that is looked at as a secret key, in bytes.
const LONGEST: usize = 64 << 10;

/// Most PBKDF2 rounds that a key file may ask for (a second or two of work).
const MOST_ROUNDS: u32 = 10_000_000;

/// Most memory that a key file's scrypt may ask for, in bytes, and most work as memory times passes.
const MOST_MEMORY: u64 = 256 << 20;
const MOST_WORK: u64 = 1 << 30;

/// Fresh random bytes for one encryption: they must never be used twice.
pub struct EncryptionSeed {
    /// The salt of the key derivation.
    pub salt: [u8; 16],
    /// The initialisation vector of the cipher.
    pub iv: [u8; 16],
}

/// Reads a public key; any other kind of PEM is told by name.
pub(super) fn parse_public(text: &str) -> Result<PublicKey, KeyError> {
    if text.contains("PRIVATE KEY-----") {
        return Err(KeyError::Secret);
    }
    let (label, der) = Document::from_pem(text).map_err(|_| KeyError::Malformed("PEM"))?;
    if label != "PUBLIC KEY" {
        return Err(KeyError::UnknownForm);
    }
    let spki = SubjectPublicKeyInfoRef::from_der(der.as_bytes()).map_err(|_| KeyError::Malformed("PEM"))?;
    if spki.algorithm.oid != ED25519 {
        return Err(KeyError::Algorithm);
    }
    let bits = spki.subject_public_key.as_bytes().ok_or(KeyError::Malformed("PEM"))?;
    if spki.algorithm.parameters.is_some() {
        return Err(KeyError::Malformed("PEM"));
    }
    PublicKey::from_bytes(bits.try_into().map_err(|_| KeyError::Malformed("PEM"))?)
}

/// Reads the 32 secret bytes out of plain or encrypted PKCS#8.
pub(super) fn parse_secret(text: &str, passphrase: Option<&[u8]>) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let broken = KeyError::Malformed("PKCS#8");
    if text.len() > LONGEST || !text.contains("-----BEGIN ") {
        return Err(if PublicKey::parse(text).is_ok() { KeyError::Public } else { KeyError::UnknownForm });
    }
    // Its lines are of another length than PEM's, so it is told before it is read.
    if text.contains("-----BEGIN OPENSSH PRIVATE KEY-----") {
        return Err(KeyError::OpenSshSecret);
    }
    let (label, der) = SecretDocument::from_pem(text).map_err(|_| broken)?;
    match label {
        "PRIVATE KEY" => seed_of(der.as_bytes()),
        "ENCRYPTED PRIVATE KEY" => {
            let info = EncryptedPrivateKeyInfoRef::from_der(der.as_bytes()).map_err(|_| broken)?;
            bearable(&info.encryption_algorithm)?;
            let passphrase = passphrase.ok_or(KeyError::NeedsPassphrase)?;
            let plain = info.decrypt(passphrase).map_err(|_| KeyError::WrongPassphrase)?;
            seed_of(plain.as_bytes())
        }
        "PUBLIC KEY" => Err(KeyError::Public),
        _ => Err(KeyError::UnknownForm),
    }
}

fn seed_of(der: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let broken = KeyError::Malformed("PKCS#8");
    let info = PrivateKeyInfoRef::from_der(der).map_err(|_| broken)?;
    if info.algorithm.oid != ED25519 {
        return Err(KeyError::Algorithm);
    }
    let mut pair = KeypairBytes::try_from(info).map_err(|_| broken)?;
    let mut seed = Zeroizing::new(pair.secret_key);
    pair.secret_key.zeroize();
    // Version 2 carries the public key; a pair that does not belong together gives the secret away when it signs.
    if let Some(public) = pair.public_key {
        let mut copy = *seed;
        let own = super::SecretKey::from_seed(&mut copy);
        if own.public().to_bytes() != public.0 {
            seed.zeroize();
            return Err(broken);
        }
    }
    Ok(seed)
}

/// Refuses outdated ciphers, and key files that would cost minutes or gigabytes to open.
fn bearable(scheme: &EncryptionScheme) -> Result<(), KeyError> {
    let bearable = match scheme.pbes2().map(|p| &p.kdf) {
        Some(Kdf::Pbkdf2(p)) => p.iteration_count <= MOST_ROUNDS,
        Some(Kdf::Scrypt(p)) => {
            let memory = 128_u64.saturating_mul(p.cost_parameter).saturating_mul(u64::from(p.block_size));
            let work = memory.saturating_mul(u64::from(p.parallelization));
            memory <= MOST_MEMORY && work <= MOST_WORK
        }
        _ => false,
    };
    if bearable { Ok(()) } else { Err(KeyError::Encryption) }
}

pub(super) fn public_to_pem(key: &PublicKey) -> String {
    Document::try_from(key.to_spki_der().as_slice())
        .and_then(|der| der.to_pem("PUBLIC KEY", LineEnding::LF))
        .expect("44 bytes of DER written here are well-formed")
}

pub(super) fn secret_to_pem(seed: &[u8; 32]) -> Zeroizing<String> {
    SecretDocument::try_from(private_info(seed).as_slice())
        .and_then(|der| der.to_pem("PRIVATE KEY", LineEnding::LF))
        .expect("48 bytes of DER written here are well-formed")
}

pub(super) fn secret_to_encrypted_pem(seed: &[u8; 32], passphrase: &[u8], fresh: &EncryptionSeed) -> String {
    // OWASP's scrypt advice within the 32 MiB that openssl allows: N 2^14, r 8, p 5.
    let kdf = ScryptParams {
        salt: fresh.salt.as_slice().try_into().expect("16 bytes of salt are within the limit"),
        cost_parameter: 1 << 14,
        block_size: 8,
        parallelization: 5,
        key_length: None,
    };
    let parameters = pbes2::Parameters {
        kdf: kdf.into(),
        encryption: pbes2::EncryptionScheme::Aes256Cbc { iv: fresh.iv },
    };
    let encrypted = parameters
        .encrypt(passphrase, private_info(seed).as_slice())
        .expect("the parameters are fixed and valid");
    let info = EncryptedPrivateKeyInfoOwned {
        encryption_algorithm: parameters.into(),
        encrypted_data: pkcs8::der::asn1::OctetString::new(encrypted).expect("64 bytes fit an octet string"),
    };
    SecretDocument::encode_msg(&info)
        .and_then(|der| der.to_pem(EncryptedPrivateKeyInfoOwned::PEM_LABEL, LineEnding::LF))
        .map(|pem| pem.to_string())
        .expect("the structure built here is well-formed")
}

fn private_info(seed: &[u8; 32]) -> Zeroizing<[u8; 48]> {
    let mut der = Zeroizing::new([0; 48]);
    der[..16].copy_from_slice(&PKCS8_PREFIX);
    der[16..].copy_from_slice(seed);
    der
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SecretKey;

    const FRESH: EncryptionSeed = EncryptionSeed { salt: [7; 16], iv: [9; 16] };

    #[test]
    fn a_plain_key_round_trips() {
        let key = SecretKey::from_seed(&mut [1; 32]);
        let again = SecretKey::parse(&key.to_pem(), None).ok().unwrap();
        assert_eq!(again.public(), key.public());
    }

    #[test]
    fn an_encrypted_key_opens_with_its_passphrase_alone() {
        let key = SecretKey::from_seed(&mut [2; 32]);
        let pem = key.to_encrypted_pem("kata sandi".as_bytes(), &FRESH);
        assert_eq!(SecretKey::parse(&pem, Some(b"kata sandi")).ok().unwrap().public(), key.public());
        assert_eq!(SecretKey::parse(&pem, None).err(), Some(KeyError::NeedsPassphrase));
        assert_eq!(SecretKey::parse(&pem, Some(b"kata")).err(), Some(KeyError::WrongPassphrase));
    }

    #[test]
    fn a_key_file_that_asks_for_gigabytes_is_refused_before_any_work() {
        let kdf = ScryptParams {
            salt: [0; 8].as_slice().try_into().unwrap(),
            cost_parameter: 1 << 30,
            block_size: 8,
            parallelization: 1,
            key_length: None,
        };
        let scheme = EncryptionScheme::Pbes2(pbes2::Parameters {
            kdf: kdf.into(),
            encryption: pbes2::EncryptionScheme::Aes256Cbc { iv: [0; 16] },
        });
        assert_eq!(bearable(&scheme), Err(KeyError::Encryption));
    }

    #[test]
    fn a_version_two_key_whose_halves_differ_is_refused() {
        let right = SecretKey::from_seed(&mut [3; 32]).public().to_bytes();
        for (public, opens) in
            [(right, true), (SecretKey::from_seed(&mut [4; 32]).public().to_bytes(), false)]
        {
            let pair = KeypairBytes {
                secret_key: [3; 32],
                public_key: Some(ed25519_dalek::pkcs8::PublicKeyBytes(public)),
            };
            let pem = pkcs8::EncodePrivateKey::to_pkcs8_pem(&pair, LineEnding::LF).unwrap();
            assert_eq!(SecretKey::parse(&pem, None).is_ok(), opens);
        }
    }

    #[test]
    fn each_half_is_told_from_the_other() {
        let key = SecretKey::from_seed(&mut [5; 32]);
        assert_eq!(PublicKey::parse(&key.to_pem()).err(), Some(KeyError::Secret));
        assert_eq!(SecretKey::parse(&key.public().to_pem(), None).err(), Some(KeyError::Public));
        assert_eq!(SecretKey::parse(&key.public().to_openssh(""), None).err(), Some(KeyError::Public));
    }
}
