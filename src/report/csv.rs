//! Comma-separated values (RFC 4180): one row a finding, for spreadsheets.

use super::layout::{Layout, Row, Section, Totals};
use super::words::Tongue;
use super::{Entry, Remark};

const SECTIONS: [Section; 1] = [Section::new(0, 1, u64::MAX, "")];

/// The columns (`docs/formats.md`).
const HEADER: [&str; 13] = [
    "origin",
    "id",
    "line",
    "column",
    "level",
    "code",
    "message",
    "help",
    "profile",
    "fingerprint",
    "status",
    "reason",
    "until",
];

/// The layout of CSV.
pub(super) struct Csv {
    /// The language of the messages.
    pub(super) tongue: Tongue,
}

impl Layout for Csv {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn streams(&self) -> bool {
        true
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        debug_assert!(Tongue::ALL.contains(&self.tongue));
        if let Some(why) = &entry.unreadable {
            let fields = ["", "", "error", "input-unreadable", why, "", "", "", "unreadable", "", ""];
            return vec![row(entry, &fields)];
        }
        entry.remarks.iter().map(|r| finding(entry, r)).collect()
    }

    fn open(&self, _: usize, _: &Totals) -> Vec<u8> {
        record(HEADER.iter().map(|name| (*name).to_owned()))
    }
}

fn finding(entry: &Entry<'_>, r: &Remark) -> Row {
    let (line, column) = (r.at.line.to_string(), r.at.column.to_string());
    let (status, reason, until) = match &r.suppressed {
        None => ("open", "", ""),
        Some(s) => (s.kind.word(), s.reason.as_str(), s.until.as_deref().unwrap_or_default()),
    };
    let fields = [
        &line,
        &column,
        r.level.word(),
        r.code,
        &r.message,
        &r.help,
        &r.profile,
        &r.fingerprint,
        status,
        reason,
        until,
    ];
    row(entry, &fields)
}

fn row(entry: &Entry<'_>, fields: &[&str; 11]) -> Row {
    let first = [entry.shown.as_str(), entry.id.as_str()];
    Row::new(0, record(first.iter().chain(fields).map(|field| defused(field))))
}

/// A field that no spreadsheet takes for a formula.
fn defused(field: &str) -> String {
    // Spreadsheets set to Chinese, Japanese or Korean read the wide forms as formulas as well.
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if field.starts_with(formula) { format!("'{field}") } else { field.to_owned() }
}

fn record(fields: impl Iterator<Item = String>) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::with_capacity(256));
    writer
        .write_record(fields)
        .expect("a vector takes all that is written, and every row has as many fields");
    writer.into_inner().expect("a vector is flushed without fail")
}
