//! Adding signatures.

use super::model::{Envelope, Signature};
use super::pae::pae;
use crate::key::{PublicKey, SecretKey};

/// Something that signs with one Ed25519 key: a key in memory, or a program that holds one.
pub trait Signer {
    /// The public half of the key.
    fn public(&self) -> &PublicKey;

    /// The pure Ed25519 signature over `message`.
    ///
    /// # Errors
    ///
    /// [`SignerError`] where the holder of the key does not sign.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignerError>;
}

/// Why no signature was made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignerError {
    /// The holder of the key could not be reached or refused.
    #[error("the signer did not sign")]
    Refused(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What came back is not this key's signature over these bytes.
    #[error("the signer's answer is not a signature of its key over these bytes")]
    DoesNotHold,
}

impl Signer for SecretKey {
    fn public(&self) -> &PublicKey {
        Self::public(self)
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignerError> {
        Ok(Self::sign(self, message))
    }
}

impl Envelope {
    /// Signs `payload` as `payload_type`.
    ///
    /// # Errors
    ///
    /// As [`Self::add_signature`].
    pub fn sign(
        payload_type: impl Into<String>,
        payload: Vec<u8>,
        signer: &dyn Signer,
    ) -> Result<Self, SignerError> {
        let mut envelope = Self { payload_type: payload_type.into(), payload, signatures: Vec::new() };
        envelope.add_signature(signer)?;
        Ok(envelope)
    }

    /// Adds one more signature over the same bytes; one by the same key that holds already stays as it is.
    ///
    /// # Errors
    ///
    /// [`SignerError`] where the signer gives none, or one that does not hold: such a record would not verify.
    pub fn add_signature(&mut self, signer: &dyn Signer) -> Result<(), SignerError> {
        let message = pae(&self.payload_type, &self.payload);
        let key = signer.public();
        if self.signatures.iter().any(|s| key.holds(&message, &s.sig)) {
            return Ok(());
        }
        let sig = signer.sign(&message)?;
        if !key.holds(&message, &sig) {
            return Err(SignerError::DoesNotHold);
        }
        self.signatures.push(Signature { keyid: key.id().to_string(), sig: sig.to_vec() });
        Ok(())
    }
}
