//! A further signature under a record that is there already.

use crate::canon::{self, CanonError, ContentDigests};
use crate::digest::Digest;
use crate::document::{DocumentError, Limits, read};
use crate::envelope::{Envelope, EnvelopeError, Signer, SignerError};
use crate::item::Item;
use crate::record::{RecordError, Statement, TextDigests};

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
    /// No signature was made.
    #[error("no signature was made")]
    Signer(#[source] SignerError),
}

/// Adds a signature to the record in `envelope` after making sure that it is a record, well-formed, of just this article.
///
/// Who signs makes the statement their own, so the first signature need not be trusted; it is kept as it is.
///
/// # Errors
///
/// [`CosignError`]; nothing is signed that does not speak of these very bytes.
pub fn cosign(
    item: Item,
    envelope: &[u8],
    signer: &dyn Signer,
) -> Result<(Envelope, Statement), CosignError> {
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
    envelope.add_signature(signer).map_err(CosignError::Signer)?;
    Ok((envelope, statement))
}
