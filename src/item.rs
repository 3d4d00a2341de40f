//! One piece of input: bytes, and what is known about them before they are read.

use crate::digest::Digest;

/// What kind of source the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// `text/html`.
    Html,
    /// `text/markdown`.
    Markdown,
    /// `text/plain`.
    Plain,
}

impl Media {
    /// The media type as registered with IANA.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Html => "text/html",
            Self::Markdown => "text/markdown",
            Self::Plain => "text/plain",
        }
    }

    /// The media type that a `Content-Type` value says; `None` for one that terang does not read as such.
    #[must_use]
    pub fn of_type(value: &str) -> Option<Self> {
        let essence = extracted(value).0?;
        let is = |names: &[&str]| names.iter().any(|n| essence.eq_ignore_ascii_case(n));
        if is(&["text/html", "application/xhtml+xml"]) {
            Some(Self::Html)
        } else if is(&["text/markdown"]) {
            Some(Self::Markdown)
        } else if is(&["text/plain"]) {
            Some(Self::Plain)
        } else {
            None
        }
    }
}

/// The `charset` of a `Content-Type` value.
#[must_use]
pub fn charset(content_type: &str) -> Option<String> {
    extracted(content_type).1
}

/// Type and charset of a `Content-Type` that servers may have sent more than once, and archives joined: the last type counts,
/// and the last charset since it was another one (WHATWG Fetch, "extract a MIME type").
fn extracted(value: &str) -> (Option<&str>, Option<String>) {
    let (mut essence, mut charset) = (None, None);
    for one in value.split(',') {
        let mut parameters = one.split(';');
        let stated = parameters.next().map(str::trim).filter(|s| s.contains('/') && *s != "*/*");
        if let Some(stated) = stated {
            if essence.is_some_and(|before: &str| !before.eq_ignore_ascii_case(stated)) {
                charset = None;
            }
            essence = Some(stated);
        }
        let given = parameters.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is = name.trim().eq_ignore_ascii_case("charset");
            is.then(|| value.trim().trim_matches('"').to_owned())
        });
        charset = given.or(charset);
    }
    (essence, charset)
}

/// Bytes to be read as one document.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Where it came from, as a person would name it: a path, `-`, or a path with a record number.
    pub origin: String,
    /// The identifier that the input gave, if it gave one.
    pub id: Option<String>,
    /// The document's own address, if known.
    pub uri: Option<String>,
    /// The media type, where the input says it (file name, HTTP header, JSON key).
    pub media: Option<Media>,
    /// A BCP 47 language tag, where the input says it.
    pub lang: Option<String>,
    /// An encoding label from outside the bytes (HTTP `charset`), which wins over all but a BOM.
    pub charset: Option<String>,
    /// HTTP response headers in order, names as received.
    pub headers: Vec<(String, String)>,
    /// The content itself.
    pub bytes: Vec<u8>,
    /// Where it stands in an archive, if it came out of one.
    pub capture: Option<Box<Capture>>,
}

/// Where in an archive a document stands, and what was verified of it there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// The archive, as a person would name it: a path, or a path and the name inside it.
    pub file: String,
    /// What kind of record it is.
    pub kind: RecordKind,
    /// The number of the record in its file, from 1; records of every kind count.
    pub record: u64,
    /// The byte of the file (packed, where it is packed) at which the record or the packed piece around it begins.
    pub offset: u64,
    /// The bytes from `offset` to the end of the record, or of the packed piece that it ends in.
    pub length: u64,
    /// The byte of the unpacked piece at which the record begins; 0 where each record is packed by itself.
    pub within: u64,
    /// The record's own identifier (`WARC-Record-ID`), without angle brackets.
    pub id: Option<String>,
    /// When it was captured, as the archive writes it (`WARC-Date`, RFC 3339).
    pub date: Option<String>,
    /// The HTTP status code.
    pub status: Option<u16>,
    /// Why the capture was cut, as `WARC-Truncated` says it (`length`, `time`, `disconnect`, `unspecified`), or
    /// `partial` for HTTP status 206, `incomplete` where its coding ends too early, or `segmented` where the rest is in other
    /// records. What is not in such a document may have been on the page.
    pub truncated: Option<String>,
    /// What `WARC-Payload-Digest` says, as written. For a revisit it is that of the record referred to.
    pub payload_digest: Option<String>,
    /// Whether the payload has the digest that the archive gives for it.
    pub payload: Fixity,
    /// SHA-256 of the document's bytes as they came out of the archive, where it came with checking the payload.
    pub sha256: Option<Digest>,
    /// Whether the whole block (HTTP head and body as sent) has the digest that the archive gives for it.
    pub block: Fixity,
    /// What a revisit says it is the same as.
    pub refers: Option<Refers>,
}

/// The kinds of records that documents come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// An HTTP response as it was received (WARC `response`).
    #[default]
    Response,
    /// A file or resource without its HTTP head (WARC `resource`).
    Resource,
    /// Something made from another record, such as the text of a page (WARC `conversion`, as in WET files).
    Conversion,
    /// A capture that was the same as an earlier one and was not stored again (WARC `revisit`).
    Revisit,
    /// A file in a ZIP.
    Entry,
    /// A row of a table, or a line of JSON Lines.
    Row,
}

/// The earlier capture that a revisit points to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refers {
    /// The identifier of its record (`WARC-Refers-To`), without angle brackets.
    pub id: Option<String>,
    /// Its address (`WARC-Refers-To-Target-URI`).
    pub uri: Option<String>,
    /// When it was captured (`WARC-Refers-To-Date`).
    pub date: Option<String>,
}

/// What came of comparing bytes with a digest that an archive gives for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fixity {
    /// The archive gives none.
    #[default]
    NotGiven,
    /// There is one and it was not compared, because the caller did not ask or there is nothing to compare it with.
    NotChecked,
    /// There is one, of an algorithm or a form that terang does not know.
    Unknown,
    /// It is that of these bytes.
    Matches(Hash, Over),
    /// It is that of none of these bytes.
    Differs(Hash),
}

/// The digest algorithms that are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hash {
    /// SHA-1, what nearly all archives use. It shows accidents; against somebody who wants to deceive it is no proof.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// Which bytes had the digest: archives differ in what they took a payload to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Over {
    /// The body as stored.
    Raw,
    /// The body after the chunked transfer coding.
    Dechunked,
    /// The body after the content coding (gzip, deflate, br, zstd).
    Decoded,
}

/// Why a record of an archive is no document to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passed {
    /// A `request` record.
    Request,
    /// A `metadata` record.
    Metadata,
    /// A `warcinfo` record.
    Info,
    /// A record of another kind.
    OtherRecord,
    /// A picture, a script or anything else that holds no article.
    OtherMedia,
    /// An HTTP status that comes with no article (redirects, errors).
    Status,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_type_that_is_said_twice_the_last_counts() {
        assert_eq!(Media::of_type("text/html, text/html"), Some(Media::Html));
        assert_eq!(Media::of_type("text/plain; charset=utf-8, TEXT/HTML;charset=gbk"), Some(Media::Html));
        assert_eq!(Media::of_type("text/html,"), Some(Media::Html));
        assert_eq!(Media::of_type("image/png, application/pdf"), None);
        assert_eq!(Media::of_type(""), None);
        assert_eq!(Media::of_type("text/html, */*"), Some(Media::Html));
        for (said, expected) in [
            ("text/html; charset=utf-8, text/html", Some("utf-8")),
            ("text/html; charset=utf-8, text/html; charset=\"gbk\"", Some("gbk")),
            ("text/plain; charset=utf-8, text/html", None),
            ("text/plain; charset=utf-8, TEXT/HTML;charset=gbk", Some("gbk")),
            ("text/html;x=y; Charset = big5", Some("big5")),
        ] {
            assert_eq!(charset(said).as_deref(), expected, "{said}");
        }
    }
}
