//! Visible text on its way into blocks, with the source bytes of every piece.

use super::copied::{CLASS, plain};
use super::open_block::{OpenBlock, unseen};
use super::reference::{self, Decoded};
use super::{Block, BlockKind, Piece, Visible};
use crate::span::Span;
use crate::vocabulary::Zone;

/// Where a run of text stands, as the open elements say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The zone of the nearest element that decides one.
    pub(super) zone: Zone,
    /// The zone of the nearest block-level element.
    pub(super) block_zone: Zone,
    /// The kind of block.
    pub(super) kind: BlockKind,
    /// Whether it stands inside a link.
    pub(super) linked: bool,
    /// Whether it stands in a block quotation.
    pub(super) quoted: bool,
}

/// How the text of a run is written in the source. NUL becomes U+FFFD in all but running text, where it is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// As it is.
    Literally,
    /// With character references, in running text.
    WithReferences,
    /// With character references, in a title, a `textarea` or foreign content.
    AsRcdata,
    /// With character references, in an attribute.
    InAttribute,
}

#[derive(Debug)]
struct Attribute {
    title: bool,
    zone: Zone,
    value: Span,
    written: Written,
    /// The text, where it does not stand in the source as it is.
    instead: Option<String>,
}

/// Collects visible text, block after block.
#[derive(Debug)]
pub(super) struct Flow<'s> {
    source: &'s str,
    /// C2PA text wrappers, which are never visible.
    wrappers: Vec<Span>,
    visible: Visible,
    blocks: Vec<Block>,
    open: Option<OpenBlock>,
    /// White space that is written only if text follows it in the same block.
    gap: Option<Span>,
    /// Attribute texts that wait for the end of the open block.
    waiting: Vec<Attribute>,
    paragraphs: u32,
    /// The block that holds the page's `title`.
    title: Option<usize>,
}

impl<'s> Flow<'s> {
    /// Nothing yet.
    pub(super) fn new(source: &'s str, wrappers: Vec<Span>) -> Self {
        Self {
            source,
            wrappers,
            visible: Visible { text: String::with_capacity(source.len() / 8), pieces: Vec::new() },
            blocks: Vec::new(),
            open: None,
            gap: None,
            waiting: Vec::new(),
            paragraphs: 0,
            title: None,
        }
    }

    /// Bytes of visible text so far.
    pub(super) fn len(&self) -> usize {
        self.visible.text.len()
    }

    /// The visible text of an element that began at `start` and ends here, without attribute texts at its ends.
    pub(super) fn element_since(&self, start: usize) -> Span {
        // Whoever has more attribute texts than this before the first word may keep them.
        const MOST: usize = 64;
        let first = self.blocks.partition_point(|b| b.range.start < start);
        let before = self.blocks[first..].iter().take(MOST).take_while(|b| b.kind == BlockKind::Attribute);
        let start = before.last().map_or(start, |b| b.range.end);
        let end = if self.open.is_some() {
            self.len()
        } else {
            let all = self.blocks[first..].iter().rev().take(MOST);
            let behind = all.take_while(|b| b.kind == BlockKind::Attribute);
            behind.last().map_or(self.len(), |b| b.range.start)
        };
        self.trimmed(start, end.max(start))
    }

    fn trimmed(&self, start: usize, end: usize) -> Span {
        let text = &self.visible.text[start..end];
        let from = start + (text.len() - text.trim_start().len());
        Span::new(from, (start + text.trim_end().len()).max(from))
    }

    /// The visible text from `start` to here, without white space at its ends.
    fn text_since(&self, start: usize) -> Span {
        self.trimmed(start, self.len())
    }

    /// Takes a run of text.
    #[inline]
    pub(super) fn text(&mut self, place: Place, span: Span, written: Written) {
        if self.wrappers.is_empty() {
            self.run(place, span, written);
            return;
        }
        let mut start = span.start;
        let mut at = self.wrappers.partition_point(|w| w.end <= span.start);
        while let Some(&wrapper) = self.wrappers.get(at)
            && wrapper.start < span.end
        {
            self.run(place, Span::new(start, wrapper.start.max(start)), written);
            start = wrapper.end.min(span.end);
            at += 1;
        }
        self.run(place, Span::new(start, span.end), written);
    }

    fn run(&mut self, place: Place, span: Span, written: Written) {
        let bytes = &self.source.as_bytes()[..span.end];
        let mut at = span.start;
        while at < bytes.len() {
            match CLASS[bytes[at] as usize] {
                1 => {
                    let start = at;
                    while at < bytes.len() && CLASS[bytes[at] as usize] == 1 {
                        at += 1;
                    }
                    self.space(Span::new(start, at));
                }
                2 if bytes[at] == b'&' && written != Written::Literally => {
                    let decoded = reference::read(&bytes[at..], written == Written::InAttribute);
                    let (len, decoded) = decoded.unwrap_or((1, Decoded::Text("&")));
                    let source = Span::new(at, at + len);
                    let mut buffer = [0; 4];
                    let text: &str = match decoded {
                        Decoded::Char(c) => c.encode_utf8(&mut buffer),
                        Decoded::Text(text) => text,
                    };
                    self.replaced(place, text, source);
                    at += len;
                }
                2 if bytes[at] == 0 => {
                    if written != Written::WithReferences {
                        self.replaced(place, "\u{FFFD}", Span::new(at, at + 1));
                    }
                    at += 1;
                }
                _ => {
                    let start = at;
                    let mut spaces = 0;
                    at += 1;
                    while at < bytes.len() {
                        at += plain(bytes, at);
                        match bytes.get(at).map_or(3, |byte| CLASS[*byte as usize]) {
                            0 => at += 1,
                            1 if bytes[at] == b' '
                                && bytes.get(at + 1).is_some_and(|&b| CLASS[b as usize] == 0) =>
                            {
                                spaces += 1;
                                at += 2;
                            }
                            2 if bytes[at] == b'&' && written == Written::Literally => at += 1,
                            _ => break,
                        }
                    }
                    self.literal(place, Span::new(start, at), spaces);
                }
            }
        }
    }

    /// Takes white space: written as one space if text follows in the same block.
    pub(super) fn space(&mut self, span: Span) {
        if self.open.is_some() {
            match &mut self.gap {
                Some(gap) => gap.end = gap.end.max(span.end),
                None => self.gap = Some(span),
            }
        }
    }

    /// Takes text that stands for other bytes of the source.
    pub(super) fn replaced(&mut self, place: Place, text: &str, source: Span) {
        if text.bytes().all(|b| CLASS[b as usize] == 1) {
            self.space(source);
            return;
        }
        self.begin(place, source.start);
        self.weigh(place, text.len(), text);
        self.piece(source, text.len());
        self.visible.text.push_str(text);
    }

    fn literal(&mut self, place: Place, span: Span, spaces: usize) {
        let text = &self.source[span.start..span.end];
        self.begin(place, span.start);
        self.weigh(place, text.len() - spaces, text);
        self.piece(span, text.len());
        self.visible.text.push_str(text);
    }

    /// Notes that the next `len` visible bytes come from `source`.
    fn piece(&mut self, source: Span, len: usize) {
        let visible = self.visible.text.len();
        if len == source.len()
            && let Some(last) = self.visible.pieces.last()
            && last.source.end == source.start
            && last.source.len() == visible - last.visible
        {
            if let Some(last) = self.visible.pieces.last_mut() {
                last.source.end = source.end;
            }
            return;
        }
        self.visible.pieces.push(Piece { visible, source });
    }

    /// Opens a block where none is open, and writes the white space that waits.
    fn begin(&mut self, place: Place, at: usize) {
        if self.open.is_some() {
            if let Some(gap) = self.gap.take() {
                self.piece(gap, 1);
                self.visible.text.push(' ');
            }
            return;
        }
        self.write_waiting(self.paragraphs.saturating_add(1));
        self.separate(at);
        self.open = Some(OpenBlock::new(self.visible.text.len(), place));
    }

    fn separate(&mut self, at: usize) {
        if !self.visible.text.is_empty() {
            self.visible.pieces.push(Piece { visible: self.visible.text.len(), source: Span::new(at, at) });
            self.visible.text.push('\n');
        }
    }

    fn weigh(&mut self, place: Place, weight: usize, text: &str) {
        if let Some(open) = &mut self.open {
            open.weigh(place, weight, text);
        }
    }

    /// Ends the open block, if any.
    #[inline]
    pub(super) fn boundary(&mut self) {
        self.gap = None;
        if let Some(open) = self.open.take() {
            self.close(&open);
        }
    }

    fn close(&mut self, open: &OpenBlock) {
        let end = self.visible.text.len();
        let text = &self.visible.text[open.start..end];
        // Text that nobody can see is no paragraph; its bytes stay, so that no span of a mark is left in the air.
        if !text.chars().all(unseen) {
            let range = self.text_since(open.start);
            self.paragraphs = self.paragraphs.saturating_add(1);
            self.blocks.push(Block {
                zone: open.dominant(),
                kind: open.kind,
                paragraph: self.paragraphs,
                range,
                linked: !open.unlinked,
                quoted: open.quoted,
            });
        }
        self.write_waiting(self.paragraphs.max(1));
    }

    /// Takes the value of an attribute as a block of its own, beside the block that it stands in or before.
    pub(super) fn attribute(&mut self, zone: Zone, value: Span, written: Written) {
        if !value.is_empty() {
            self.waiting.push(Attribute { title: false, zone, value, written, instead: None });
        }
    }

    /// Takes the page's `title`: metadata, but the headline of a page that has no other.
    pub(super) fn title(&mut self, value: Span) {
        self.waiting.push(Attribute {
            title: true,
            zone: Zone::Metadata,
            value,
            written: Written::AsRcdata,
            instead: None,
        });
    }

    fn write_waiting(&mut self, paragraph: u32) {
        if self.waiting.is_empty() {
            return;
        }
        let (gap, open) = (self.gap.take(), self.open.take());
        for attribute in std::mem::take(&mut self.waiting) {
            let place = Place {
                zone: attribute.zone,
                block_zone: attribute.zone,
                kind: BlockKind::Attribute,
                linked: false,
                quoted: false,
            };
            // The list of what waits is empty now, so that this cannot come back here.
            match &attribute.instead {
                Some(text) => self.replaced(place, text, attribute.value),
                None => self.text(place, attribute.value, attribute.written),
            }
            self.gap = None;
            if let Some(done) = self.open.take()
                && !self.visible.text[done.start..].chars().all(unseen)
            {
                let range = self.text_since(done.start);
                if attribute.title {
                    self.title = Some(self.blocks.len());
                }
                self.blocks.push(Block {
                    zone: attribute.zone,
                    kind: BlockKind::Attribute,
                    paragraph,
                    range,
                    linked: false,
                    quoted: false,
                });
            }
        }
        (self.gap, self.open) = (gap, open);
    }

    /// Takes a whole block whose text stands for `source`: literally where its text is found there.
    pub(super) fn block(&mut self, zone: Zone, kind: BlockKind, text: &str, source: Span) {
        self.boundary();
        let found = self.source[source.start..source.end].find(text).map(|at| source.start + at);
        let span = found.map_or(source, |start| Span::new(start, start + text.len()));
        let instead = found.is_none().then(|| text.split_whitespace().collect::<Vec<_>>().join(" "));
        if kind == BlockKind::Attribute {
            self.waiting.push(Attribute {
                title: false,
                zone,
                value: span,
                written: Written::Literally,
                instead,
            });
            return;
        }
        let place = Place { zone, block_zone: zone, kind, linked: false, quoted: false };
        match instead {
            Some(text) => self.replaced(place, &text, span),
            None => self.text(place, span, Written::Literally),
        }
        self.boundary();
    }

    /// Ends the last block and gives everything up.
    pub(super) fn finish(mut self) -> (Visible, Vec<Block>) {
        self.boundary();
        self.write_waiting(self.paragraphs.max(1));
        let headless = !self.blocks.iter().any(|b| b.zone == Zone::Headline);
        if let Some(title) = self.title.and_then(|at| self.blocks.get_mut(at))
            && headless
        {
            title.zone = Zone::Headline;
        }
        (self.visible, self.blocks)
    }
}
