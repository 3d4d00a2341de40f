//! Vectors whose record is sound and whose article is another.

use crate::Vector;
use crate::articles::{MARKDOWN, OTHER, PAGE, URI};
use crate::make::{Case, case, signed, stated};

const DISCLOSURE: &str = "\nKonten ini disempurnakan menggunakan Kecerdasan Buatan (AI).\n";

fn edited(name: &'static str, why: &str, outcome: &str, reasons: &[&str], from: &str, to: &str) -> Vector {
    assert!(MARKDOWN.contains(from), "{from}");
    case(name, why, outcome, reasons).article("article.md", MARKDOWN.replacen(from, to, 1)).done()
}

pub(crate) fn vectors() -> Vec<Vector> {
    let moved = {
        let mut paragraphs: Vec<&str> = MARKDOWN.trim_end().split("\n\n").collect();
        paragraphs.swap(1, 3);
        paragraphs.join("\n\n") + "\n"
    };
    let differs = |name, why: &str, reasons: &[&str], from: &str, to: &str| {
        edited(name, why, "differs", reasons, from, to)
    };
    let same_text = |name, why: &str, from: &str, to: &str| edited(name, why, "matches", &["text"], from, to);
    let stranger = |name, why: &str| -> Case {
        case(name, why, "cannot-check", &["wrong-article"]).article("article.md", OTHER)
    };
    vec![
        case("exact", "The bytes that were signed.", "matches", &["exact"]).done(),
        case(
            "text_same_in_html",
            "The page made of the signed Markdown holds the same text.",
            "matches",
            &["text"],
        )
        .article("article.html", PAGE)
        .done(),
        same_text("text_crlf", "Line endings are no text.", "\n\nAir", "\r\n\r\nAir"),
        same_text("text_nfd", "Letters with their marks apart are the same letters.", "Café", "Cafe\u{301}"),
        same_text("text_zero_width_space", "A zero width space shows nothing.", "lorong", "lo\u{200b}rong"),
        same_text("text_soft_hyphen", "A soft hyphen is markup.", "lorong", "lo\u{ad}rong"),
        differs("content_one_digit", "One digit of a figure changed.", &["content-changed"], "40", "41"),
        differs("content_word_removed", "One word is gone.", &["content-changed"], " tidak", ""),
        differs(
            "content_paragraph_removed",
            "One paragraph is gone.",
            &["content-changed"],
            "Air tidak lagi masuk ke lorong, kata seorang pedagang sayur di depan Café Melati.\n\n",
            "",
        ),
        differs(
            "content_paragraph_added",
            "One paragraph is new.",
            &["content-changed"],
            "Air tidak",
            "Sebuah kalimat baru.\n\nAir tidak",
        ),
        case("content_paragraph_moved", "The order changed.", "differs", &["content-changed"])
            .article("article.md", moved)
            .done(),
        differs(
            "headline_changed",
            "Only the headline changed.",
            &["headline-changed"],
            "Pasar pagi dibuka",
            "Pasar malam dibuka",
        ),
        differs(
            "headline_removed",
            "The headline is gone.",
            &["headline-changed"],
            "# Pasar pagi dibuka kembali\n",
            "",
        ),
        differs(
            "disclosure_removed",
            "The statement about AI was taken out.",
            &["disclosure-removed", "content-changed"],
            DISCLOSURE,
            "",
        ),
        case(
            "disclosure_removed_on_another_site",
            "A copy without the statement about AI, at another address that nobody vouches for.",
            "differs",
            &["disclosure-removed", "content-changed"],
        )
        .article(
            "article.html",
            PAGE.replacen(
                "<p><small>Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).</small></p>\n",
                "",
                1,
            )
            .replacen("Beranda", "Situs lain", 1),
        )
        .done(),
        case(
            "disclosure_hidden",
            "The statement about AI is still in the page, where no reader sees it.",
            "differs",
            &["disclosure-removed", "content-changed"],
        )
        .article("article.html", PAGE.replacen("<p><small>", "<p hidden><small>", 1))
        .done(),
        differs(
            "disclosure_changed",
            "Another statement about AI stands in its place.",
            &["disclosure-changed", "content-changed"],
            DISCLOSURE,
            "\nArtikel ini dibuat oleh Kecerdasan Buatan (AI).\n",
        ),
        differs(
            "unicode_homoglyph",
            "A Cyrillic letter that looks Latin is another letter.",
            &["content-changed"],
            "kios",
            "ki\u{43e}s",
        ),
        differs(
            "unicode_joiner",
            "A zero width joiner changes how words are shown and read.",
            &["content-changed"],
            "kios",
            "ki\u{200d}os",
        ),
        differs(
            "unicode_bidi_override",
            "A direction override can reverse what is read.",
            &["content-changed"],
            "40",
            "\u{202e}40\u{202c}",
        ),
        differs(
            "unicode_tags",
            "Tag characters are invisible and can carry text.",
            &["content-changed"],
            "kios",
            "kios\u{e0041}\u{e0042}",
        ),
        stranger("wrong_article_transplant", "A sound record laid beside another article.").done(),
        case(
            "wrong_article_address",
            "The same bytes at an address that the record does not speak of.",
            "cannot-check",
            &["wrong-article"],
        )
        .uri("https://harian.example/2026/lain")
        .done(),
        case("address_same", "The address is compared as an address, not as a text.", "matches", &["exact"])
            .uri("https://HARIAN.example:443/2026/./pasar-pagi#komentar")
            .done(),
        case(
            "wrong_article_lookalike_host",
            "An address whose letters look alike is another address.",
            "cannot-check",
            &["wrong-article"],
        )
        .uri(&URI.replace("harian", "hari\u{430}n"))
        .done(),
        case(
            "selector_matches_nothing",
            "The record's own selector finds nothing in this page.",
            "cannot-check",
            &["input-unreadable"],
        )
        .article("article.html", PAGE)
        .envelope(&{
            let mut statement = stated(MARKDOWN);
            statement.predicate.text.selector = terang::record::Words::new("#isi");
            signed(statement.to_bytes())
        })
        .done(),
    ]
}
