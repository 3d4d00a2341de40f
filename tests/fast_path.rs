//! The fast path finds what the slow path finds.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may read its fixtures and stop"
)]

use proptest::prelude::*;
use terang::disclosure::{self, RuleSet};
use terang::document::{self, Document, Limits};
use terang::item::{Item, Media};

fn plain(text: &str) -> Document {
    Document::plain(text.to_owned(), None, Vec::new())
}

fn agree(set: &RuleSet, document: &Document) {
    assert_eq!(set.find_at_hits(document), set.find_in_all(document), "{:.400}", document.visible());
}

/// Every sentence that a rule file shows, of whatever kind.
fn sentences() -> Vec<String> {
    let mut out = Vec::new();
    for (lang, text) in disclosure::sources() {
        let pack = disclosure::parse(lang, text).expect("a built-in pack parses");
        for rule in &pack.rules {
            out.extend(rule.examples.iter().map(|e| e.text().to_owned()));
            out.extend(rule.counter_examples.iter().cloned());
        }
        for rule in &pack.residue {
            out.extend(rule.examples.iter().cloned());
            out.extend(rule.counter_examples.iter().cloned());
        }
    }
    out
}

#[test]
fn every_example_of_every_rule_is_found_by_both_paths() {
    let set = RuleSet::builtin();
    for sentence in sentences() {
        agree(&set, &plain(&sentence));
        agree(&set, &plain(&sentence.to_uppercase()));
        agree(&set, &plain(&format!("Before it. {sentence} After it.\n\nAnother paragraph.")));
    }
}

/// Files below `folder` with one of `endings`, if the folder is there.
fn files(folder: &str, endings: &[&str]) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if endings.iter().any(|e| path.to_string_lossy().ends_with(e)) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

#[test]
fn both_paths_agree_on_every_article_and_page() {
    let set = RuleSet::builtin();
    let mut read = 0;
    for path in files("fixtures/articles", &[".html", ".md", ".txt"]) {
        let media = match path.extension().and_then(|e| e.to_str()) {
            Some("html") => Media::Html,
            Some("md") => Media::Markdown,
            _ => Media::Plain,
        };
        let item =
            Item { media: Some(media), bytes: std::fs::read(&path).expect("readable"), ..Item::default() };
        agree(&set, &document::read(item, Limits::default()).expect("within limits"));
        read += 1;
    }
    assert!(read > 0, "there are articles to read");
    for path in files("../shared/pages/html", &[".html.gz"]) {
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&path).expect("readable");
        std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(file), &mut bytes).expect("gzip");
        let item = Item { media: Some(Media::Html), bytes, ..Item::default() };
        agree(&set, &document::read(item, Limits::default()).expect("within limits"));
    }
}

/// One way to write the same sentence otherwise.
fn rewrite(text: &str, seed: u64) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut state = seed | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut out = String::new();
    let text: String = if next() % 4 == 0 { text.nfd().collect() } else { text.to_owned() };
    for c in text.chars() {
        match next() % 40 {
            0 => out.extend(c.to_uppercase()),
            1 => out.extend(['\u{AD}', c]),
            2 => out.extend([c, '\u{200B}']),
            10 => out.extend(["*", "**", "__", "-", "\r\n", "  "][(next() % 6) as usize].chars().chain([c])),
            3 if c.is_ascii_alphanumeric() => out.push(char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)),
            4 => out.extend(['*', c]),
            5 if c == ' ' => out.push_str("\u{A0}\n"),
            6 if c == 'i' => out.push('ı'),
            7 => out.push_str(&format!("<b>{c}</b>")),
            8 => out.extend([c, '\u{301}']),
            9 => out.extend(c.to_lowercase()),
            _ => out.push(c),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_spelling_hides_a_sentence_from_the_fast_path(picks in prop::collection::vec((any::<prop::sample::Index>(), any::<u64>()), 1..6), space in 0usize..9) {
        thread_local! {
            static SET: (RuleSet, Vec<String>) = (RuleSet::builtin(), sentences());
        }
        SET.with(|(set, all)| {
            let mut text = "x".repeat(space);
            for (pick, seed) in &picks {
                let sentence: &String = pick.get(all);
                text.push_str(&rewrite(sentence, *seed));
                text.push_str(if seed % 3 == 0 { "\n\n" } else { " " });
            }
            agree(set, &plain(&text));
        });
    }
}
