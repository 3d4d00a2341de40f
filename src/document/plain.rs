//! Plain text: paragraphs as in design §4, rule 4.

use super::{Block, BlockKind, Carrier, Document, Mark, Piece, Visible, wrapper};
use crate::item::Media;
use crate::lang::Lang;
use crate::span::Span;
use crate::vocabulary::Zone;

/// Reads decoded plain text. Its visible text is the source itself, unless C2PA wrappers have to come out.
pub(super) fn read(source: String, lang: Option<Lang>) -> Document {
    let wrappers = wrapper::find(&source);
    if wrappers.is_empty() {
        return Document::plain(source, lang, Vec::new());
    }
    let mut visible = Visible::default();
    let mut start = 0;
    for wrapper in wrappers.iter().copied().chain([Span::new(source.len(), source.len())]) {
        if start < wrapper.start {
            visible
                .pieces
                .push(Piece { visible: visible.text.len(), source: Span::new(start, wrapper.start) });
            visible.text.push_str(&source[start..wrapper.start]);
        }
        start = wrapper.end;
    }
    let marks =
        wrappers.iter().map(|&span| Mark { carrier: Carrier::TextWrapper, span, parent: None }).collect();
    let blocks = blocks(&visible.text);
    Document::marked_up(Media::Plain, source, lang, visible, blocks, marks)
}

/// Cuts `text` into blocks: at blank lines, or at every line ending where there is no blank line at all.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut lines = Vec::new();
    let mut start = 0;
    for at in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()) {
        if at >= start {
            lines.push(Span::new(start, at));
        }
        start = at + 1 + usize::from(text[at..].starts_with("\r\n"));
    }
    if start <= text.len() {
        lines.push(Span::new(start, text.len()));
    }
    let blank = |s: &Span| text[s.start..s.end].chars().all(char::is_whitespace);
    let first = lines.iter().position(|l| !blank(l)).unwrap_or(0);
    let last = lines.iter().rposition(|l| !blank(l)).map_or(0, |i| i + 1);
    let paragraphs = lines.get(first..last).is_some_and(|inner| inner.iter().any(blank));
    let mut out: Vec<Block> = Vec::new();
    let mut open = false;
    for line in &lines {
        if blank(line) {
            open = false;
        } else if open && paragraphs {
            if let Some(block) = out.last_mut() {
                block.range.end = line.end;
            }
        } else {
            open = true;
            let paragraph = u32::try_from(out.len() + 1).unwrap_or(u32::MAX);
            out.push(Block {
                zone: Zone::Body,
                kind: BlockKind::Paragraph,
                paragraph,
                range: *line,
                linked: false,
                quoted: false,
            });
        }
    }
    for block in &mut out {
        let inner = &text[block.range.start..block.range.end];
        block.range.start += inner.len() - inner.trim_start().len();
        block.range.end -= inner.len() - inner.trim_end().len();
    }
    out
}
