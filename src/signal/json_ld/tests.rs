//! JSON-LD and ninjs, script by script.

use super::*;
use crate::signal::testing::{json_ld, read};
use crate::vocabulary::{Modality, Scope};

fn said(json: &str) -> Vec<Signal> {
    read(vec![json_ld(json)])
}

#[test]
fn a_term_is_read_in_every_shape_that_json_ld_gives_it() {
    for value in [
        r#""https://schema.org/TrainedAlgorithmicMediaDigitalSource""#,
        r#""TrainedAlgorithmicMediaDigitalSource""#,
        r#""http:\/\/cv.iptc.org\/newscodes\/digitalsourcetype\/trainedAlgorithmicMedia""#,
        r#"{"@id": "https://schema.org/TrainedAlgorithmicMediaDigitalSource"}"#,
        r#"{"@value": "trainedAlgorithmicMedia"}"#,
        r#"["digsrctype:trainedAlgorithmicMedia"]"#,
        r#"{"@list": ["digsrctype:trainedAlgorithmicMedia"]}"#,
    ] {
        let signals = said(&format!(
            r#"{{"@context":"https://schema.org","@type":"NewsArticle","digitalSourceType":{value}}}"#
        ));
        assert_eq!(signals.len(), 1, "{value}");
        assert_eq!(signals[0].involvement, Some(Involvement::Generated), "{value}");
        assert_eq!((signals[0].modality, signals[0].scope), (Some(Modality::Text), Some(Scope::Article)));
    }
}

#[test]
fn a_picture_in_an_article_says_nothing_about_its_text() {
    let signals = said(
        r#"{"@graph":[{"@type":"Article","image":{"@type":"ImageObject",
        "digitalSourceType":"trainedAlgorithmicMedia"},"video":[{"digitalSourceType":"digitalCapture"}]},
        {"@type":["Thing","AudioObject"],"schema:digitalSourceType":"compositeCapture"}]}"#,
    );
    let scopes: Vec<_> = signals.iter().map(|s| (s.modality, s.scope, s.claims_ai())).collect();
    assert_eq!(
        scopes,
        [
            (Some(Modality::Image), Some(Scope::Image), Some(true)),
            (Some(Modality::Video), Some(Scope::Video), Some(false)),
            (Some(Modality::Audio), Some(Scope::Audio), Some(false)),
        ]
    );
}

#[test]
fn other_works_are_passed_over() {
    for property in ["citation", "mentions", "isBasedOn", "itemListElement", "comment"] {
        let signals = said(&format!(
            r#"{{"@type":"NewsArticle","{property}":[{{"@type":"NewsArticle","digitalSourceType":"trainedAlgorithmicMedia"}}]}}"#
        ));
        assert_eq!(signals, [], "{property}");
    }
}

#[test]
fn software_stands_where_people_stand() {
    let role = |role: &str, value: &str| {
        let signals = said(&format!(r#"{{"@type":"NewsArticle","{role}":{value}}}"#));
        assert_eq!(signals.len(), 1, "{role} {value}");
        (signals[0].involvement, signals[0].tool.clone())
    };
    let bot = r#"{"@type":"SoftwareApplication","name":"Lyra"}"#;
    let name = Some("Lyra".to_owned());
    assert_eq!(role("author", bot), (Some(Involvement::Generated), name.clone()));
    assert_eq!(role("editor", bot), (Some(Involvement::Assisted), name.clone()));
    assert_eq!(role("translator", bot), (Some(Involvement::Translated), name.clone()));
    assert_eq!(role("contributor", bot), (Some(Involvement::Assisted), name.clone()));
    let both = format!(r#"[{{"@type":"Person","name":"A. Writer"}},{bot}]"#);
    assert_eq!(role("author", &both), (Some(Involvement::Unspecified), name));
    assert_eq!(
        said(r#"{"@type":"NewsArticle","author":{"@type":"Person","name":"Software Application"}}"#),
        []
    );
    assert_eq!(said(r#"{"@type":"Review","itemReviewed":{"@type":"SoftwareApplication","author":"X"}}"#), []);
}

#[test]
fn software_is_found_by_its_id_across_scripts() {
    let signals = read(vec![
        json_ld(r##"{"@type":"NewsArticle","digitalSourceType":null,"translator":{"@id":"#mt"}}"##),
        json_ld(r##"{"@type":"SoftwareApplication","@id":"#mt","name":"Polyglot"}"##),
    ]);
    assert_eq!(signals.len(), 1);
    assert_eq!(
        (signals[0].involvement, signals[0].tool.as_deref()),
        (Some(Involvement::Translated), Some("Polyglot"))
    );
}

#[test]
fn the_status_counts_only_where_it_names_ai() {
    let status = |value: &str| said(&format!(r#"{{"@type":"Article","creativeWorkStatus":"{value}"}}"#));
    assert_eq!(status("AiModified")[0].involvement, Some(Involvement::Assisted));
    assert_eq!(status("Published"), []);
}

#[test]
fn the_proposed_property_is_a_folk_convention() {
    let of = |value: &str| said(&format!(r#"{{"@type":"Article","aiDisclosure":{value}}}"#)).remove(0);
    let level = of(r#"{"level":"ai-assisted","tool":"Lyra"}"#);
    assert_eq!((level.authority, level.involvement), (Authority::Folk, Some(Involvement::Assisted)));
    assert_eq!(level.tool.as_deref(), Some("Lyra"));
    assert_eq!(of(r#""human-only""#).claims_ai(), Some(false));
    assert_eq!(of(r#""We tell our readers all.""#).claims_ai(), None);
}

#[test]
fn broken_json_is_worth_a_word_only_where_it_names_a_disclosure() {
    let broken = said("{\"digitalSourceType\":\n \"x\",}").remove(0);
    assert!(matches!(&broken.problem, Some(Problem::Malformed(why)) if why.contains("line 2")));
    assert_eq!(said(r#"{"@type":"NewsArticle",}"#), []);
    assert_eq!(said(r#"{"@type":"SoftwareApplication",}"#), []);
    assert_eq!(said("[".repeat(100_000).as_str()), []);
    let deep = format!("{}\"digitalSourceType\"", "[".repeat(100_000));
    assert!(matches!(said(&deep)[0].problem, Some(Problem::Malformed(_))));
    let long = format!("{{\"digitalSourceType\":\"{}\"}}", "x".repeat(SCRIPT_BYTES));
    assert!(matches!(&said(&long)[0].problem, Some(Problem::Malformed(why)) if why.contains("longer")));
}

#[test]
fn a_property_that_stands_twice_is_malformed() {
    let signals = said(r#"{"digitalSourceType":"print","digitalSourceType":"trainedAlgorithmicMedia"}"#);
    assert_eq!(signals.len(), 2);
    assert!(matches!(signals[1].problem, Some(Problem::Malformed(_))));
}

#[test]
fn values_of_another_kind_are_invalid() {
    for value in ["7", "true", "{}", "[[]]"] {
        let signals = said(&format!(r#"{{"@type":"Article","digitalSourceType":{value}}}"#));
        assert!(matches!(signals[0].problem, Some(Problem::Invalid(_))), "{value}");
    }
}

#[test]
fn escaped_letters_hide_nothing() {
    let signals = said(r#"{"digit\u0061lSourceType":"trainedAlgorithmicMedia"}"#);
    assert_eq!(signals[0].claims_ai(), Some(true));
}

#[test]
fn old_wrappers_are_taken_off() {
    for (start, end) in [("<!--", "-->"), ("//<![CDATA[\n", "\n//]]>"), ("/*<![CDATA[*/", "/*]]>*/")] {
        let signals = said(&format!("{start}{{\"digitalSourceType\":\"trainedAlgorithmicMedia\"}}{end}"));
        assert_eq!(signals[0].claims_ai(), Some(true), "{start}");
    }
}

#[test]
fn ninjs_wants_an_object() {
    let old =
        said(r#"{"uri":"a","type":"picture","digitalsourcetype":{"name":"N","uri":"digsrctype:print"}}"#);
    assert_eq!((old[0].claims_ai(), old[0].scope), (Some(false), Some(Scope::Image)));
    let new = said(
        r#"{"digitalSourceType":{"uri":"http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"}}"#,
    );
    assert_eq!((new[0].involvement, new[0].authority), (Some(Involvement::Automated), Authority::Standard));
    for bare in [
        r#"{"digitalsourcetype":"trainedAlgorithmicMedia"}"#,
        r#"{"uri":"a","type":"text","digitalSourceType":"trainedAlgorithmicMedia"}"#,
    ] {
        assert!(matches!(said(bare)[0].problem, Some(Problem::Invalid(_))), "{bare}");
    }
}

#[test]
fn one_script_yields_a_bounded_number_of_signals() {
    let many = format!("{{\"digitalSourceType\":[{}\"print\"]}}", "\"print\",".repeat(20_000));
    assert_eq!(said(&many).len(), MOST);
}
