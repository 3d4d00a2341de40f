//! Tokens to blocks and marks: the parts of tree construction (WHATWG HTML §13.2.6) that decide what text is inside
//! what, without a tree.

use super::formatting::Formatting;
use super::inside::{Inside, Own};
use super::mark;
use super::stack::{Name, Stack};
use super::tag::{self, Tag};
use super::token::{Token, Tokenizer};
use crate::document::flow::{Flow, Written};
use crate::document::{Block, Carrier, Document, DocumentError, Limits, Mark, Visible, wrapper};
use crate::item::Media;
use crate::lang::Lang;
use crate::span::Span;

/// Where the reader is in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Before anything that belongs to the body.
    Head,
    /// In the body.
    Body,
    /// In a page of frames, which has no text of its own.
    Frames,
}

/// Reads one document.
#[derive(Debug)]
pub(in crate::document) struct Reader<'s> {
    pub(super) source: &'s str,
    pub(super) flow: Flow<'s>,
    pub(super) marks: Vec<Mark>,
    pub(super) code: Vec<Span>,
    pub(super) stack: Stack,
    pub(super) formatting: Formatting,
    pub(super) part: Part,
    pub(super) quirks: bool,
    pub(super) form: Option<usize>,
    pub(super) lang: Option<Lang>,
    pub(super) title: bool,
    /// Whether `head` has been opened, by its tag or by what belongs in it.
    pub(super) head: bool,
    /// The mark of `head`, which is never on the stack.
    pub(super) head_mark: Option<usize>,
}

/// What reading gives.
#[derive(Debug)]
pub(in crate::document) struct Read {
    /// The visible text.
    visible: Visible,
    /// Its blocks.
    blocks: Vec<Block>,
    /// The marks.
    marks: Vec<Mark>,
    /// What scripts and style sheets hold.
    code: Vec<Span>,
    /// The language that the page declares.
    lang: Option<Lang>,
}

impl Read {
    /// The document, whose language is `lang` where that is known.
    pub(in crate::document) fn document(self, media: Media, source: String, lang: Option<Lang>) -> Document {
        let lang = lang.or(self.lang);
        let mut document = Document::marked_up(media, source, lang, self.visible, self.blocks, self.marks);
        document.code = self.code;
        document
    }
}

impl<'s> Reader<'s> {
    /// A reader of `source` at its beginning.
    pub(in crate::document) fn new(source: &'s str, limits: Limits) -> Self {
        let wrappers = wrapper::find(source);
        let marks =
            wrappers.iter().map(|&span| Mark { carrier: Carrier::TextWrapper, span, parent: None }).collect();
        Self {
            source,
            flow: Flow::new(source, wrappers),
            marks,
            code: Vec::new(),
            stack: Stack::new(limits.depth),
            formatting: Formatting::default(),
            part: Part::Head,
            quirks: true,
            form: None,
            lang: None,
            title: false,
            head: false,
            head_mark: None,
        }
    }

    /// Reads a part of the source as HTML, going on where the last part ended.
    ///
    /// # Errors
    ///
    /// [`DocumentError::TooDeep`] where more elements are open than the limit allows.
    pub(in crate::document) fn html(&mut self, part: Span) -> Result<(), DocumentError> {
        let mut tokens = Tokenizer::new(self.source, part);
        loop {
            let foreign = self.stack.top().is_some_and(|open| open.name.foreign);
            let Some(token) = tokens.next(foreign) else { return Ok(()) };
            match token {
                Token::Text(span) if foreign && !self.at_integration() => {
                    self.text(span, Written::AsRcdata)?
                }
                Token::Text(span) => self.text(span, Written::WithReferences)?,
                Token::Cdata(span) => self.text(span, Written::Literally)?,
                Token::Start { tag, name, span, closed } => {
                    self.start(&mut tokens, tag, name, span, closed)?
                }
                Token::End { tag, name, span } => self.end(tag, name, span)?,
                Token::Comment { text, span } => self.comment(text, span),
                Token::Doctype(span) => self.doctype(span),
            }
        }
    }

    /// Whether the current element is one of SVG or MathML that holds HTML.
    fn at_integration(&self) -> bool {
        self.stack.top().is_some_and(|open| open.flags & tag::INTEGRATION != 0)
    }

    /// Takes text.
    ///
    /// # Errors
    ///
    /// [`DocumentError::TooDeep`], as [`Reader::html`].
    pub(in crate::document) fn text(&mut self, span: Span, written: Written) -> Result<(), DocumentError> {
        if self.part == Part::Head {
            if self.source.as_bytes()[span.start..span.end].iter().all(|b| b.is_ascii_whitespace() || *b == 0)
            {
                return Ok(());
            }
            self.body(Own::default(), span)?;
        }
        if self.formatting.has_lost()
            && !self.source.as_bytes()[span.start..span.end].iter().all(u8::is_ascii_whitespace)
        {
            self.reconstruct(span)?;
        }
        let inside = self.stack.inside();
        if !inside.unshown {
            self.flow.text(inside.place, span, written);
        }
        Ok(())
    }

    fn comment(&mut self, text: Span, span: Span) {
        let inside = self.stack.inside();
        let text = &self.source[text.start..text.end];
        if !inside.inert && mark::comment(text) {
            let parent = self.parent();
            self.marks.push(Mark { carrier: Carrier::Comment(text.to_owned()), span, parent });
        }
    }

    fn doctype(&mut self, span: Span) {
        if self.part == Part::Head && self.stack.is_empty() {
            self.quirks = super::quirks::has_quirks(&self.source[span.start..span.end]);
        }
    }

    /// Opens `html` and `body`, as far as they are not open.
    pub(super) fn body(&mut self, own: Own, span: Span) -> Result<(), DocumentError> {
        self.root(Own::default(), span)?;
        if self.part == Part::Head {
            self.part = Part::Body;
            self.stack.push(Name::html(Tag::Body), own, span, self.flow.len())?;
        }
        Ok(())
    }

    /// Opens `html`, if it is not open.
    pub(super) fn root(&mut self, own: Own, span: Span) -> Result<(), DocumentError> {
        if self.stack.is_empty() {
            self.stack.push(Name::html(Tag::Html), own, span, self.flow.len())?;
        }
        Ok(())
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: Name, own: Own, span: Span) -> Result<(), DocumentError> {
        self.stack.push(name, own, span, self.flow.len())?;
        if has_marker(name) {
            self.formatting.mark();
        }
        Ok(())
    }

    /// Closes the current element.
    pub(super) fn close(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if open.flags & tag::BLOCK != 0 && !open.inside.unshown {
            self.flow.boundary();
        }
        self.end_mark(open.own, open.from);
        if open.flags & tag::FORMATTING != 0 {
            self.formatting.lose(self.stack.len());
        } else if has_marker(open.name) {
            self.formatting.clear_to_mark();
        }
        while self.stack.top_is_dead() {
            if self.stack.pop().is_some_and(|open| open.flags & tag::BLOCK != 0 && !open.inside.unshown) {
                self.flow.boundary();
            }
        }
    }

    /// Notes where the text of a marked element that began at `from` ends.
    pub(super) fn end_mark(&mut self, own: Own, from: usize) {
        if let Some(mark) = own.mark
            && let Some(Mark { carrier: Carrier::Element { text, .. }, .. }) = self.marks.get_mut(mark)
        {
            *text = self.flow.element_since(from);
        }
    }

    /// Closes elements up to the one at `at`, and it.
    pub(super) fn close_to(&mut self, at: usize) {
        while self.stack.len() > at {
            self.close();
        }
    }

    /// "Reconstruct the active formatting elements".
    pub(super) fn reconstruct(&mut self, span: Span) -> Result<(), DocumentError> {
        for index in self.formatting.to_reopen() {
            let at = self.stack.len();
            if let Some(entry) = self.formatting.reopen(index, at) {
                self.stack.push(entry.name, entry.own, span, self.flow.len())?;
            }
        }
        Ok(())
    }

    /// What holds in the current element.
    pub(super) fn inside(&self) -> Inside {
        self.stack.inside()
    }

    /// The nearest mark around what comes now.
    pub(super) fn parent(&self) -> Option<usize> {
        let head = if self.part == Part::Head { self.head_mark } else { None };
        head.or(self.inside().mark)
    }

    /// Closes everything and gives up what was read.
    pub(in crate::document) fn finish(mut self) -> Read {
        self.close_to(0);
        let (visible, blocks) = self.flow.finish();
        Read { visible, blocks, marks: self.marks, code: self.code, lang: self.lang }
    }
}

/// Whether an element puts a marker into the list of active formatting elements.
fn has_marker(name: Name) -> bool {
    let marker = matches!(
        name.tag,
        Tag::Applet | Tag::Caption | Tag::Marquee | Tag::Object | Tag::Td | Tag::Template | Tag::Th
    );
    marker && !name.foreign
}
