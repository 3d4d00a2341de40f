//! What the first bytes of a file or body are a sign of, whatever its name or type says.

/// What the first bytes are a sign of, where that is surely no text.
#[must_use]
pub fn binary(bytes: &[u8]) -> Option<&'static str> {
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

/// Whether these are the first bytes of a gzip with its one compression method.
#[must_use]
pub fn gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b\x08")
}

/// Whether these are the first bytes of a Zstandard frame.
#[must_use]
pub fn zstd(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x28\xb5\x2f\xfd")
}

/// Whether these are the first bytes of something packed that pages are sent in.
#[must_use]
pub fn packed(bytes: &[u8]) -> bool {
    gzip(bytes) || zstd(bytes)
}

/// Whether more than one in sixteen of the first bytes are control characters that no encoding of text is full of;
/// UTF-16 and UTF-32 are known by their byte order mark.
#[must_use]
pub fn full_of_controls(bytes: &[u8]) -> bool {
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
