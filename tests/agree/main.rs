//! The token pass agrees with the WHATWG DOM: blocks, zones, links and marked elements, page by page.
#![expect(clippy::disallowed_methods, reason = "pages are read from files")]
#![expect(clippy::disallowed_macros, reason = "a failing page is told line by line")]

mod soup;
mod walk;
mod zone;

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use terang::canon;
use terang::document::{BlockKind, Carrier, Document, Limits, read};
use terang::item::{Item, Media};
use terang::span::Span;
use terang::vocabulary::Zone;

/// One block, as both sides give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) zone: Zone,
    pub(crate) kind: &'static str,
    pub(crate) number: u32,
    pub(crate) linked: bool,
    pub(crate) text: String,
}

fn ours(bytes: &[u8]) -> Document {
    let item = Item { media: Some(Media::Html), bytes: bytes.to_vec(), ..Item::default() };
    read(item, Limits::default()).expect("within the limits")
}

fn lines(document: &Document) -> Vec<Line> {
    let kind = |kind| match kind {
        BlockKind::Paragraph => "",
        BlockKind::Heading => "h",
        BlockKind::ListItem => "li",
        BlockKind::Cell => "td",
        BlockKind::Attribute => "@",
        BlockKind::Code => "code",
    };
    let line = |b: &terang::document::Block| Line {
        zone: b.zone,
        kind: kind(b.kind),
        number: b.paragraph,
        linked: b.linked,
        text: document.text(b).to_owned(),
    };
    document.blocks().iter().map(line).collect()
}

/// The text of the running blocks in a range of the visible text, without white space.
fn running_text(document: &Document, range: Span) -> String {
    let visible = document.visible();
    let mut out = String::new();
    for block in document.blocks().iter().filter(|b| b.kind != BlockKind::Attribute) {
        let (start, end) = (block.range.start.max(range.start), block.range.end.min(range.end));
        if start < end {
            out.extend(visible[start..end].chars().filter(|c| !walk::is_unseen(*c)));
        }
    }
    out
}

fn marked(document: &Document) -> Vec<walk::Marked> {
    let elements: Vec<usize> = (0..document.marks.len())
        .filter(|&at| matches!(document.marks[at].carrier, Carrier::Element { .. }))
        .collect();
    let of = |at: &usize| match &document.marks[*at].carrier {
        Carrier::Element { tag, text, .. } => Some(walk::Marked {
            name: tag.clone(),
            parent: document.marks[*at].parent.and_then(|p| elements.iter().position(|e| *e == p)),
            text: running_text(document, *text),
        }),
        _ => None,
    };
    elements.iter().filter_map(of).collect()
}

/// What the two sides disagree about: lines of the diff, ours `-`, the DOM's `+`.
fn difference(bytes: &[u8]) -> Vec<String> {
    let document = ours(bytes);
    let Some((theirs, _)) = walk::walk(&document.source) else {
        return document.blocks().iter().map(|b| format!("- {b:?}")).collect();
    };
    let mine = lines(&document);
    let text = |lines: &[Line]| lines.iter().map(|l| format!("{l:?}\n")).collect::<String>();
    let (a, b) = (text(&mine), text(&theirs));
    let diff = similar::TextDiff::from_lines(&a, &b);
    diff.iter_all_changes()
        .filter(|c| c.tag() != similar::ChangeTag::Equal)
        .map(|c| format!("{}{}", c.tag(), c.value().trim_end()))
        .collect()
}

fn pages() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/pages/html");
    let folder = std::env::var_os("TERANG_PAGES").map_or(folder, PathBuf::from);
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let bytes = std::fs::read(entry.path()).expect("readable");
        let mut page = Vec::new();
        if bytes.starts_with(&[0x1F, 0x8B]) {
            flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut page).expect("gzip");
        } else {
            page = bytes;
        }
        out.push((entry.file_name().to_string_lossy().into_owned(), page));
    }
    out.sort();
    out
}

#[test]
fn articles_have_the_blocks_of_their_dom() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut seen = 0;
    for language in std::fs::read_dir(folder).expect("there are articles").flatten() {
        for entry in std::fs::read_dir(language.path()).into_iter().flatten().flatten() {
            if entry.path().extension().is_some_and(|e| e == "html") {
                let page = std::fs::read(entry.path()).expect("readable");
                assert_eq!(difference(&page), [""; 0], "{}", entry.path().display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 20);
}

#[test]
fn real_pages_have_the_blocks_of_their_dom() {
    let mut wrong = 0;
    for (name, page) in pages() {
        let difference = difference(&page);
        if !difference.is_empty() {
            wrong += 1;
            println!("{name}: {} lines", difference.len());
            for line in difference.iter().take(12) {
                println!("    {}", line.chars().take(220).collect::<String>());
            }
        }
        let document = ours(&page);
        let theirs = walk::walk(&document.source).map(|w| w.1).unwrap_or_default();
        let mine = marked(&document);
        if mine != theirs {
            wrong += 1;
            let at =
                mine.iter().zip(&theirs).position(|(a, b)| a != b).unwrap_or(mine.len().min(theirs.len()));
            println!(
                "{name}: marks {} {} {at}\n   {:?}\n   {:?}",
                mine.len(),
                theirs.len(),
                mine.get(at),
                theirs.get(at)
            );
        }
    }
    assert_eq!(wrong, 0);
}

/// What an audit rests on that reads only those pages as browsers do of which a block is a signed paragraph.
#[test]
fn signed_paragraphs_are_blocks_of_the_document() {
    let mut all: Vec<(String, Media, Vec<u8>)> =
        pages().into_iter().map(|(name, page)| (name, Media::Html, page)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    for language in std::fs::read_dir(folder).expect("there are articles").flatten() {
        for entry in std::fs::read_dir(language.path()).into_iter().flatten().flatten() {
            let media = match entry.path().extension().and_then(|e| e.to_str()) {
                Some("html") => Media::Html,
                Some("md") => Media::Markdown,
                Some("txt") => Media::Plain,
                _ => continue,
            };
            let article = std::fs::read(entry.path()).expect("readable");
            all.push((entry.path().display().to_string(), media, article));
        }
    }
    for (name, media, bytes) in all {
        let item = Item { media: Some(media), bytes, ..Item::default() };
        let document = read(item, Limits::default()).expect("within the limits");
        let Ok(text) = canon::text(&document.source, media, &canon::Scope::default()) else { continue };
        let blocks: HashSet<String> =
            document.blocks().iter().map(|block| canon::paragraph(document.text(block))).collect();
        let other: Vec<&String> =
            text.headline.iter().chain(&text.paragraphs).filter(|p| !blocks.contains(*p)).collect();
        // The marks of a container ("> [!NOTE]") are text to what is signed, and none to the reader.
        let most = usize::from(media == Media::Markdown);
        assert!(other.len() <= most, "{name}: {other:#?}");
    }
}
