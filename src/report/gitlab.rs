//! The code quality report of GitLab: one JSON array.
//!
//! GitLab shows one of several entries with the same fingerprint, and follows an entry from commit to commit by it. So it
//! holds the path and the content and no line number.

use serde::Serialize;

use super::layout::{Layout, Row, Section, Totals};
use super::location::Location;
use super::words::{Tongue, text};
use super::{Entry, Remark};
use crate::digest::Digest;
use crate::policy::Level;

const SECTIONS: [Section; 1] = [Section::new(0, 1, u64::MAX, ",\n")];
/// What GitLab shows of a description is one line.
const UNREADABLE: &str = "input-unreadable";

/// The layout of a code quality report.
pub(super) struct Gitlab {
    /// The language of the messages.
    pub(super) tongue: Tongue,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Place<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl Layout for Gitlab {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        if let Some(why) = &entry.unreadable {
            let said = format!("{}: {why}", text(self.tongue, "sheet.not-read", &[]));
            return vec![row(entry, &said, UNREADABLE, "", "blocker", 1)];
        }
        entry.open().map(|r| finding(entry, r)).collect()
    }

    fn open(&self, _: usize, _: &Totals) -> Vec<u8> {
        b"[\n".to_vec()
    }

    fn close(&self, _: usize, totals: &Totals) -> Vec<u8> {
        if totals.written_in(0) > 0 { b"\n]\n".to_vec() } else { b"]\n".to_vec() }
    }
}

fn finding(entry: &Entry<'_>, remark: &Remark) -> Row {
    let severity = match remark.level {
        Level::Error => "critical",
        Level::Warning => "major",
        Level::Note => "info",
    };
    row(entry, &remark.message, remark.code, &remark.fingerprint, severity, remark.at.line)
}

fn row(entry: &Entry<'_>, said: &str, code: &str, content: &str, severity: &'static str, line: usize) -> Row {
    let at = Location::of(entry.origin);
    let fingerprint = Digest::of(format!("{}\0{code}\0{content}", entry.origin).as_bytes()).to_string();
    let path = super::safe(at.path);
    let place = Place { path: &path, lines: Lines { begin: at.line(line) } };
    let issue = Issue { description: said, check_name: code, fingerprint, severity, location: place };
    Row::new(0, super::safe::json(&issue))
}
