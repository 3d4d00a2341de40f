//! Signals of whole documents: what must give none, and what is read from the source of a page.

use terang::document::{self, Carrier, Document, FrontMatterKind, Limits, Mark, Visible};
use terang::item::{Item, Media};
use terang::signal::{AiDisclosure, Problem, Settings, Signal, read, resolve};
use terang::span::Span;
use terang::vocabulary::{Involvement, Modality, Review, Scope};

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

/// A document read from its source, as the program does.
fn read_source(media: Media, source: &str) -> Document {
    let item = Item { media: Some(media), bytes: source.as_bytes().to_vec(), ..Item::default() };
    document::read(item, Limits::default()).expect("a small document")
}

/// Carrier, name and involvement of every signal of an HTML page.
fn html(source: &str) -> Vec<(&'static str, String, Option<Involvement>)> {
    let document = read_source(Media::Html, source);
    read(&document, &Settings::default()).into_iter().map(|s| (s.carrier, s.name, s.involvement)).collect()
}

#[test]
fn the_worked_example_of_the_specification_holds() {
    let spec = include_str!("../docs/spec/signals.md");
    let example = spec.split("## Worked example").nth(1).expect("the specification has an example");
    let source: Vec<&str> =
        example.lines().skip_while(|l| l.is_empty()).take_while(|l| l.starts_with("    ")).collect();
    let document = read_source(Media::Html, &source.join("\n"));
    let found = read(&document, &Settings::default());
    let rows: Vec<_> = found
        .iter()
        .map(|s| (s.carrier, s.value.as_str(), s.involvement, s.scope, s.review, s.tool.as_deref()))
        .collect();
    let term = "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/";
    let article = Some(Scope::Article);
    assert_eq!(
        rows,
        [
            ("meta", "ai-assisted", Some(Involvement::Assisted), article, Review::Unstated, Some("lyra-2")),
            ("meta", "human-only", None, article, Review::Unstated, None),
            ("json-ld", term, Some(Involvement::Generated), Some(Scope::Image), Review::Unstated, None),
            (
                "attribute",
                "ai-generated",
                Some(Involvement::Generated),
                Some(Scope::Section),
                Review::Unstated,
                None
            ),
        ]
    );
    let problems: Vec<_> = found.iter().map(|s| s.problem.as_ref()).collect();
    assert!(matches!(problems[..], [None, Some(Problem::Ignored(_)), None, Some(Problem::Retired(_))]));
    assert_eq!(resolve(&document).page().value, Some(AiDisclosure::AiAssisted));
    for signal in &found {
        let written = &document.source[signal.span.start..signal.span.end];
        assert!(written.contains(&signal.value), "{written}");
    }
}

#[test]
fn every_carrier_of_a_page_is_read_from_its_source() {
    let begin = "-----BEGIN C2PA MANIFEST-----";
    let end = "-----END C2PA MANIFEST-----";
    let generated = Some(Involvement::Generated);
    let term = "https://schema.org/TrainedAlgorithmicMediaDigitalSource";
    for (source, carrier, name, involvement) in [
        (r#"<head><meta name="ai-generated" content="true"></head>"#.to_owned(), "meta", "ai-generated", generated),
        (
            r#"<head><meta name=AIGC content="{&quot;Label&quot;:&quot;1&quot;}"></head>"#.to_owned(),
            "meta",
            "AIGC",
            generated,
        ),
        (r#"<p>A</p><!-- AIGC: {"Label":"1"} -->"#.to_owned(), "comment", "AIGC", generated),
        (format!("<p>A</p><!-- {begin} /a.c2pa {end} -->"), "comment", "c2pa-manifest", None),
        ("<!-- SPDX-AI-Disclosure: none --><p>A</p>".to_owned(), "comment", "SPDX-AI-Disclosure", Some(Involvement::None)),
        (r#"<head><link rel="c2pa-manifest" href="/a.c2pa"></head>"#.to_owned(), "link", "c2pa-manifest", None),
        (r#"<head><link rel="ai-disclosure" href="/x.json"></head>"#.to_owned(), "link", "ai-disclosure", None),
        ("<script type=application/c2pa>AAAA</script>".to_owned(), "script", "application/c2pa", None),
        (
            format!(r#"<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="digitalSourceType" content="{term}"></div>"#),
            "microdata",
            "digitalSourceType",
            generated,
        ),
        (
            format!(r#"<div vocab="https://schema.org/" typeof="NewsArticle"><link property="digitalSourceType" href="{term}"></div>"#),
            "rdfa",
            "digitalSourceType",
            generated,
        ),
        (
            format!(r#"<head><link rel="schema:digitalSourceType" href="{term}"></head>"#),
            "rdfa",
            "schema:digitalSourceType",
            generated,
        ),
        (
            r#"<script type="application/json">{"uri":"a","type":"text","digitalsourcetype":{"uri":"digsrctype:trainedAlgorithmicMedia"}}</script>"#.to_owned(),
            "script",
            "digitalsourcetype",
            generated,
        ),
        (r#"<section data-ai-generated><p>A</p></section>"#.to_owned(), "attribute", "data-ai-generated", generated),
        (r#"<div class="generated-by-ai-label">AI</div>"#.to_owned(), "attribute", "class", generated),
        ("<genai>A</genai>".to_owned(), "attribute", "genai", generated),
        (
            r#"<p>AID Statement: Artificial Intelligence Tool: Lyra; Translation: all;</p>"#.to_owned(),
            "text",
            "AID Statement",
            Some(Involvement::Translated),
        ),
    ] {
        assert_eq!(html(&source), [(carrier, name.to_owned(), involvement)], "{source}");
    }
}

#[test]
fn elements_inherit_from_real_ancestors() {
    let document = read_source(
        Media::Html,
        r#"<head><meta name="ai-disclosure" content="human-only"></head><body>
        <section ai-disclosure="ai-autonomous" ai-model="lyra"><div><p ai-disclosure="mixd">A</p>
        <p ai-disclosure="ai-assisted">B</p></div></section><p ai-disclosure="">C</p></body>"#,
    );
    let resolution = resolve(&document);
    let of: Vec<_> = document
        .marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| matches!(mark.carrier, Carrier::Element { .. }))
        .map(|(at, _)| (resolution.element(at).value, resolution.element(at).model))
        .collect();
    assert_eq!(
        of,
        [
            (Some(AiDisclosure::AiAutonomous), Some("lyra")),
            (Some(AiDisclosure::AiAutonomous), Some("lyra")),
            (Some(AiDisclosure::AiAssisted), Some("lyra")),
            (Some(AiDisclosure::HumanOnly), None),
        ]
    );
}

#[test]
fn microdata_values_are_the_text_of_their_element() {
    let document = read_source(
        Media::Html,
        r#"<article itemscope itemtype="https://schema.org/NewsArticle"><h1>A</h1>
        <figure itemprop="image" itemscope itemtype="https://schema.org/ImageObject">
        <figcaption>Made so: <b itemprop="digitalSourceType">trainedAlgorithmicMedia</b></figcaption></figure>
        <p>By <span itemprop="author" itemscope itemtype="https://schema.org/SoftwareApplication">the
        <i itemprop="name">Lyra</i> program</span></p></article>"#,
    );
    let found = read(&document, &Settings::default());
    let rows: Vec<_> =
        found.iter().map(|s| (s.name.as_str(), s.value.as_str(), s.modality, s.tool.as_deref())).collect();
    assert_eq!(
        rows,
        [
            ("digitalSourceType", "trainedAlgorithmicMedia", Some(Modality::Image), None),
            ("author", "Lyra", Some(Modality::Text), Some("Lyra")),
        ]
    );
}

#[test]
fn front_matter_is_read_from_a_markdown_file() {
    for (source, involvement, tool) in [
        (
            "---\nprovenance:\n  ai_assisted: true\nai_tools: [Lyra]\n---\n# A\n\nB\n",
            Involvement::Assisted,
            Some("Lyra"),
        ),
        (
            "+++\nai_translated = true\nai_model = \"lyra-2\"\n+++\n# A\n",
            Involvement::Translated,
            Some("lyra-2"),
        ),
        ("{\"ai_generated\": false}\n\n# A\n", Involvement::None, None),
    ] {
        let document = read_source(Media::Markdown, source);
        let found = read(&document, &Settings::default());
        assert_eq!(found[0].carrier, "front-matter", "{source}");
        assert_eq!(found.len(), 1, "{source}");
        assert_eq!((found[0].involvement, found[0].tool.as_deref()), (Some(involvement), tool), "{source}");
    }
}
