//! Edits of the decoded source, carried out on the bytes of the article in its own encoding.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::error::LabelError;
use super::model::{Edit, Kind};
use crate::document::Charset;
use crate::item::Media;

/// The text with each character that `encoding` lacks as a character reference, where `media` has such.
///
/// # Errors
///
/// [`LabelError::Encoding`] where there is no such way.
pub(super) fn writable(
    text: &str,
    kind: Kind,
    encoding: &'static Encoding,
    media: Media,
) -> Result<String, LabelError> {
    if encoding.output_encoding() == UTF_8 || text.is_ascii() {
        return Ok(text.to_owned());
    }
    if !encoding.encode(text).2 {
        return Ok(text.to_owned());
    }
    if media == Media::Plain || kind == Kind::FrontMatter {
        return Err(LabelError::Encoding(encoding.name()));
    }
    let mut out = String::new();
    for c in text.chars() {
        if encoding.encode(c.encode_utf8(&mut [0; 4])).2 {
            out.push_str(&format!("&#x{:X};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Ok(out)
}

/// `source` with `edits`, which are in order and do not overlap.
pub(super) fn applied(source: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(source.len() + edits.iter().map(|e| e.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        out.push_str(&source[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&source[at..]);
    out
}

/// `bytes` with `edits` of what they decode to; `last` chooses the later of two byte offsets that decode to one place.
///
/// # Errors
///
/// [`LabelError::Encoding`] where an edit begins inside of what several bytes decode to together.
pub(super) fn spliced(
    bytes: &[u8],
    charset: Charset,
    edits: &[Edit],
    last: bool,
) -> Result<Vec<u8>, LabelError> {
    // Elsewhere the later one lies inside a character of several bytes.
    let last = last && charset.encoding == ISO_2022_JP;
    let places: Vec<usize> = edits.iter().flat_map(|e| [e.span.start, e.span.end]).collect();
    let at = offsets(bytes, charset, &places, last).ok_or(LabelError::Encoding(charset.encoding.name()))?;
    let mut out = Vec::with_capacity(bytes.len() + 1024);
    let mut from = 0;
    for (edit, place) in edits.iter().zip(at.chunks_exact(2)) {
        out.extend_from_slice(&bytes[from..place[0]]);
        encoded(&edit.text, charset.encoding, &mut out);
        from = place[1];
    }
    out.extend_from_slice(&bytes[from..]);
    Ok(out)
}

fn encoded(text: &str, encoding: &'static Encoding, out: &mut Vec<u8>) {
    if encoding == UTF_16LE {
        out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    } else if encoding == UTF_16BE {
        out.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    } else {
        out.extend_from_slice(&encoding.encode(text).0);
    }
}

/// The byte offsets that decode to `places` (in order).
fn offsets(bytes: &[u8], charset: Charset, places: &[usize], last: bool) -> Option<Vec<usize>> {
    let body = &bytes[charset.bom..];
    if charset.encoding == UTF_8 && std::str::from_utf8(body).is_ok() {
        return Some(places.iter().map(|p| p + charset.bom).collect());
    }
    let mut decoder = charset.encoding.new_decoder_without_bom_handling();
    let mut sink = [0_u8; 64];
    let (mut decoded, mut found) = (0, Vec::with_capacity(places.len()));
    for at in 0..=body.len() {
        while found.len() < places.len() && places[found.len()] == decoded && !last {
            found.push(at);
        }
        if last {
            // Each place moves on as long as nothing more is decoded.
            for (n, place) in places.iter().enumerate().skip(found.len().saturating_sub(2)) {
                if *place != decoded {
                    continue;
                }
                if n < found.len() {
                    found[n] = at;
                } else if n == found.len() {
                    found.push(at);
                }
            }
        } else if found.len() == places.len() {
            break;
        }
        if at < body.len() {
            let (_, _, written, _) = decoder.decode_to_utf8(&body[at..=at], &mut sink, false);
            decoded += written;
        }
    }
    (found.len() == places.len()).then(|| found.iter().map(|f| f + charset.bom).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use encoding_rs::{GBK, SHIFT_JIS, WINDOWS_1252};

    fn insert(source: &str, before: &str, text: &str) -> Edit {
        let at = source.find(before).unwrap();
        Edit { span: Span::new(at, at), text: text.to_owned(), kind: Kind::Visible }
    }

    #[test]
    fn words_go_into_the_bytes_of_every_encoding() {
        for encoding in [GBK, SHIFT_JIS, UTF_8] {
            let source = "<p>日本</p>文";
            let bytes = encoding.encode(source).0.into_owned();
            let edits = [insert(source, "</p>", "新"), insert(source, "文", "<b>")];
            for last in [false, true] {
                let out = spliced(&bytes, Charset { encoding, bom: 0 }, &edits, last).unwrap();
                assert_eq!(encoding.decode(&out).0, "<p>日本新</p><b>文", "{}", encoding.name());
            }
        }
    }

    #[test]
    fn one_of_both_ways_suits_an_encoding_with_states() {
        let source = "あ<p>い";
        let bytes = ISO_2022_JP.encode(source).0.into_owned();
        let edits = [insert(source, "<p>", "x")];
        let right = [false, true].into_iter().any(|last| {
            let out = spliced(&bytes, Charset { encoding: ISO_2022_JP, bom: 0 }, &edits, last).unwrap();
            ISO_2022_JP.decode(&out).0 == "あx<p>い"
        });
        assert!(right);
    }

    #[test]
    fn utf_16_keeps_its_byte_order_and_its_mark() {
        let bytes: Vec<u8> = "\u{FEFF}a€b".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let edits = [insert("a€b", "b", "ж")];
        let out = spliced(&bytes, Charset { encoding: UTF_16BE, bom: 2 }, &edits, false).unwrap();
        assert_eq!(UTF_16BE.decode(&out).0, "a€жb");
        assert!(out.starts_with(b"\xFE\xFF\0a"));
    }

    #[test]
    fn what_an_encoding_lacks_becomes_a_reference_in_markup_and_an_error_in_text() {
        let html = writable("KI 人", Kind::Visible, WINDOWS_1252, Media::Html).unwrap();
        assert_eq!(html, "KI &#x4EBA;");
        assert!(writable("人", Kind::Visible, WINDOWS_1252, Media::Plain).is_err());
        assert_eq!(writable("Künstlich", Kind::Visible, WINDOWS_1252, Media::Plain).unwrap(), "Künstlich");
    }
}
