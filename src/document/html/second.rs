//! The tokens of a page are those of html5gum, a second tokenizer, one by one.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may read its fixtures and tell what it skipped"
)]

use std::io::Read as _;
use std::path::{Path, PathBuf};

use html5gum::emitters::default::{DefaultEmitter, Token as Theirs};
use html5gum::{HtmlString, Tokenizer as Second};
use proptest::prelude::*;

use super::tag::Tag;
use super::token::{Token, Tokenizer};
use crate::document::charset;
use crate::document::reference::{self, Decoded};
use crate::span::Span;

/// One token, as text.
#[derive(Debug, PartialEq, Eq)]
enum Seen {
    Text(String),
    Start { name: String, attributes: Vec<(String, String)>, closed: bool },
    End(String),
    Comment(String),
    Doctype,
}

/// Elements whose content is no markup where a second tokenizer has no tree to ask: those of `naive_next_state`.
const RAW: [Tag; 9] = [
    Tag::Title,
    Tag::Textarea,
    Tag::Plaintext,
    Tag::Script,
    Tag::Style,
    Tag::Iframe,
    Tag::Xmp,
    Tag::Noembed,
    Tag::Noscript,
];

/// Line ends as the standard normalises them before the first token.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn push(out: &mut Vec<Seen>, text: &str) {
    if let Some(Seen::Text(last)) = out.last_mut() {
        last.push_str(text);
    } else if !text.is_empty() {
        out.push(Seen::Text(text.to_owned()));
    }
}

/// Text with its character references read.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(next) = text[at..].find('&') {
        out.push_str(&text[at..at + next]);
        at += next;
        let (len, decoded) =
            reference::read(&text.as_bytes()[at..], false).unwrap_or((1, Decoded::Text("&")));
        match decoded {
            Decoded::Char(c) => out.push(c),
            Decoded::Text(text) => out.push_str(text),
        }
        at += len;
    }
    out.push_str(&text[at..]);
    out
}

fn ours(source: &str) -> Vec<Seen> {
    let text = |span: Span| &source[span.start..span.end];
    let seen = |name: Span| text(name).to_ascii_lowercase().replace('\0', "\u{FFFD}");
    let mut tokens = Tokenizer::new(source, Span::new(0, source.len()));
    let mut out = Vec::new();
    while let Some(token) = tokens.next(false) {
        match token {
            Token::Text(span) => push(&mut out, &decoded(&lines(text(span)))),
            Token::Cdata(span) => panic!("a CDATA section outside foreign content at {span:?}"),
            Token::Start { tag, name, closed, .. } => {
                let mut attributes = tokens.attributes.decoded(source);
                attributes.sort();
                out.push(Seen::Start { name: seen(name), attributes, closed });
                if RAW.contains(&tag) {
                    let content = lines(text(tokens.raw_text(tag))).replace('\0', "\u{FFFD}");
                    let references = matches!(tag, Tag::Title | Tag::Textarea);
                    push(&mut out, &if references { decoded(&content) } else { content });
                }
            }
            Token::End { name, .. } => out.push(Seen::End(seen(name))),
            Token::Comment { text: span, .. } => {
                out.push(Seen::Comment(lines(text(span)).replace('\0', "\u{FFFD}")));
            }
            Token::Doctype(_) => out.push(Seen::Doctype),
        }
    }
    out
}

fn theirs(source: &str) -> Vec<Seen> {
    let text = |text: &HtmlString| String::from_utf8_lossy(text).into_owned();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut out = Vec::new();
    for token in Second::new_with_emitter(source, emitter) {
        let Ok(token) = token;
        match token {
            Theirs::String(string) => push(&mut out, &text(&string)),
            Theirs::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
                let mut attributes: Vec<_> = attributes.collect();
                attributes.sort();
                out.push(Seen::Start { name: text(&tag.name), attributes, closed: tag.self_closing });
            }
            Theirs::EndTag(tag) => out.push(Seen::End(text(&tag.name))),
            Theirs::Comment(comment) => out.push(Seen::Comment(text(&comment))),
            Theirs::Doctype(_) => out.push(Seen::Doctype),
            Theirs::Error(_) => {}
        }
    }
    out
}

/// Asserts that both give the same tokens; returns how many.
fn agree(source: &str, origin: &str) -> usize {
    let (ours, theirs) = (ours(source), theirs(source));
    let differ = ours.iter().zip(&theirs).position(|(a, b)| a != b);
    let at = differ.unwrap_or(ours.len().min(theirs.len()));
    let from = at.saturating_sub(2);
    assert!(
        ours == theirs,
        "{origin}: token {at}\nours   {:?}\ntheirs {:?}",
        &ours[from..ours.len().min(at + 2)],
        &theirs[from..theirs.len().min(at + 2)],
    );
    ours.len()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { out.push(path) }
        }
    }
    out
}

/// Compares every file below `folder`; returns how many files and tokens there were.
fn compare(folder: &Path) -> (usize, usize) {
    let (mut pages, mut tokens) = (0, 0);
    for path in files(folder) {
        let mut bytes = std::fs::read(&path).expect("readable");
        if bytes.starts_with(&[0x1F, 0x8B]) {
            let mut page = Vec::new();
            flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut page).expect("gzip");
            bytes = page;
        }
        tokens += agree(&charset::decode(bytes, None, true), &path.to_string_lossy());
        pages += 1;
    }
    (pages, tokens)
}

#[test]
fn every_fixture_has_the_tokens_of_a_second_tokenizer() {
    let (pages, tokens) = compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    assert!(pages > 200 && tokens > 4000, "{pages} files, {tokens} tokens");
}

#[test]
fn pages_have_the_tokens_of_a_second_tokenizer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/pages/html");
    let folder = std::env::var_os("TERANG_PAGES").map_or(folder, PathBuf::from);
    let (pages, tokens) = compare(&folder);
    if pages == 0 {
        eprintln!("no pages in {}: nothing was compared", folder.display());
    }
    assert!(tokens >= pages * 100, "{pages} pages, {tokens} tokens");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn odd_markup_has_the_tokens_of_a_second_tokenizer(parts in prop::collection::vec(part(), 1..24)) {
        agree(&parts.concat(), &parts.concat());
    }
}

/// Pieces at which tokenizers go wrong.
fn part() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<",
        ">",
        "/",
        "=",
        "\"",
        "'",
        "!",
        "?",
        "-",
        "--",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\u{C}",
        "\0",
        "a",
        "B",
        "ä",
        "&",
        "#",
        "x",
        ";",
        "&amp",
        "&lt;",
        "&notit;",
        "&#0;",
        "&#x80;",
        "&#13;",
        "&#xD800;",
        "&#99999999;",
        "<a",
        "<A ",
        "</a",
        "</a>",
        "</A b=c>",
        "<a b=c>",
        "<a b='c\" d=\"e'>",
        "<a b = \"c\"/>",
        "<br/>",
        "<a b b=1>",
        "<!--",
        "-->",
        "--!>",
        "<!-->",
        "<!--->",
        "<!doctype",
        "<!DOCTYPE html>",
        "<![CDATA[",
        "]]>",
        "<?xml",
        "<!",
        "</",
        "</>",
        "</ ",
        "<script",
        "<script>",
        "</script",
        "</script>",
        "</SCRIPT >",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<style>",
        "</style>",
        "<xmp>",
        "</xmp>",
        "<noscript>",
        "</noscript>",
        "<iframe>",
        "</iframe>",
        "<plaintext>",
    ])
}
