//! What a name and the first bytes say.

use std::path::Path;

use crate::item::Media;

/// The media type that a file name promises, `.gz` taken off; `None` where it promises none.
pub(super) fn media(name: &str) -> Option<Media> {
    let stem = unpacked(name);
    let extension = Path::new(stem).extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" | "xhtml" | "xht" | "shtml" => Some(Media::Html),
        "md" | "markdown" | "mdx" | "mkd" => Some(Media::Markdown),
        "txt" | "text" => Some(Media::Plain),
        _ => None,
    }
}

/// The media type that a file name promises; `None` where it promises none.
#[must_use]
pub fn media_of(name: &str) -> Option<Media> {
    media(name)
}

/// Whether a file found in a folder is taken for an article: HTML, Markdown or text by its name.
#[must_use]
pub fn is_article(name: &str) -> bool {
    media(name).is_some()
}

/// Whether the name says that it is a stream of records.
pub(super) fn is_records(name: &str) -> bool {
    let stem = unpacked(name).to_ascii_lowercase();
    stem.ends_with(".jsonl") || stem.ends_with(".ndjson")
}

/// Whether the name says that it is an archive of a kind that this build reads.
pub(super) fn is_archive(name: &str) -> bool {
    #[cfg(feature = "archive")]
    if super::archive::recognise(name).is_some() {
        return true;
    }
    #[cfg(feature = "parquet")]
    if super::table::recognise(name) {
        return true;
    }
    let _ = name;
    false
}

/// Whether the name says that it is packed.
pub(super) fn is_gz(name: &str) -> bool {
    without_gz(name).len() < name.len()
}

fn without_gz(name: &str) -> &str {
    without(name, ".gz")
}

/// The name without the ending of a packing, if it has one.
fn unpacked(name: &str) -> &str {
    let stem = without_gz(name);
    if cfg!(feature = "archive") && stem.len() == name.len() { without(name, ".zst") } else { stem }
}

fn without<'a>(name: &'a str, ending: &str) -> &'a str {
    match name.len().checked_sub(ending.len()).and_then(|at| name.split_at_checked(at)) {
        Some((stem, end)) if end.eq_ignore_ascii_case(ending) => stem,
        _ => name,
    }
}

/// What the first bytes are a sign of, where that is surely no text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"PK\x03\x04", "a ZIP file (or a Word, EPUB or OpenDocument file)"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90\x00", "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
        (b"\xfd7zXZ\x00", "an XZ file"),
        (b"BZh91AY&SY", "a bzip2 file"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
        (b"SQLite format 3\0", "a SQLite database"),
        (b"PAR1", "a Parquet file"),
        (b"OggS", "a sound or video file"),
        (b"ID3\x03", "a sound file"),
        (b"ID3\x04", "a sound file"),
        (b"\0asm", "a WebAssembly module"),
    ];
    if bytes.len() > 12 && (&bytes[..4] == b"RIFF" || &bytes[4..8] == b"ftyp") {
        return Some("a picture, sound or video file");
    }
    SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| *kind)
}

/// Whether more than one in sixteen of the first bytes are control characters that no encoding of text is full of;
/// UTF-16 and UTF-32 are known by their byte order mark.
pub(super) fn full_of_controls(bytes: &[u8]) -> bool {
    let window = &bytes[..bytes.len().min(8192)];
    let marked = window.starts_with(b"\xff\xfe")
        || window.starts_with(b"\xfe\xff")
        || window.starts_with(b"\0\0\xfe\xff");
    let controls = window.iter().filter(|b| matches!(b, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F)).count();
    window.len() >= 64 && !marked && controls * 16 > window.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_decides_in_any_case_and_through_gz() {
        assert_eq!(media("a/b/News.HTML.GZ"), Some(Media::Html));
        assert_eq!(media("post.mdx"), Some(Media::Markdown));
        assert_eq!(media("robots.txt"), Some(Media::Plain));
        assert_eq!(media("data.json"), None);
        assert_eq!(media(".gz"), None);
        assert!(is_records("x.jsonl.gz") && is_records("x.NDJSON") && !is_records("x.json"));
        assert!(is_gz("x.gz") && !is_gz("gz") && !is_gz("ö"));
    }

    #[test]
    fn text_is_never_taken_for_a_binary_file() {
        for text in
            ["", "%PD", "PK is short for kindergarten in no language", "<html>", "GIF pictures are loved"]
        {
            assert_eq!(binary(text.as_bytes()), None, "{text}");
        }
        assert_eq!(binary(b"%PDF-1.7\n"), Some("a PDF file"));
        assert!(!full_of_controls(&b"a line with one \0 in it and much else besides. ".repeat(3)));
        assert!(full_of_controls(&(0..=255).collect::<Vec<u8>>().repeat(4)));
        let utf16: Vec<u8> =
            "\u{FEFF}surat kabar ".repeat(9).encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!full_of_controls(&utf16));
    }
}
