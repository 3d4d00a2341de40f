//! Signals of whole documents: what must give none, and that no content can break the reading.

use proptest::prelude::*;
use terang::document::{Carrier, Document, FrontMatterKind, Mark, Visible};
use terang::item::Media;
use terang::signal::{Settings, Signal, read, resolve};
use terang::span::Span;

fn page(text: &str, carriers: Vec<Carrier>) -> Document {
    let marks =
        carriers.into_iter().map(|carrier| Mark { carrier, span: Span::default(), parent: None }).collect();
    let visible = Visible { text: text.to_owned(), pieces: Vec::new() };
    Document::marked_up(Media::Html, String::new(), None, visible, Vec::new(), marks)
}

fn signals(carriers: Vec<Carrier>) -> Vec<Signal> {
    read(&page("", carriers), &Settings::default())
}

fn pairs(attributes: &[(&str, &str)]) -> Vec<(String, String)> {
    attributes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn meta(name: &str, content: &str) -> Carrier {
    Carrier::Meta { attributes: pairs(&[("name", name), ("content", content)]), in_head: true }
}

fn header(name: &str, value: &str) -> Carrier {
    Carrier::Header(name.to_owned(), value.to_owned())
}

fn front_matter(text: &str) -> Carrier {
    Carrier::FrontMatter(FrontMatterKind::Yaml, text.to_owned())
}

#[test]
fn usage_preferences_give_no_signal() {
    for carrier in [
        meta("robots", "noai, noimageai"),
        meta("robots", "noindex, max-snippet:-1"),
        meta("googlebot", "noai"),
        meta("tdm-reservation", "1"),
        meta("tdm-policy", "https://news.example/tdm.json"),
        meta("content-signal", "search=yes, ai-input=yes, ai-train=no"),
        meta("content-usage", "train-ai=n"),
        meta("ai-training", "disallow"),
        meta("cc-signals", "cc-cr-dc"),
        header("X-Robots-Tag", "noai, noimageai"),
        header("Content-Usage", "train-ai=n, search=y"),
        header("Content-Signal", "search=yes, ai-input=yes, ai-train=no"),
        header("TDM-Reservation", "1"),
        header("TDM-Policy", "https://news.example/tdm.json"),
        header("Training-Preference", "deny"),
        header("License", "https://news.example/license.xml"),
        header("Link", "</license.xml>; rel=license; type=\"application/rsl+xml\""),
        header("Link", "</ai.txt>; rel=\"ai-policy\""),
        Carrier::Link(pairs(&[("rel", "license"), ("href", "/license.xml")])),
        Carrier::Link(pairs(&[("rel", "tdm-policy"), ("href", "/tdm.json")])),
        Carrier::Comment(" datatrainingallowed=no, disclosure=https://news.example/ai-policy ".to_owned()),
        Carrier::JsonLd(
            r#"{"@type":"NewsArticle","usageInfo":"https://news.example/ai","acquireLicensePage":"/l",
            "creativeWorkStatus":"Published","copyrightNotice":"No AI training","creditText":"AI desk"}"#
                .to_owned(),
        ),
        Carrier::JsonLd(
            r#"{"@type":"ImageObject","plus:DataMining":"DMI-PROHIBITED-AIMLTRAINING"}"#.to_owned(),
        ),
        Carrier::Element {
            tag: "link".to_owned(),
            attributes: pairs(&[("property", "dataMining"), ("href", "DMI-PROHIBITED")]),
            text: Span::default(),
        },
        front_matter("robots: noai\nai_training: disallow\ntdm_reservation: 1\nllms: false\n"),
    ] {
        assert_eq!(signals(vec![carrier.clone()]), [], "{carrier:?}");
    }
}

#[test]
fn ordinary_pages_give_no_signal() {
    for carrier in [
        meta("generator", "ChatGPT Site Builder"),
        meta("description", "How AI-generated news is disclosed"),
        meta("keywords", "ai-disclosure, ai-generated"),
        meta("author", "AI desk"),
        meta("article:tag", "ai-assisted"),
        header("Server", "ai-disclosure"),
        header("X-Generated-By", "AI"),
        Carrier::Comment(" this page has an AI disclosure below ".to_owned()),
        Carrier::Comment(" AIGC block is added by the CMS ".to_owned()),
        Carrier::JsonLd(r#"{"@type":"NewsArticle","headline":"digitalSourceType explained"}"#.to_owned()),
        Carrier::JsonLd(r#"{"@type":"SoftwareApplication","name":"News app","author":"Acme"}"#.to_owned()),
        Carrier::JsonLd(r#"{"@type":"NewsArticle","publisher":{"@type":"SoftwareApplication"}}"#.to_owned()),
        front_matter("title: What ai_disclosure means\nai: news\ntags: [ai-generated]\neditor: AI\n"),
    ] {
        assert_eq!(signals(vec![carrier.clone()]), [], "{carrier:?}");
    }
}

#[test]
fn a_header_does_not_set_what_holds_for_the_page() {
    let document = page("", vec![header("AI-Disclosure", "mode=machine-generated")]);
    assert_eq!(resolve(&document).page().value, None);
    assert_eq!(read(&document, &Settings::default())[0].claims_ai(), Some(true));
}

#[test]
fn a_page_of_nothing_but_signals_stays_within_bounds() {
    let marks = (0..50_000).map(|_| meta("ai-generated", "true")).collect();
    assert_eq!(signals(marks).len(), 10_000);
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
    let document =
        Document::marked_up(Media::Html, String::new(), None, Visible::default(), Vec::new(), marks);
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
                let retired = matches!(signal.problem, Some(terang::signal::Problem::Retired(_)));
                prop_assert!(retired, "{signal:?}");
            }
        }
        let _ = resolve(&document).page();
    }
}
