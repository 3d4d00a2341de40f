//! Shapes that make other tree builders quadratic, or overflow their stack: canonical text or a clear error, in time.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop and take the time")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use terang::canon::{self, CanonError, Scope};
use terang::item::Media;

/// Debug builds are some thirty times slower; the shapes stay large enough for a quadratic step to take minutes.
const SCALE: usize = if cfg!(debug_assertions) { 1 } else { 10 };

/// Far above what any shape takes on a busy machine, far below a quadratic step.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 240 } else { 60 });

/// What comes out, as a word or as the number of paragraphs.
fn outcome(source: &str, media: Media, scope: &Scope) -> String {
    let start = Instant::now();
    let result = canon::text(source, media, scope);
    let taken = start.elapsed();
    assert!(taken < LIMIT, "{taken:?} for {:.60}", source);
    match result {
        Ok(text) => format!("{} paragraphs", text.paragraphs.len()),
        Err(CanonError::TooDeep { .. }) => "too deep".to_owned(),
        Err(CanonError::TooManyAttributes { .. }) => "too many attributes".to_owned(),
        Err(CanonError::TooManyNodes { .. }) => "too many nodes".to_owned(),
        Err(CanonError::TooTangled) => "too tangled".to_owned(),
        Err(CanonError::SelectorTooCostly { .. }) => "selector too costly".to_owned(),
        Err(CanonError::BadSelector { .. }) => "bad selector".to_owned(),
        Err(other) => panic!("{other}"),
    }
}

fn html(source: &str) -> String {
    outcome(source, Media::Html, &Scope::default())
}

#[test]
fn nesting_without_end_is_too_deep() {
    for tag in [
        "<div>",
        "<span>",
        "<b>x",
        "<i><b>",
        "<table><tr><td>",
        "<svg><g>",
        "<template>",
        "<object><b>",
        "<ul><li>",
        "<a><div>x</a>",
    ] {
        assert_eq!(html(&tag.repeat(100_000)), "too deep", "{tag}");
    }
    assert_eq!(html(&"<div>".repeat(1_000_000)), "too deep");
    assert_eq!(html(&format!("{}x", "<div>".repeat(500))), "1 paragraphs");
}

#[test]
fn much_of_the_same_is_read_in_time() {
    for (unit, count, paragraphs) in [
        ("<p>x</p>", 20_000, 20_000),
        ("x<br>", 30_000, 1),
        ("some text and more ", 100_000, 1),
        ("x", 2_000_000, 1),
        ("<table><tr><p>x", 2_000, 2_000),
        ("<b><p>x</b>", 20_000, 20_000),
        ("<p><b><i><u><em>x</p>", 2_000, 2_000),
        ("<h1><h2>x", 20_000, 20_000),
        ("<article>x</article>", 20_000, 0),
        ("<li>x", 30_000, 30_000),
        ("<a>x", 20_000, 1),
        ("<button>x", 20_000, 1),
        ("<", 500_000, 1),
        ("&", 500_000, 1),
        ("<!--", 500_000, 0),
        ("<script><!--<script>", 100_000, 0),
        ("\0", 300_000, 0),
        ("\u{301}\u{327}", 200_000, 1),
        ("\u{FEFF}\u{FE00}", 200_000, 1),
        ("</p>x", 20_000, 20_000),
        ("<head>", 100_000, 0),
        ("<select><option>x", 20_000, 20_000),
    ] {
        let found = html(&unit.repeat(count * SCALE));
        let expected = if unit == "<article>x</article>" {
            1
        } else {
            paragraphs * if paragraphs > 1 { SCALE } else { 1 }
        };
        assert_eq!(found, format!("{expected} paragraphs"), "{unit:?}");
    }
}

#[test]
fn deep_pages_with_many_siblings_are_read_in_time() {
    let deep = "<div>".repeat(500);
    assert_eq!(html(&format!("{deep}{}", "<div></div>".repeat(10_000 * SCALE))), "0 paragraphs");
    assert_eq!(html(&format!("{deep}{}", "<i>x</i>".repeat(10_000 * SCALE))), "1 paragraphs");
    assert_eq!(html(&format!("{}x{}", "<span>".repeat(500), "</x>".repeat(10_000 * SCALE))), "1 paragraphs");
    assert_eq!(
        html(&format!("<table>{}", "<p>x".repeat(20_000 * SCALE))),
        format!("{} paragraphs", 20_000 * SCALE)
    );
}

#[test]
fn attributes_without_end_are_refused() {
    let many = |name: &str, count: usize| {
        let mut tag = format!("<{name}");
        for at in 0..count {
            write!(tag, " a{at}=1").unwrap();
        }
        tag + ">"
    };
    assert_eq!(html(&many("div", 1_000_000)), "too many attributes");
    assert_eq!(html(&format!("{}x", many("div", 1000))), "1 paragraphs");
    let bodies: String = (0..100_000).map(|at| format!("<body a{at}>")).collect();
    assert_eq!(html(&bodies), "too many attributes");
    // Formatting elements are compared with each other, attribute by attribute.
    let formatting: String = (0..250).map(|at| format!("<b a{at}>")).collect();
    assert_eq!(html(&format!("{formatting}{}", (many("b", 200) + "</b>").repeat(3000))), "too tangled");
    if SCALE > 1 {
        // Each paragraph opens the unclosed formatting elements of the first one again.
        let unclosed: String = (0..200).map(|at| format!("<b a{at}>")).collect();
        assert_eq!(html(&format!("<p>{unclosed}</p>{}", "<p>x".repeat(30_000))), "too many nodes");
    }
}

#[test]
fn selectors_cannot_make_a_page_costly() {
    let with = |source: &str, selector: &str| {
        let scope = Scope { selector: None, drop: vec![selector.to_owned()] };
        outcome(source, Media::Html, &scope)
    };
    let siblings = "<i>x</i>".repeat(30_000);
    assert_eq!(with(&siblings, "b ~ i"), "selector too costly");
    assert_eq!(with(&siblings, "i ~ i"), "1 paragraphs");
    // Debug assertions of the engine count every index anew.
    let fewer = "<i>x</i>".repeat(3000 * SCALE);
    assert_eq!(with(&fewer, "i:nth-last-child(3n+1)"), "1 paragraphs");
    if SCALE > 1 {
        assert_eq!(with(&siblings, ":is(b ~ i) ~ i"), "selector too costly");
    }
    let deep = format!("{}{siblings}", "<div>".repeat(450));
    assert_eq!(with(&deep, "a b c d e i"), "selector too costly");
    for selector in [
        ":is(".repeat(200),
        format!("{}p{}", ":not(".repeat(200), ")".repeat(200)),
        "[".repeat(1000),
        "p,".repeat(4000),
    ] {
        assert_eq!(with("<p>x", &selector), "bad selector");
    }
}

#[test]
fn markdown_without_measure_is_read_in_time_or_refused() {
    let md = |source: &str| outcome(source, Media::Markdown, &Scope::default());
    for source in [
        ">".repeat(100_000),
        "> ".repeat(100_000),
        (0..2000).map(|at| " ".repeat(at * 2) + "- x\n").collect(),
    ] {
        assert_eq!(md(&source), "too deep");
    }
    for unit in
        ["[", "[a](", "*a_ ", "<a ", "`a``", "![", "&", "\\", "<!--", "|a", "a\n===\n", "~~", "[a]: b\n"]
    {
        md(&unit.repeat(20_000 * SCALE));
    }
    for front in ["- ", "[", "{a: ", "? ", "a: &a *a\n", "\"", "'", "a: |\n x\n", "&"] {
        md(&format!("---\n{}\n---\nx", front.repeat(20_000 * SCALE)));
    }
    for front in ["a=[", "[a]\n", "a.", "{a=", "\"\"\""] {
        md(&format!("+++\n{}\n+++\nx", front.repeat(20_000 * SCALE)));
    }
    md(&"{\"a\":".repeat(100_000));
}
