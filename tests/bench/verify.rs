//! Signing and verifying one article of 6 KB: `cargo bench --bench verify`. One thread; `tests/bench/archive` measures
//! whole runs.

use divan::Bencher;
use divan::counter::ItemsCount;
use terang::disclosure::RuleSet;
use terang::envelope::Envelope;
use terang::item::{Item, Media};
use terang::key::SecretKey;
use terang::pipeline::{Declaration, Verify, statement, verify};
use terang::record::PAYLOAD_TYPE;
use terang::time::Timestamp;
use terang::trust::Trust;
use terang::verify::{Outcome, Reason};
use terang::vocabulary::Involvement;

fn main() {
    divan::main();
}

const LABEL: &str = "Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).";

/// An article of some 6 KB whose paragraphs all differ.
fn article(media: Media) -> String {
    let paragraph = |n: usize| {
        format!(
            "Pelabuhan nomor {n} dibuka kembali pada hari Senin, kata wali kota \u{2014} sesudah {n} bulan perbaikan \
             \u{2014} dan feri berlayar lagi dua kali sehari sampai akhir musim kemarau, bila cuaca mengizinkan."
        )
    };
    let paragraphs = (1..=30).map(paragraph).chain([LABEL.to_owned()]);
    let parts: Vec<String> = match media {
        Media::Html => paragraphs.map(|p| format!("<p>{p}</p>\n")).collect(),
        _ => paragraphs.map(|p| format!("{p}\n\n")).collect(),
    };
    let headline = "Pelabuhan dibuka kembali";
    match media {
        Media::Html => format!("<!DOCTYPE html><article><h1>{headline}</h1>{}</article>", parts.concat()),
        Media::Markdown => format!("# {headline}\n\n{}", parts.concat()),
        Media::Plain => format!("{headline}\n\n{}", parts.concat()),
    }
}

/// The same text in other bytes.
fn rendered_anew(source: &str, media: Media) -> String {
    match media {
        Media::Html => source.replace("<p>", "<p class=story>"),
        _ => source.replace('\n', "\r\n"),
    }
}

fn item(source: &str, media: Media) -> Item {
    Item { origin: "a".to_owned(), media: Some(media), bytes: source.as_bytes().to_vec(), ..Item::default() }
}

/// A moment after every record here was issued.
fn now() -> Timestamp {
    Timestamp::from_unix(1_800_000_000).expect("a year of four digits")
}

fn record(source: &str, media: Media, rules: &RuleSet, key: &SecretKey) -> Envelope {
    let declaration = Declaration { involvement: Some(Involvement::Assisted), ..Declaration::default() };
    let statement = statement(item(source, media), &declaration, rules, now()).expect("nothing contradicts");
    Envelope::sign(PAYLOAD_TYPE, statement.to_bytes(), key).expect("a key in memory signs")
}

fn verified(bencher: Bencher<'_, '_>, media: Media, anew: bool) {
    let (key, rules) = (SecretKey::from_seed(&mut [7; 32]), RuleSet::builtin());
    let source = article(media);
    let bytes = record(&source, media, &rules, &key).to_json().into_bytes();
    let trust = Trust::in_keys(vec![key.public().clone()]);
    let (found, reason) =
        if anew { (rendered_anew(&source, media), Reason::Text) } else { (source, Reason::Exact) };
    let how = Verify { trust: &trust, at: now(), rules: &rules, uri: None, earlier: None };
    let once = || verify(item(&found, media), &bytes, how);
    let verdict = once().verdict;
    assert_eq!((verdict.outcome, verdict.reasons.first()), (Outcome::Matches, Some(&reason)));
    bencher.counter(ItemsCount::new(1_usize)).bench(once);
}

#[divan::bench]
fn signed(bencher: Bencher<'_, '_>) {
    let (key, rules) = (SecretKey::from_seed(&mut [7; 32]), RuleSet::builtin());
    let source = article(Media::Markdown);
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench(|| record(divan::black_box(&source), Media::Markdown, &rules, &key));
}

#[divan::bench]
fn verified_by_bytes(bencher: Bencher<'_, '_>) {
    verified(bencher, Media::Markdown, false);
}

#[divan::bench(args = ["markdown", "plain", "html"])]
fn verified_by_text(bencher: Bencher<'_, '_>, media: &str) {
    let media = match media {
        "markdown" => Media::Markdown,
        "plain" => Media::Plain,
        _ => Media::Html,
    };
    verified(bencher, media, true);
}
