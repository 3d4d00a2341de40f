//! Pages that nobody means well: a clear refusal or a right edit, and soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use terang::document::{BlockKind, Limits, read};
use terang::item::{Item, Media};
use terang::label::{Position, Wish};
use terang::lang::Lang;
use terang::vocabulary::{Involvement, Review};

use super::{RULES, item, labelled, used, wish};

fn english() -> Wish {
    Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Generated, Review::Unstated, &[])) }
}

/// Labels `source`; what comes out of it is read as declared. Gives the refusal where there is one.
fn tried(media: Media, source: &str) -> Option<String> {
    let began = Instant::now();
    let out = match labelled(&item(media, source), &english()) {
        Ok(done) => {
            let again = Item { bytes: done.bytes.clone(), ..item(media, "") };
            let document = read(again.clone(), Limits::default()).unwrap();
            let found = RULES.find(&document).disclosures;
            assert!(found.iter().any(|d| d.involvement == Involvement::Generated), "{}", done.after);
            assert!(!labelled(&again, &english()).unwrap().is_changed());
            None
        }
        Err(error) => Some(error.to_string()),
    };
    assert!(began.elapsed() < Duration::from_secs(60), "{} bytes took {:?}", source.len(), began.elapsed());
    out
}

#[test]
fn pages_without_html_body_or_end_tags_are_labelled() {
    for page in [
        "<p>One.<p>Two.",
        "<h1>Head</h1>One.",
        "text and <b>no block",
        "<article><h1>Head</h1><p>One.",
        "<body><div><div><p>One.</div>",
        "<title>T</title><p>One.</p>",
        "<article><h1>Head</h1><p>One.</p><!-- <p>no</p> ",
        "<main><h1>Head<p>One.</main>",
        "<plaintext>all of this is text",
    ] {
        assert_eq!(tried(Media::Html, page), None, "{page}");
    }
}

#[test]
fn what_is_left_open_takes_no_sentence_into_a_heading_or_a_list() {
    for page in [
        "<article><p>One.</p></article><h2>Two <em>words",
        "<p>One.</p><ul><li>Two",
        "<div><p>One.</p></div><blockquote>Two <i>three</blockquote><ul><li>x",
        "<h2>One<p>Two.</p><p>Three.</p>",
    ] {
        for position in [Position::Start, Position::End] {
            let wish = Wish { position, ..english() };
            let Ok(done) = labelled(&item(Media::Html, page), &wish) else { continue };
            let document = read(item(Media::Html, done.bytes), Limits::default()).unwrap();
            let found = RULES.find(&document).disclosures;
            let block = document.blocks().iter().find(|b| b.paragraph == found[0].paragraph).unwrap();
            assert_eq!(block.kind, BlockKind::Paragraph, "{}", done.after);
        }
    }
}

#[test]
fn an_article_that_can_hold_no_paragraph_gets_none() {
    for name in ["p", "ul", "table", "h2", "span", "em"] {
        let page = format!("<body><div><{name} itemprop=articleBody>One two.</{name}></div>");
        for position in [Position::Start, Position::End] {
            assert!(
                labelled(&item(Media::Html, page.as_str()), &Wish { position, ..english() }).is_err(),
                "{page}"
            );
        }
    }
    assert_eq!(tried(Media::Html, "<body><span itemprop=articleBody><p>One.</p><p>Two.</p></span>"), None);
    assert_eq!(tried(Media::Html, "<table><tr><td itemprop=articleBody>One two.</td></tr></table>"), None);
}

#[test]
fn an_article_that_is_an_item_of_a_list_is_labelled() {
    for page in [
        "<ul><li><article><h1>Head</h1><p>One.</p></article></li></ul>",
        "<blockquote><main><p>One.</p></main></blockquote>",
    ] {
        assert_eq!(tried(Media::Html, page), None, "{page}");
    }
}

#[test]
fn a_script_of_long_keys_around_many_objects_is_read_soon() {
    let keys = format!("{{\"{}\":", "k".repeat(5_000)).repeat(100);
    let script = format!("{keys}[{}]{}", ["{}"; 20_000].join(","), "}".repeat(100));
    let page = format!(
        "<html lang=en><head><title>T</title><script type=application/ld+json>{script}</script></head>\
         <body><article><h1>Head</h1><p>One.</p></article>"
    );
    assert_eq!(tried(Media::Html, &page), None);
}

#[test]
fn pages_without_a_place_are_refused() {
    for page in [
        "<frameset><frame src=a></frameset>",
        "<html><head><title>T</title></head><body></body></html>",
        "",
        "<script>var a = '<p>x</p>'</script>",
    ] {
        assert!(tried(Media::Html, page).is_some(), "{page}");
    }
}

#[test]
fn a_million_tags_are_refused_soon() {
    assert!(tried(Media::Html, &"<div>".repeat(1_000_000)).is_some());
    assert!(tried(Media::Html, &format!("{}<p>One.", "<b>".repeat(100_000))).is_some());
    let closed = format!("<article><h1>Head</h1><p>One.</p>{}</article>", "</div>".repeat(100_000));
    assert_eq!(tried(Media::Html, &closed), None);
}

#[test]
fn markdown_that_never_closes_what_it_opens_is_labelled_before_it() {
    for text in [
        "# Head\n\nOne.\n\n```\ncode without an end",
        "# Head\n\nOne.\n\n- item\n- item",
        "# Head\n\nOne.\n\n> quoted\nlazily",
        "One.\n\n<div>\nhtml without an end",
        "# Head\n\nOne.[^1]\n\n[^1]: a note\n",
        "Head\n====\n\nOne.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "    code only",
    ] {
        let refused = tried(Media::Markdown, text);
        assert!(refused.is_none(), "{text}: {refused:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_of_tags_is_labelled_rightly_or_refused(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<article>", "</article>", "<h1>", "</h1>", "<div>", "</div>", "text ", "<b>", "</b>",
            "<head>", "</head>", "<body>", "</body>", "<meta charset=utf-8>", "<table>", "<td>", "</table>", "<!--",
            "-->", "<figure>", "</figure>", "<img src=a>", "<footer>", "</footer>", "<script>", "</script>", "\n  ",
            "<ul><li>", "</ul>", "<svg>", "</svg>", "<title>", "</title>", "<template>", "</template>", "<main>",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script>", "<a href=x>", "</a>", "<",
        ]), 0..24)
    ) {
        tried(Media::Html, &parts.concat());
    }

    #[test]
    fn any_soup_of_marks_is_labelled_rightly_or_refused(
        parts in prop::collection::vec(prop::sample::select(vec![
            "# ", "text ", "\n", "\n\n", "- ", "> ", "```", "    ", "---\n", "+++\n", "title: x\n", "<div>", "</div>",
            "![a](b)", "[^1]: ", "| a |\n|---|\n", "*", "\r\n", "<!--", "-->", "{\"title\": \"x\"}\n", "a = 1\n",
        ]), 0..24)
    ) {
        tried(Media::Markdown, &parts.concat());
        tried(Media::Plain, &parts.concat());
    }
}
