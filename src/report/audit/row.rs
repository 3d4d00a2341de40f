//! One capture as a row of plain values, for spreadsheets and data frames.

use crate::audit::Entry;

/// What kind of values a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, UTF-8.
    Text,
    /// A whole number.
    Number,
    /// Seconds after 1970-01-01T00:00:00Z.
    Time,
}

/// One value; `None` where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(Option<String>),
    /// A whole number, or a time.
    Number(Option<i64>),
}

/// The columns, in their order. Their names are published and never change; further ones are added at the end.
pub const COLUMNS: &[(&str, Kind)] = &[
    ("source", Kind::Text),
    ("name", Kind::Text),
    ("record", Kind::Number),
    ("offset", Kind::Number),
    ("length", Kind::Number),
    ("id", Kind::Text),
    ("url", Kind::Text),
    ("site", Kind::Text),
    ("section", Kind::Text),
    ("captured", Kind::Time),
    ("truncated", Kind::Text),
    ("state", Kind::Text),
    ("status", Kind::Text),
    ("involvement", Kind::Text),
    ("review", Kind::Text),
    ("rule", Kind::Text),
    ("zone", Kind::Text),
    ("quote", Kind::Text),
    ("line", Kind::Number),
    ("column", Kind::Number),
    ("disclosures", Kind::Number),
    ("signals", Kind::Number),
    ("residue", Kind::Number),
    ("findings", Kind::Text),
    ("outcome", Kind::Text),
    ("reasons", Kind::Text),
    ("record_sha256", Kind::Text),
    ("payload_digest", Kind::Text),
    ("payload_sha256", Kind::Text),
    ("text_sha256", Kind::Text),
    ("media", Kind::Text),
    ("lang", Kind::Text),
    ("problem", Kind::Text),
    ("record_name", Kind::Text),
    ("copy", Kind::Text),
];

/// The values of one capture, one for each of [`COLUMNS`].
#[must_use]
pub fn row(entry: &Entry) -> Vec<Cell> {
    let o = &entry.origin;
    let text = |t: &Option<String>| Cell::Text(t.clone());
    let word = |t: Option<&str>| Cell::Text(t.map(str::to_owned));
    let number = |n: Option<u64>| Cell::Number(n.and_then(|n| i64::try_from(n).ok()));
    let count = |n: usize| Cell::Number(i64::try_from(n).ok());
    let joined = |all: Vec<&str>| Cell::Text((!all.is_empty()).then(|| all.join(" ")));
    let leading = entry.facts.leading();
    let held = entry.verified.as_ref();
    let mut codes: Vec<&str> = entry.facts.findings.iter().map(|f| f.code.as_str()).collect();
    codes.dedup();
    vec![
        Cell::Text(Some(o.source.clone())),
        Cell::Text(Some(o.name.clone())),
        number(o.record),
        number(o.offset),
        number(o.length),
        text(&o.id),
        text(&o.url),
        Cell::Text(entry.site()),
        text(&entry.section),
        Cell::Number(o.captured.map(crate::time::Timestamp::unix)),
        text(&o.truncated),
        word(Some(entry.state.word())),
        word(entry.status.map(crate::audit::Status::word)),
        word(leading.map(|d| d.involvement.word())),
        word(leading.map(|_| entry.facts.review().word())),
        word(leading.map(|d| d.rule.as_str())),
        word(leading.map(|d| d.zone.word())),
        word(leading.map(|d| d.text.as_str())),
        leading.map_or(Cell::Number(None), |d| count(d.line)),
        leading.map_or(Cell::Number(None), |d| count(d.column)),
        count(entry.facts.disclosures.len()),
        count(entry.facts.signals.len()),
        count(entry.facts.residue.len()),
        joined(codes),
        word(held.map(|v| v.outcome.as_str())),
        joined(held.map(|v| v.reasons.iter().map(String::as_str).collect()).unwrap_or_default()),
        Cell::Text(held.map(|v| v.record.to_string())),
        joined(o.digests.iter().map(|d| d.over.as_str()).collect()),
        Cell::Text(entry.payload.map(|d| d.to_string())),
        Cell::Text(entry.text.map(|d| d.to_string())),
        text(&entry.media),
        text(&entry.lang),
        text(&entry.problem),
        Cell::Text(held.map(|v| v.name.clone())),
        word(held.map(|v| if v.copy { "yes" } else { "no" })),
    ]
}
