//! Why a trust file is refused.

use crate::key::KeyError;

/// What is wrong with a trust file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// Not TOML, or a field that is unknown, missing or of another type; the message names the place.
    #[error("the trust file is malformed")]
    Toml(#[source] toml::de::Error),
    /// A version that this program does not know.
    #[error("trust files of version {0} are not known here")]
    Version(u32),
    /// Nobody to trust.
    #[error("the trust file names no publisher")]
    Empty,
    /// Two publishers of one name would be one to a reader.
    #[error("the publisher `{0}` stands in the trust file twice")]
    DoubledPublisher(String),
    /// A publisher without a key, or with a threshold that can never be met or is no threshold.
    #[error("the publisher `{publisher}` has {keys} keys and a threshold of {threshold}")]
    Threshold {
        /// The publisher's name.
        publisher: String,
        /// How many keys it has.
        keys: usize,
        /// The threshold.
        threshold: usize,
    },
    /// A required role that no key of the publisher has.
    #[error("no key of the publisher `{publisher}` has the required role `{role}`")]
    Role {
        /// The publisher's name.
        publisher: String,
        /// The role.
        role: super::Role,
    },
    /// A key that does not load.
    #[error("key {number} of the publisher `{publisher}` cannot be used")]
    Key {
        /// The publisher's name.
        publisher: String,
        /// The key's number, from 1.
        number: usize,
        /// What is wrong with it.
        #[source]
        source: KeyError,
    },
    /// One key cannot speak for two publishers, nor count twice.
    #[error("key {0} stands in the trust file twice")]
    DoubledKey(crate::digest::Digest),
    /// A validity that ends before it begins.
    #[error("key {number} of the publisher `{publisher}` ends before it begins")]
    Validity {
        /// The publisher's name.
        publisher: String,
        /// The key's number, from 1.
        number: usize,
    },
}
