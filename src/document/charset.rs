//! Bytes to text, as the WHATWG Encoding Standard and HTML §13.2.3 say.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use super::html;

/// How far a browser must look for a `meta` that names the encoding.
const PRESCAN: usize = 1024;

/// How long a `meta` may be: what stands behind the last one need not be read to know the encoding.
const META: usize = 64 << 10;

/// In which encoding bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// The length of the byte order mark, in bytes.
    pub bom: usize,
}

/// The encoding of `bytes`: a BOM wins, then `label`, then (in HTML) a `meta`, then UTF-8.
///
/// A `meta` counts wherever it stands: browsers begin anew when they come upon one (HTML §13.2.3.5).
#[must_use]
pub fn charset(bytes: &[u8], label: Option<&str>, is_html: bool) -> Charset {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Charset { encoding, bom };
    }
    let label = label.and_then(|l| Encoding::for_label(l.trim().as_bytes()));
    let named = label.or_else(|| is_html.then(|| declared(bytes)).flatten());
    Charset { encoding: named.unwrap_or(UTF_8), bom: 0 }
}

/// Decodes `bytes` and takes a BOM off. Bytes that the encoding does not know become U+FFFD.
pub(super) fn decode(bytes: Vec<u8>, label: Option<&str>, is_html: bool) -> String {
    let Charset { encoding, bom } = charset(&bytes, label, is_html);
    if encoding == UTF_8 { utf8(bytes, bom) } else { lossy(&bytes[bom..], encoding) }
}

fn utf8(mut bytes: Vec<u8>, bom: usize) -> String {
    bytes.drain(..bom);
    String::from_utf8(bytes).unwrap_or_else(|error| lossy(error.as_bytes(), UTF_8))
}

fn lossy(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The encoding that the first `meta` names: in the first bytes ("prescan a byte stream"), else in all of them.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some(early) = named(&bytes[..bytes.len().min(PRESCAN)], false) {
        return Some(early);
    }
    // A `meta` may begin in the first bytes and end behind them. Few pages have a later one and none before.
    let last = html::last_meta(bytes)?;
    if bytes.len() > PRESCAN { named(&bytes[..bytes.len().min(last + META)], true) } else { None }
}

/// The encoding that a `meta` in `bytes` names; with `tree`, not one in raw text.
fn named(bytes: &[u8], tree: bool) -> Option<&'static Encoding> {
    // Read as Latin-1: all that matters is ASCII.
    let text = encoding_rs::mem::decode_latin1(bytes);
    let label = html::declared_charset(&text, tree)?;
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        // A page whose `meta` could be read is no UTF-16.
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bom_wins_over_the_header_and_the_header_over_the_meta() {
        let page = b"<meta charset=koi8-r>\xC1".to_vec();
        assert!(decode(page.clone(), None, true).ends_with('а'));
        assert!(decode(page.clone(), Some("windows-1251"), true).ends_with('Б'));
        assert!(decode(page, None, false).ends_with('\u{FFFD}'));
        let marked = b"\xEF\xBB\xBF<meta charset=koi8-r>\xD0\xB0".to_vec();
        assert!(decode(marked, Some("big5"), true).ends_with(">а"));
        assert_eq!(decode(b"\xFF\xFEa\0\x10\x04".to_vec(), None, false), "aА");
        assert_eq!(decode(b"\xFE\xFF\0a\x04\x10".to_vec(), None, true), "aА");
    }

    #[test]
    fn the_prescan_reads_the_old_form_skips_comments_and_knows_no_utf_16() {
        let read = |s: &[u8]| decode(s.to_vec(), None, true);
        let old = b"<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>\x82\xA0";
        assert!(read(old).ends_with('あ'));
        assert!(read(b"<!-- <meta charset=big5> --><META CHARSET='GBK'>\xB0\xA1").ends_with('啊'));
        assert!(read(b"<meta charset=utf-16>\xC3\xA4").ends_with('ä'));
        assert!(read(b"<meta charset=nonsense><meta charset=euc-kr>\xB0\xA1").ends_with('가'));
        assert!(read(b"<meta content='charset=big5'>\xC3\xA4").ends_with('ä'));
    }

    #[test]
    fn a_meta_after_the_first_bytes_counts_as_an_early_one() {
        let page = |last: &[u8]| {
            let mut page = b"<!--".to_vec();
            page.extend(vec![b'x'; 2000]);
            page.extend_from_slice(b"--><meta charset=windows-1252>");
            page.extend_from_slice(last);
            page
        };
        assert!(decode(page(b"\xE4"), None, true).ends_with('ä'));
        assert!(decode(page("ä".as_bytes()), None, true).ends_with("Ã¤"));
        assert!(decode(page("ä".as_bytes()), Some("utf-8"), true).ends_with('ä'));
        assert!(
            decode([b"<meta charset=utf-8>", &*page("ä".as_bytes())].concat(), None, true).ends_with('ä')
        );
        // In a script it is no tag.
        let quoted = [b"<script>", &*page("</script>ä".as_bytes())].concat();
        assert!(decode(quoted, None, true).ends_with('ä'));
        assert!(decode(b"caf\xE9".to_vec(), None, false).ends_with('\u{FFFD}'));
    }
}
