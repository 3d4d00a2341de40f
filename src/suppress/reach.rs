//! How far a suppression reaches: over the block that it stands in, and the element or block that it stands before.

use super::find::Found;
use crate::document::Document;
use crate::item::Media;
use crate::span::Span;

/// Bytes after a suppression in which the end of its element is looked for.
const FAR: usize = 256 << 10;

/// Blocks before a suppression that it may stand in: values of attributes lie among the words of others.
const NEAR: usize = 8;

/// Elements without an end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Says of each suppression that has no reach yet what it is for.
pub(super) fn fill(document: &Document, all: &mut [Found<'_>]) {
    let mut blocks: Vec<Span> = document.block_spans().collect();
    blocks.sort_unstable_by_key(|b| (b.start, b.end));
    for found in all.iter_mut().filter(|f| !f.comment.file && f.covers.is_empty()) {
        let comment = found.span;
        let next = blocks.partition_point(|b| b.start < comment.end);
        let before = blocks[..next].iter().rev().take(NEAR);
        let around = before.copied().find(|b| stands_in(&document.source, *b, comment));
        found.covers.extend(around);
        let element = match document.media {
            Media::Plain => None,
            Media::Html | Media::Markdown => element(&document.source, comment.end),
        };
        if let Some(element) = element {
            // A block that begins in the element belongs to it whole.
            let last = blocks[next..].iter().take_while(|b| b.start < element.end).map(|b| b.end).max();
            found.covers.push(Span::new(element.start, last.unwrap_or(0).max(element.end)));
        } else if around.is_none() {
            found.covers.extend(blocks.get(next));
        }
    }
}

/// Whether a comment stands in `block`: among its words, or behind them on the same line or before the end of an element.
/// A comment that is all of its block, as in plain text, stands before the next one.
fn stands_in(source: &str, block: Span, comment: Span) -> bool {
    if block.start < comment.start && comment.end <= block.end {
        return true;
    }
    if block.end > comment.start {
        return block.start <= comment.start && comment.end < block.end;
    }
    let gap = &source[block.end..comment.start];
    let behind = gap.bytes().all(|b| b.is_ascii_whitespace() && b != b'\n' && b != b'\r');
    behind || (gap.len() <= FAR && gap.contains('<') && source[comment.end..].trim_start().starts_with("</"))
}

/// The element that begins at `from`, white space and comments passed over.
fn element(source: &str, from: usize) -> Option<Span> {
    let mut start = from;
    loop {
        let rest = &source[start..];
        start += rest.len() - rest.trim_start().len();
        if !source[start..].starts_with("<!--") {
            break;
        }
        start += memchr::memmem::find(&source.as_bytes()[start..], b"-->")? + 3;
    }
    let bytes = &source.as_bytes()[..source.len().min(start.saturating_add(FAR))];
    let name = name(bytes, start.checked_add(1).filter(|_| bytes.get(start) == Some(&b'<'))?)?;
    let mut at = tag_end(bytes, start)?;
    let is = |list: &[&str]| list.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes()));
    if is(&VOID) || bytes[..at].ends_with(b"/>") {
        return Some(Span::new(start, at));
    }
    let raw = is(&RAW);
    let paragraph = is(&["p"]);
    let mut depth = 1_usize;
    loop {
        let open = at + memchr::memchr(b'<', &bytes[at..])?;
        let closing = bytes.get(open + 1) == Some(&b'/');
        if !raw && bytes[open..].starts_with(b"<!--") {
            at = open + memchr::memmem::find(&bytes[open..], b"-->")? + 3;
            continue;
        }
        let same =
            self::name(bytes, open + 1 + usize::from(closing)).is_some_and(|n| n.eq_ignore_ascii_case(name));
        if !same || (raw && !closing) {
            at = open + 1;
            continue;
        }
        // A paragraph cannot hold another; the next one ends it.
        if paragraph && !closing {
            return Some(Span::new(start, open));
        }
        at = tag_end(bytes, open)?;
        if closing {
            depth -= 1;
        } else if !bytes[..at].ends_with(b"/>") {
            depth += 1;
        }
        if depth == 0 {
            return Some(Span::new(start, at));
        }
    }
}

/// The name of the tag whose name begins at `at`.
fn name(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let rest = bytes.get(at..)?;
    let end = rest.iter().position(|b| matches!(b, b'>' | b'/') || b.is_ascii_whitespace())?;
    rest.first().is_some_and(u8::is_ascii_alphabetic).then(|| &rest[..end])
}

/// One past the `>` of the tag at `open`; what stands in quotes is passed over.
fn tag_end(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open;
    loop {
        at += memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        match bytes[at] {
            b'>' => return Some(at + 1),
            quote => at += 1 + memchr::memchr(quote, &bytes[at + 1..])? + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(source: &str) -> Option<&str> {
        element(source, 0).map(|s| &source[s.start..s.end])
    }

    #[test]
    fn an_element_goes_to_its_own_end_tag() {
        for (source, want) in [
            ("\n <div><div a='>'>x</div></div> y", Some("<div><div a='>'>x</div></div>")),
            ("<!-- other --> <p>one</p><p>two", Some("<p>one</p>")),
            ("<p>one<p>two</p>", Some("<p>one")),
            ("<meta name=a content='b>'><meta>", Some("<meta name=a content='b>'>")),
            ("<script>if (a<b) '<script>'</script> x", Some("<script>if (a<b) '<script>'</script>")),
            ("<IMG src=x> y", Some("<IMG src=x>")),
            ("<section><!-- </section> --></Section >z", Some("<section><!-- </section> --></Section >")),
            ("<a/>b", Some("<a/>")),
            ("words <b>x</b>", None),
            ("<div>never closed", None),
            ("< b>", None),
            ("<", None),
            ("", None),
            ("<div", None),
            ("<div a=\"", None),
        ] {
            assert_eq!(first(source), want, "{source}");
        }
    }
}
