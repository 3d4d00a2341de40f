//! Tables of captures as CSV (RFC 4180), safe to open in a spreadsheet.

use std::io::{self, Write};

use super::{COLUMNS, Cell, Kind, row};
use crate::audit::{Attention, Entry};
use crate::report::safe;
use crate::time::Timestamp;

/// A table that is written row by row.
pub struct Table<W: Write> {
    to: csv::Writer<W>,
}

impl<W: Write> Table<W> {
    /// A table with a row for each capture; its head is written.
    ///
    /// # Errors
    ///
    /// Whatever `to` says.
    pub fn of_captures(to: W) -> io::Result<Self> {
        let mut table = Self { to: csv::Writer::from_writer(to) };
        table.to.write_record(COLUMNS.iter().map(|(name, _)| name)).map_err(io::Error::other)?;
        Ok(table)
    }

    /// A table with a row for each thing that needs attention; its head is written.
    ///
    /// # Errors
    ///
    /// Whatever `to` says.
    pub fn of_attention(to: W) -> io::Result<Self> {
        let mut table = Self { to: csv::Writer::from_writer(to) };
        let head = [
            "cause", "detail", "name", "url", "captured", "offset", "length", "line", "column", "quote",
            "record",
        ];
        table.to.write_record(head).map_err(io::Error::other)?;
        Ok(table)
    }

    /// Adds one capture.
    ///
    /// # Errors
    ///
    /// Whatever is written to says.
    pub fn capture(&mut self, entry: &Entry) -> io::Result<()> {
        let cells = row(entry).into_iter().zip(COLUMNS).map(|(cell, (_, kind))| match cell {
            Cell::Text(text) => text.map(|t| tame(&t)).unwrap_or_default(),
            Cell::Number(number) if *kind == Kind::Time => {
                number.and_then(Timestamp::from_unix).map(|t| t.to_string()).unwrap_or_default()
            }
            Cell::Number(number) => number.map(|n| n.to_string()).unwrap_or_default(),
        });
        self.to.write_record(cells).map_err(io::Error::other)
    }

    /// Adds one thing that needs attention.
    ///
    /// # Errors
    ///
    /// Whatever is written to says.
    pub fn attention(&mut self, one: &Attention) -> io::Result<()> {
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let place = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
        let cells = [
            one.cause.word().to_owned(),
            tame(&one.detail),
            tame(&one.name),
            tame(one.url.as_deref().unwrap_or_default()),
            one.captured.map(|t| t.to_string()).unwrap_or_default(),
            number(one.offset),
            number(one.length),
            place(one.line),
            place(one.column),
            tame(&one.quote),
            tame(&one.record),
        ];
        self.to.write_record(cells).map_err(io::Error::other)
    }

    /// Writes what is left.
    ///
    /// # Errors
    ///
    /// Whatever is written to says.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Text that a spreadsheet shows and never runs: what it would take for a formula gets an apostrophe before it, and
/// characters that hide or move others are written out.
fn tame(text: &str) -> String {
    let text = safe(text);
    // Some programs trim what stands before a formula.
    if text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '|', '%']) {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_text() {
        for hostile in ["=HYPERLINK(\"http://x\")", "+1", "-2+3", "@SUM(A1)", " =1", "\t=1", "＝1"] {
            let tamed = tame(hostile);
            assert!(tamed.starts_with('\'') || tamed.starts_with('\\'), "{hostile} {tamed}");
        }
        assert_eq!(tame("Disempurnakan AI"), "Disempurnakan AI");
        assert_eq!(tame("a\u{202e}b"), "a\\u{202e}b");
    }
}
