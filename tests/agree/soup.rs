//! Random tag soup: the two sides agree, nothing panics, and every span leads back.

use proptest::prelude::*;
use terang::document::Document;
use terang::span::Span;

use super::{difference, ours};

/// Elements whose place in the tree is where their tags stand (without `search`, which html5ever does not yet count as
/// special).
const FLOW: &[&str] = &[
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "section",
    "article",
    "aside",
    "footer",
    "header",
    "main",
    "nav",
    "figure",
    "figcaption",
    "blockquote",
    "pre",
    "address",
    "button",
    "form",
    "fieldset",
    "details",
    "summary",
    "select",
    "object",
    "marquee",
    "textarea",
    "title",
    "noscript",
    "iframe",
    "style",
    "xmp",
    "br",
    "hr",
    "img",
    "input",
    "wbr",
    "meta",
    "link",
    "menu",
    "listing",
    "center",
];
/// Inline elements.
const INLINE: &[&str] = &[
    "span", "time", "legend", "video", "canvas", "ruby", "rt", "rp", "label", "x-card", "dialog", "option",
    "optgroup",
];
/// Elements that the adoption agency moves.
const FORMATTING: &[&str] = &["a", "b", "i", "small", "em", "font", "nobr", "u", "code"];
/// Tags that give their attributes to an element whose text is read already.
const LATE: &[&str] = &["html", "body", "head"];
const ATTRIBUTES: &[&str] = &[
    "",
    "",
    "",
    "",
    " class=byline",
    " class='photo-credit x'",
    " id=footer",
    " hidden",
    " title='T &amp; t'",
    " alt=A",
    " role=complementary",
    " itemprop=author",
    " href=x",
    " rel=author",
    " ai-disclosure=human-only",
    " color=red",
    " class=sidebar hidden=''",
    " aria-label=L",
    " style=display:none",
    " style='Visibility: Hidden; color: red' class=byline",
    " style='display:none;display:block'",
];
const TEXTS: &[&str] = &[
    "word",
    " ",
    "\n ",
    "a b",
    "&amp;",
    "&copy",
    "&#x80;",
    "&notit;",
    "< ",
    "& ",
    "x\0y",
    "é",
    "\u{200B}",
    "1 < 2",
    "<!-- c -->",
    "<!c>",
    "</>",
    "</ x>",
    "<?p>",
    "\u{FEFF}",
    "&nbsp;",
    "文字",
    "<!--> ",
    "]]>",
];

/// Tags and texts. With `formatting`, inline elements have no attributes: a tree moves a block out of a formatting
/// element that ends inside it, and out of the inline elements between, after its text has been read.
fn piece(formatting: bool) -> impl Strategy<Value = String> {
    let plain: Vec<&str> = if formatting {
        let inline = INLINE.iter().filter(|name| !["time", "video", "canvas"].contains(*name));
        FORMATTING.iter().chain(LATE).chain(inline).copied().collect()
    } else {
        LATE.to_vec()
    };
    let full: Vec<&str> = if formatting { FLOW.to_vec() } else { [FLOW, INLINE].concat() };
    let all = [plain.clone(), full.clone()].concat();
    let bare = proptest::sample::select(plain).prop_map(|name| format!("<{name}>"));
    let start = (proptest::sample::select(full), proptest::sample::select(ATTRIBUTES), any::<bool>())
        .prop_map(|(name, attributes, slash)| {
            format!("<{name}{attributes}{}>", if slash { "/" } else { "" })
        });
    let end = proptest::sample::select(all).prop_map(|name| format!("</{name}>"));
    let text = proptest::sample::select(TEXTS).prop_map(str::to_owned);
    prop_oneof![2 => bare, 4 => start, 5 => end, 5 => text]
}

fn soup(formatting: bool) -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(formatting), 0..24).prop_map(|pieces| pieces.concat())
}

fn check_spans(document: &Document) {
    let visible = document.visible();
    for block in document.blocks() {
        assert!(block.range.start < block.range.end && block.range.end <= visible.len());
        for (at, c) in visible[block.range.start..block.range.end].char_indices() {
            let start = block.range.start + at;
            let span = document.source_span(Span::new(start, start + c.len_utf8()));
            let source = document.source.get(span.start..span.end).expect("in bounds, on boundaries");
            let literal = source.chars().eq([c]);
            let stands_for = source.starts_with('&') || (c == '\u{FFFD}' && source == "\0");
            assert!(literal || stands_for || c == ' ', "{c:?} from {source:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn soup_is_read_as_the_dom_has_it(soup in soup(false)) {
        let soup = format!("<!DOCTYPE html>{soup}");
        prop_assert_eq!(difference(soup.as_bytes()), Vec::<String>::new(), "{}", soup);
        check_spans(&ours(soup.as_bytes()));
    }

    #[test]
    fn soup_with_formatting_is_read_as_the_dom_has_it(soup in soup(true)) {
        let soup = format!("<!DOCTYPE html>{soup}");
        prop_assert_eq!(difference(soup.as_bytes()), Vec::<String>::new(), "{}", soup);
        check_spans(&ours(soup.as_bytes()));
    }

    #[test]
    fn any_bytes_are_read_with_spans_that_hold(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check_spans(&ours(&bytes));
    }
}
