//! Which zone an element decides, from its name, role, properties and class names (docs/spec/zones.md).

use super::attribute::{Attributes, Known};
use super::inside::Inside;
use super::tag::Tag;
use crate::span::Span;
use crate::vocabulary::Zone;

const ASKED: u32 =
    Known::Class as u32 | Known::Id as u32 | Known::Role as u32 | Known::ItemProp as u32 | Known::Rel as u32;

/// The zone that an HTML element decides for what is inside it; `None` where it inherits.
#[inline]
pub(super) fn of(tag: Tag, source: &str, attributes: &Attributes, outside: Inside) -> Option<Zone> {
    if attributes.any(Known::Style as u32)
        && !matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article)
        && attributes.span(Known::Style).is_some_and(|span| hides(&source[span.start..span.end]))
    {
        return Some(Zone::Metadata);
    }
    let named = if attributes.any(ASKED) { by_attributes(tag, source, attributes, outside) } else { None };
    named.or_else(|| by_name(tag, outside))
}

/// Whether the declarations of a `style` attribute hide the element; the last of a property counts.
fn hides(style: &str) -> bool {
    let (mut display, mut visibility) = (false, false);
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let is = |words: &[&str]| {
            let value = value.split('!').next().unwrap_or_default().trim();
            words.iter().any(|word| value.eq_ignore_ascii_case(word))
        };
        let property = property.trim();
        if property.eq_ignore_ascii_case("display") {
            display = is(&["none"]);
        } else if property.eq_ignore_ascii_case("visibility") {
            visibility = is(&["hidden", "collapse"]);
        }
    }
    display || visibility
}

fn by_name(tag: Tag, outside: Inside) -> Option<Zone> {
    let zone = outside.place.zone;
    let plain = zone == Zone::Body;
    match tag {
        Tag::H1 if plain || zone == Zone::Byline => Some(Zone::Headline),
        Tag::Figcaption | Tag::Caption | Tag::Figure => Some(Zone::Caption),
        Tag::Blockquote | Tag::Pre | Tag::Table if outside.figure && zone == Zone::Caption => {
            Some(Zone::Body)
        }
        Tag::Aside => Some(Zone::Aside),
        Tag::Footer if !outside.sectioned => Some(Zone::Footer),
        Tag::Main => Some(Zone::Body),
        Tag::Address | Tag::Time if plain => Some(Zone::Byline),
        _ => None,
    }
}

fn by_attributes(tag: Tag, source: &str, attributes: &Attributes, outside: Inside) -> Option<Zone> {
    let text = |span: Span| &source[span.start..span.end];
    if let Some(role) = attributes.span(Known::Role) {
        match text(role).trim().to_ascii_lowercase().as_str() {
            "contentinfo" => return Some(Zone::Footer),
            "complementary" => return Some(Zone::Aside),
            _ => {}
        }
    }
    if let Some(property) = attributes.span(Known::ItemProp) {
        for word in text(property).split_ascii_whitespace() {
            match word {
                "author" | "creator" | "editor" | "translator" => return Some(Zone::Byline),
                "headline" => return Some(Zone::Headline),
                "caption" | "creditText" => return Some(Zone::Caption),
                _ => {}
            }
        }
    }
    if let Some(rel) = attributes.span(Known::Rel)
        && outside.place.zone == Zone::Body
        && text(rel).split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case("author"))
    {
        return Some(Zone::Byline);
    }
    // Classes of the great containers speak of layout ("single-author"), not of what stands in them.
    if matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article) {
        return None;
    }
    let class = attributes.span(Known::Class).and_then(|span| by_tokens(text(span), outside));
    class.or_else(|| attributes.span(Known::Id).and_then(|span| by_tokens(text(span), outside)))
}

/// The zone of the first class name (or identifier) that names one.
fn by_tokens(value: &str, outside: Inside) -> Option<Zone> {
    value.split_ascii_whitespace().find_map(|token| by_token(token, outside))
}

const BYLINE: &[&str] = &[
    "byline", "bylines", "dateline", "authors", "author", "writer", "penulis", "autor", "autores", "auteur",
    "autore",
];
/// Behind a word for whoever wrote it.
const OF_AUTHOR: &[&str] = &["name", "info", "line", "link", "text", "bio"];
const CAPTION: &[&str] = &[
    "caption",
    "captions",
    "figcaption",
    "photocredit",
    "imagecredit",
    "credit",
    "credits",
    "photographer",
    "bildunterschrift",
    "bildnachweis",
    "didascalia",
    "bildtext",
    "billedtekst",
    "bildetekst",
    "legende",
    "legenda",
];
const OF_CAPTION: &[&str] = &["text", "container", "inner"];
const OF_IMAGE: &[&str] = &["copyright", "source"];
const ASIDE: &[&str] = &["sidebar", "aside", "infobox", "factbox"];
const FOOTER: &[&str] = &["footer", "colophon", "copyright", "impressum"];

const WORDS: [&[&str]; 7] = [BYLINE, OF_AUTHOR, CAPTION, OF_CAPTION, OF_IMAGE, ASIDE, FOOTER];

/// For the first and the last letter, the lengths of all these words, so that most names are left after one look.
const SHAPES: [[u32; 32]; 32] = {
    let mut shapes = [[0; 32]; 32];
    let mut list = 0;
    while list < WORDS.len() {
        let mut at = 0;
        while at < WORDS[list].len() {
            let word = WORDS[list][at].as_bytes();
            let (first, last) = (word[0] & 31, word[word.len() - 1] & 31);
            shapes[first as usize][last as usize] |= 1 << word.len();
            at += 1;
        }
        list += 1;
    }
    shapes
};

/// The last three letters of all these words: for the last two the last but two, a bit each. Class names are looked at a
/// hundred thousand times a second, and hardly any ends so.
const ENDS: [u32; 1024] = {
    let mut ends = [0; 1024];
    let mut list = 0;
    while list < WORDS.len() {
        let mut at = 0;
        while at < WORDS[list].len() {
            let word = WORDS[list][at].as_bytes();
            let (place, bit) = ending(word[word.len() - 3], word[word.len() - 2], word[word.len() - 1]);
            ends[place] |= bit;
            at += 1;
        }
        list += 1;
    }
    ends
};

/// Where the bit of three last letters stands, in any case.
const fn ending(a: u8, b: u8, c: u8) -> (usize, u32) {
    (((b & 31) as usize) << 5 | (c & 31) as usize, 1 << (a & 31))
}

fn may_name(word: &str) -> bool {
    let (Some(first), Some(last)) = (word.bytes().next(), word.bytes().next_back()) else { return false };
    word.len() < 32 && SHAPES[usize::from(first & 31)][usize::from(last & 31)] >> word.len() & 1 != 0
}

fn by_token(token: &str, outside: Inside) -> Option<Zone> {
    let [.., a, b, c] = *token.as_bytes() else { return None };
    let (place, bit) = ending(a, b, c);
    if ENDS[place] & bit == 0 || token.len() < 5 || token.len() > 64 {
        return None;
    }
    let (head, last) = split_last_word(token);
    if !may_name(last) {
        return None;
    }
    let (before, first) = (split_last_word(head).1, first_word(head));
    // "has-caption", "no-author": about another element.
    if ["has", "no", "with", "without", "is", "show", "hide", "js"]
        .iter()
        .any(|w| first.eq_ignore_ascii_case(w))
    {
        return None;
    }
    let word = |list: &[&str]| list.iter().any(|w| last.eq_ignore_ascii_case(w));
    let after = |list: &[&str]| list.iter().any(|w| before.eq_ignore_ascii_case(w));
    if word(BYLINE) || (word(OF_AUTHOR) && after(&["author", "byline", "writer"])) {
        return Some(Zone::Byline);
    }
    if word(CAPTION)
        || (word(OF_CAPTION) && after(&["caption"]))
        || (word(OF_IMAGE) && after(&["image", "photo", "picture", "img", "media", "figure"]))
    {
        return Some(Zone::Caption);
    }
    if word(ASIDE) && head.is_empty() {
        return Some(Zone::Aside);
    }
    let page = !outside.sectioned
        && !after(&[
            "article", "articles", "entry", "post", "story", "card", "comment", "comments", "content",
            "item", "widget", "box", "teaser", "block", "meta", "modal", "table", "panel", "section",
            "media", "list", "quote",
        ]);
    if word(FOOTER) && page {
        return Some(Zone::Footer);
    }
    None
}

/// Cuts off the last word of a class name, at `-`, `_` or before a capital letter.
fn split_last_word(token: &str) -> (&str, &str) {
    let bytes = token.as_bytes();
    for at in (1..bytes.len()).rev() {
        if matches!(bytes[at - 1], b'-' | b'_') {
            return (token[..at - 1].trim_end_matches(['-', '_']), &token[at..]);
        }
        if bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase() {
            return (&token[..at], &token[at..]);
        }
    }
    ("", token)
}

fn first_word(token: &str) -> &str {
    let mut rest = token.trim_start_matches(['-', '_']);
    loop {
        match split_last_word(rest) {
            ("", word) => return word,
            (head, _) => rest = head,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_hides_by_its_last_word() {
        for style in [
            "display:none",
            "DISPLAY : None",
            "color:red; display: none !important;",
            "visibility:hidden",
            "display:block;display:none",
            "visibility: collapse",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in [
            "",
            "display",
            "display:none;display:block",
            "display:block",
            "background:url(none)",
            "overflow:hidden",
            "--display:none",
            "visibility:visible",
        ] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn class_names_are_cut_at_every_white_space() {
        let names = ["a", "", "is-wide", "\u{1}\u{2}", "größe", "x\u{b}y", "eight888", "a-rather-long-name"];
        for space in [" ", "\n", "\t", "\r", "\u{c}", "  \n"] {
            for count in 0..names.len() {
                let before = names[..count].join(space);
                for decides in ["byline", "author-name"] {
                    let value = format!("{before}{space}{decides}{space}{before}");
                    assert_eq!(by_tokens(&value, Inside::NOTHING), Some(Zone::Byline), "{value:?}");
                    let value = format!("{before}{space}{decides}\u{b}{space}");
                    assert_eq!(by_tokens(&value, Inside::NOTHING), None, "{value:?}");
                }
            }
        }
    }

    #[test]
    fn class_names_decide_by_their_last_word() {
        let zone = |token| by_token(token, Inside::NOTHING);
        for (token, expected) in [
            ("byline", Some(Zone::Byline)),
            ("article__byline", Some(Zone::Byline)),
            ("postAuthor", Some(Zone::Byline)),
            ("author-name", Some(Zone::Byline)),
            ("wp-caption-text", Some(Zone::Caption)),
            ("photo-credit", Some(Zone::Caption)),
            ("imageCopyright", Some(Zone::Caption)),
            ("site-footer", Some(Zone::Footer)),
            ("colophon", Some(Zone::Footer)),
            ("sidebar", Some(Zone::Aside)),
            ("infobox", Some(Zone::Aside)),
            ("impressum", Some(Zone::Footer)),
            ("author-bio", Some(Zone::Byline)),
            ("authorLink", Some(Zone::Byline)),
            ("didascalia", Some(Zone::Caption)),
            ("has-caption", None),
            ("no-author", None),
            ("article-footer", None),
            ("credit-card", None),
            ("editors-note", None),
            ("article-disclosure", None),
            ("authority", None),
            ("content-sidebar", None),
        ] {
            assert_eq!(zone(token), expected, "{token}");
        }
        let sectioned = Inside { sectioned: true, ..Inside::NOTHING };
        assert_eq!(by_token("footer", sectioned), None);
    }
}
