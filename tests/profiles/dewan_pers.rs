//! `id-dewan-pers-1-2025`.

use super::judge::{Judge, page};

const GIVEN: &[(&str, &str)] = &[("date-published", "2026-05-03")];
const PICTURE: &str = "<figure><img src=a.jpg><figcaption>CAPTION</figcaption></figure>";

fn dewan_pers() -> Judge<'static> {
    Judge::by("id-dewan-pers-1-2025", GIVEN)
}

fn article(caption: &str, line: &str) -> String {
    let body = format!(
        "<h1>Pasar ikan direnovasi</h1>{}<p>Pemerintah kota memulai renovasi pasar ikan.</p><p>{line}</p>",
        PICTURE.replace("CAPTION", caption)
    );
    page("id", "", &body)
}

const TOOL: &str = "Artikel ini ditulis dengan bantuan ChatGPT.";

#[test]
fn a_note_under_the_picture_and_the_name_of_the_tool_keep_it() {
    let told = article("Gambar ini dibuat dengan kecerdasan buatan.", TOOL);
    assert_eq!(dewan_pers().codes(&told), [""; 0]);
}

#[test]
fn a_tool_without_a_name_is_a_warning() {
    let line = "Artikel ini ditulis dengan bantuan AI.";
    let told = article("Gambar ini dibuat dengan kecerdasan buatan.", line);
    assert_eq!(dewan_pers().codes(&told), ["warning tool-not-named"]);
}

#[test]
fn a_tool_that_no_rule_knows_is_named_in_brackets_or_by_the_articles_own_marks() {
    let picture = "Gambar ini dibuat dengan kecerdasan buatan.";
    let line = "Artikel ini dibuat menggunakan Kecerdasan Buatan (AI: Lyra).";
    assert_eq!(dewan_pers().codes(&article(picture, line)), [""; 0]);
    let with_mark = |line: &str| {
        let mark = "<meta name=\"ai-disclosure\" content=\"ai-assisted\" ai-model=\"Lyra\"></head>";
        article(picture, line).replacen("</head>", mark, 1)
    };
    assert!(with_mark("x").contains("ai-model"));
    assert_eq!(dewan_pers().codes(&with_mark("Artikel ini ditulis dengan bantuan AI Lyra.")), [""; 0]);
    let other = with_mark("Artikel ini ditulis dengan bantuan AI dan Lyrafon.");
    assert_eq!(dewan_pers().codes(&other), ["warning tool-not-named"]);
}

#[test]
fn where_pictures_come_from_has_to_be_known() {
    let unsaid = article("Suasana pasar.", TOOL);
    assert_eq!(dewan_pers().wants(&unsaid), "media-involvement");
    let facts = [GIVEN[0], ("media-involvement", "none")];
    assert_eq!(Judge::by("id-dewan-pers-1-2025", &facts).codes(&unsaid), [""; 0]);
    let facts = [GIVEN[0], ("media-involvement", "generated")];
    let judge = Judge::by("id-dewan-pers-1-2025", &facts);
    assert_eq!(judge.codes(&unsaid), ["error statement-missing"]);
}

#[test]
fn the_note_is_in_indonesian() {
    let told = article("AI-generated image.", TOOL);
    assert_eq!(dewan_pers().codes(&told), ["warning statement-language"]);
}

#[test]
fn an_older_article_is_not_judged() {
    let facts = [("date-published", "2024-12-31")];
    assert_eq!(Judge::by("id-dewan-pers-1-2025", &facts).codes(&article("Suasana pasar.", "")), [""; 0]);
}
