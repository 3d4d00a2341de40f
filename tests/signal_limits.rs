//! No content of a mark breaks the reading of signals, and none makes it boundless.

use proptest::prelude::*;
use terang::document::{Carrier, Document, FrontMatterKind, Mark, Visible};
use terang::item::Media;
use terang::signal::{Problem, Settings, read, resolve};
use terang::span::Span;

fn page(marks: Vec<Mark>) -> Document {
    Document::marked_up(Media::Html, String::new(), None, Visible::default(), Vec::new(), marks)
}

fn pairs(attributes: &[(&str, &str)]) -> Vec<(String, String)> {
    attributes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_page_of_nothing_but_signals_stays_within_bounds() {
    let attributes = pairs(&[("name", "ai-generated"), ("content", "true")]);
    let mark =
        Mark { carrier: Carrier::Meta { attributes, in_head: true }, span: Span::default(), parent: None };
    assert_eq!(read(&page(vec![mark; 50_000]), &Settings::default()).len(), 10_000);
}

#[test]
fn deep_ancestry_is_walked_once() {
    let marks: Vec<Mark> = (0..200_000_usize)
        .map(|at| Mark {
            carrier: Carrier::Element {
                tag: "div".to_owned(),
                attributes: pairs(&[
                    ("itemscope", ""),
                    ("itemprop", "digitalSourceType"),
                    ("typeof", "Article"),
                ]),
                text: Span::default(),
            },
            span: Span::default(),
            parent: at.checked_sub(1),
        })
        .collect();
    let document = page(marks);
    assert_eq!(read(&document, &Settings::default()).len(), 10_000);
    assert_eq!(resolve(&document).element(199_999).value, None);
}

/// Pieces that the dialects look for, so that random text comes near them.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("{\"AIGC\":{\"Label\":\"1\"".to_owned()),
        Just("digitalSourceType".to_owned()),
        Just("\"digitalSourceType\":".to_owned()),
        Just("http://cv.iptc.org/newscodes/digitalsourcetype/".to_owned()),
        Just("{\"@type\":\"NewsArticle\",".to_owned()),
        Just("ai_generated: true\n".to_owned()),
        Just("ai_tools:\n  - {name: ".to_owned()),
        Just("mode=ai-originated; model=\"".to_owned()),
        Just("<x>; rel=\"c2pa-manifest".to_owned()),
        Just("-----BEGIN C2PA MANIFEST-----".to_owned()),
        Just("-----END C2PA MANIFEST-----".to_owned()),
        Just("AIA PAI R ".to_owned()),
        Just("AID Statement: Artificial Intelligence Tool:".to_owned()),
        Just("cred-".to_owned()),
        Just("SPDX-AI-Disclosure:".to_owned()),
        Just("ai_summarized; required=".to_owned()),
        "[\\[\\]{}\":,;&*!|>%@` \n-]{0,6}",
        "\\PC{0,12}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..8).prop_map(|parts| parts.concat())
}

fn attributes() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop::sample::select(vec![
        "name",
        "content",
        "property",
        "itemprop",
        "itemscope",
        "itemtype",
        "typeof",
        "rel",
        "href",
        "type",
        "class",
        "ai-disclosure",
        "ai-model",
        "ai-provider",
        "ai-assisted-percent",
        "data-ai-content",
        "data-ai-disclosure",
        "data-digital-source-type",
        "http-equiv",
    ]);
    let value = prop_oneof![
        text(),
        prop::sample::select(vec![
            "ai-disclosure",
            "AIGC",
            "ai-generated",
            "ai-model",
            "digitalSourceType",
            "author",
            "name",
            "ai-assisted",
            "c2pa-manifest",
            "application/c2pa",
            "application/json",
            "https://schema.org/SoftwareApplication",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec((name.prop_map(str::to_owned), value), 0..5)
}

fn carrier() -> impl Strategy<Value = Carrier> {
    prop_oneof![
        (attributes(), any::<bool>()).prop_map(|(attributes, in_head)| Carrier::Meta { attributes, in_head }),
        text().prop_map(Carrier::JsonLd),
        (attributes(), text()).prop_map(|(attributes, text)| Carrier::Script { attributes, text }),
        attributes().prop_map(Carrier::Link),
        text().prop_map(Carrier::Comment),
        (attributes(), 0..40_usize, 0..40_usize).prop_map(|(attributes, start, end)| Carrier::Element {
            tag: "meta".to_owned(),
            attributes,
            text: Span::new(start, end)
        }),
        (text(), 0..3_usize).prop_map(|(text, kind)| {
            let kinds = [FrontMatterKind::Yaml, FrontMatterKind::Toml, FrontMatterKind::Json];
            Carrier::FrontMatter(kinds[kind], text)
        }),
        ("(AI-Disclosure|Link|CRP-x|[a-z]{1,5})", text())
            .prop_map(|(name, value)| Carrier::Header(name, value)),
        Just(Carrier::TextWrapper),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn no_content_breaks_the_reading(
        visible in text(),
        carriers in prop::collection::vec((carrier(), prop::option::of(0..6_usize)), 0..6),
    ) {
        let marks = carriers
            .into_iter()
            .map(|(carrier, parent)| Mark { carrier, span: Span::default(), parent })
            .collect();
        let visible = Visible { text: visible, pieces: Vec::new() };
        let document = Document::marked_up(Media::Html, String::new(), None, visible, Vec::new(), marks);
        let found = read(&document, &Settings::default());
        prop_assert!(found.iter().all(|s| s.value.len() <= 515 && s.name.len() <= 515));
        for signal in &found {
            if signal.problem.is_some() && signal.involvement.is_some() {
                let retired = matches!(signal.problem, Some(Problem::Retired(_)));
                prop_assert!(retired, "{signal:?}");
            }
        }
        let _ = resolve(&document).page();
    }
}
