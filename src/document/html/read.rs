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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_of_all_blocks_is_that_of_each() {
        let page = "<title>A &amp; b</title><p>  One&nbsp;two\n three <b>x</b></p><img alt='&lt;y'><ul><li>&auml;<li></ul>z";
        let document = read(page.to_owned(), None, Limits::default()).expect("a page");
        let each: Vec<Span> = document.blocks().iter().map(|b| document.source_span(b.range)).collect();
        assert!(each.len() > 3);
        assert_eq!(document.block_spans().collect::<Vec<_>>(), each);
    }
}
