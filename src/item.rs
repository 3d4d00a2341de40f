//! One piece of input: bytes, and what is known about them before they are read.

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
}
