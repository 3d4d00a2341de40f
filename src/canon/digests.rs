//! Canonical text to digests: what a record holds about the text.

use super::model::{CanonicalText, PROFILE, Scope, unicode_version};
use crate::digest::Digest;
use crate::merkle;

/// The digests of one canonical text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentDigests {
    /// [`PROFILE`].
    pub profile: String,
    /// The version of the Unicode tables, see [`unicode_version`].
    pub unicode: String,
    /// The scope under which the text was taken.
    pub scope: Scope,
    /// The leaf hash of the headline, where there is one. It is no leaf of the tree.
    pub headline: Option<Digest>,
    /// The RFC 6962 root over `paragraphs`.
    pub root: Digest,
    /// The leaf hash of each paragraph: SHA-256(0x00 ‖ UTF-8).
    pub paragraphs: Vec<Digest>,
}

impl ContentDigests {
    /// The digests of `text`.
    #[must_use]
    pub fn of(text: &CanonicalText) -> Self {
        let paragraphs: Vec<Digest> =
            text.paragraphs.iter().map(|p| merkle::leaf_hash(p.as_bytes())).collect();
        Self {
            profile: PROFILE.to_owned(),
            unicode: unicode_version(),
            scope: text.scope.clone(),
            headline: text.headline.as_ref().map(|h| merkle::leaf_hash(h.as_bytes())),
            root: merkle::root(&paragraphs),
            paragraphs,
        }
    }
}
