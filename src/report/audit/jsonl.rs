//! `terang.audit/1`: an audit as JSON Lines. The first line is about the whole, each further one about one capture or one
//! change. docs/spec/audit-v1.md says what each field means.

use serde::{Deserialize, Serialize};

use crate::audit::{Change, Counts, Entry, Run};
use crate::report::safe::json;

/// The version, on every line.
pub const SCHEMA: &str = "terang.audit/1";

#[derive(Serialize)]
struct Marked<'a, T> {
    schema: &'static str,
    kind: &'static str,
    #[serde(flatten)]
    content: &'a T,
}

#[derive(Serialize)]
struct Head<'a> {
    #[serde(flatten)]
    run: &'a Run,
    counts: &'a Counts,
}

fn line<T: Serialize>(kind: &'static str, content: &T) -> Vec<u8> {
    let mut line = json(&Marked { schema: SCHEMA, kind, content });
    line.push(b'\n');
    line
}

/// The first line: what was asked, and all totals.
#[must_use]
pub fn head(run: &Run, counts: &Counts) -> Vec<u8> {
    line("audit", &Head { run, counts })
}

/// The line of one capture.
#[must_use]
pub fn document(entry: &Entry) -> Vec<u8> {
    line("document", entry)
}

/// The line of one change since the audit before.
#[must_use]
pub fn change(change: &Change) -> Vec<u8> {
    line("change", change)
}

/// What the first line says.
#[derive(Debug, Deserialize)]
pub struct First {
    /// The audit.
    #[serde(flatten)]
    pub run: Run,
    /// Its totals.
    pub counts: Counts,
}

/// A line that was read back.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Line {
    /// The first.
    Audit(Box<First>),
    /// One capture.
    Document(Box<Entry>),
    /// One change.
    Change(Box<Change>),
}

/// Reads one line back.
///
/// # Errors
///
/// What is wrong with it, in words.
pub fn parse(line: &[u8]) -> Result<Line, String> {
    #[derive(Deserialize)]
    struct Version {
        schema: String,
    }
    let version: Version = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    if version.schema != SCHEMA {
        return Err(format!("it is of `{}`, and {SCHEMA} is what is read here", version.schema));
    }
    serde_json::from_slice(line).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{ChangeKind, Facts, Origin, State, Status};

    #[test]
    fn every_line_reads_back() {
        let run = Run { run: 3, notices: vec!["one\u{9b}".into()], ..Run::default() };
        let text = head(&run, &Counts::default());
        assert!(!text[..text.len() - 1].iter().any(u8::is_ascii_control));
        let Ok(Line::Audit(back)) = parse(&text) else { panic!("no head") };
        assert_eq!(back.run, run);
        let entry = Entry {
            origin: Origin { source: "a".into(), name: "a#1".into(), record: Some(1), ..Origin::default() },
            state: State::Checked,
            status: Some(Status::Silent),
            media: None,
            lang: None,
            section: None,
            payload: None,
            text: None,
            facts: Facts::default(),
            verified: None,
            problem: None,
        };
        let Ok(Line::Document(back)) = parse(&document(&entry)) else { panic!("no document") };
        assert_eq!(*back, entry);
        let gone = Change { change: ChangeKind::Gone, before: Some((&entry).into()), after: None };
        let Ok(Line::Change(back)) = parse(&change(&gone)) else { panic!("no change") };
        assert_eq!(*back, gone);
        assert!(
            parse(b"{\"schema\":\"terang.audit/2\",\"kind\":\"audit\"}")
                .unwrap_err()
                .contains("terang.audit/2")
        );
    }
}
