//! Where a sentence can stand in plain text.

use super::model::{Edit, Kind, Position};
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
    let nl = newline(source);
    let parted = has_blank_line(source);
    // Where there is no blank line each line is a paragraph; one line alone may get one.
    let gap = if parted || document.blocks().len() < 2 { [nl, nl].concat() } else { nl.to_owned() };
    let insert = |at: usize, text: String| Edit { span: Span::new(at, at), text, kind: Kind::Visible };
    let last = source.trim_end().len();
    let end = insert(last, format!("{gap}{sentence}"));
    let first = document.blocks().first().map(|b| insert(b.range.end, format!("{gap}{sentence}")));
    match position {
        Position::Start => first.into_iter().chain([end]).collect(),
        Position::End => vec![end],
    }
}

fn has_blank_line(source: &str) -> bool {
    let mut lines = source.trim().lines().peekable();
    lines.any(|line| line.trim().is_empty())
}
