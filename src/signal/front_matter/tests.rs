//! Front matter, key by key.

use super::*;
use crate::document::Carrier;
use crate::signal::testing::{mark, page, read, yaml};

fn one(text: &str) -> Signal {
    let mut signals = read(vec![yaml(text)]);
    assert_eq!(signals.len(), 1, "{text}: {signals:?}");
    signals.remove(0)
}

#[test]
fn booleans_mean_what_the_key_says() {
    for (text, involvement) in [
        ("ai_assisted: true", Involvement::Assisted),
        ("aiAssisted: yes", Involvement::Assisted),
        ("AI-Generated: True", Involvement::Generated),
        ("ai_translated: true", Involvement::Translated),
        ("ai_generated: false", Involvement::None),
        ("aiDisclosure: true", Involvement::Unspecified),
        ("written_by_ai: true", Involvement::Generated),
    ] {
        let signal = one(text);
        assert_eq!(signal.involvement, Some(involvement), "{text}");
        assert_eq!((signal.authority, signal.scope), (Authority::Folk, Some(Scope::Article)));
    }
}

#[test]
fn words_are_levels_and_sentences_are_kept_for_people() {
    assert_eq!(one("ai_disclosure: ai-assisted-research").involvement, Some(Involvement::Assisted));
    assert_eq!(one("ai_disclosure: none").claims_ai(), Some(false));
    assert_eq!(one("ai_disclosure: human-only").claims_ai(), Some(false));
    let sentence = one("aiDisclosure: \"Translated with Lyra and read by our desk.\"");
    assert_eq!((sentence.claims_ai(), sentence.problem), (None, None));
    assert_eq!(one("ai_disclosure: false").claims_ai(), None);
    assert_eq!(one("ai_disclosure: trainedAlgorithmicMedia").dialect, "iptc");
}

#[test]
fn tools_and_review_beside_a_claim_belong_to_it() {
    let signal = one("ai_assisted: true\nai_tools: [{name: Lyra, vendor: Acme, role: translation}]\n");
    assert_eq!(signal.tool.as_deref(), Some("Lyra"));
    let signal = one("provenance: {ai_assisted: true, human_reviewed: true, reviewer: J. Doe}");
    assert_eq!((signal.involvement, signal.review), (Some(Involvement::Assisted), Review::Reviewed));
    assert_eq!(one("ai_disclosure: ai-generated\nsigned_off_by: J. Doe").review, Review::Reviewed);
    assert_eq!(one("ai_generated: true\nhuman_reviewed: false").review, Review::Unreviewed);
    assert_eq!(one("ai_generated: false\nreviewer: J. Doe").review, Review::Unstated);
    assert_eq!(read(vec![yaml("reviewer: J. Doe\nreviewed: true")]), []);
}

#[test]
fn tools_alone_say_that_ai_was_used() {
    let signal = one("ai_tools:\n  - name: Lyra\n    role: translation\n");
    assert_eq!((signal.involvement, signal.value.as_str()), (Some(Involvement::Translated), "Lyra"));
    assert_eq!(one("ai_tools: [Lyra, Polyglot]").tool.as_deref(), Some("Lyra, Polyglot"));
    assert_eq!(read(vec![yaml("ai_tools: []")]), []);
    assert_eq!(read(vec![yaml("ai_model: none")]), []);
}

#[test]
fn false_for_one_act_denies_that_act_only_where_another_is_claimed() {
    let signals = read(vec![yaml("ai_generated: false\nai_assisted: true")]);
    assert_eq!([signals[0].claims_ai(), signals[1].claims_ai()], [None, Some(true)]);
}

#[test]
fn an_object_holds_its_level() {
    let signal = one("ai_disclosure:\n  level: ai-generated\n  ai_model: lyra-2\n  reviewed_by: J. Doe\n");
    assert_eq!((signal.involvement, signal.review), (Some(Involvement::Generated), Review::Reviewed));
    assert_eq!(signal.tool.as_deref(), Some("lyra-2"));
}

#[test]
fn pictures_are_not_the_text() {
    let signal = one("cover:\n  src: a.webp\n  ai_generated: true\n");
    assert_eq!((signal.modality, signal.scope), (Some(Modality::Image), Some(Scope::Image)));
}

#[test]
fn a_generated_summary_is_a_part_of_the_page() {
    let signal = one("generated_summary_faq: {generator: ai, ai_review_required: true, model: lyra-2}");
    assert_eq!(
        (signal.involvement, signal.modality),
        (Some(Involvement::Summarized), Some(Modality::Summary))
    );
    assert_eq!((signal.tool.as_deref(), signal.review), (Some("lyra-2"), Review::Unstated));
    assert_eq!(one("generated_summary_faq: {generator: editor}").claims_ai(), None);
}

#[test]
fn source_types_are_read_as_words_and_as_objects() {
    let word = one("digitalSourceType: trainedAlgorithmicMedia");
    assert_eq!((word.dialect, word.claims_ai()), ("iptc", Some(true)));
    let object =
        one("digitalsourcetype: {name: x, uri: 'http://cv.iptc.org/newscodes/digitalsourcetype/print'}");
    assert_eq!(object.claims_ai(), Some(false));
    assert!(matches!(one("digital_source_type: robots").problem, Some(Problem::Invalid(_))));
}

#[test]
fn the_aigc_block_wants_strings() {
    assert_eq!(one("AIGC: {Label: \"1\"}").claims_ai(), Some(true));
    assert!(matches!(one("AIGC: {Label: 1}").problem, Some(Problem::Invalid(_))));
}

#[test]
fn toml_and_json_are_read_alike() {
    let toml =
        Carrier::FrontMatter(FrontMatterKind::Toml, "[params]\nprovenance.ai_assisted = true\n".to_owned());
    assert_eq!(read(vec![mark(toml)])[0].involvement, Some(Involvement::Assisted));
    let json = Carrier::FrontMatter(FrontMatterKind::Json, "{\"ai_generated\": true}".to_owned());
    assert_eq!(read(vec![mark(json)])[0].involvement, Some(Involvement::Generated));
    let item = "{\"uri\":\"a\",\"type\":\"text\",\"digitalsourcetype\":{\"uri\":\"digsrctype:print\"}}";
    let ninjs = Carrier::FrontMatter(FrontMatterKind::Json, item.to_owned());
    assert_eq!(read(vec![mark(ninjs)])[0].modality, Some(Modality::Text));
}

#[test]
fn broken_front_matter_is_worth_a_word_only_where_a_key_stands_in_it() {
    assert!(matches!(one("title: A: B\nai_generated: true").problem, Some(Problem::Malformed(_))));
    assert_eq!(read(vec![yaml("title: A: B in Shanghai used")]), []);
    let toml = Carrier::FrontMatter(FrontMatterKind::Toml, "ai_generated = yes".to_owned());
    assert!(matches!(read(vec![mark(toml)])[0].problem, Some(Problem::Malformed(_))));
}

#[test]
fn a_key_that_stands_twice_is_malformed() {
    let signals = read(vec![yaml("ai_generated: true\nai_generated: false")]);
    assert!(matches!(signals[1].problem, Some(Problem::Malformed(_))));
}

#[test]
fn the_caller_chooses_the_keys() {
    let settings = Settings { front_matter_claims: vec!["ki.einsatz".to_owned()], ..Settings::default() };
    let document =
        page(vec![yaml("meta: {KI: {Einsatz: translated}}\neinsatz: generated\nai_generated: true")]);
    let signals = super::super::read(&document, &settings);
    assert_eq!(signals.len(), 1);
    assert_eq!(signals[0].involvement, Some(Involvement::Translated));
}

#[test]
fn ordinary_front_matter_says_nothing() {
    let text =
        "title: AI in the newsroom\ntags: [ai, generated]\nai: true\ndraft: false\nauthor: Ai Weiwei\n";
    assert_eq!(read(vec![yaml(text)]), []);
}
