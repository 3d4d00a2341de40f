//! Rule 5: what is done to the text of one paragraph.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The canonical form of one paragraph's text; it may be empty.
///
/// Canonicalising twice changes nothing. NFC therefore comes after the removals: a soft hyphen between a letter
/// and its accent would otherwise leave text that is not NFC.
#[must_use]
pub fn paragraph(text: &str) -> String {
    if text.is_ascii() {
        return fold(text);
    }
    let kept = strip(text);
    match is_nfc_quick(kept.chars()) {
        IsNormalized::Yes => fold(&kept),
        _ => fold(&kept.nfc().collect::<String>()),
    }
}

/// Whether a character is taken out: SOFT HYPHEN, ZERO WIDTH SPACE, WORD JOINER, ZERO WIDTH NO-BREAK SPACE.
const fn is_removed(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Takes out C2PA text wrappers and the characters of [`is_removed`].
fn strip(text: &str) -> Cow<'_, str> {
    let Some((first, _)) = text.char_indices().find(|&(_, c)| is_removed(c)) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = if c == '\u{FEFF}' { &after[wrapper_len(after)..] } else { after };
        if !is_removed(c) {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The bytes of the variation selectors after U+FEFF, where they are a whole C2PA text wrapper, else 0.
///
/// C2PA 2.5 §A.8: each selector is a byte; magic, version 1, a big-endian length and as many bytes, then padding.
fn wrapper_len(after: &str) -> usize {
    const MAGIC: [u8; 9] = *b"C2PATXT\0\x01";
    let mut header = [0; 13];
    let (mut count, mut len) = (0, 0);
    for byte in after.chars().map_while(selector_byte) {
        if let Some(slot) = header.get_mut(count) {
            *slot = byte;
        }
        count += 1;
        len += if byte < 16 { 3 } else { 4 };
    }
    let body = u32::from_be_bytes([header[9], header[10], header[11], header[12]]) as usize;
    let whole = header[..9] == MAGIC && count >= header.len() && count - header.len() >= body;
    if whole { len } else { 0 }
}

/// The byte that a variation selector stands for in a C2PA text wrapper.
const fn selector_byte(c: char) -> Option<u8> {
    let code = c as u32;
    match code {
        0xFE00..=0xFE0F => Some((code - 0xFE00) as u8),
        0xE0100..=0xE01EF => Some((code - 0xE0100 + 16) as u8),
        _ => None,
    }
}

/// Folds white space, quotes, dashes and ellipses.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    let mut dash = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
            dash = false;
            continue;
        }
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        let is_dash = matches!(c, '-' | '\u{2010}'..='\u{2015}');
        match c {
            _ if is_dash => {
                if !dash {
                    out.push('-');
                }
            }
            '\u{2018}'..='\u{201B}' => out.push('\''),
            '\u{201C}'..='\u{201F}' => out.push('"'),
            '\u{2026}' => out.push_str("..."),
            _ => out.push(c),
        }
        dash = is_dash;
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_white_space_character_becomes_one_space() {
        let all: String =
            (0..=0x0010_FFFF_u32).filter_map(char::from_u32).filter(|c| c.is_whitespace()).collect();
        assert_eq!(all.chars().count(), 25, "PropList.txt lists 25 White_Space characters");
        assert_eq!(paragraph(&format!("{all}a{all}b{all}")), "a b");
    }

    #[test]
    fn joiners_stay_and_invisible_breaks_go() {
        assert_eq!(paragraph("a\u{AD}b\u{200B}c\u{2060}d\u{FEFF}e"), "abcde");
        assert_eq!(paragraph("می\u{200C}خواهم क्\u{200D}ष"), "می\u{200C}خواهم क्\u{200D}ष");
    }

    #[test]
    fn an_accent_behind_a_soft_hyphen_still_composes() {
        assert_eq!(paragraph("e\u{AD}\u{301}"), "é");
    }

    #[test]
    fn dashes_of_every_kind_and_length_are_one_hyphen() {
        assert_eq!(paragraph("a--b a–b a—b a-\u{AD}-b a‐‑‒–—―b"), "a-b a-b a-b a-b a-b");
        assert_eq!(paragraph("a - – b −1"), "a - - b −1");
    }

    fn wrapper(bytes: &[u8]) -> String {
        let selectors = bytes.iter().map(|&b| {
            let code = if b < 16 { 0xFE00 + u32::from(b) } else { 0xE0100 + u32::from(b) - 16 };
            char::from_u32(code).unwrap()
        });
        std::iter::once('\u{FEFF}').chain(selectors).collect()
    }

    #[test]
    fn a_whole_wrapper_goes_and_a_cut_one_stays_but_for_its_mark() {
        let whole = wrapper(b"C2PATXT\0\x01\0\0\0\x02ab\0\0");
        assert_eq!(paragraph(&format!("a{whole}b")), "ab");
        let cut = wrapper(b"C2PATXT\0\x01\0\0\0\x02a");
        assert_eq!(paragraph(&format!("a{cut}b")), format!("a{}b", cut.trim_start_matches('\u{FEFF}')));
        assert_eq!(paragraph("❤\u{FE0F}"), "❤\u{FE0F}");
    }

    #[test]
    fn nothing_composes_with_what_folding_writes() {
        for c in (0..=0x0010_FFFF_u32).filter_map(char::from_u32) {
            for first in ['\'', '"', '-', '.', ' '] {
                let both: String = [first, c].into_iter().nfc().collect();
                assert!(both.starts_with(first), "{first:?} {c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn twice_is_once(text in "(\\PC|[\u{AD}\u{200B}\u{FEFF}\u{FE00}-\u{FE0F}\u{300}-\u{305}\\s'’“”…–—-]){0,60}") {
            let once = paragraph(&text);
            prop_assert_eq!(paragraph(&once), once);
        }
    }
}
