//! Places as people see them: line, column, and a short excerpt of the source.

use crate::span::{Position, Span};

/// Bytes of context that an excerpt keeps on either side of its span.
const CONTEXT: usize = 160;
/// Bytes of the span itself that an excerpt keeps.
const KEPT: usize = 480;

/// A piece of the source around a span, short enough to keep after the document is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The source text, not cleaned in any way.
    pub text: String,
    /// The number of its first line in the document, from 1.
    pub first_line: usize,
    /// The part of `text` that the span covers, in bytes.
    pub marked: Span,
    /// Whether its first line begins before `text` does.
    pub cut_before: bool,
    /// Whether its last line goes on after `text`.
    pub cut_after: bool,
}

/// A span with the line and column that it begins at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the decoded source.
    pub span: Span,
    /// Where the span begins.
    pub position: Position,
    /// What stands there.
    pub excerpt: Excerpt,
}

impl Place {
    /// The place of `span` in `source`, which begins at `position`.
    #[must_use]
    pub fn new(source: &str, span: Span, position: Position) -> Self {
        Self { span, position, excerpt: Excerpt::around(source, span, position.line) }
    }
}

impl Excerpt {
    /// The lines that `span` stands on, cut where they are long. The cost does not depend on the size of `source`.
    fn around(source: &str, span: Span, first_line: usize) -> Self {
        let start = floor(source, span.start);
        let wanted = span.end.max(start).min(source.len());
        let end = floor(source, wanted.min(start + KEPT));
        let from = floor(source, start.saturating_sub(CONTEXT));
        let to = floor(source, (end + CONTEXT).min(source.len()));
        let bytes = source.as_bytes();
        let line = memchr::memrchr2(b'\n', b'\r', &bytes[from..start]).map(|at| from + at + 1);
        let rest = memchr::memchr2(b'\n', b'\r', &bytes[end..to]).map(|at| end + at);
        let (a, b) = (line.unwrap_or(from), rest.unwrap_or(to));
        Self {
            text: source[a..b].to_owned(),
            first_line,
            marked: Span::new(start - a, end - a),
            cut_before: line.is_none() && from > 0,
            cut_after: rest.is_none() && to < source.len(),
        }
    }
}

/// The largest character boundary of `text` that is not past `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The positions of `offsets` (bytes of `source`), in the order given.
///
/// `source` is read once up to the largest offset, however many offsets there are and however long its lines.
/// An offset inside a character counts as that character's own; one past the end as the end.
#[must_use]
pub fn positions(source: &str, offsets: &[usize]) -> Vec<Position> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_unstable_by_key(|&i| offsets[i]);
    let mut out = vec![Position { line: 1, column: 1 }; offsets.len()];
    let bytes = source.as_bytes();
    let (mut at, mut line, mut column) = (0, 1, 1);
    for i in order {
        let target = floor(source, offsets[i]);
        let mut start = None;
        for hit in memchr::memchr2_iter(b'\n', b'\r', &bytes[at..target]) {
            let hit = at + hit;
            if bytes[hit] == b'\r' && bytes.get(hit + 1) == Some(&b'\n') {
                continue;
            }
            line += 1;
            start = Some(hit + 1);
        }
        if start.is_some() {
            column = 1;
        }
        let from = start.unwrap_or(at);
        column += bytes[from..target].iter().filter(|&&b| b & 0xC0 != 0x80).count();
        at = target;
        out[i] = Position { line, column };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LineIndex;

    #[test]
    fn positions_agree_with_the_line_index_at_every_byte_in_any_order() {
        let text = "añ\r\nb\rc\nd\n\r\r\n€ €";
        let index = LineIndex::new(text);
        let offsets: Vec<usize> = (0..=text.len() + 2).rev().collect();
        let want: Vec<Position> = offsets.iter().map(|&o| index.position(text, floor(text, o))).collect();
        assert_eq!(positions(text, &offsets), want);
    }

    #[test]
    fn an_excerpt_of_a_long_line_is_cut_on_both_sides() {
        let text = format!("{}mark{}", "é".repeat(10_000), "ü".repeat(10_000));
        let span = Span::new(20_000, 20_004);
        let place = Place::new(&text, span, Position { line: 1, column: 10_001 });
        let Excerpt { text, marked, cut_before, cut_after, .. } = place.excerpt;
        assert_eq!(&text[marked.start..marked.end], "mark");
        assert!(text.len() <= 2 * CONTEXT + 4 && cut_before && cut_after);
    }

    #[test]
    fn an_excerpt_ends_with_its_line() {
        let text = "one\r\ntwo mark\r\nthree";
        let place = Place::new(text, Span::new(9, 13), Position { line: 2, column: 5 });
        assert_eq!(place.excerpt.text, "two mark");
        assert!(!place.excerpt.cut_before && !place.excerpt.cut_after);
    }
}
