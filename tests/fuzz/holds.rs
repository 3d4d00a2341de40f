//! What holds for any bytes: one function a fuzz target, which panics where it does not.
//!
//! `tests/regressions.rs` runs every kept input through the same functions.

#[path = "archives.rs"]
mod archives;

use std::sync::OnceLock;

use terang::canon::{self, CanonicalText, Scope};
use terang::disclosure::{self, Found, RuleSet};
use terang::document::{self, Carrier, Document, Limits};
use terang::envelope::{Envelope, pae, signers};
use terang::item::{Item, Media};
use terang::key::{PublicKey, SecretKey};
use terang::label::{self, Carriers, Labelled, Position, Use, Wish};
use terang::lang::Lang;
use terang::pipeline::{self, Check, Computed};
use terang::policy::{Policy, Requirement, profile};
use terang::record::{PAYLOAD_TYPE, Statement};
use terang::report::{self, Entry, Format, Outcome, Style, words::Tongue};
use terang::signal;
use terang::span::Span;
use terang::trust::Trust;
use terang::vocabulary::{Involvement, Modality, Review, Scope as Extent};

/// The fuzz targets.
#[allow(dead_code, reason = "each target names itself; the test of kept inputs goes through all of them")]
pub(crate) const TARGETS: &[&str] = &[
    "canon",
    "check",
    "envelope",
    "front_matter",
    "html",
    "json_ld",
    "jsonl",
    "key",
    "label",
    "markdown",
    "rules",
    "statement",
    "trust",
    "wacz",
    "warc",
    "zip",
];

/// Runs the function of one target.
pub(crate) fn of(target: &str, data: &[u8]) {
    match target {
        "canon" => canon(data),
        "check" => check(data),
        "envelope" => envelope(data),
        "front_matter" => front_matter(data),
        "html" => html(data),
        "json_ld" => json_ld(data),
        "jsonl" => archives::jsonl(data),
        "key" => key(data),
        "label" => label(data),
        "markdown" => markdown(data),
        "rules" => rules(data),
        "statement" => statement(data),
        "trust" => trust(data),
        "wacz" => archives::wacz(data),
        "warc" => archives::warc(data),
        "zip" => archives::zip(data),
        other => panic!("{other} is no target"),
    }
}

fn read(media: Option<Media>, bytes: &[u8]) -> Option<Document> {
    let item = Item { media, bytes: bytes.to_vec(), ..Item::default() };
    let document = document::read(item, Limits::default()).ok()?;
    sound(&document);
    Some(document)
}

fn lies_in(span: Span, text: &str) {
    assert!(span.start <= span.end && span.end <= text.len(), "{span:?} in {} bytes", text.len());
    assert!(
        text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
        "{span:?} cuts a character"
    );
}

/// Blocks and marks lie in their texts, and every block finds its way back to the source.
fn sound(document: &Document) {
    let (source, visible) = (document.source.as_str(), document.visible());
    let mut end = 0;
    for block in document.blocks() {
        lies_in(block.range, visible);
        assert!(end <= block.range.start, "{block:?} begins before the end of the last");
        end = block.range.end;
        let text = document.text(block);
        assert!(!text.is_empty() && text.trim() == text, "{block:?} is {text:?}");
        assert!(block.paragraph > 0, "{block:?}");
        lies_in(document.source_span(block.range), source);
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let middle = block.range.start + middle;
        lies_in(document.source_span(Span::new(block.range.start, middle)), source);
        lies_in(document.source_span(Span::new(middle, block.range.end)), source);
    }
    for (at, mark) in document.marks.iter().enumerate() {
        lies_in(mark.span, source);
        assert!(mark.parent.is_none_or(|parent| parent < document.marks.len() && parent != at), "{mark:?}");
        if let Carrier::Element { text, .. } = &mark.carrier {
            lies_in(*text, visible);
        }
    }
}

/// Signals are read without harm and stand in the source.
fn signals(document: &Document) {
    for signal in signal::read(document, &signal::Settings::default()) {
        lies_in(signal.span, &document.source);
    }
    let _ = signal::sign_off(document);
}

fn html(data: &[u8]) {
    if let Some(document) = read(Some(Media::Html), data) {
        signals(&document);
    }
}

fn markdown(data: &[u8]) {
    if let Some(document) = read(Some(Media::Markdown), data) {
        signals(&document);
    }
}

/// The bytes are a Markdown file with front matter, or the inside of YAML front matter.
fn front_matter(data: &[u8]) {
    let begun = [b"---".as_slice(), b"+++", b"{"].iter().any(|fence| data.starts_with(fence));
    let data = if begun { data.to_vec() } else { [b"---\n", data, b"\n---\n\nText.\n"].concat() };
    let Some(document) = read(Some(Media::Markdown), &data) else { return };
    for mark in &document.marks {
        if let Carrier::FrontMatter(_, text) = &mark.carrier {
            assert!(document.source[mark.span.start..mark.span.end].contains(text), "{text:?}");
        }
    }
    signals(&document);
    let _ = canon::text(&document.source, Media::Markdown, &Scope::default());
}

/// The bytes are the text of a JSON-LD script.
fn json_ld(data: &[u8]) {
    let page = [b"<script type=\"application/ld+json\">".as_slice(), data, b"</script><p>Text."].concat();
    if let Some(document) = read(Some(Media::Html), &page) {
        signals(&document);
    }
}

fn found(document: &Document, found: &Found) {
    for disclosure in &found.disclosures {
        lies_in(disclosure.span, &document.source);
        assert!(!disclosure.text.trim().is_empty(), "{disclosure:?}");
    }
    for residue in &found.residue {
        lies_in(residue.span, &document.source);
        assert!(!residue.text.trim().is_empty(), "{residue:?}");
    }
}

/// The fast path finds what the slow path finds, and what is found stands in the source.
fn both_ways(rules: &RuleSet, document: &Document) {
    let slow = rules.find_in_all(document);
    found(document, &slow);
    assert_eq!(rules.find_at_hits(document), slow);
}

/// The bytes are a rule file; what it shows of itself is the text that it is tried on.
fn rules(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(spec) = disclosure::parse("input", text) else { return };
    let Ok(rules) = RuleSet::only(&[("input".to_owned(), text.to_owned())]) else { return };
    let _ = disclosure::check_pack("input", text);
    let mut sentences: Vec<&str> = Vec::new();
    for rule in &spec.rules {
        sentences.extend(rule.examples.iter().map(|example| example.text()));
        sentences.extend(rule.counter_examples.iter().map(String::as_str));
    }
    for rule in &spec.residue {
        sentences.extend(rule.examples.iter().chain(&rule.counter_examples).map(String::as_str));
    }
    for sentence in &sentences {
        both_ways(&rules, &Document::plain((*sentence).to_owned(), None, Vec::new()));
    }
    both_ways(&rules, &Document::plain(sentences.join("\n\n"), None, Vec::new()));
}

fn how() -> &'static Check {
    static HOW: OnceLock<Check> = OnceLock::new();
    HOW.get_or_init(|| Check {
        rules: RuleSet::builtin(),
        signals: signal::Settings::default(),
        limits: Limits::default(),
        lang: None,
        digests: Computed::Yes,
        policy: Policy {
            require: Requirement::Always,
            profiles: profile::names().filter_map(profile::built_in).collect(),
            ..Policy::default()
        },
        records: None,
        now: None,
    })
}

/// Whether a text for a terminal holds nothing that moves it: colours, line ends and printable characters only.
fn is_quiet(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        let Some(colour) = rest[at + 1..].strip_prefix('[') else { return false };
        let codes = colour.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        let Some(after) = codes.strip_prefix('m') else { return false };
        if rest[..at].chars().any(|c| c.is_control() && c != '\n') {
            return false;
        }
        rest = after;
    }
    !rest.chars().any(|c| c.is_control() && c != '\n')
}

/// The bytes are a file of an unknown kind, and a Markdown file that came with a header.
fn check(data: &[u8]) {
    let first = data.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let header = ("AI-Disclosure".to_owned(), String::from_utf8_lossy(first).into_owned());
    for (media, headers) in [(None, Vec::new()), (Some(Media::Markdown), vec![header])] {
        let item =
            Item { media, headers, bytes: data.to_vec(), origin: "input".to_owned(), ..Item::default() };
        if let Ok(document) = document::read(item.clone(), Limits::default()) {
            sound(&document);
            both_ways(&how().rules, &document);
        }
        let outcome = pipeline::check(item, how());
        let line = report::json_v1::line(&outcome);
        let json: serde_json::Value = serde_json::from_slice(&line).expect("a line is JSON");
        assert!(json.is_object() && !String::from_utf8_lossy(&line).chars().any(char::is_control));
        if let Outcome::Checked(checked) = &outcome {
            let places = checked.disclosures.iter().map(|d| d.position);
            let places = places.chain(checked.signals.iter().map(|s| s.position));
            for place in places.chain(checked.residue.iter().map(|r| r.position)) {
                assert!(place.line > 0 && place.column > 0, "{place:?}");
            }
        }
        for (width, tongue) in [(20, Tongue::Id), (100, Tongue::En)] {
            let (entry, style) = (Entry::new(&outcome, tongue), Style { width, tongue, ..Style::default() });
            for format in Format::ALL {
                for row in format.layout(&style).rows(&entry) {
                    let text = String::from_utf8(row.bytes).expect("rows are UTF-8").replace('\r', "");
                    assert!(is_quiet(&text), "{format:?} {text:?}");
                    assert!(!text.contains("##["), "{format:?} {text:?}");
                    assert!(
                        format != Format::Github || text.starts_with("::") && text.matches('\n').count() == 1
                    );
                }
            }
        }
    }
}

fn envelope(data: &[u8]) {
    let Ok(envelope) = Envelope::parse(data) else { return };
    assert_eq!(Envelope::parse(envelope.to_json().as_bytes()).ok().as_ref(), Some(&envelope));
    let _ = pae(&envelope.payload_type, &envelope.payload);
    let key = SecretKey::from_seed(&mut [7; 32]);
    assert!(signers(&envelope, &[key.public()]).is_empty(), "nobody guesses a signature");
    if let Ok(statement) = Statement::parse(&envelope.payload_type, &envelope.payload) {
        let _ = report::claim(report::words::Tongue::En, "input", &statement);
    }
}

fn statement(data: &[u8]) {
    let Ok(statement) = Statement::parse(PAYLOAD_TYPE, data) else { return };
    let again = Statement::parse(PAYLOAD_TYPE, &statement.to_bytes());
    assert_eq!(again.ok().as_ref(), Some(&statement));
    assert!(is_quiet(&report::claim(report::words::Tongue::En, "input", &statement)));
}

fn key(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(key) = PublicKey::parse(text) {
        for form in [key.to_pem(), key.to_openssh(""), key.to_openssh("a b"), key.to_minisign(), key.to_jwk()]
        {
            assert_eq!(PublicKey::parse(&form).as_ref(), Ok(&key), "{form}");
        }
        assert_eq!(PublicKey::from_bytes(&key.to_bytes()).as_ref(), Ok(&key));
        assert!(!key.holds(b"message", &[1; 64]));
    }
    if let Ok(secret) = SecretKey::parse(text, None) {
        assert!(PublicKey::parse(text).is_err(), "a secret key is no public key");
        let again = SecretKey::parse(&secret.to_pem(), None).expect("what is written reads back");
        assert_eq!(again.public(), secret.public());
        assert!(secret.public().holds(b"message", &secret.sign(b"message")));
    }
    let _ = SecretKey::parse(text, Some(b"sandi"));
}

fn trust(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(trust) = Trust::parse(text) else { return };
    assert!(!trust.publishers().is_empty());
    for publisher in trust.publishers() {
        assert!((1..=publisher.keys.len()).contains(&publisher.threshold), "{}", publisher.name);
        for key in &publisher.keys {
            assert!(key.until.is_none_or(|until| key.from.is_none_or(|from| from <= until)));
        }
    }
}

fn lines(text: CanonicalText) -> Vec<String> {
    text.headline.into_iter().chain(text.paragraphs).collect()
}

/// Canonical text is its own canonical text, whatever it came from.
fn canon(data: &[u8]) {
    let Ok(source) = std::str::from_utf8(data) else { return };
    for media in [Media::Html, Media::Markdown, Media::Plain] {
        let Ok(text) = canon::text(source, media, &Scope::default()) else { continue };
        assert!(text.coverage.covered <= text.coverage.visible, "{:?}", text.coverage);
        let _ = canon::ContentDigests::of(&text);
        let lines = lines(text);
        for line in &lines {
            assert_eq!(&canon::paragraph(line), line);
        }
        let again = canon::text(&lines.join("\n\n"), Media::Plain, &Scope::default())
            .expect("plain text has no limit");
        assert_eq!(self::lines(again), lines);
    }
}

/// A labelled article keeps every other byte, and is not labelled twice. The first byte chooses what is declared.
fn label(data: &[u8]) {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    let rules = RULES.get_or_init(RuleSet::builtin);
    let Some((&choice, bytes)) = data.split_first() else { return };
    let choice = usize::from(choice);
    let media = [Media::Html, Media::Markdown, Media::Plain][choice % 3];
    let wish = Wish {
        used: Use {
            involvement: Involvement::ALL[choice / 3 % Involvement::ALL.len()],
            modality: Modality::Text,
            scope: Extent::Article,
            review: Review::ALL[choice / 21 % 3],
            tools: if choice % 2 == 0 { Vec::new() } else { vec!["Model \"4\" & <co>".to_owned()] },
        },
        lang: Lang::parse("en"),
        position: if choice % 5 == 0 { Position::End } else { Position::Start },
        only_there: false,
        own_words: false,
        sections: Vec::new(),
        only_sections: false,
        also: None,
        carriers: Carriers::Usual,
        root: Scope::default(),
    };
    let settings = signal::Settings::default();
    let item = Item { media: Some(media), bytes: bytes.to_vec(), ..Item::default() };
    let Ok(done) = label::label(&item, rules, &settings, &wish) else { return };
    assert_eq!(undone(&done), done.before);
    let again = Item { bytes: done.bytes, ..item };
    let second = label::label(&again, rules, &settings, &wish).expect("what was labelled can be again");
    assert!(!second.is_changed(), "{:?}", second.edits);
}

/// The source before, from the one after and the edits.
fn undone(done: &Labelled) -> String {
    let mut out = String::new();
    let (mut old, mut new) = (0, 0);
    for edit in &done.edits {
        let kept = edit.span.start - old;
        out.push_str(&done.after[new..new + kept]);
        out.push_str(&done.before[edit.span.start..edit.span.end]);
        (old, new) = (edit.span.end, new + kept + edit.text.len());
    }
    out.push_str(&done.after[new..]);
    out
}
