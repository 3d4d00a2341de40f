//! A whole page.

use super::Reader;
use crate::document::{Document, DocumentError, Limits};
use crate::item::Media;
use crate::lang::Lang;
use crate::span::Span;

/// Reads decoded HTML.
///
/// # Errors
///
/// [`DocumentError::TooDeep`] where more elements are open at once than `limits` allows.
pub(in crate::document) fn read(
    source: String,
    lang: Option<Lang>,
    limits: Limits,
) -> Result<Document, DocumentError> {
    let mut reader = Reader::new(&source, limits);
    reader.html(Span::new(0, source.len()))?;
    let read = reader.finish();
    Ok(read.document(Media::Html, source, lang))
}
