//! One line of JSON Lines.

use serde::Deserialize;

use super::said::Said;
use super::{Caps, SourceError};
use crate::item::{Capture, Item, Media, RecordKind};

/// What the record on line `number` of `origin` is called.
pub(super) fn record_origin(origin: &str, number: u64) -> String {
    format!("{origin}#{number}")
}

/// One document as a line gives it. Keys that are not named here are left unread.
#[derive(Deserialize)]
#[serde(expecting = "an object with `id` and one of `text`, `html` and `markdown`")]
struct Record {
    id: Option<Id>,
    text: Option<String>,
    html: Option<String>,
    markdown: Option<String>,
    lang: Option<String>,
    uri: Option<String>,
    /// What data sets call these, and when the document was captured or published.
    #[serde(default)]
    url: Said,
    #[serde(default)]
    language: Said,
    #[serde(default)]
    date: Said,
    #[serde(default)]
    timestamp: Said,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "`id` has to be a string or a whole number")]
enum Id {
    Text(String),
    Number(i64),
    Large(u64),
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        match id {
            Id::Text(text) => text,
            Id::Number(n) => n.to_string(),
            Id::Large(n) => n.to_string(),
        }
    }
}

/// The document on a line.
///
/// # Errors
///
/// [`SourceError::Record`] without its place, or [`SourceError::TooLarge`].
pub(super) fn record(stream: &str, number: u64, line: &[u8], caps: Caps) -> Result<Item, SourceError> {
    let origin = record_origin(stream, number);
    let fail = |column: usize, message: String, id: Option<String>| SourceError::Record {
        origin: record_origin(stream, number),
        record: number,
        column: column.max(1),
        message,
        id,
        extent: None,
    };
    if line.len() > caps.size {
        return Err(SourceError::TooLarge { origin, limit: caps.size });
    }
    let start = line.len() - line.trim_ascii_start().len();
    if line.get(start) != Some(&b'{') {
        return Err(fail(start + 1, coded(line, "a record is a JSON object".to_owned()), None));
    }
    let record: Record =
        serde_json::from_slice(line).map_err(|e| fail(e.column(), coded(line, plain(&e)), None))?;
    let id = record.id.map(String::from);
    let mut given =
        [(record.text, Media::Plain), (record.html, Media::Html), (record.markdown, Media::Markdown)]
            .into_iter()
            .filter_map(|(content, media)| content.map(|c| (c, media)));
    let Some((content, media)) = given.next() else {
        return Err(fail(start + 1, "none of `text`, `html` and `markdown` is given".to_owned(), id));
    };
    if given.next().is_some() {
        return Err(fail(
            start + 1,
            "more than one of `text`, `html` and `markdown` is given".to_owned(),
            id,
        ));
    }
    Ok(Item {
        origin,
        id,
        uri: record.uri.or(record.url.0),
        media: Some(media),
        lang: record.lang.or(record.language.0),
        capture: record.date.0.or(record.timestamp.0).map(|date| {
            Box::new(Capture {
                file: stream.to_owned(),
                kind: RecordKind::Row,
                record: number,
                date: Some(date),
                ..Capture::default()
            })
        }),
        charset: Some("utf-8".to_owned()),
        bytes: content.into_bytes(),
        ..Item::default()
    })
}

/// The message, with its likely cause where the line is of another coding: some shells write UTF-16.
fn coded(line: &[u8], message: String) -> String {
    if line.contains(&0) {
        format!("{message}; it has zero bytes, as UTF-16 has: write UTF-8")
    } else {
        message
    }
}

/// The message without the place, which is told apart.
fn plain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rfind(" at line ").map_or(message.clone(), |at| message[..at].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_another_coding_is_told_from_one_that_is_damaged() {
        let said = |line: &[u8]| record("s", 1, line, Caps::default()).unwrap_err().to_string();
        assert!(
            said(b"{\0\"\0t\0").contains("as UTF-16 has") && said(b"\xFF\xFE{\0").contains("write UTF-8")
        );
        assert!(!said(b"{\"t").contains("UTF"));
    }

    #[test]
    fn what_data_sets_say_of_a_document_is_kept() {
        let caps = Caps::default();
        let of = |line: &str| record("s", 3, line.as_bytes(), caps).unwrap();
        let item = of(
            r#"{"text":"x","url":"https://a.example/","language":"id","date":"2026-11-22T08:30:00Z","score":[1,{}]}"#,
        );
        assert_eq!(item.uri.as_deref(), Some("https://a.example/"));
        assert_eq!(item.lang.as_deref(), Some("id"));
        let capture = item.capture.unwrap();
        assert_eq!((capture.date.as_deref(), capture.record), (Some("2026-11-22T08:30:00Z"), 3));
        let item =
            of(r#"{"text":"x","uri":"b:","url":"a:","lang":"en","language":"id","timestamp":1795336200}"#);
        assert_eq!((item.uri.as_deref(), item.lang.as_deref()), (Some("b:"), Some("en")));
        assert_eq!(item.capture.unwrap().date.as_deref(), Some("1795336200"));
        // Others may mean something else by these keys.
        let item = of(r#"{"text":"x","url":{"a":[1]},"language":[{}],"date":null,"timestamp":true}"#);
        assert!(item.uri.is_none() && item.lang.is_none() && item.capture.is_none());
        for date in ["1795336200.5", "-86400"] {
            let item = of(&format!(r#"{{"text":"x","timestamp":{date}}}"#));
            assert_eq!(item.capture.unwrap().date.as_deref(), Some(date));
        }
    }
}
