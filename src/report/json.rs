//! The published JSON as a report of its own, and one document a line.

use super::layout::{Layout, Row, Section, Totals};
use super::{Entry, json_v1};

const ALL: [Section; 1] = [Section::new(0, 1, u64::MAX, ",\n")];
const LINES: [Section; 1] = [Section::new(0, 1, u64::MAX, "")];

/// The layout of one JSON document.
pub(super) struct Json;

impl Layout for Json {
    fn sections(&self) -> &[Section] {
        &ALL
    }

    fn words(&self) -> bool {
        false
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        vec![Row::new(0, json_v1::line(entry.outcome))]
    }

    fn open(&self, _: usize, _: &Totals) -> Vec<u8> {
        let mut out = json_v1::report_start();
        out.push(b'\n');
        out
    }

    fn close(&self, _: usize, totals: &Totals) -> Vec<u8> {
        let mut out = if totals.written_in(0) > 0 { b"\n".to_vec() } else { Vec::new() };
        out.extend_from_slice(&json_v1::report_end(&totals.summary));
        out
    }
}

/// The layout of one JSON document a line.
pub(super) struct Jsonl;

impl Layout for Jsonl {
    fn sections(&self) -> &[Section] {
        &LINES
    }

    fn words(&self) -> bool {
        false
    }

    fn streams(&self) -> bool {
        true
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        let mut line = json_v1::line(entry.outcome);
        line.push(b'\n');
        vec![Row::new(0, line)]
    }
}
