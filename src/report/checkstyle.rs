//! Checkstyle XML, which Jenkins, reviewdog and many others read.

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::layout::{Layout, Row, Section, Totals};
use super::location::Location;
use super::words::{Tongue, text};
use super::xml::allowed;
use super::{Entry, safe};
use crate::policy::Level;

const SECTIONS: [Section; 1] = [Section::new(0, 1, u64::MAX, "")];

/// The layout of Checkstyle.
pub(super) struct Checkstyle {
    /// The language of the messages.
    pub(super) tongue: Tongue,
}

impl Layout for Checkstyle {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        let mut errors = Vec::new();
        if let Some(why) = &entry.unreadable {
            let said = format!("{}: {why}", text(self.tongue, "sheet.not-read", &[]));
            errors.push(error(None, "error", &said, "input-unreadable"));
        }
        let at = Location::of(entry.origin);
        for r in entry.open() {
            let severity = match r.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "info",
            };
            let column = if at.record.is_some() { 1 } else { r.at.column };
            errors.push(error(Some((at.line(r.at.line), column)), severity, &r.message, r.code));
        }
        if errors.is_empty() {
            return Vec::new();
        }
        let path = safe(at.path);
        let mut file = BytesStart::new("file");
        file.push_attribute(("name", &*allowed(&path)));
        let mut out = written(Event::Start(file));
        out.push(b'\n');
        for error in errors {
            out.extend_from_slice(b"  ");
            out.extend_from_slice(&written(Event::Empty(error)));
            out.push(b'\n');
        }
        out.extend_from_slice(&written(Event::End(BytesEnd::new("file"))));
        out.push(b'\n');
        vec![Row::new(0, out)]
    }

    fn open(&self, _: usize, _: &Totals) -> Vec<u8> {
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n".to_vec()
    }

    fn close(&self, _: usize, _: &Totals) -> Vec<u8> {
        b"</checkstyle>\n".to_vec()
    }
}

fn error(at: Option<(usize, usize)>, severity: &str, said: &str, code: &str) -> BytesStart<'static> {
    let mut error = BytesStart::new("error");
    if let Some((line, column)) = at {
        error.push_attribute(("line", line.to_string().as_str()));
        error.push_attribute(("column", column.to_string().as_str()));
    }
    error.push_attribute(("severity", severity));
    error.push_attribute(("message", &*allowed(said)));
    error.push_attribute(("source", format!("terang.{code}").as_str()));
    error
}

fn written(event: Event<'_>) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(event).expect("a vector takes all that is written");
    writer.into_inner()
}
