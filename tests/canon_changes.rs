//! What may change in an article without changing its digests, and what may not: ten thousand of each, over all articles.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may read its fixtures and stop"
)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use terang::canon::{self, CanonicalText, ContentDigests, Scope};
use terang::item::Media;

const CHANGES: usize = 10_000;

/// An article and what its canonical text is.
struct Article {
    path: PathBuf,
    source: String,
    media: Media,
    text: CanonicalText,
}

fn text(source: &str, media: Media) -> CanonicalText {
    canon::text(source, media, &Scope::default()).unwrap()
}

fn articles() -> Vec<Article> {
    let mut out = Vec::new();
    let mut folders = vec![
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles"),
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/renderers/articles"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let media = match path.extension().and_then(|e| e.to_str()) {
                Some("html") => Media::Html,
                Some("md") => Media::Markdown,
                Some("txt") => Media::Plain,
                _ if path.is_dir() => {
                    folders.push(path);
                    continue;
                }
                _ => continue,
            };
            // Articles in another encoding belong to the tests of decoding.
            let Ok(source) = std::fs::read_to_string(&path) else { continue };
            let text = text(&source, media);
            out.push(Article { path, source, media, text });
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(out.len() >= 3);
    out
}

/// xorshift64*: the same changes in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % limit
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Headline and root.
fn digests(text: &CanonicalText) -> (Option<terang::digest::Digest>, terang::digest::Digest) {
    let digests = ContentDigests::of(text);
    (digests.headline, digests.root)
}

/// The words of an article that stand only once in its source, so that a change in the source is one in the text.
fn words(article: &Article) -> Vec<String> {
    let mut seen = HashSet::new();
    let lines = article.text.headline.iter().chain(&article.text.paragraphs);
    let mut out: Vec<String> = lines
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > 2 && article.source.matches(word).count() == 1)
        .filter(|word| seen.insert((*word).to_owned()))
        .map(str::to_owned)
        .collect();
    out.sort_unstable();
    out
}

/// `word` with one visible change.
fn changed(word: &str, other: &str, random: &mut Random) -> String {
    let chars: Vec<char> = word.chars().collect();
    let at = random.below(chars.len());
    let (before, after): (String, String) = (chars[..at].iter().collect(), chars[at + 1..].iter().collect());
    let c = chars[at];
    match random.below(9) {
        0 => format!("{before}{}{after}", if c == 'x' { 'y' } else { 'x' }),
        1 => format!("{before}{after}"),
        2 => format!("{before}{c}{c}{after}"),
        3 => format!("{before}{c}{}{after}", random.below(10)),
        4 => format!("{before}{c} {after}x"),
        5 => format!("{before}{c}-{after}x"),
        6 => String::new(),
        7 => format!("not {word}"),
        _ => other.to_owned(),
    }
}

#[test]
fn a_changed_word_is_never_the_same() {
    let articles = articles();
    let words: Vec<Vec<String>> = articles.iter().map(words).collect();
    let mut random = Random(7);
    let mut done = 0;
    while done < CHANGES {
        for (article, words) in articles.iter().zip(&words) {
            for _ in 0..CHANGES / articles.len() + 1 {
                let (Some(word), other) =
                    (words.get(random.below(words.len().max(1))), random.below(words.len().max(1)))
                else {
                    break;
                };
                let new = changed(word, &words[other], &mut random);
                if new == *word {
                    continue;
                }
                let source = article.source.replacen(word, &new, 1);
                // A change may also take the canonical text away, for instance in front matter.
                if let Ok(text) = canon::text(&source, article.media, &Scope::default()) {
                    let path = article.path.display();
                    assert_ne!(digests(&text), digests(&article.text), "{path}: {word:?} to {new:?}");
                }
                done += 1;
            }
        }
    }
}

#[test]
fn a_lost_or_moved_paragraph_is_never_the_same() {
    for article in articles().iter().filter(|article| article.media == Media::Plain) {
        let blocks: Vec<&str> =
            article.source.split("\n\n").filter(|block| !block.trim().is_empty()).collect();
        for at in 0..blocks.len() {
            let mut lost = blocks.clone();
            lost.remove(at);
            assert_ne!(digests(&text(&lost.join("\n\n"), Media::Plain)), digests(&article.text));
            let mut moved = blocks.clone();
            moved.rotate_left(at);
            assert!(at == 0 || digests(&text(&moved.join("\n\n"), Media::Plain)) != digests(&article.text));
        }
    }
}

/// Where text may be written anew: the ranges outside tags, comments and elements of raw text.
fn text_ranges(source: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find('<').map(|i| at + i) {
        out.push((at, start));
        let rest = &source[start..];
        let raw = ["script", "style", "title", "textarea", "noscript", "template", "iframe", "xmp"]
            .into_iter()
            .find(|name| {
                rest.as_bytes()[1..]
                    .get(..name.len())
                    .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
            });
        let end = match raw {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|i| i + 3),
            Some(name) => rest.to_ascii_lowercase().find(&format!("</{name}")).map(|i| i + name.len() + 3),
            None => rest.find('>').map(|i| i + 1),
        };
        at = start + end.unwrap_or(rest.len());
    }
    out.push((at, source.len()));
    out.retain(|&(start, end)| !source[start..end].trim().is_empty());
    out
}

/// `source` with some of its characters written in another way.
fn rendered_anew(source: &str, ranges: &[(usize, usize)], random: &mut Random) -> String {
    let mut out = String::new();
    let mut copied = 0;
    for &(start, end) in ranges {
        out.push_str(&source[copied..start]);
        copied = end;
        let mut rest = &source[start..end];
        while let Some(c) = rest.chars().next() {
            if c == '&' {
                let reference = rest.find(';').map_or(1, |i| i + 1);
                out.push_str(&rest[..reference]);
                rest = &rest[reference..];
                continue;
            }
            rest = &rest[c.len_utf8()..];
            let white = c.is_whitespace();
            if random.below(40) > 0 || (white && c != ' ') {
                out.push(c);
                continue;
            }
            match c {
                _ if white => out.push_str(random.of(&[
                    "\n",
                    "  ",
                    "&nbsp;",
                    "\t \r\n",
                    "\u{2003}",
                    "&#x20;",
                    " <!-- x --> ",
                ])),
                '\'' | '\u{2018}' | '\u{2019}' => {
                    out.push(random.of(&['\'', '\u{2018}', '\u{2019}', '\u{201B}']))
                }
                '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' => {
                    out.push(random.of(&['"', '\u{201C}', '\u{201E}', '\u{201D}']))
                }
                '-' | '\u{2013}' | '\u{2014}' => {
                    out.push_str(random.of(&["-", "--", "---", "&ndash;", "\u{2014}", "&#8209;"]))
                }
                '\u{2026}' => out.push_str(random.of(&["...", "&hellip;"])),
                _ => match random.below(8) {
                    0 => out.push_str(&format!("&#{};", u32::from(c))),
                    1 => out.push_str(&format!("<b class=x>{c}</b>")),
                    2 => out.push_str(&format!("{c}<wbr>&shy;")),
                    3 => out.push_str(&format!("\u{200B}{c}\u{FEFF}")),
                    4 => out.push_str(&format!("<!-- - -->{c}<script>track()</script>")),
                    5 => out.push_str(&format!("{c}<span hidden>gone</span>")),
                    6 => out.push_str(&format!("<span><i></i>{c}</span>")),
                    _ => unicode_normalization::char::decompose_canonical(c, |part| out.push(part)),
                },
            }
        }
    }
    out.push_str(&source[copied..]);
    out
}

#[test]
fn a_page_rendered_anew_is_always_the_same() {
    let articles = articles();
    let pages: Vec<(&Article, Vec<(usize, usize)>)> = articles
        .iter()
        .filter(|article| article.media == Media::Html)
        .map(|article| (article, text_ranges(&article.source)))
        .collect();
    let mut random = Random(11);
    for round in 0..CHANGES / pages.len() + 1 {
        for (article, ranges) in &pages {
            let source = rendered_anew(&article.source, ranges, &mut random);
            let found = text(&source, Media::Html);
            let path = article.path.display();
            assert_eq!(found.paragraphs, article.text.paragraphs, "{path}, round {round}");
            assert_eq!(digests(&found), digests(&article.text), "{path}, round {round}");
        }
    }
}

#[test]
fn canonical_text_is_its_own_canonical_text() {
    for article in articles() {
        let Some(headline) = &article.text.headline else { continue };
        let mut blocks = vec![headline.as_str()];
        blocks.extend(article.text.paragraphs.iter().map(String::as_str));
        let again = text(&blocks.join("\n\n"), Media::Plain);
        assert_eq!(digests(&again), digests(&article.text), "{}", article.path.display());
    }
}

#[test]
fn coverage_tells_what_stands_outside_and_what_drop_took() {
    let page = "<title>T</title><header>Site 9</header><h1>Head</h1><article><p>one two</p><p class=ad>buy</p></article>\
                <script>x</script><p hidden>y</p>";
    let scope = Scope { selector: None, drop: vec![".ad".to_owned()] };
    let text = canon::text(page, Media::Html, &scope).unwrap();
    let canon::Coverage { visible, covered, dropped, .. } = text.coverage;
    // "Site9" + "Head" + "onetwo" + "buy"; the headline and the article without the advert; the advert.
    assert_eq!((visible, covered, dropped), (5 + 4 + 6 + 3, 4 + 6, 3));
    assert_eq!(text.root, canon::RootRule::Article);
    let plain = canon::text("one two\n\nthree", Media::Plain, &Scope::default()).unwrap().coverage;
    assert_eq!((plain.visible, plain.covered, plain.dropped), (11, 11, 0));
}

/// A piece of markup.
fn markup() -> impl Strategy<Value = String> {
    prop_oneof![
        "</?(a|b|p|div|h1|table|tr|td|svg|math|template|article|select|pre|frameset)( [a-z]{1,3}=?['\"x]?){0,2}/?>",
        "[#>*_`|\\[\\]()!~+:-]{1,4}",
        "(---|\\+\\+\\+|title: x|\\{\"title\":|&#?x?[0-9a-z]{0,5};?|<!--|-->|\\r|\\n|\\n\\n|    )",
        "\\PC{0,6}",
        "[\u{0}\u{AD}\u{200B}\u{FEFF}\u{FE00}\u{E0133}\u{301}\u{2028}]{0,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn random_input_gives_paragraphs_that_are_canonical(
        parts in prop::collection::vec(markup(), 0..40),
        selector in prop::option::of("([a-z]{1,3}|\\*|[.#][a-z]|[ >+~,]|\\[[a-z]=?[a-z]?\\]|:(not|is|nth-child|has|empty)\\(?[a-z0-9]?\\)?|\\PC){1,6}"),
    ) {
        let source = parts.concat();
        for media in [Media::Html, Media::Markdown, Media::Plain] {
            let drop = selector.iter().cloned().collect();
            if let Ok(text) = canon::text(&source, media, &Scope { selector: None, drop }) {
                for paragraph in text.headline.iter().chain(&text.paragraphs) {
                    prop_assert!(!paragraph.is_empty());
                    prop_assert_eq!(&canon::paragraph(paragraph), paragraph);
                }
                prop_assert!(text.coverage.covered + text.coverage.dropped <= text.coverage.visible);
            }
            let _ = canon::text(&source, media, &Scope { selector: selector.clone(), drop: Vec::new() });
        }
    }
}
