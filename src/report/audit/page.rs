//! An audit as one HTML page that needs no network, no script and no other file.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::chart::{Chart, all};
use super::sentence::{View, changed, headline, left_out, scope};
use super::text::{cause_key, places};
use crate::audit::{Attention, Cause};
use crate::digest::Digest;
use crate::report::safe_line;
use crate::report::words::{Tongue, of_verdict, template, text};

const STYLE: &str = include_str!("page.css");

struct List {
    head: &'static str,
    lines: Vec<String>,
}

struct Row {
    why: &'static str,
    said: String,
    detail: String,
    /// Each of its own direction: an address in Arabic must not turn the date behind it round.
    places: Vec<String>,
    quote: String,
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    lang: &'static str,
    title: String,
    date: String,
    style: &'static str,
    style_hash: String,
    headline: Vec<String>,
    lists: Vec<List>,
    look: &'static str,
    more: Option<String>,
    column_why: &'static str,
    column_where: &'static str,
    column_words: &'static str,
    rows: Vec<Row>,
    charts_head: &'static str,
    data_head: &'static str,
    charts: Vec<Chart>,
    method_head: &'static str,
    method: Vec<&'static str>,
    facts: Vec<(&'a str, String)>,
}

/// The page; `beside` names the file that holds what needs attention and has no room in it.
#[must_use]
pub fn page(view: View<'_>, tongue: Tongue, beside: Option<&str>) -> String {
    let word = |key| template(tongue, key);
    let line = |text: &str| safe_line(text, 400);
    let lines = |all: Vec<String>| all.iter().map(|l| safe_line(l, 1_000)).collect::<Vec<_>>();
    let rows: Vec<Row> = view.attention.kept().map(|one| row(one, tongue)).collect();
    let total = view.attention.total();
    let more = (total > rows.len() as u64).then(|| {
        let gaps = [
            ("shown", super::number(tongue, rows.len() as u64)),
            ("total", super::number(tongue, total)),
            ("file", beside.map(line).unwrap_or_default()),
        ];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let key = if beside.is_some() { "audit-page.more-beside" } else { "audit-page.more" };
        text(tongue, key, &gaps)
    });
    let settings = &view.run.settings;
    let mut since = vec![text(tongue, "audit-page.paths", &[("paths", &settings.paths.join(" "))])];
    since.extend(scope(view, tongue));
    let date = view.run.at.map(|t| t.to_string()).unwrap_or_default();
    let page = Page {
        lang: tongue.word(),
        title: line(&text(tongue, "audit-page.title", &[("paths", &settings.paths.join(" "))])),
        date: text(tongue, "audit-page.date", &[("run", &view.run.run.to_string()), ("at", &date)]),
        style: STYLE,
        style_hash: STANDARD.encode(Digest::of(STYLE.as_bytes()).0),
        headline: lines(headline(view, tongue)),
        lists: vec![
            List { head: word("audit.checked-head"), lines: lines(since) },
            List { head: word("audit.left-head"), lines: lines(left_out(view, tongue)) },
            List { head: word("audit-page.changed"), lines: lines(changed(view, tongue)) },
            List { head: word("audit-page.notices"), lines: lines(view.run.notices.clone()) },
        ],
        look: word("audit.look"),
        more,
        column_why: word("audit-page.why"),
        column_where: word("audit-page.where"),
        column_words: word("audit-page.words"),
        rows,
        charts_head: word("audit-page.charts"),
        data_head: word("audit-page.data"),
        charts: all(view.tally, tongue),
        method_head: word("audit-page.method"),
        method: vec![
            word("audit-page.method-reads"),
            word("audit-page.method-counts"),
            word("audit-page.method-versions"),
            word("audit-page.method-records"),
        ],
        facts: facts(view, tongue),
    };
    page.render()
        .expect("rendering into memory fails only where a value does, and these are strings and numbers")
}

fn row(one: &Attention, tongue: Tongue) -> Row {
    let message = if tongue == Tongue::Id { &one.message_id } else { &one.message };
    let said = match one.cause {
        Cause::RecordDiffers | Cause::RecordUnchecked => {
            let reasons = one.detail.split(' ').filter_map(|word| of_verdict(word, tongue));
            reasons.collect::<Vec<_>>().join("; ")
        }
        _ => safe_line(message, 300),
    };
    Row {
        why: template(tongue, cause_key(one.cause)),
        said,
        detail: safe_line(&one.detail, 200),
        places: places(one).iter().map(|place| safe_line(place, 300)).collect(),
        quote: safe_line(&one.quote, 300),
    }
}

/// By what the audit was made.
fn facts(view: View<'_>, tongue: Tongue) -> Vec<(&'static str, String)> {
    let settings = &view.run.settings;
    let mut out = vec![("terang", settings.version.clone())];
    let digest = |d: Option<Digest>| d.map(|d| format!("SHA-256 {d}"));
    for (key, value) in [
        ("audit-page.rules", digest(settings.rules)),
        ("audit-page.record-set", digest(settings.records)),
        ("audit-page.options", (!settings.other.is_empty()).then(|| settings.other.join("; "))),
    ] {
        out.extend(value.map(|v| (template(tongue, key), safe_line(&v, 1_000))));
    }
    out
}
