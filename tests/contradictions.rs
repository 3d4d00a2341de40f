//! What an article declares of itself against what its readers are told.

use terang::disclosure::RuleSet;
use terang::document::Limits;
use terang::item::{Item, Media};
use terang::pipeline::{Check, Computed, check};
use terang::policy::{Level, Policy};
use terang::report::Outcome;
use terang::signal::Settings;

/// Code, level and line of each finding.
fn findings(media: Media, source: &str) -> Vec<(&'static str, Level, usize)> {
    let how = Check {
        rules: RuleSet::builtin(),
        signals: Settings::default(),
        limits: Limits::default(),
        lang: None,
        digests: Computed::No,
        policy: Policy::default(),
        records: None,
        now: None,
    };
    let item = Item { media: Some(media), bytes: source.as_bytes().to_vec(), ..Item::default() };
    let Outcome::Checked(checked) = check(item, &how) else { panic!("unreadable: {source}") };
    checked.findings.iter().map(|f| (f.code.word(), f.level, f.place.position.line)).collect()
}

fn article(keys: &str, words: &str) -> String {
    format!("---\ntitle: Tides\nlang: en\n{keys}\n---\n\nHigh water came at six.\n\n{words}\n")
}

const HELPED: &str = "This article was written with the help of AI.";
const DENIED: &str = "No AI was used in the making of this article.";

#[test]
fn a_declaration_that_the_visible_words_belie_is_a_finding() {
    let text = ("signal-contradicts-text", Level::Error, 9);
    for keys in [
        "involvement: none",
        "Involvement: None",
        "terang: {involvement: none}",
        "ai_disclosure: none",
        "ai_generated: false",
        "ai_involvement: none",
        "provenance:\n  ai_generated: no",
    ] {
        let lines = keys.lines().count() - 1;
        let found = findings(Media::Markdown, &article(keys, HELPED));
        assert_eq!(found, [(text.0, text.1, text.2 + lines)], "{keys}");
    }
    assert_eq!(findings(Media::Markdown, &article("involvement: assisted", DENIED)), [text]);
    let page = format!("<head><meta name='terang:involvement' content=none></head>\n<p>{HELPED}");
    assert_eq!(findings(Media::Html, &page), [(text.0, text.1, 2)]);
}

#[test]
fn a_declaration_that_agrees_or_is_about_something_else_is_none() {
    for (keys, words) in [
        ("involvement: assisted", HELPED),
        ("involvement: none", DENIED),
        ("involvement: none", "The council debated a law on AI."),
        ("involvement: none\nmodality: image", HELPED),
        ("involvement: parents and teachers", HELPED),
        ("involvement: unspecified", HELPED),
    ] {
        assert_eq!(findings(Media::Markdown, &article(keys, words)), [], "{keys}: {words}");
    }
}

#[test]
fn a_declaration_and_a_signal_that_cannot_both_be_true_are_a_finding() {
    let found = findings(Media::Markdown, &article("involvement: none\nai_generated: true", "Six."));
    assert_eq!(found.first().map(|f| (f.0, f.1)), Some(("signal-contradicts-signal", Level::Error)));
}

#[test]
fn a_disclosure_that_its_own_style_hides_is_out_of_sight() {
    let page =
        |style: &str| format!("<body><h1>Tides</h1><p>High water came at six.<p style='{style}'>{HELPED}");
    let found = findings(Media::Html, &page("display:none"));
    assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), ["disclosure-out-of-sight"]);
    assert_eq!(findings(Media::Html, &page("color:gray")), []);
}
