//! A further signature under a record that is there already.

use super::observe::observe;
use super::sign::sentences;
use crate::canon::{self, CanonError, ContentDigests};
use crate::digest::Digest;
use crate::disclosure::RuleSet;
use crate::document::{DocumentError, Limits, read};
use crate::envelope::{Envelope, EnvelopeError, Signer, SignerError};
use crate::item::Item;
use crate::record::{Contradiction, RecordError, Statement, TextDigests, contradictions};
use crate::signal;

/// Why a record is not signed a further time.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CosignError {
    /// What is there is no envelope.
    #[error("what is there is no record")]
    Envelope(#[source] EnvelopeError),
    /// The envelope holds no record.
    #[error("what is there is no record")]
    Record(#[source] RecordError),
    /// The article cannot be read.
    #[error("the article cannot be read")]
    Document(#[source] DocumentError),
    /// The article has no canonical text.
    #[error("the article's text cannot be taken")]
    Canon(#[source] CanonError),
    /// The record speaks of other bytes or another text than those at hand.
    #[error("the record speaks of another version of the article")]
    OtherVersion,
    /// What the record declares and what stands in the article cannot both be right.
    #[error("record and article contradict each other: {}", sentences(.0))]
    Contradicts(Vec<Contradiction>),
    /// No signature was made.
    #[error("no signature was made")]
    Signer(#[source] SignerError),
}

/// How a record is signed a further time.
#[derive(Clone, Copy)]
pub struct Cosign<'a> {
    /// The rules that find what stands in the article.
    pub rules: &'a RuleSet,
    /// Whether to sign although record and article contradict each other.
    pub despite_contradictions: bool,
    /// Who signs; without one nothing is signed, and what would be signed is given back.
    pub signer: Option<&'a dyn Signer>,
}

/// Adds a signature to the record in `envelope` after making sure that it is a record, well-formed, of just this article
/// and not at odds with it.
///
/// Who signs makes the statement their own, so the first signature need not be trusted; it is kept as it is.
///
/// # Errors
///
/// [`CosignError`]; nothing is signed that does not speak of these very bytes, and nothing that contradicts them unless
/// `how` says to sign despite that.
pub fn cosign(item: Item, envelope: &[u8], how: Cosign<'_>) -> Result<(Envelope, Statement), CosignError> {
    let mut envelope = Envelope::parse(envelope).map_err(CosignError::Envelope)?;
    let statement =
        Statement::parse(&envelope.payload_type, &envelope.payload).map_err(CosignError::Record)?;
    if statement.sha256() != Digest::of(&item.bytes) {
        return Err(CosignError::OtherVersion);
    }
    let document = read(item, Limits::default()).map_err(CosignError::Document)?;
    let scope = statement.predicate.text.scope();
    let text = canon::text(&document.source, document.media, &scope).map_err(CosignError::Canon)?;
    let own = TextDigests::from(&ContentDigests::of(&text));
    let stated = &statement.predicate.text;
    if (own.root, own.headline) != (stated.root, stated.headline) {
        return Err(CosignError::OtherVersion);
    }
    // What the record lists was written by whoever made it; only what stands in the article counts.
    let seen = observe(&document, &text, how.rules, &signal::Settings::default());
    let declared = &statement.predicate.ai_use;
    let found = contradictions(declared, &seen.disclosures, &seen.signals, seen.conclusive_residue);
    if !found.is_empty() && !how.despite_contradictions {
        return Err(CosignError::Contradicts(found));
    }
    if let Some(signer) = how.signer {
        envelope.add_signature(signer).map_err(CosignError::Signer)?;
    }
    Ok((envelope, statement))
}
