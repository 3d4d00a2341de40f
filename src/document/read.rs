//! The one way from an item to a document.

use super::{Carrier, Document, DocumentError, Mark, charset, html, markdown, plain, sniff};
use crate::item::{Item, Media};
use crate::lang::Lang;
use crate::span::Span;

/// What a document may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the content, after decompression and after decoding.
    pub size: usize,
    /// Open elements at once.
    pub depth: usize,
}

impl Default for Limits {
    /// 64 MiB and 4,096 open elements.
    ///
    /// Browsers stop nesting at 512 elements; old pages that never close `font` reach some hundreds.
    fn default() -> Self {
        Self { size: 64 << 20, depth: 4096 }
    }
}

/// What `item` is read as: what it says itself, else HTML where its first bytes are markup, else plain text.
#[must_use]
pub fn media(item: &Item) -> Media {
    sniff::media(item)
}

/// Reads `item` as a document.
///
/// # Errors
///
/// [`DocumentError`] where a limit is passed. Bytes that no decoder understands become U+FFFD, never an error.
pub fn read(item: Item, limits: Limits) -> Result<Document, DocumentError> {
    let fits = |size| {
        if size > limits.size { Err(DocumentError::TooLarge { size, limit: limits.size }) } else { Ok(()) }
    };
    fits(item.bytes.len())?;
    let media = sniff::media(&item);
    let lang = item.lang.as_deref().and_then(Lang::parse);
    let source = charset::decode(item.bytes, item.charset.as_deref(), media == Media::Html);
    fits(source.len())?;
    let mut document = match media {
        Media::Html => html::read(source, lang, limits)?,
        Media::Markdown => markdown::read(source, lang, limits)?,
        Media::Plain => plain::read(source, lang),
    };
    document.marks.extend(item.headers.into_iter().map(|(name, value)| Mark {
        carrier: Carrier::Header(name, value),
        span: Span::default(),
        parent: None,
    }));
    Ok(document)
}
