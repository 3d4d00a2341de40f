//! Where a sentence can stand in plain text.

use super::model::{Declared, Edit, Kind, Position};
use crate::document::Document;
use crate::span::Span;

/// The line ending of a source: that of its first line.
pub(super) fn newline(source: &str) -> &'static str {
    match source.find(['\n', '\r']) {
        Some(at) if source[at..].starts_with("\r\n") => "\r\n",
        Some(at) if source[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Ways to put `sentence` into plain text, the best first.
pub(super) fn places(document: &Document, sentence: &str, position: Position) -> Vec<Edit> {
    let source = document.source.as_str();
    let gap = gap(document);
    let insert = |at: usize, text: String| Edit { span: Span::new(at, at), text, kind: Kind::Visible };
    let last = source.trim_end().len();
    let end = insert(last, format!("{gap}{sentence}"));
    let first = document.blocks().first().map(|b| insert(b.range.end, format!("{gap}{sentence}")));
    match position {
        Position::Start => first.into_iter().chain([end]).collect(),
        Position::End => vec![end],
    }
}

/// Ways to put `sentence` into a section of its own, the best first.
pub(super) fn in_section(document: &Document, sentence: &str, declared: &Declared) -> Vec<Edit> {
    let gap = gap(document);
    let insert = |at: usize, text: String| Edit { span: Span::new(at, at), text, kind: Kind::Visible };
    if let Some(heading) = declared.section.heading(document) {
        return vec![insert(heading.range.end, format!("{gap}{sentence}"))];
    }
    let heading = &declared.heading;
    let next = declared.section.next(document);
    let before = next.map(|next| insert(next.range.start, format!("{heading}{gap}{sentence}{gap}")));
    let end = insert(document.source.trim_end().len(), format!("{gap}{heading}{gap}{sentence}"));
    before.into_iter().chain([end]).collect()
}

/// What parts two paragraphs. Where there is no blank line each line is one; one line alone may get one.
fn gap(document: &Document) -> String {
    let nl = newline(&document.source);
    let parted = has_blank_line(&document.source) || document.blocks().len() < 2;
    if parted { [nl, nl].concat() } else { nl.to_owned() }
}

fn has_blank_line(source: &str) -> bool {
    let mut lines = source.trim().lines().peekable();
    lines.any(|line| line.trim().is_empty())
}
