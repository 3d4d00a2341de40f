//! Where the sentence goes, and what it takes the place of.

use terang::item::Media;
use terang::label::{Position, Use, Wish};
use terang::lang::Lang;
use terang::vocabulary::{Involvement, Modality, Review, Scope};

use super::{item, labelled, made, used, wish};

const SAID: &str = "This article was generated with artificial intelligence (AI).";

fn at_end(media: Media, source: &str) -> String {
    let wish = Wish {
        lang: Lang::parse("en"),
        position: Position::End,
        ..wish(used(Involvement::Generated, Review::Unstated, &[]))
    };
    labelled(&item(media, source), &wish).unwrap().after
}

#[test]
fn in_a_page_it_stands_behind_headline_and_byline() {
    let page = "<article>\n  <header>\n    <h1>Head</h1>\n    <p class=byline>By Ana</p>\n  </header>\n  <figure><img src=a></figure>\n  <p>One.</p>\n</article>";
    assert!(
        made(Media::Html, page)
            .contains(&format!("  </header>\n  <p class=\"ai-disclosure\">{SAID}</p>\n  <figure>"))
    );
    let flat = "<body><nav><a href=x>Home</a></nav><article><h1>Head</h1><div class=byline>By Ana</div><p>One.</p></article></body>";
    assert!(
        made(Media::Html, flat)
            .contains(&format!("By Ana</div><p class=\"ai-disclosure\">{SAID}</p><p>One."))
    );
}

#[test]
fn without_a_headline_in_the_article_it_begins_the_text() {
    let page =
        "<h1>Head</h1><div itemprop=articleBody>\r\n\t<p>One.</p>\r\n\t<p>Two.</p></div><footer>Us</footer>";
    assert!(
        made(Media::Html, page)
            .contains(&format!("\r\n\t<p class=\"ai-disclosure\">{SAID}</p>\r\n\t<p>One."))
    );
}

#[test]
fn at_the_end_it_is_the_last_child_of_the_article_and_no_part_of_the_pages_footer() {
    let page =
        "<article>\n  <h1>Head</h1>\n  <p>One.</p>\n  <aside>Box</aside>\n</article>\n<footer>Us</footer>";
    assert!(
        at_end(Media::Html, page)
            .contains(&format!("  <aside>Box</aside>\n  <p class=\"ai-disclosure\">{SAID}</p>\n</article>"))
    );
    let bare = "<body><h1>Head</h1><p>One.</p><footer>Us</footer></body>";
    assert!(
        at_end(Media::Html, bare).contains(&format!("One.</p><p class=\"ai-disclosure\">{SAID}</p><footer>"))
    );
}

#[test]
fn in_markdown_it_is_a_paragraph_behind_the_title_or_at_the_end() {
    let text = "---\ntitle: Head\nlang: en\n---\n\nOne.\n\nTwo.";
    assert!(made(Media::Markdown, text).contains(&format!("---\n\n{SAID}\n\nOne.")));
    assert!(at_end(Media::Markdown, text).ends_with(&format!("Two.\n\n{SAID}")));
    let titled = "# Head\r\n\r\nOne.\r\n";
    assert_eq!(made(Media::Markdown, titled), format!("# Head\r\n\r\n{SAID}\r\n\r\nOne.\r\n"));
}

#[test]
fn in_plain_text_it_is_a_paragraph_in_the_manner_of_the_others() {
    assert_eq!(made(Media::Plain, "Head\n\nOne."), format!("Head\n\n{SAID}\n\nOne."));
    assert_eq!(made(Media::Plain, "Head\nOne.\nTwo.\n"), format!("Head\n{SAID}\nOne.\nTwo.\n"));
    assert_eq!(at_end(Media::Plain, "Head\n\nOne."), format!("Head\n\nOne.\n\n{SAID}"));
}

#[test]
fn only_the_sentence_that_says_otherwise_is_replaced() {
    let page = "<article><h1>Head</h1><p>One. <em>This article was written without the help of <b>AI</b>.</em> Two.</p></article>";
    let done = made(Media::Html, page);
    assert!(done.contains(&format!("<p>One. <em>{SAID}</em> Two.</p>")), "{done}");
    let text = "Head\n\nOne. This article was written with the help of AI. Two.\n";
    assert_eq!(made(Media::Plain, text), format!("Head\n\nOne. {SAID} Two.\n"));
}

#[test]
fn what_crosses_markup_is_refused_with_its_line() {
    let page = "<article><h1>Head</h1>\n<p>One. <b>This article was</b> written without AI.</p></article>";
    let plain = Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Generated, Review::Unstated, &[])) };
    let done = labelled(&item(Media::Html, page), &plain);
    // The tag stands before the sentence or in it, as the reader places it; whole pieces alone are replaced.
    match done {
        Ok(done) => assert!(done.after.contains(&format!("<p>One. {SAID}</p>")), "{}", done.after),
        Err(error) => assert!(error.to_string().starts_with("line 2 says otherwise"), "{error}"),
    }
}

#[test]
fn its_own_sentence_is_written_anew_when_more_is_declared() {
    let before = made(Media::Plain, "Head\n\nOne.");
    let more = Wish {
        lang: Lang::parse("en"),
        ..wish(used(Involvement::Generated, Review::Reviewed, &["ChatGPT"]))
    };
    let after = labelled(&item(Media::Plain, before), &more).unwrap().after;
    assert_eq!(
        after,
        "Head\n\nThis article was generated with artificial intelligence (AI: ChatGPT), and our editors have reviewed it.\n\nOne."
    );
}

#[test]
fn a_picture_is_named_in_its_caption_and_never_one_of_several() {
    let picture = |page: &str| {
        let mut used = used(Involvement::Generated, Review::Unstated, &[]);
        (used.modality, used.scope) = (Modality::Image, Scope::Image);
        let wish = Wish { lang: Lang::parse("en"), ..wish(used) };
        labelled(&item(Media::Html, page), &wish).map(|done| done.after).map_err(|e| e.to_string())
    };
    let said = "This image was generated with artificial intelligence (AI).";
    let page = "<article><h1>H</h1><figure><img src=a><figcaption>A road.</figcaption></figure><p>One.</p></article>";
    assert!(picture(page).unwrap().contains(&format!("A road. {said}</figcaption>")));
    let page = "<article><h1>H</h1><figure><img src=a></figure><p>One.</p></article>";
    assert!(picture(page).unwrap().contains(&format!("<img src=a><figcaption>{said}</figcaption></figure>")));
    let page = "<article><h1>H</h1><p><img src=a></p><p>One.</p></article>";
    assert!(
        picture(page).unwrap().contains(&format!("<p><img src=a></p><p class=\"ai-disclosure\">{said}</p>"))
    );
    let page = "<article><h1>H</h1><img src=a><img src=b><p>One.</p></article>";
    assert!(picture(page).unwrap_err().contains("has 2 of that kind"));
}

#[test]
fn a_statement_elsewhere_does_where_the_place_is_not_asked_for() {
    let text = format!("Head\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\n{SAID}\n");
    assert_eq!(made(Media::Plain, &text), text);
    let there = Wish {
        lang: Lang::parse("en"),
        only_there: true,
        ..wish(used(Involvement::Generated, Review::Unstated, &[]))
    };
    let done = labelled(&item(Media::Plain, text.as_str()), &there).unwrap();
    assert!(done.after.starts_with(&format!("Head\n\n{SAID}\n\nOne.")), "{}", done.after);
}

#[test]
fn a_caption_gets_the_sentence_behind_its_own_and_never_within_it() {
    let picture = Use {
        modality: Modality::Image,
        scope: Scope::Image,
        ..used(Involvement::Generated, Review::Unstated, &[])
    };
    let said = "This image was generated with artificial intelligence (AI).";
    let apart = format!("<p class=\"ai-disclosure\">{said}</p>");
    for (caption, want) in [
        ("The harbour.", format!("The harbour. {said}")),
        ("The harbour at dawn", format!("The harbour at dawn{apart}")),
        ("<b>Photo:</b> Ana", format!("<b>Photo:</b> Ana{apart}")),
        ("", said.to_owned()),
    ] {
        let page = format!(
            "<html lang=en><article><h1>T</h1><p>x</p><figure><img src=a><figcaption>{caption}</figcaption></figure></article>"
        );
        let wish = wish(picture.clone());
        let done = labelled(&item(Media::Html, page), &wish).unwrap();
        assert!(done.after.contains(&format!("<figcaption>{want}</figcaption>")), "{}", done.after);
        assert!(!labelled(&item(Media::Html, done.bytes), &wish).unwrap().is_changed(), "{caption}");
    }
}
