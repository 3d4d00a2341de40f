//! What a page says about its own encoding.

use super::attribute::{Attributes, Known};
use super::tag::{RAW, Tag};
use super::token::{Token, Tokenizer};
use crate::span::Span;

/// The label of the first `meta` in `head` (bytes of a page, as Latin-1) that names a known encoding.
///
/// With `tree`, a `meta` in a script or another raw text counts not, as in the tree of a browser; the prescan does
/// not know raw text.
pub(in crate::document) fn declared(head: &str, tree: bool) -> Option<String> {
    let last = last_meta(head.as_bytes())?;
    let mut tokens = Tokenizer::new(head, Span::new(0, head.len()));
    while let Some(token) = tokens.next(false) {
        let Token::Start { tag, span, .. } = token else { continue };
        if span.start > last {
            return None;
        }
        if tree && tag.flags() & RAW != 0 {
            tokens.raw_text(tag);
        }
        if tag == Tag::Meta
            && let Some(label) = label(head, &tokens.attributes)
            && encoding_rs::Encoding::for_label(label.trim().as_bytes()).is_some()
        {
            return Some(label);
        }
    }
    None
}

/// Where the last `<meta` in `bytes` begins.
pub(in crate::document) fn last_meta(bytes: &[u8]) -> Option<usize> {
    let is_meta = |at: &usize| bytes.get(at + 1..at + 5).is_some_and(|n| n.eq_ignore_ascii_case(b"meta"));
    memchr::memrchr_iter(b'<', bytes).find(is_meta)
}

fn label(source: &str, attributes: &Attributes) -> Option<String> {
    if let Some(charset) = attributes.named(source, "charset") {
        return Some(charset.to_owned());
    }
    let http = attributes.value(source, Known::HttpEquiv)?;
    if !http.trim().eq_ignore_ascii_case("content-type") {
        return None;
    }
    let content = attributes.value(source, Known::Content)?;
    in_content(&content).map(str::to_owned)
}

/// "Extracting a character encoding from a meta element".
fn in_content(content: &str) -> Option<&str> {
    let lower = content.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let at = from + lower.get(from..)?.find("charset")? + "charset".len();
        let rest = content.get(at..)?.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(value) = rest.strip_prefix('=') else {
            from = at;
            continue;
        };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        return match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split_once(quote).map(|(label, _)| label),
            _ => value.split(|c: char| c.is_ascii_whitespace() || c == ';').next(),
        };
    }
}
