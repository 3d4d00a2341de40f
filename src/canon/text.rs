//! The one way from a decoded source to its canonical text.

use super::digests::ContentDigests;
use super::error::CanonError;
use super::model::{CanonicalText, Scope};
use super::{html, markdown, plain};
use crate::document::Document;
use crate::item::Media;

/// The canonical text of a decoded source (its byte order mark removed), profile `terang-text/1`.
///
/// # Errors
///
/// [`CanonError`] where a selector cannot be used or matches nothing, and where the source passes a limit.
pub fn text(source: &str, media: Media, scope: &Scope) -> Result<CanonicalText, CanonError> {
    match media {
        Media::Html => html::text(source, scope),
        Media::Markdown => markdown::text(source, scope),
        Media::Plain => Ok(plain::text(source, scope)),
    }
}

/// The digests of a document that is already read, without a selector and with nothing dropped.
///
/// # Errors
///
/// [`CanonError`] where the document passes a limit or has no body.
pub fn digests(document: &Document) -> Result<ContentDigests, CanonError> {
    text(&document.source, document.media, &Scope::default()).map(|text| ContentDigests::of(&text))
}
