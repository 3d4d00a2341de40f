//! The media type, from the hint or the first bytes.

use encoding_rs::{Encoding, UTF_8};

use crate::item::{Item, Media};

/// How many bytes are looked at.
const WINDOW: usize = 1024;

/// Element names that begin a page or a piece of one (WHATWG MIME Sniffing §7.1, and the sectioning elements).
const TAGS: &[&str] = &[
    "html", "head", "body", "title", "meta", "link", "script", "style", "iframe", "h1", "h2", "div", "font",
    "table", "a", "b", "br", "p", "article", "section", "main", "header", "span", "ul", "ol",
];

/// The media type of `item`: what it says itself, else HTML where its first bytes are markup, else plain text.
pub(super) fn media(item: &Item) -> Media {
    if let Some(media) = item.media {
        return media;
    }
    let window = &item.bytes[..item.bytes.len().min(WINDOW)];
    let (encoding, bom) = Encoding::for_bom(window).unwrap_or((UTF_8, 0));
    let text = encoding.decode_without_bom_handling(&window[bom..]).0;
    if is_html(&text) { Media::Html } else { Media::Plain }
}

fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        let Some(markup) = rest.strip_prefix('<') else { return false };
        if let Some(comment) = markup.strip_prefix("!--") {
            let Some((_, after)) = comment.split_once("-->") else { return true };
            rest = after.trim_start();
        } else if let Some(instruction) = markup.strip_prefix("?xml") {
            let Some((_, after)) = instruction.split_once('>') else { return false };
            rest = after.trim_start();
        } else {
            let name = markup.split([' ', '\t', '\n', '\r', '\x0C', '>', '/']).next().unwrap_or_default();
            return name.eq_ignore_ascii_case("!doctype")
                || TAGS.iter().any(|t| name.eq_ignore_ascii_case(t));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(bytes: &[u8]) -> Media {
        media(&Item { bytes: bytes.to_vec(), ..Item::default() })
    }

    #[test]
    fn the_hint_wins_then_markup_at_the_start_is_html_and_all_else_is_text() {
        assert_eq!(sniffed(b"\xEF\xBB\xBF\n<!DOCTYPE html>"), Media::Html);
        assert_eq!(sniffed(b"<!-- made by hand -->\n<Article class=x>"), Media::Html);
        assert_eq!(sniffed(b"<?xml version='1.0'?><html xmlns='x'>"), Media::Html);
        assert_eq!(sniffed(b"\xFF\xFE<\0p\0>\0"), Media::Html);
        assert_eq!(sniffed(b"<3 this story"), Media::Plain);
        assert_eq!(sniffed(b"# Heading\n\n<p>"), Media::Plain);
        assert_eq!(sniffed(b"\0\0\0\0"), Media::Plain);
        let item = Item { media: Some(Media::Markdown), bytes: b"<p>".to_vec(), ..Item::default() };
        assert_eq!(media(&item), Media::Markdown);
    }
}
