//! Documents made to stop a reader: each is read, or refused with a limit, in time that grows with its size.
//!
//! No test measures time. The sizes are such that a step taken for every pair of tags would not end.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use terang::disclosure::RuleSet;
use terang::document::{Document, DocumentError, Limits, read};
use terang::item::{Item, Media};

fn read_as(media: Media, text: String) -> Result<Document, DocumentError> {
    read(Item { media: Some(media), bytes: text.into_bytes(), ..Item::default() }, Limits::default())
}

fn html(text: String) -> Document {
    read_as(Media::Html, text).unwrap()
}

fn too_deep(text: String) -> bool {
    matches!(read_as(Media::Html, text), Err(DocumentError::TooDeep { limit: 4096, .. }))
}

#[test]
fn a_million_nested_tags_are_too_deep() {
    assert!(too_deep("<div>".repeat(1_000_000)));
    assert!(too_deep("<b>".repeat(50_000)));
    assert!(too_deep("<table><tr><td>".repeat(50_000)));
    assert!(too_deep("<svg><g>".repeat(50_000)));
    assert!(too_deep("<template>".repeat(50_000)));
    assert!(too_deep("<x-a>".repeat(50_000)));
    assert!(too_deep("<div hidden>".repeat(50_000)));
}

#[test]
fn elements_that_close_each_other_are_not_deep() {
    assert_eq!(html("<p><b>x".repeat(20_000)).blocks().len(), 20_000);
    assert_eq!(html("<li><a href=x>y".repeat(20_000)).blocks().len(), 20_000);
    assert_eq!(html("<option>x".repeat(100_000)).blocks().len(), 100_000);
    assert_eq!(html("<table><div><tr><p>x".repeat(20_000)).blocks().len(), 20_000);
    assert_eq!(html("<p>x".repeat(200_000)).blocks().len(), 200_000);
    assert_eq!(html("<table>".repeat(100_000)).blocks().len(), 0);
    assert_eq!(html(format!("a{}b", "<br>".repeat(300_000))).visible(), "a b");
    assert_eq!(html(format!("x{}", "</div></p></b></a></table></x-a>".repeat(50_000))).visible(), "x");
}

#[test]
fn elements_that_never_match_cost_one_look_each() {
    // Four thousand open elements, and end tags that none of them hears.
    let deep = "<section>".repeat(2000) + &"<span>".repeat(2000);
    for end in [
        "</section-x>",
        "</td>",
        "</li>",
        "</h1>",
        "</form>",
        "</a>",
        "</p >",
        "</svg>",
        "</template>",
        "<td>",
        "</b>",
    ] {
        let document = html(format!("{deep}x{}y", end.repeat(100_000)));
        assert!(document.visible().starts_with('x') && document.visible().ends_with('y'));
    }
    let links = "<a href=x><div>".repeat(2000) + &"</a>x<a>".repeat(50_000);
    assert!(html(links).visible().starts_with("xx"));
    let mixed = "<b class=byline><div><i><span>".repeat(900) + &"</b></i>x<font color=red>".repeat(20_000);
    assert!(matches!(read_as(Media::Html, mixed), Ok(_) | Err(DocumentError::TooDeep { .. })));
}

#[test]
fn what_never_ends_is_read_once() {
    for open in [
        "<!--",
        "<script>",
        "<title>",
        "<textarea>",
        "<style>",
        "<plaintext>",
        "<a b=\"",
        "<a b='",
        "<a ",
        "<svg><![CDATA[",
        "<!doctype ",
        "<?",
        "</a ",
        "<script><!--<script>",
        "<xmp>",
    ] {
        let document = html(format!("{open}{}", "<a>-->".replace("-->", "").repeat(100_000)));
        assert!(document.source.len() > 300_000, "{open}");
        let document = html(open.repeat(50_000));
        assert!(document.source.len() > 50_000, "{open}");
    }
    assert_eq!(html("<!-- > -- > --".repeat(100_000)).blocks().len(), 0);
    assert_eq!(html("<".repeat(300_000)).visible().len(), 300_000);
    assert_eq!(html("</".repeat(100_000)).blocks().len(), 0);
    assert_eq!(html("</>".repeat(300_000)).blocks().len(), 0);
}

#[test]
fn attributes_and_references_are_read_once() {
    let many = |name: &dyn Fn(usize) -> String| (0..200_000).map(name).collect::<String>();
    let equal = html(format!("<p{}>x", many(&|_| " itemprop=a".to_owned())));
    let unequal = html(format!("<p itemprop{}>x", many(&|n| format!(" a{n}=b"))));
    assert_eq!((equal.visible(), equal.marks.len()), ("x", 1));
    assert_eq!((unequal.visible(), unequal.marks.len()), ("x", 1));
    assert_eq!(html(format!("<p class='{}'>x", "a-b_cD ".repeat(100_000))).visible(), "x");
    assert_eq!(html(format!("<p class='{}'>x", "a-".repeat(300_000))).visible(), "x");
    assert_eq!(html("&amp;".repeat(300_000)).visible().len(), 300_000);
    assert_eq!(html("&".repeat(300_000)).visible().len(), 300_000);
    assert_eq!(html(format!("&{}", "a".repeat(300_000))).visible().len(), 300_001);
    assert_eq!(html(format!("&#{};", "9".repeat(300_000))).visible(), "\u{FFFD}");
    assert_eq!(html(format!("x{}", "\0".repeat(300_000))).visible(), "x");
    let alts = html(format!("<p>{}x", "<img alt=a>".repeat(50_000)));
    assert_eq!(alts.blocks().len(), 50_001);
    let wrapper = "\u{FEFF}\u{E0133}\u{E0122}\u{E0140}\u{E0131}\u{E0144}\u{E0148}\u{E0144}\u{FE00}";
    let wrapped = html(format!("<b>x</b>{wrapper}").repeat(20_000));
    assert_eq!((wrapped.visible().len(), wrapped.marks.len()), (20_000, 20_000));
}

#[test]
fn long_lines_and_strange_bytes_are_only_text() {
    assert_eq!(html("word ".repeat(1_000_000)).blocks().len(), 1);
    let item = |bytes: Vec<u8>| Item { bytes, ..Item::default() };
    for byte in [0, 0x80, 0xFF, b'\r'] {
        let document = read(item(vec![byte; 100_000]), Limits::default()).unwrap();
        assert!(document.blocks().len() <= 1);
    }
    let line = read(item(vec![b'x'; 5_000_000]), Limits::default()).unwrap();
    assert_eq!(line.blocks().len(), 1);
    let large = read(item(vec![b'x'; 101]), Limits { size: 100, depth: 10 });
    assert!(matches!(large, Err(DocumentError::TooLarge { size: 101, limit: 100 })));
    let gbk = Item { charset: Some("gbk".to_owned()), ..item([0x81, 0x40].repeat(50)) };
    assert!(matches!(
        read(gbk, Limits { size: 100, depth: 10 }),
        Err(DocumentError::TooLarge { size: 150, .. })
    ));
}

#[test]
fn markdown_made_to_nest_ends() {
    for part in [
        "[",
        "![",
        "*a_",
        "`a``",
        "<!--",
        "<a ",
        "&lt",
        "- ",
        "| ",
        "[a](",
        "\\",
        "#",
        "\n---\n",
        "<b>",
        "**",
        "~~",
        "> ",
        "1. ",
        "[a]: <b>\n",
        "![a](b \"c\")",
        "{",
        "+++\n",
        "---\n",
        "\t",
        "- a\n\n",
        "|a|b|\n|-|-|\n",
        "<?",
        "$$",
        ":::",
        "<![CDATA[",
        "[^1]",
        "a\n=\n",
        "*",
        "_ ",
        "<div>\n\n",
        "*:::*",
    ] {
        let text = part.repeat(20_000);
        match read_as(Media::Markdown, text) {
            Ok(document) => assert!(document.blocks().len() <= 80_000, "{part}"),
            Err(error) => assert!(matches!(error, DocumentError::TooDeep { .. }), "{part}"),
        }
    }
}

#[test]
fn what_goes_on_behind_a_disclosure_is_looked_at_once() {
    let rules = RuleSet::builtin();
    for (disclosure, part) in [
        ("Made with AI ", "("),
        ("This article was made with AI ", "(AI: "),
        ("This article was made with AI (", "x. "),
        ("This article was made with AI", ", according to"),
        ("This article was made with AI", ", according to the figures"),
        ("Video made with AI", " for"),
        ("Video made with AI", " image"),
        ("The poster of", " the image of"),
        ("", "image AI "),
        ("", "the poster of the "),
        ("", "KI-Bild "),
        ("", "Sure, "),
        ("", "> Tentu,"),
    ] {
        let text = format!("{disclosure}{} was made with AI", part.repeat(100_000));
        let found = rules.find(&Document::plain(text, None, Vec::new()));
        assert!(found.disclosures.len() <= 2 && found.residue.len() <= 50, "{disclosure}{part}");
    }
}

#[test]
fn a_block_may_hold_any_number_of_disclosures_and_residue_phrases() {
    let rules = RuleSet::builtin();
    for (part, disclosures, residue) in [
        ("This article was generated with AI. ", 3_000, 0),
        ("\u{672C}\u{6587}\u{7531}AI\u{751F}\u{6210}\u{3002}", 3_000, 0),
        ("AI AI. ", 0, 0),
        ("As an AI language model. ", 0, 3_000),
        // No sentence ends here.
        ("as an AI language model ", 0, 1),
        ("AI-assisted ", 0, 0),
        ("ChatGPT ", 0, 0),
        ("not reviewed by an editor, written by AI, \"", 0, 0),
        ("AI written by using ", 0, 0),
        ("According to the figures, this text was made with AI. ", 0, 0),
    ] {
        let document = Document::plain(part.repeat(3_000), None, Vec::new());
        let found = rules.find(&document);
        assert!(found.disclosures.len() >= disclosures && found.residue.len() >= residue, "{part}");
        assert!(found.disclosures.len() <= 3_000 && found.residue.len() <= 3_000, "{part}");
    }
}
