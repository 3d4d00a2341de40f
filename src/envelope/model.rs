//! What an envelope holds.

/// A payload, its type and the signatures over both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The type of the payload, a media type.
    pub payload_type: String,
    /// The bytes that were signed.
    pub payload: Vec<u8>,
    /// The signatures; one that does not hold harms no other.
    pub signatures: Vec<Signature>,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// What the signer calls the key; not signed, so a hint and never a decision. Empty means not given.
    pub keyid: String,
    /// The bytes of the signature.
    pub sig: Vec<u8>,
}
