//! Sections of their own, and sentences in a second language.

use terang::document::{Limits, Section, read};
use terang::item::{Item, Media};
use terang::label::{Carriers, Declared, Kind, Labelled, Use, Wish, languages};
use terang::lang::Lang;
use terang::vocabulary::{Involvement, Review};

use super::{RULES, item, labelled, used, wish};

const HEADING: &str = "Declaration of AI & tools";

fn asked(used: Use) -> Wish {
    let declared = Declared {
        section: Section::new([HEADING, "Use of AI"], ["References"]),
        heading: HEADING.to_owned(),
        lang: Lang::parse("en"),
    };
    Wish {
        carriers: Carriers::These(vec![Kind::Visible]),
        sections: vec![declared],
        only_sections: true,
        ..wish(used)
    }
}

fn authored() -> Wish {
    asked(used(Involvement::Assisted, Review::Reviewed, &["ChatGPT"]))
}

fn done(media: Media, source: &str, wish: &Wish) -> Labelled {
    let once = labelled(&item(media, source), wish).unwrap_or_else(|e| panic!("{e}: {source}"));
    let again = labelled(&item(media, once.bytes.clone()), wish).unwrap();
    assert!(!again.is_changed(), "changed twice: {}", again.after);
    once
}

fn manuscript(media: Media, lang: &str) -> Item {
    let source = match media {
        Media::Html => format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<body>\n<article>\n  <h1>7</h1>\n  <p>12 345</p>\n  <h3>References</h3>\n  \
             <p>6</p>\n</article>\n</body>\n</html>\n"
        ),
        Media::Markdown => {
            format!("---\nlang: {lang}\n---\n\n# 7\n\n12 345\n\nReferences\n----------\n\n6\n")
        }
        Media::Plain => "7\n\n12 345\n\nReferences\n\n6\n".to_owned(),
    };
    Item { lang: (media == Media::Plain).then(|| lang.to_owned()), ..item(media, source) }
}

/// What is wrong with the section that `used` gets in `lang`.
fn wrong(lang: &str, media: Media, used: Use) -> Option<String> {
    let article = manuscript(media, lang);
    let wish = asked(used.clone());
    let done = match labelled(&article, &wish) {
        Ok(done) => done,
        Err(error) => return Some(format!("{lang} {media:?} {used:?}: {error}")),
    };
    let again = Item { bytes: done.bytes.clone(), ..article };
    let document = read(again.clone(), Limits::default()).unwrap();
    let found = RULES.find(&document).disclosures;
    let [one] = found.as_slice() else {
        return Some(format!("{lang} {media:?} {used:?}: {} statements in {}", found.len(), done.after));
    };
    let said = (one.involvement, one.review, one.tool.as_deref());
    let least = match used.involvement {
        Involvement::Unspecified => Involvement::Assisted,
        other => other,
    };
    let holds = said == (least, used.review, used.tools.first().map(String::as_str))
        && wish.sections[0].section.paragraphs(&document).contains(&one.paragraph)
        && !labelled(&again, &wish).unwrap().is_changed();
    (!holds).then(|| format!("{lang} {media:?} {used:?}: {said:?} in {}", done.after))
}

#[test]
fn every_language_declares_in_a_section_and_is_read_back() {
    let all = languages();
    let of_language = |lang: &str| {
        let mut out = Vec::new();
        for involvement in Involvement::ALL {
            for review in Review::ALL {
                let none = *involvement == Involvement::None;
                if none && *review != Review::Unstated {
                    continue;
                }
                let tools = if none { &[][..] } else { &["ChatGPT"] };
                for media in [Media::Html, Media::Markdown, Media::Plain] {
                    out.extend(wrong(lang, media, used(*involvement, *review, tools)));
                }
            }
        }
        out
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(all.len().div_ceil(4))
            .map(|part| scope.spawn(move || part.iter().flat_map(|l| of_language(l)).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

const SAID: &str = "This article was written with the help of artificial intelligence (AI: ChatGPT). The authors \
    reviewed and edited the content as needed and take full responsibility for it.";

#[test]
fn a_section_stands_before_the_references_in_the_manner_of_its_neighbours() {
    let page = "<html lang=en>\n<article>\n  <h1>T</h1>\n  <p>a</p>\n  <section>\n    <h4>References</h4>\n    <p>1</p>\n  \
                </section>\n</article>";
    let after = done(Media::Html, page, &authored()).after;
    let section = format!(
        "  <section><h4>Declaration of AI &amp; tools</h4><p class=\"ai-disclosure\">{SAID}</p></section>\n  <section>\n    \
         <h4>References"
    );
    assert!(after.contains(&section), "{after}");

    let flat = "<html lang=en><article><h1>T</h1><p>a</p><h2>6. References</h2><p>1</p></article>";
    let after = done(Media::Html, flat, &authored()).after;
    assert!(after.contains("<p>a</p><h2>Declaration of AI &amp; tools</h2><p class"), "{after}");
    assert!(after.contains(&format!("{SAID}</p><h2>6. References")), "{after}");

    let text = "---\nlang: en\n---\n# T\n\na\n### References ###\n\n1\n";
    let after = done(Media::Markdown, text, &authored()).after;
    assert!(
        after.contains(&format!("a\n\n### Declaration of AI &amp; tools\n\n{SAID}\n\n### References")),
        "{after}"
    );
}

#[test]
fn without_references_the_section_ends_the_article() {
    let page = "<html lang=en>\n<article>\n  <h1>T</h1>\n  <p>a</p>\n</article>\n<footer>f</footer>";
    let after = done(Media::Html, page, &authored()).after;
    let end = format!(
        "  <p>a</p>\n  <h2>Declaration of AI &amp; tools</h2>\n  <p class=\"ai-disclosure\">{SAID}</p>\n</article>"
    );
    assert!(after.contains(&end), "{after}");
    let lines = Wish { lang: Lang::parse("en"), ..authored() };
    let after = done(Media::Plain, "T\r\na\r\nb\r\n", &lines).after;
    assert_eq!(after, format!("T\r\na\r\nb\r\n{HEADING}\r\n{SAID}\r\n"));
}

#[test]
fn a_section_that_stands_there_gets_the_sentence_and_no_second_heading() {
    let text = "---\nlang: en\n---\n# T\n\na\n\n## Use of AI\n\n## References\n\n1\n";
    let after = done(Media::Markdown, text, &authored()).after;
    assert!(after.contains(&format!("## Use of AI\n\n{SAID}\n\n## References")), "{after}");
    let page = "<html lang=en><article><h1>T</h1><p>a</p><h2>Use of AI</h2></article>";
    let after = done(Media::Html, page, &authored()).after;
    assert!(after.ends_with(&format!("<h2>Use of AI</h2><p class=\"ai-disclosure\">{SAID}</p></article>")));
    // One behind the references is not where it has to be.
    let late = "---\nlang: en\n---\n# T\n\na\n\n## References\n\n1\n\n## Use of AI\n\nWe wrote it.\n";
    let after = done(Media::Markdown, late, &authored()).after;
    assert!(
        after.contains(&format!("## Declaration of AI &amp; tools\n\n{SAID}\n\n## References")),
        "{after}"
    );
}

#[test]
fn a_section_that_says_less_or_otherwise_is_put_right_with_the_word_of_its_authors() {
    let unreviewed = asked(used(Involvement::Assisted, Review::Unreviewed, &["ChatGPT"]));
    let source = "---\nlang: en\n---\n# T\n\na\n\n## References\n\n1\n";
    let first = done(Media::Markdown, source, &asked(used(Involvement::Assisted, Review::Unstated, &[])));
    assert!(!first.after.contains("authors"), "{}", first.after);
    let second = done(Media::Markdown, &first.after, &authored());
    assert!(second.after.contains(&format!("\n\n{SAID}\n\n## References")), "{}", second.after);
    let third = done(Media::Markdown, &second.after, &unreviewed);
    assert!(!third.after.contains("authors") && third.after.contains("not been reviewed"), "{}", third.after);
    assert_eq!(done(Media::Markdown, &third.after, &authored()).after, second.after);
}

#[test]
fn a_wrong_sentence_is_put_right_and_the_section_added_in_one_run() {
    let source = "---\nlang: en\n---\n# T\n\nNo AI was used for this article.\n\n## References\n\n1\n";
    let after = done(Media::Markdown, source, &authored()).after;
    assert!(!after.contains("No AI") && after.contains(SAID), "{after}");
}

#[test]
fn the_sentence_is_said_in_a_second_language_too_where_that_is_asked() {
    let wish = Wish {
        also: Lang::parse("zh"),
        ..wish(used(Involvement::Generated, Review::Reviewed, &["ChatGPT"]))
    };
    let page = "<html lang=de><article><h1>T</h1><p>Das Wasser kam um sechs.</p></article>";
    let after = done(Media::Html, page, &wish).after;
    let second = "geprüft.</p><p class=\"ai-disclosure\" lang=\"zh-Hans\">本文由人工智能（AI：ChatGPT）生成，并经编辑审核。</p><p>Das";
    assert!(after.contains(second), "{after}");
    let chinese = "<html lang=zh><article><h1>潮汐</h1><p>高潮在六点钟到来。</p></article>";
    assert_eq!(done(Media::Html, chinese, &wish).after.matches("<p class").count(), 1);
}

#[test]
fn a_heading_of_plain_text_that_reads_like_a_statement_is_none() {
    let heading = "Declaration of generative AI and AI-assisted technologies in the writing process";
    let declared = Declared {
        section: Section::new([heading], ["References"]),
        heading: heading.to_owned(),
        lang: Lang::parse("en"),
    };
    let used = used(Involvement::Generated, Review::Reviewed, &["ChatGPT"]);
    let wish = Wish { sections: vec![declared], lang: Lang::parse("en"), ..asked(used) };
    let after = done(Media::Plain, "Tides\n\nSix.\n\nReferences\n\n1\n", &wish).after;
    assert!(after.contains(&format!("\n\n{heading}\n\nThis article was generated")), "{after}");
}
