//! Why an envelope cannot be read or written.

/// What is wrong with an envelope.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// More bytes than any record needs.
    #[error("the envelope has {size} bytes, more than {limit}")]
    TooLarge {
        /// Bytes of the envelope.
        size: usize,
        /// Bytes that are allowed.
        limit: usize,
    },
    /// No JSON, or not the JSON of an envelope (a field missing, doubled or of another type).
    #[error("not a DSSE envelope")]
    Json(#[source] serde_json::Error),
    /// A field that is not canonical base64 of one alphabet, with padding.
    #[error("`{0}` is not canonical padded base64")]
    Base64(&'static str),
    /// More signatures than are looked at.
    #[error("the envelope has {count} signatures, more than {limit}")]
    TooManySignatures {
        /// Signatures of the envelope.
        count: usize,
        /// Signatures that are allowed.
        limit: usize,
    },
    /// A Sigstore bundle holds exactly one signature.
    #[error("a Sigstore bundle holds exactly one signature, this envelope has {0}")]
    NotOneSignature(usize),
    /// The signature to be exported is not by the key that was named.
    #[error("the envelope's signature was not made by that key")]
    OtherKey,
}
