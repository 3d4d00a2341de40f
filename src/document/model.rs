//! What a document is once it is read: visible text in zoned blocks, and machine-readable marks.

use std::sync::OnceLock;

use crate::item::Media;
use crate::lang::Lang;
use crate::span::{LineIndex, Position, Span};
use crate::vocabulary::Zone;

/// What kind of place in the page a block's text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, or any other run of text that is no heading and no list item.
    Paragraph,
    /// `h1`-`h6`, or a Markdown heading.
    Heading,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// The value of an attribute that readers or screen readers get (`alt`, `title`, `aria-label`), or,
    /// in zone metadata, a description in a `meta` element or in front matter.
    Attribute,
    /// Preformatted or code text.
    Code,
}

/// One block of visible text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where on the page it stands.
    pub zone: Zone,
    /// What kind of text it is.
    pub kind: BlockKind,
    /// Its number in document order, from 1. An attribute block has the number of the block that it stands in or before.
    pub paragraph: u32,
    /// Its bytes in [`Document::visible`].
    pub range: Span,
    /// Whether all of its text stands inside links.
    pub linked: bool,
    /// Whether it stands in a block quotation (`blockquote`, `>` in Markdown).
    pub quoted: bool,
}

/// A run of visible text and the source bytes that it comes from.
///
/// Where both lengths are equal the run is literal, byte for byte; otherwise (a character reference, a `br`,
/// a folded run of white space) the whole run stands for the whole source range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the visible text. The run ends where the next piece begins.
    pub visible: usize,
    /// The bytes of the decoded source.
    pub source: Span,
}

/// Visible text that differs from the source, with its way back.
#[derive(Clone, Debug, Default)]
pub struct Visible {
    /// The text of all blocks, one after the other.
    pub text: String,
    /// In order of `visible`.
    pub pieces: Vec<Piece>,
}

/// A machine-readable carrier, as it stands in the document and not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub carrier: Carrier,
    /// Where it stands in the decoded source. A header has the empty span `0..0`.
    pub span: Span,
    /// The index in [`Document::marks`] of the nearest marked ancestor element.
    pub parent: Option<usize>,
}

/// The kinds of carrier that can stand in an HTML page, a Markdown file or an HTTP header block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A `meta` element with its attributes in order (names in lower case, values decoded).
    Meta {
        /// All attributes.
        attributes: Vec<(String, String)>,
        /// Whether it stands in `head`.
        in_head: bool,
    },
    /// `script type="application/ld+json"`, its text.
    JsonLd(String),
    /// A `script` of a C2PA type or with ninjs in it, with its attributes and text.
    Script {
        /// All attributes.
        attributes: Vec<(String, String)>,
        /// Its text.
        text: String,
    },
    /// A `link` element.
    Link(Vec<(String, String)>),
    /// An HTML comment that names `AIGC`, `C2PA` or a disclosure; its text.
    Comment(String),
    /// An element with a disclosure, microdata or RDFa attribute.
    Element {
        /// The tag name in lower case.
        tag: String,
        /// All attributes.
        attributes: Vec<(String, String)>,
        /// Its own visible text, in bytes of [`Document::visible`].
        text: Span,
    },
    /// Front matter, its text without the fences.
    FrontMatter(FrontMatterKind, String),
    /// An HTTP header field, its name as received.
    Header(String, String),
    /// A C2PA text manifest wrapper (U+FEFF and variation selectors), taken out of the visible text.
    TextWrapper,
}

/// The syntax of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontMatterKind {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// A JSON object at the start of the file.
    Json,
}

/// A document: decoded source, visible text in blocks, marks.
#[derive(Debug)]
pub struct Document {
    /// What it was read as.
    pub media: Media,
    /// The decoded source (WHATWG decoding, BOM removed).
    pub source: String,
    /// The language that the document or its source declares.
    pub lang: Option<Lang>,
    /// Machine-readable carriers in document order.
    pub marks: Vec<Mark>,
    /// What scripts and style sheets hold, in order: bytes of the decoded source that say nothing to readers. Scripts that
    /// hold JSON are none.
    pub code: Vec<Span>,
    visible: Option<Visible>,
    blocks: OnceLock<Vec<Block>>,
    lines: OnceLock<LineIndex>,
}

impl Document {
    /// A document whose visible text is its source itself; its blocks are cut when they are first asked for.
    #[must_use]
    pub fn plain(source: String, lang: Option<Lang>, marks: Vec<Mark>) -> Self {
        Self {
            media: Media::Plain,
            source,
            lang,
            marks,
            code: Vec::new(),
            visible: None,
            blocks: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// A document with visible text of its own.
    #[must_use]
    pub fn marked_up(
        media: Media,
        source: String,
        lang: Option<Lang>,
        visible: Visible,
        blocks: Vec<Block>,
        marks: Vec<Mark>,
    ) -> Self {
        let cell = OnceLock::new();
        let _ = cell.set(blocks);
        let (code, visible, lines) = (Vec::new(), Some(visible), OnceLock::new());
        Self { media, source, lang, marks, code, visible, blocks: cell, lines }
    }

    /// The visible text: what blocks' ranges count in.
    #[must_use]
    pub fn visible(&self) -> &str {
        self.visible.as_ref().map_or(&self.source, |v| &v.text)
    }

    /// The blocks in document order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        self.blocks.get_or_init(|| super::plain::blocks(&self.source))
    }

    /// The text of one block.
    #[must_use]
    pub fn text(&self, block: &Block) -> &str {
        &self.visible()[block.range.start..block.range.end]
    }

    /// The source bytes that a range of the visible text comes from; of an empty range the empty span at its place.
    #[must_use]
    pub fn source_span(&self, range: Span) -> Span {
        let Some(visible) = &self.visible else { return range };
        let start = visible.source_at(range.start).start;
        let end = if range.is_empty() { start } else { visible.source_at(range.end - 1).end };
        Span::new(start, end.max(start))
    }

    /// The source bytes of every block, in document order: quicker than asking for each alone.
    pub(crate) fn block_spans(&self) -> impl Iterator<Item = Span> {
        let mut at = 0;
        let mut place = move |visible: &Visible, offset: usize| {
            while visible.pieces.get(at + 1).is_some_and(|next| next.visible <= offset) {
                at += 1;
            }
            visible.source_within(at, offset)
        };
        self.blocks().iter().map(move |block| match &self.visible {
            Some(visible) if !block.range.is_empty() => {
                let start = place(visible, block.range.start).start;
                Span::new(start, place(visible, block.range.end - 1).end.max(start))
            }
            _ => self.source_span(block.range),
        })
    }

    /// The line and column of a byte of the source.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.source, offset)
    }

    /// The lines of the source.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.source))
    }
}

impl Visible {
    /// The source range of the visible byte at `offset`: one byte where the piece is literal, else the whole piece's.
    fn source_at(&self, offset: usize) -> Span {
        let at = self.pieces.partition_point(|p| p.visible <= offset);
        at.checked_sub(1).map_or(Span::new(0, 0), |piece| self.source_within(piece, offset))
    }

    /// The same for a byte of the piece of that number.
    fn source_within(&self, number: usize, offset: usize) -> Span {
        let Some(piece) = self.pieces.get(number).filter(|piece| piece.visible <= offset) else {
            return Span::new(0, 0);
        };
        let end = self.pieces.get(number + 1).map_or(self.text.len(), |next| next.visible);
        if end - piece.visible == piece.source.len() {
            let start = piece.source.start + (offset - piece.visible);
            Span::new(start, start + 1)
        } else {
            piece.source
        }
    }
}
