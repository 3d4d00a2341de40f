//! Markdown files to blocks, zones and marks.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use terang::document::{BlockKind, Carrier, Document, DocumentError, FrontMatterKind, Limits, read};
use terang::item::{Item, Media};
use terang::span::Span;

fn file(text: &str) -> Document {
    let item = Item { media: Some(Media::Markdown), bytes: text.as_bytes().to_vec(), ..Item::default() };
    read(item, Limits::default()).unwrap()
}

fn outline(text: &str) -> Vec<String> {
    let document = file(text);
    let line = |b: &terang::document::Block| {
        let kind = match b.kind {
            BlockKind::Paragraph => "",
            BlockKind::Heading => " h",
            BlockKind::ListItem => " li",
            BlockKind::Cell => " td",
            BlockKind::Attribute => " @",
            BlockKind::Code => " code",
        };
        let link = if b.linked { "~" } else { "" };
        format!("{}{kind} {}{link}: {}", b.zone, b.paragraph, document.text(b))
    };
    document.blocks().iter().map(line).collect()
}

#[test]
fn commonmark_and_tables_become_blocks() {
    let text = "# Title *here*\n\nOne\ntwo  \nthree \\* &amp; `co  de` <https://a.example>.\n\n- a\n- b\n\n  c\n\n> q\n\n\
        | x | y |\n|---|---|\n| 1 | 2 |\n\n```rs\nlet a;\n```\n\n[all](/x)\n\nHard ~~struck~~ [^1]\n";
    assert_eq!(
        outline(text),
        [
            "headline h 1: Title here",
            "body 2: One two three * & co de https://a.example.",
            "body li 3: a",
            "body li 4: b",
            "body li 5: c",
            "body 6: q",
            "body td 7: x",
            "body td 8: y",
            "body td 9: 1",
            "body td 10: 2",
            "body code 11: let a;",
            "body 12~: all",
            "body 13: Hard ~~struck~~ [^1]",
        ]
    );
}

#[test]
fn front_matter_gives_headline_byline_description_language_and_a_mark() {
    let text = "---\ntitle: Banjir\nauthor: Sari\ndescription: >\n  Air naik,\n  lalu surut.\nlang: id\nai_assisted: true\n---\n\nTeks.\n";
    assert_eq!(
        outline(text),
        ["headline h 1: Banjir", "byline 2: Sari", "metadata @ 3: Air naik, lalu surut.", "body 3: Teks."]
    );
    let document = file(text);
    assert_eq!(document.lang.as_ref().unwrap().as_str(), "id");
    let Carrier::FrontMatter(FrontMatterKind::Yaml, inner) = &document.marks[0].carrier else { panic!() };
    assert!(inner.starts_with("title: Banjir\n") && inner.ends_with("ai_assisted: true\n"));
    let at = document.visible().find("Banjir").unwrap();
    let span = document.source_span(Span::new(at, at + 6));
    assert_eq!(&text[span.start..span.end], "Banjir");
}

#[test]
fn html_inside_markdown_is_read_as_html() {
    let text = "Before <small>small <b>print</b></small> <!-- AIGC: x --> after &copy;\n\n<aside>\n\nIn **it**\n\n</aside>\n\n\
        <figure>\n<img src=a\n  alt=\"A *chart*\">\n<figcaption>Credit &mdash; Ana</figcaption>\n</figure>\n\n\
        ![An `alt` text](b.png \"A tip\")\n\n<div hidden>no</div>\n\n> <p class=byline>By\n> Ana</p>\n\n<script>\n\nvar a;\n</script>\nEnd\n";
    assert_eq!(
        outline(text),
        [
            "body 1: Before small print after ©",
            "aside 2: In it",
            "caption @ 3: A *chart*",
            "caption 3: Credit — Ana",
            "body @ 4: A tip",
            "caption @ 4: An `alt` text",
            "byline 4: By Ana",
            "body 5: End",
        ]
    );
    let document = file(text);
    assert_eq!(document.marks.len(), 1);
    assert!(matches!(&document.marks[0].carrier, Carrier::Comment(c) if c == " AIGC: x "));
}

#[test]
fn directive_fences_and_alert_marks_are_no_text() {
    assert_eq!(outline(":::message\nBy AI.\n:::\n\nNext"), ["body 1: By AI.", "body 2: Next"]);
    assert_eq!(outline("::: note Careful\nBy AI.\n:::"), ["body 1: Careful", "body 2: By AI."]);
    assert_eq!(outline("> [!NOTE]\n> By AI."), ["body 1: By AI."]);
    assert_eq!(outline("see ::: here"), ["body 1: see ::: here"]);
}

#[test]
fn every_piece_leads_back_to_its_source() {
    let text = "A \\*star\\* and &eacute;t&eacute; **bold\ntext** `x`";
    let document = file(text);
    assert_eq!(document.visible(), "A *star* and été bold text x");
    let source = |part: &str| {
        let at = document.visible().find(part).unwrap();
        let span = document.source_span(Span::new(at, at + part.len()));
        &text[span.start..span.end]
    };
    assert_eq!(source("*star*"), "*star\\*");
    assert_eq!(source("été"), "&eacute;t&eacute;");
    assert_eq!(source("bold text"), "bold\ntext");
    assert_eq!(source("x"), "x");
}

#[test]
fn deep_nesting_is_an_error_and_no_hang() {
    let item =
        |text: String| Item { media: Some(Media::Markdown), bytes: text.into_bytes(), ..Item::default() };
    let deep = read(item(format!("{}x", "> ".repeat(10_000))), Limits::default());
    assert!(matches!(deep, Err(DocumentError::TooDeep { .. })));
    for part in
        ["[", "![", "*a_", "`a``", "<!--", "<a ", "&lt", "- ", "| ", "[a](", "\\", "#", "\n---\n", "<b>"]
    {
        let _ = read(item(part.repeat(20_000)), Limits::default());
    }
}
