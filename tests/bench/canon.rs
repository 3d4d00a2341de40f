//! Canonical text and its digests, in bytes of source a second: `cargo bench --bench canon`.

use divan::Bencher;
use divan::counter::BytesCount;
use terang::canon::{self, ContentDigests, Scope};
use terang::item::Media;

fn main() {
    divan::main();
}

const PARAGRAPH: &str = "The harbour of KUPANG opened again on Monday, the mayor said \u{2014} after months of repairs \
                         \u{2014} and the pier\u{2019}s ferries sail again twice a day until the dry season ends.";

/// An article of some 6 KB around [`PARAGRAPH`].
fn article(before: &str, after: &str) -> String {
    format!("{before}{PARAGRAPH}{after}").repeat(32)
}

fn measure(bencher: Bencher<'_, '_>, source: &str, media: Media) {
    bencher.counter(BytesCount::of_str(source)).bench(|| {
        let text =
            canon::text(divan::black_box(source), media, &Scope::default()).expect("an article has a text");
        ContentDigests::of(&text).root
    });
}

#[divan::bench]
fn plain(bencher: Bencher<'_, '_>) {
    measure(bencher, &article("", "\n\n"), Media::Plain);
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    measure(bencher, &article("Some *words* and [a place](/x): ", "\n\n"), Media::Markdown);
}

/// A news page: most of it is not its article.
fn page(whole: bool) -> String {
    let body = article("<p>Some <em>words</em> and <a href=\"/x\">a place</a>: ", "</p>\n");
    let story = format!("<article><h1>T</h1>{body}</article>");
    if !whole {
        return format!("<!DOCTYPE html>{story}");
    }
    let menu = "<li class=\"menu-item menu-item-type-post\"><a href=\"/section/page\" data-track=\"nav\">Item</a></li>\n".repeat(400);
    let script = format!("<script>{}</script>", "window.dataLayer = window.dataLayer || [];\n".repeat(1500));
    format!("<!DOCTYPE html><head>{script}</head><nav><ul>{menu}</ul></nav>{story}")
}

#[divan::bench(args = ["article", "page"])]
fn html(bencher: Bencher<'_, '_>, what: &str) {
    measure(bencher, &page(what == "page"), Media::Html);
}

/// The parse alone, by html5ever into its own tree: canonical text may take twice as long, and no longer.
#[divan::bench(args = ["article", "page"])]
fn html_parse_alone(bencher: Bencher<'_, '_>, what: &str) {
    use html5ever::tendril::TendrilSink as _;
    let source = page(what == "page");
    bencher.counter(BytesCount::of_str(&source)).bench(|| {
        let sink = markup5ever_rcdom::RcDom::default();
        html5ever::parse_document(sink, html5ever::ParseOpts::default())
            .one(divan::black_box(source.as_str()))
    });
}

/// What a scope costs besides.
#[divan::bench]
fn html_article_with_scope(bencher: Bencher<'_, '_>) {
    let body = article("<p>Some <em>words</em> and <a href=\"/x\">a place</a>: ", "</p>\n");
    let page = format!("<!DOCTYPE html><article class=story><h1>T</h1>{body}</article>");
    let scope =
        Scope { selector: Some("article.story".to_owned()), drop: vec!["aside, .ad, nav > ul".to_owned()] };
    bencher.counter(BytesCount::of_str(&page)).bench(|| {
        let text = canon::text(divan::black_box(&page), Media::Html, &scope).expect("the selector matches");
        ContentDigests::of(&text).root
    });
}
