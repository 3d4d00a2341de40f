//! Markdown: CommonMark with tables and front matter.

use super::{Document, DocumentError, Limits};
use crate::lang::Lang;

/// Reads decoded Markdown.
pub(super) fn read(source: String, lang: Option<Lang>, _limits: Limits) -> Result<Document, DocumentError> {
    Ok(Document::plain(source, lang, Vec::new()))
}
