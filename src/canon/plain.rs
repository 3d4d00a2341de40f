//! Plain text to paragraphs (rule 4).

use super::collect::non_space;
use super::model::{CanonicalText, Coverage, RootRule, Scope};
use super::normalize;

/// The canonical text of plain text; its first paragraph is the headline.
pub(super) fn text(source: &str, scope: &Scope) -> CanonicalText {
    let mut paragraphs =
        cut(source).into_iter().map(normalize::paragraph).filter(|paragraph| !paragraph.is_empty());
    let headline = paragraphs.next();
    let all = non_space(source);
    CanonicalText {
        headline,
        paragraphs: paragraphs.collect(),
        root: RootRule::Whole,
        scope: scope.clone(),
        coverage: Coverage { visible: all, covered: all, dropped: 0 },
    }
}

/// Cuts at blank lines, or at every line break where no blank line stands between two others.
fn cut(source: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    for at in memchr::memchr2_iter(b'\n', b'\r', source.as_bytes()) {
        // The line feed of a CR LF was passed with its carriage return.
        if at >= start {
            lines.push((start, at));
            start = at + if source[at..].starts_with("\r\n") { 2 } else { 1 };
        }
    }
    lines.push((start, source.len()));
    let blank = |&(start, end): &(usize, usize)| source[start..end].chars().all(char::is_whitespace);
    let Some(first) = lines.iter().position(|line| !blank(line)) else { return Vec::new() };
    let last = lines.iter().rposition(|line| !blank(line)).unwrap_or(first);
    let lines = &lines[first..=last];
    if !lines.iter().any(blank) {
        return lines.iter().map(|&(start, end)| &source[start..end]).collect();
    }
    let mut out = Vec::new();
    for group in lines.split(blank) {
        if let (Some(&(start, _)), Some(&(_, end))) = (group.first(), group.last()) {
            out.push(&source[start..end]);
        }
    }
    out
}
