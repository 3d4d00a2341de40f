//! What a syntax other than HTML tells the reader: elements without tags, text without references.

use super::inside::Own;
use super::reader::{Part, Reader};
use super::tag::Tag;
use super::token::Tokenizer;
use crate::document::flow::Written;
use crate::document::{BlockKind, DocumentError, Mark};
use crate::span::Span;
use crate::vocabulary::Zone;

impl Reader<'_> {
    /// Opens `body`, for a source that is no page.
    ///
    /// # Errors
    ///
    /// [`DocumentError::TooDeep`], as for any element.
    pub(in crate::document) fn begin_body(&mut self) -> Result<(), DocumentError> {
        self.quirks = false;
        self.body(Own::default(), Span::default())
    }

    /// Opens an element without attributes, as its start tag at byte `at` would.
    ///
    /// # Errors
    ///
    /// [`DocumentError::TooDeep`], as for any element.
    pub(in crate::document) fn enter(&mut self, name: &str, at: usize) -> Result<(), DocumentError> {
        let mut none = Tokenizer::new(self.source, Span::default());
        self.start(&mut none, Tag::named(name.as_bytes()), Span::default(), Span::new(at, at), false)
    }

    /// Closes an element, as its end tag would.
    ///
    /// # Errors
    ///
    /// [`DocumentError::TooDeep`], as for any element.
    pub(in crate::document) fn leave(&mut self, name: &str, span: Span) -> Result<(), DocumentError> {
        self.end(Tag::named(name.as_bytes()), Span::default(), span)
    }

    /// Takes text that stands for other bytes of the source.
    ///
    /// # Errors
    ///
    /// [`DocumentError::TooDeep`], as for any element.
    pub(in crate::document) fn replaced(&mut self, text: &str, span: Span) -> Result<(), DocumentError> {
        if self.formatting.has_lost() {
            self.reconstruct(span)?;
        }
        let inside = self.inside();
        if !inside.unshown && self.part == Part::Body {
            self.flow.replaced(inside.place, text, span);
        }
        Ok(())
    }

    /// Takes a block of its own.
    pub(in crate::document) fn block(&mut self, zone: Zone, kind: BlockKind, text: &str, span: Span) {
        self.flow.block(zone, kind, text, span);
    }

    /// Takes text that stands beside the running text.
    pub(in crate::document) fn attribute(&mut self, zone: Zone, span: Span, written: Written) {
        if !self.inside().unshown {
            self.flow.attribute(zone, span, written);
        }
    }

    /// Takes white space.
    pub(in crate::document) fn space(&mut self, span: Span) {
        self.flow.space(span);
    }

    /// Ends the open block.
    pub(in crate::document) fn boundary(&mut self) {
        self.flow.boundary();
    }

    /// The zone that the next text would stand in.
    pub(in crate::document) fn zone(&self) -> Zone {
        self.inside().place.zone
    }

    /// Takes a mark that does not come from HTML.
    pub(in crate::document) fn mark(&mut self, mark: Mark) {
        self.marks.push(mark);
    }
}
