//! Where a document is, as the formats that lead somewhere want it.

use std::fmt::Write as _;

/// What a record of a stream is numbered after.
const STREAMS: [&str; 2] = ["jsonl", "ndjson"];

/// The file that an origin names, and the record in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location<'a> {
    /// The path or address without the number of a record.
    pub(super) path: &'a str,
    /// The line of the record in its stream, from 1.
    pub(super) record: Option<usize>,
}

impl<'a> Location<'a> {
    /// Reads an origin: `articles.jsonl#12` is line 12 of `articles.jsonl`, and `a#12` is a file of that name.
    pub(super) fn of(origin: &'a str) -> Self {
        let numbered = origin.rsplit_once('#').and_then(|(path, number)| {
            let plain = number.bytes().all(|b| b.is_ascii_digit());
            let number = number.parse::<usize>().ok().filter(|n| plain && *n > 0)?;
            is_stream(path).then_some((path, number))
        });
        let (path, record) = numbered.map_or((origin, None), |(path, n)| (path, Some(n)));
        Self { path: path.strip_prefix("./").unwrap_or(path), record }
    }

    /// The line to lead to, where a finding stands on `line` of the document.
    pub(super) fn line(&self, line: usize) -> usize {
        self.record.unwrap_or(line).max(1)
    }

    /// The path as a reference of RFC 3986, and whether it is relative to the folder that terang ran in.
    ///
    /// An address stays one. A byte that is no UTF-8, shown as `\xE9`, becomes `%E9` again.
    pub(super) fn uri(&self) -> (String, bool) {
        let path = self.path;
        if path.starts_with("http://") || path.starts_with("https://") {
            let mut out = String::with_capacity(path.len());
            encode(path, &mut out, |b| {
                !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
            });
            return (out, false);
        }
        let slashed = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
        let drive = cfg!(windows) && slashed.as_bytes().get(1) == Some(&b':');
        let absolute = slashed.starts_with('/') || drive;
        let mut out = String::from(match (absolute, drive) {
            (true, true) => "file:///",
            (true, false) => "file://",
            _ => "",
        });
        // A colon in the first segment of a relative reference would be read as the end of a scheme.
        encode(&slashed, &mut out, |b| {
            b.is_ascii_alphanumeric()
                || matches!(
                    b,
                    b'-' | b'.'
                        | b'_'
                        | b'~'
                        | b'/'
                        | b'!'
                        | b'$'
                        | b'\''
                        | b'('
                        | b')'
                        | b'*'
                        | b'+'
                        | b','
                        | b';'
                        | b'='
                        | b'@'
                )
        });
        (out, !absolute)
    }
}

fn is_stream(path: &str) -> bool {
    if path == "-" {
        return true;
    }
    let packed = [".gz", ".zst"].iter().find_map(|end| path.strip_suffix(end));
    let extension = packed.unwrap_or(path).rsplit_once('.').map_or("", |(_, e)| e);
    STREAMS.iter().any(|s| extension.eq_ignore_ascii_case(s))
}

/// Adds `text` with all but printable ASCII that `plain` allows written as `%XX`.
fn encode(text: &str, out: &mut String, plain: impl Fn(u8) -> bool) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let escaped = (b == b'\\' && bytes.get(at + 1) == Some(&b'x'))
            .then(|| text.get(at + 2..at + 4))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            .filter(|byte| *byte >= 0x80);
        if let Some(byte) = escaped {
            let _ = write!(out, "%{byte:02X}");
            at += 4;
            continue;
        }
        if b.is_ascii_graphic() && plain(b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(origin: &str) -> (String, bool) {
        Location::of(origin).uri()
    }

    #[test]
    fn a_path_is_percent_encoded_segment_by_segment() {
        assert_eq!(uri("./berita/a b#1?.html"), ("berita/a%20b%231%3F.html".to_owned(), true));
        assert_eq!(uri("berita/añ%.html"), ("berita/a%C3%B1%25.html".to_owned(), true));
        assert_eq!(uri("/srv/a.html"), ("file:///srv/a.html".to_owned(), false));
        assert_eq!(
            uri("https://example.org/a?b=c d#e"),
            ("https://example.org/a?b=c%20d#e".to_owned(), false)
        );
        assert_eq!(uri("caf\\xE9.html"), ("caf%E9.html".to_owned(), true));
    }

    #[cfg(not(windows))]
    #[test]
    fn a_drive_of_windows_is_no_scheme() {
        assert_eq!(uri("C:\\site\\a.html"), ("C%3A%5Csite%5Ca.html".to_owned(), true));
        assert_eq!(uri("javascript:alert(1)"), ("javascript%3Aalert(1)".to_owned(), true));
    }

    #[test]
    fn only_a_stream_has_numbered_records() {
        assert_eq!(Location::of("a.jsonl#12"), Location { path: "a.jsonl", record: Some(12) });
        assert_eq!(Location::of("-#3"), Location { path: "-", record: Some(3) });
        assert_eq!(Location::of("a.ndjson.gz#3").record, Some(3));
        for origin in
            ["a.html#12", "a.jsonl#", "a.jsonl#0", "a.jsonl#+1", "a.jsonl#99999999999999999999999", "#1"]
        {
            assert_eq!(Location::of(origin).record, None, "{origin}");
        }
    }
}
