//! Annotations of GitHub Actions: commands that the runner reads from standard output.
//!
//! A step shows ten of a kind and drops the others without a word, so the worst come first and the tenth says how many
//! more there are. Every line is a command of ours; what an article says stands in its data and is escaped.

use super::layout::{Layout, Row, Section, Totals};
use super::location::Location;
use super::words::{Tongue, text};
use super::{Entry, Remark};
use crate::policy::Level;

/// Annotations of one kind that a step shows.
const SHOWN: u64 = 10;

/// The slots: what could not be read, then the findings of each level. What could not be read is an error too.
const SECTIONS: [Section; 3] =
    [Section::new(0, 2, SHOWN, ""), Section::new(2, 3, SHOWN, ""), Section::new(3, 4, SHOWN, "")];
/// The commands, by section.
const COMMANDS: [&str; 3] = ["error", "warning", "notice"];
const MORE: [&str; 3] = ["sheet.more-errors", "sheet.more-warnings", "sheet.more-notes"];

/// The layout of annotations.
pub(super) struct Github {
    /// The language of the messages.
    pub(super) tongue: Tongue,
}

impl Layout for Github {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        if let Some(why) = &entry.unreadable {
            let said = text(self.tongue, "sheet.unreadable", &[("origin", &entry.shown), ("why", why)]);
            return vec![Row::new(0, command("error", &place(entry, None), "input-unreadable", &said))];
        }
        entry.open().map(|r| Row::new(1 + r.level as usize, annotation(entry, r))).collect()
    }

    fn room(&self, section: usize, totals: &Totals) -> u64 {
        let seen = totals.seen_in(SECTIONS[section].from, SECTIONS[section].to);
        if seen > SHOWN { SHOWN - 1 } else { SHOWN }
    }

    fn close(&self, section: usize, totals: &Totals) -> Vec<u8> {
        let Section { from, to, .. } = SECTIONS[section];
        let more = totals.seen_in(from, to) - totals.written_in(section);
        if more == 0 {
            return Vec::new();
        }
        let said = text(self.tongue, MORE[section], &[("n", &more.to_string())]);
        command(COMMANDS[section], "", "terang", &said).into_bytes()
    }
}

fn annotation(entry: &Entry<'_>, remark: &Remark) -> String {
    let kind = match remark.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut said = remark.message.clone();
    if Location::of(entry.origin).record.is_some() {
        said.push_str(&format!(" ({}:{}:{})", entry.shown, remark.at.line, remark.at.column));
    }
    if !remark.help.is_empty() {
        said.push('\n');
        said.push_str(&remark.help);
    }
    command(kind, &place(entry, Some(remark)), remark.code, &said)
}

/// The properties that lead to a place, each with a comma behind it.
fn place(entry: &Entry<'_>, remark: Option<&Remark>) -> String {
    let at = Location::of(entry.origin);
    let mut out = format!("file={},", property(&super::safe(at.path)));
    match (remark, at.record) {
        (_, Some(record)) => out.push_str(&format!("line={record},")),
        (Some(r), None) => out.push_str(&format!("line={},col={},", r.at.line, r.at.column)),
        (None, None) => {}
    }
    out
}

fn command(kind: &str, place: &str, title: &str, said: &str) -> String {
    format!("::{kind} {place}title={}::{}\n", property(title), data(said))
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
