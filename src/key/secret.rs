//! Secret keys.

use ed25519_dalek::{Signer as _, SigningKey};
use zeroize::{Zeroize as _, Zeroizing};

use super::error::KeyError;
use super::pem::{self, EncryptionSeed};
use super::public::PublicKey;

/// An Ed25519 secret key. It is wiped when dropped, and has no `Debug`, `Display` or `Serialize`.
pub struct SecretKey {
    key: SigningKey,
    public: PublicKey,
}

impl SecretKey {
    /// The key of these 32 secret bytes (RFC 8032 §5.1.5), which are wiped.
    ///
    /// The core has no source of randomness: fresh keys need 32 bytes from the system's generator.
    #[must_use]
    pub fn from_seed(seed: &mut [u8; 32]) -> Self {
        let key = SigningKey::from_bytes(seed);
        seed.zeroize();
        let public = PublicKey::of(key.verifying_key());
        Self { key, public }
    }

    /// Reads PKCS#8 PEM (RFC 5958, RFC 8410 §7), plain or encrypted (PBES2).
    ///
    /// A passphrase that a plain key does not need is not looked at.
    ///
    /// # Errors
    ///
    /// [`KeyError`]; a key whose own public half differs is malformed.
    pub fn parse(text: &str, passphrase: Option<&[u8]>) -> Result<Self, KeyError> {
        let mut seed = pem::parse_secret(text.trim(), passphrase)?;
        Ok(Self::from_seed(&mut seed))
    }

    /// PKCS#8 PEM without encryption.
    #[must_use]
    pub fn to_pem(&self) -> Zeroizing<String> {
        pem::secret_to_pem(self.key.as_bytes())
    }

    /// PKCS#8 PEM encrypted with `passphrase`: scrypt (N 16,384, r 8, p 5) and AES-256-CBC, which openssl reads.
    #[must_use]
    pub fn to_encrypted_pem(&self, passphrase: &[u8], seed: &EncryptionSeed) -> String {
        pem::secret_to_encrypted_pem(self.key.as_bytes(), passphrase, seed)
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The pure Ed25519 signature over `message` (RFC 8032 §5.1.6).
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}
