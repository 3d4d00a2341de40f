//! Character references, WHATWG HTML §13.2.5.72 to 80.

use std::borrow::Cow;

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// A numeric reference.
    Char(char),
    /// A named reference: one or two code points.
    Text(&'static str),
}

/// Reads the reference at the start of `bytes` (which begins with `&`): its length in bytes and what it stands for.
///
/// `None` where the `&` is only text.
pub(super) fn read(bytes: &[u8], in_attribute: bool) -> Option<(usize, Decoded)> {
    match bytes.get(1)? {
        b'#' => numeric(bytes),
        b if b.is_ascii_alphanumeric() => named(bytes, in_attribute),
        _ => None,
    }
}

fn numeric(bytes: &[u8]) -> Option<(usize, Decoded)> {
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let (radix, start) = if hex { (16, 3) } else { (10, 2) };
    let mut value: u32 = 0;
    let mut at = start;
    while let Some(digit) = bytes.get(at).and_then(|&b| char::from(b).to_digit(radix)) {
        // Saturates just above the last code point, so a long run of digits cannot wrap round to a letter.
        value = (value * radix + digit).min(0x11_0000);
        at += 1;
    }
    if at == start {
        return None;
    }
    let end = at + usize::from(bytes.get(at) == Some(&b';'));
    Some((end, Decoded::Char(code_point(value))))
}

/// The table of §13.2.5.80: C1 numbers are read as windows-1252.
fn code_point(value: u32) -> char {
    const C1: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match value {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => C1[(value - 0x80) as usize],
        _ => char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

fn named(bytes: &[u8], in_attribute: bool) -> Option<(usize, Decoded)> {
    let window = &bytes[..bytes.len().min(htmlize::ENTITY_MAX_LENGTH)];
    let letters = 1 + window[1..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let lookup = |end: usize| htmlize::ENTITIES.get(&bytes[..end]).and_then(|v| std::str::from_utf8(v).ok());
    if window.get(letters) == Some(&b';')
        && let Some(text) = lookup(letters + 1)
    {
        return Some((letters + 1, Decoded::Text(text)));
    }
    let longest = letters.min(htmlize::BARE_ENTITY_MAX_LENGTH);
    let (end, text) = (3..=longest).rev().find_map(|end| Some((end, lookup(end)?)))?;
    let next = bytes.get(end).copied().unwrap_or(b' ');
    // In an attribute `&copy=1` is part of an address.
    if in_attribute && (next == b'=' || next.is_ascii_alphanumeric()) {
        return None;
    }
    Some((end, Decoded::Text(text)))
}

/// An attribute value as the tokenizer of the standard would give it.
pub(super) fn attribute(value: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'&', 0, b'\r', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = memchr::memchr3(b'&', 0, b'\r', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let taken = match tail.as_bytes()[0] {
            0 => {
                out.push(char::REPLACEMENT_CHARACTER);
                1
            }
            b'\r' => {
                out.push('\n');
                1 + usize::from(tail.as_bytes().get(1) == Some(&b'\n'))
            }
            _ => match read(tail.as_bytes(), true) {
                Some((len, Decoded::Char(c))) => {
                    out.push(c);
                    len
                }
                Some((len, Decoded::Text(text))) => {
                    out.push_str(text);
                    len
                }
                None => {
                    out.push('&');
                    1
                }
            },
        };
        rest = &tail[taken..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_the_standard_says() {
        let text = |s: &str| read(s.as_bytes(), false);
        assert_eq!(text("&amp;x"), Some((5, Decoded::Text("&"))));
        assert_eq!(text("&ampx"), Some((4, Decoded::Text("&"))));
        assert_eq!(text("&notit;"), Some((4, Decoded::Text("¬"))));
        assert_eq!(text("&notin;"), Some((7, Decoded::Text("∉"))));
        assert_eq!(text("&NotEqualTilde;"), Some((15, Decoded::Text("≂̸"))));
        assert_eq!(text("&#x80;"), Some((6, Decoded::Char('€'))));
        assert_eq!(text("&#0"), Some((3, Decoded::Char('\u{FFFD}'))));
        assert_eq!(text("&#99999999999999999999;"), Some((23, Decoded::Char('\u{FFFD}'))));
        assert_eq!(text("&#xD800;"), Some((8, Decoded::Char('\u{FFFD}'))));
        assert_eq!(text("& x"), None);
        assert_eq!(text("&#x;"), None);
        assert_eq!(text("&nosuch;"), None);
        assert_eq!(attribute("a?b=1&copy=2&amp;c\r\n&copy"), "a?b=1&copy=2&c\n©");
    }
}
