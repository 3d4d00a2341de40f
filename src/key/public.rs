//! Public keys.

use ed25519_dalek::{Signature, VerifyingKey};

use super::error::KeyError;
use super::{jwk, line, pem};
use crate::digest::Digest;

/// The DER bytes of an Ed25519 SubjectPublicKeyInfo before its 32 key bytes, RFC 8410 §4.
const SPKI_PREFIX: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// The largest text that is looked at as a public key, in bytes.
const LONGEST: usize = 64 << 10;

/// An Ed25519 public key that is canonical and not weak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    point: VerifyingKey,
    id: Digest,
}

impl PublicKey {
    /// The key of these 32 bytes (RFC 8032 §5.1.5).
    ///
    /// # Errors
    ///
    /// [`KeyError::NotCanonical`] where the bytes are no point or a second spelling of one, [`KeyError::Weak`] where
    /// the point has small order.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        let point = VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::NotCanonical)?;
        if point.is_weak() {
            return Err(KeyError::Weak);
        }
        if point.to_edwards().compress().as_bytes() != bytes {
            return Err(KeyError::NotCanonical);
        }
        Ok(Self::of(point))
    }

    /// The key of a point that is known to be sound.
    pub(super) fn of(point: VerifyingKey) -> Self {
        let id = Digest::of(&spki(&point.to_bytes()));
        Self { point, id }
    }

    /// Reads a key in any of the four public forms: PEM, OpenSSH line, minisign line or file, JWK.
    ///
    /// # Errors
    ///
    /// [`KeyError`]; a secret key is refused as [`KeyError::Secret`], so that nobody publishes one by mistake.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(KeyError::UnknownForm);
        }
        if text.contains("-----BEGIN ") {
            return pem::parse_public(text);
        }
        if text.starts_with('{') {
            return jwk::parse(text);
        }
        line::parse(text)
    }

    /// The 32 bytes of the key.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.point.to_bytes()
    }

    /// The key's identifier: SHA-256 of its SubjectPublicKeyInfo DER (RFC 8410 §4). A hint and never a decision.
    #[must_use]
    pub fn id(&self) -> Digest {
        self.id
    }

    /// SubjectPublicKeyInfo as DER, 44 bytes (RFC 8410 §4).
    #[must_use]
    pub fn to_spki_der(&self) -> [u8; 44] {
        spki(&self.to_bytes())
    }

    /// SubjectPublicKeyInfo as PEM, as `openssl pkey -pubout` writes it.
    #[must_use]
    pub fn to_pem(&self) -> String {
        pem::public_to_pem(self)
    }

    /// An OpenSSH `authorized_keys` line (RFC 8709 §4), with `comment` where it is not empty.
    #[must_use]
    pub fn to_openssh(&self, comment: &str) -> String {
        line::to_openssh(self, comment)
    }

    /// A minisign public key line; its key number is the first 8 bytes of [`Self::id`].
    #[must_use]
    pub fn to_minisign(&self) -> String {
        line::to_minisign(self)
    }

    /// A JSON Web Key (RFC 8037 §2) on one line.
    #[must_use]
    pub fn to_jwk(&self) -> String {
        jwk::to_jwk(self)
    }

    /// Whether `signature` is this key's pure Ed25519 signature over `message`.
    ///
    /// Strict (RFC 8032 §5.1.7 without its latitude): S below the group order, no point of small order, no cofactor.
    #[must_use]
    pub fn holds(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|s| self.point.verify_strict(message, &s).is_ok())
    }
}

fn spki(key: &[u8; 32]) -> [u8; 44] {
    let mut der = [0; 44];
    der[..12].copy_from_slice(&SPKI_PREFIX);
    der[12..].copy_from_slice(key);
    der
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_order_and_second_spellings_do_not_load() {
        let mut one = [0; 32];
        one[0] = 1;
        assert_eq!(PublicKey::from_bytes(&one), Err(KeyError::Weak));
        assert_eq!(PublicKey::from_bytes(&[0; 32]), Err(KeyError::Weak));
        // y = p + 3 is a second spelling of y = 3, a point of full order.
        let mut second = [0xff; 32];
        second[0] = 0xf0;
        second[31] = 0x7f;
        assert_eq!(PublicKey::from_bytes(&second), Err(KeyError::NotCanonical));
        let mut first = [0; 32];
        first[0] = 3;
        assert!(PublicKey::from_bytes(&first).is_ok());
    }
}
