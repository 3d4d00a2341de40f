//! The one way from an item to a document.

use super::{Document, DocumentError, html, markdown, sniff};
use crate::item::{Item, Media};
use crate::lang::Lang;

/// What a document may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the content, after decompression.
    pub size: usize,
    /// Open elements at once.
    pub depth: usize,
}

impl Default for Limits {
    /// 512 MiB and 4,096 open elements.
    fn default() -> Self {
        Self { size: 512 << 20, depth: 4096 }
    }
}

/// Reads `item` as a document.
///
/// # Errors
///
/// [`DocumentError`] where a limit is passed. Bytes that no decoder understands become U+FFFD, never an error.
pub fn read(item: Item, limits: Limits) -> Result<Document, DocumentError> {
    if item.bytes.len() > limits.size {
        return Err(DocumentError::TooLarge { size: item.bytes.len(), limit: limits.size });
    }
    let media = sniff::media(&item);
    let lang = item.lang.as_deref().and_then(Lang::parse);
    let source = String::from_utf8_lossy(&item.bytes).into_owned();
    match media {
        Media::Html => html::read(source, lang, limits),
        Media::Markdown => markdown::read(source, lang, limits),
        Media::Plain => Ok(Document::plain(source, lang, Vec::new())),
    }
}
