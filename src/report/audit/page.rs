//! An audit as one HTML page that needs no network, no script and no other file.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::chart::{Chart, all};
use super::sentence::{View, changed, headline, left_out, number, percent, reasons, scope};
use super::text::{address, cause_key, place, status_key, still};
use crate::audit::{Attention, Cause, Shares, Status};
use crate::digest::Digest;
use crate::report::safe_line;
use crate::report::words::{Tongue, template, text};
use crate::time::Timestamp;

const STYLE: &str = include_str!("page.css");

struct List {
    head: &'static str,
    lines: Vec<String>,
}

struct Row {
    why: &'static str,
    said: String,
    detail: String,
    url: String,
    when: String,
    place: String,
    record: String,
    quote: String,
}

/// One line of the table whose numbers add up to all captures.
struct Sum {
    label: &'static str,
    count: String,
    share: String,
    total: bool,
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
    sum_columns: [&'static str; 3],
    sums: Vec<Sum>,
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
    let date = view.run.at.map(moment).unwrap_or_default();
    let page = Page {
        lang: tongue.word(),
        title: line(&text(tongue, "audit-page.title", &[("paths", &settings.paths.join(" "))])),
        date: text(tongue, "audit-page.date", &[("run", &view.run.run.to_string()), ("at", &date)]),
        style: STYLE,
        style_hash: STANDARD.encode(Digest::of(STYLE.as_bytes()).0),
        headline: lines(headline(view, tongue)),
        sum_columns: [word("audit-page.status"), word("audit-page.captures"), word("audit-page.of-checked")],
        sums: sums(view, tongue),
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

/// A time as people read it.
fn moment(at: Timestamp) -> String {
    at.to_string().replacen('T', " ", 1).replacen('Z', " UTC", 1)
}

/// What every capture says, and what none says that could not be checked.
fn sums(view: View<'_>, tongue: Tongue) -> Vec<Sum> {
    let shares = &view.tally.counts.shares;
    let of = |label, count: u64, checked: bool, total: bool| {
        let share = Shares { disclosed: count, checked: shares.checked, ..Shares::default() }.share();
        let share = share.filter(|_| checked).map_or_else(|| "–".to_owned(), |s| percent(tongue, s));
        Sum { label: template(tongue, label), count: number(tongue, count), share, total }
    };
    let mut out: Vec<Sum> =
        Status::ALL.iter().zip(shares.statuses()).map(|(s, n)| of(status_key(*s), n, true, false)).collect();
    out.push(of("audit-page.could", shares.checked, true, true));
    out.push(of("audit-page.inconclusive", shares.inconclusive, false, false));
    out.push(of("audit-page.empty", shares.empty, false, false));
    out.push(of("audit-cause.unreadable", shares.unreadable, false, false));
    out.push(of("audit-page.all", shares.documents, false, true));
    out
}

fn row(one: &Attention, tongue: Tongue) -> Row {
    let said = match one.cause {
        Cause::DisclosureRemoved => still(one, tongue),
        Cause::RecordDiffers | Cause::RecordUnchecked => reasons(&one.detail, tongue),
        _ if tongue == Tongue::Id => one.message_id.clone(),
        _ => one.message.clone(),
    };
    let detail = if one.cause == Cause::DisclosureRemoved { "" } else { &one.detail };
    let record =
        (!one.record.is_empty()).then(|| text(tongue, "audit-page.record", &[("name", &one.record)]));
    Row {
        why: template(tongue, cause_key(one.cause)),
        said: safe_line(&said, 300),
        detail: safe_line(detail, 200),
        url: safe_line(address(one).unwrap_or_default(), 300),
        when: one.captured.map(moment).unwrap_or_default(),
        place: safe_line(&place(one), 300),
        record: safe_line(&record.unwrap_or_default(), 300),
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
