//! The type of what was verified.

use crate::digest::Digest;

/// A value from a signed record that holds. Only verification makes one.
#[derive(Clone, Debug)]
pub struct Verified<T> {
    value: T,
    by: SignedBy,
    envelope: Digest,
}

/// Who signed, in the words of the trust file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBy {
    /// The publisher's name.
    pub publisher: String,
    /// The identifiers of the keys that count.
    pub keys: Vec<Digest>,
    /// Whether the record counts only because its own date is believed: too many of the keys have ended since.
    pub rests_on_stated_time: bool,
}

impl<T> Verified<T> {
    /// Only the functions of this module that check may call it.
    pub(in crate::verify) fn new(value: T, by: SignedBy, envelope: Digest) -> Self {
        Self { value, by, envelope }
    }

    /// The value.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.value
    }

    /// Who signed it.
    #[must_use]
    pub fn signed_by(&self) -> &SignedBy {
        &self.by
    }

    /// SHA-256 of the envelope's bytes: what a record that takes its place names in `supersedes`.
    #[must_use]
    pub fn envelope(&self) -> Digest {
        self.envelope
    }
}
