//! The tokenizer of WHATWG HTML §13.2.5, over a decoded text that lies in memory.
//!
//! It gives spans instead of copies and leaves character references to the reader, because nine tenths of a page
//! are never looked at again.

use super::attribute::{Attribute, Attributes, Known};
use super::tag::Tag;
use crate::span::Span;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Text with character references still in it.
    Text(Span),
    /// Text of a CDATA section, without references.
    Cdata(Span),
    /// A start tag; its attributes lie in [`Tokenizer::attributes`].
    Start {
        /// The element.
        tag: Tag,
        /// Its name in the source.
        name: Span,
        /// The whole tag.
        span: Span,
        /// Whether it ends in `/>`.
        closed: bool,
    },
    /// An end tag.
    End {
        /// The element.
        tag: Tag,
        /// Its name in the source.
        name: Span,
        /// The whole tag.
        span: Span,
    },
    /// A comment or a bogus comment: its text, and all of it.
    Comment {
        /// What stands between the marks.
        text: Span,
        /// With the marks.
        span: Span,
    },
    /// A document type.
    Doctype(Span),
}

/// Cuts a part of a source into tokens.
#[derive(Debug)]
pub(super) struct Tokenizer<'s> {
    bytes: &'s [u8],
    at: usize,
    end: usize,
    /// Attributes of the last start tag.
    pub(super) attributes: Attributes,
}

/// Bytes that end the name of a tag, and besides these the equals sign, which ends that of an attribute.
const ENDS_NAME: [bool; 256] = {
    let mut ends = [false; 256];
    let all = b" \n\t\r\x0C>/";
    let mut at = 0;
    while at < all.len() {
        ends[all[at] as usize] = true;
        at += 1;
    }
    ends
};

/// Where `byte` stands first. Nearly every value and text is shorter than what calling for a long search takes.
#[inline]
fn near(byte: u8, bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    const WORDS: usize = 4;
    let (words, _) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().take(WORDS).enumerate() {
        let other = u64::from_le_bytes(*word) ^ (ONES * u64::from(byte));
        // The lowest bit set is that of the first byte that is zero (those behind it may be wrong).
        let zero = other.wrapping_sub(ONES) & !other & (ONES << 7);
        if zero != 0 {
            return Some(number * 8 + (zero.trailing_zeros() / 8) as usize);
        }
    }
    let from = words.len().min(WORDS) * 8;
    memchr::memchr(byte, &bytes[from..]).map(|at| from + at)
}

const fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\n' | b'\t' | b'\r' | 0x0C)
}

impl<'s> Tokenizer<'s> {
    /// A tokenizer for the bytes of `part` in `source`; all spans count in `source`.
    pub(super) fn new(source: &'s str, part: Span) -> Self {
        Self { bytes: source.as_bytes(), at: part.start, end: part.end, attributes: Attributes::default() }
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end { Some(self.bytes[at]) } else { None }
    }

    #[inline]
    fn find(&self, byte: u8, from: usize) -> Option<usize> {
        near(byte, &self.bytes[from.min(self.end)..self.end]).map(|at| from + at)
    }

    fn starts_with(&self, at: usize, prefix: &str) -> bool {
        self.bytes[at..self.end]
            .get(..prefix.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(prefix.as_bytes()))
    }

    /// Whether the `<` at `at` opens markup; otherwise it is text.
    #[inline]
    fn is_markup(&self, at: usize) -> bool {
        match self.byte(at + 1) {
            Some(b'/') => at + 2 < self.end,
            Some(b) => b.is_ascii_alphabetic() || b == b'!' || b == b'?',
            None => false,
        }
    }

    /// The next token; `foreign` says whether the reader is in SVG or MathML, where CDATA sections exist.
    #[inline]
    pub(super) fn next(&mut self, foreign: bool) -> Option<Token> {
        while self.at < self.end {
            let start = self.at;
            if self.bytes[start] != b'<' || !self.is_markup(start) {
                return Some(self.text(start));
            }
            if let Some(token) = self.markup(start, foreign) {
                return Some(token);
            }
        }
        None
    }

    #[inline]
    fn text(&mut self, start: usize) -> Token {
        let mut from = start;
        if self.bytes[from] == b'<' {
            from += 1;
        }
        loop {
            let open = self.find(b'<', from).unwrap_or(self.end);
            if open == self.end || self.is_markup(open) {
                self.at = open;
                return Token::Text(Span::new(start, open));
            }
            from = open + 1;
        }
    }

    /// Reads what begins with the `<` at `open` and always moves on; `None` where it gives no token (`</>`, or a tag
    /// that the end of input cuts off).
    #[inline]
    fn markup(&mut self, open: usize, foreign: bool) -> Option<Token> {
        match self.bytes[open + 1] {
            b'/' => match self.bytes[open + 2] {
                b if b.is_ascii_alphabetic() => {
                    let (name, _) = self.tag(open + 2)?;
                    let tag = Tag::named_at(self.bytes, name.start, name.end);
                    Some(Token::End { tag, name, span: Span::new(open, self.at) })
                }
                b'>' => {
                    self.at = open + 3;
                    None
                }
                _ => Some(self.bogus_comment(open, open + 2)),
            },
            b'!' => Some(self.declaration(open, foreign)),
            b'?' => Some(self.bogus_comment(open, open + 1)),
            _ => {
                let (name, closed) = self.tag(open + 1)?;
                let tag = Tag::named_at(self.bytes, name.start, name.end);
                Some(Token::Start { tag, name, span: Span::new(open, self.at), closed })
            }
        }
    }

    fn declaration(&mut self, open: usize, foreign: bool) -> Token {
        let inside = open + 2;
        if self.starts_with(inside, "--") {
            return self.comment(open);
        }
        if self.starts_with(inside, "doctype") {
            let end = self.find(b'>', inside).map_or(self.end, |at| at + 1);
            self.at = end;
            return Token::Doctype(Span::new(open, end));
        }
        if foreign && self.bytes[inside..self.end].starts_with(b"[CDATA[") {
            let start = inside + 7;
            let found = memchr::memmem::find(&self.bytes[start..self.end], b"]]>").map(|at| start + at);
            self.at = found.map_or(self.end, |at| at + 3);
            return Token::Cdata(Span::new(start, found.unwrap_or(self.end)));
        }
        self.bogus_comment(open, inside)
    }

    fn bogus_comment(&mut self, open: usize, start: usize) -> Token {
        let found = self.find(b'>', start);
        self.at = found.map_or(self.end, |at| at + 1);
        Token::Comment { text: Span::new(start, found.unwrap_or(self.end)), span: Span::new(open, self.at) }
    }

    fn comment(&mut self, open: usize) -> Token {
        let start = open + 4;
        let mut from = start;
        loop {
            let Some(close) = self.find(b'>', from) else {
                self.at = self.end;
                // The end of input swallows the dashes of an end mark that was begun.
                let all = &self.bytes[start..self.end];
                let cut =
                    [&b"--!"[..], b"--", b"-"].iter().find(|mark| all.ends_with(mark)).map_or(0, |m| m.len());
                let text = Span::new(start, self.end - cut);
                return Token::Comment { text, span: Span::new(open, self.end) };
            };
            let inner = &self.bytes[start..close];
            let length = match inner {
                b"" | b"-" => Some(0),
                _ if inner.ends_with(b"--") => Some(inner.len() - 2),
                _ if inner.ends_with(b"--!") => Some(inner.len() - 3),
                _ => None,
            };
            if let Some(length) = length {
                self.at = close + 1;
                return Token::Comment {
                    text: Span::new(start, start + length),
                    span: Span::new(open, self.at),
                };
            }
            from = close + 1;
        }
    }

    /// Reads a tag from its name on: the name, and whether it ends in `/>`. `None` where input ends first.
    #[inline]
    fn tag(&mut self, start: usize) -> Option<(Span, bool)> {
        self.attributes.clear();
        let bytes = &self.bytes[..self.end];
        let mut at = start;
        while at < bytes.len() && !ENDS_NAME[usize::from(bytes[at])] {
            at += 1;
        }
        let name = Span::new(start, at);
        loop {
            let mut slash = false;
            while at < bytes.len() && (is_space(bytes[at]) || bytes[at] == b'/') {
                slash = bytes[at] == b'/';
                at += 1;
            }
            let Some(&first) = bytes.get(at) else { break };
            if first == b'>' {
                self.at = at + 1;
                return Some((name, slash));
            }
            let from = at;
            at += 1;
            while at < bytes.len() && bytes[at] != b'=' && !ENDS_NAME[usize::from(bytes[at])] {
                at += 1;
            }
            let label = Span::new(from, at);
            let mut value = Span::new(at, at);
            let mut next = at;
            while next < bytes.len() && is_space(bytes[next]) {
                next += 1;
            }
            if bytes.get(next) == Some(&b'=') {
                at = next + 1;
                while at < bytes.len() && is_space(bytes[at]) {
                    at += 1;
                }
                match bytes.get(at) {
                    Some(&quote @ (b'"' | b'\'')) => {
                        let Some(close) = near(quote, &bytes[at + 1..]) else { break };
                        value = Span::new(at + 1, at + 1 + close);
                        at = value.end + 1;
                    }
                    _ => {
                        let from = at;
                        while at < bytes.len() && bytes[at] != b'>' && !is_space(bytes[at]) {
                            at += 1;
                        }
                        value = Span::new(from, at);
                    }
                }
            }
            let known = Known::named(bytes, label.start, label.end);
            self.attributes.push(Attribute { name: label, value, known });
        }
        self.at = self.end;
        None
    }

    /// Takes the content of the raw text element that has just been opened, up to its own end tag or the end of input.
    pub(super) fn raw_text(&mut self, tag: Tag) -> Span {
        let start = self.at;
        let end = match tag {
            Tag::Plaintext => self.end,
            Tag::Script => script_end(self.bytes, start, self.end),
            _ => raw_end(self.bytes, start, self.end, tag.name().as_bytes()),
        };
        self.at = end;
        Span::new(start, end)
    }
}

/// Whether `rest` begins with the end tag of `name`, in the sense of "appropriate end tag token".
fn closes(rest: &[u8], name: &[u8]) -> bool {
    rest.starts_with(b"</") && named(&rest[2..], name)
}

/// Whether `rest` begins with `name` and a byte that ends a tag name.
fn named(rest: &[u8], name: &[u8]) -> bool {
    rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && rest.get(name.len()).is_some_and(|&b| is_space(b) || b == b'/' || b == b'>')
}

fn raw_end(bytes: &[u8], start: usize, end: usize, name: &[u8]) -> usize {
    let found =
        memchr::memchr_iter(b'<', &bytes[start..end]).find(|&at| closes(&bytes[start + at..end], name));
    found.map_or(end, |at| start + at)
}

/// The end of a script: between `<!--` and `-->`, a `<script` hides the next `</script` (§13.2.5.4 and 15 to 31).
fn script_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let name = b"script";
    let (mut escaped, mut double) = (false, false);
    let mut at = start;
    while at < end {
        let found = if escaped {
            memchr::memchr2(b'<', b'>', &bytes[at..end])
        } else {
            memchr::memchr(b'<', &bytes[at..end])
        };
        let Some(found) = found else { return end };
        at += found;
        let rest = &bytes[at..end];
        if rest[0] == b'>' {
            // The dashes of `<!--` itself count: `<!-->` opens and closes.
            if bytes[start..at].ends_with(b"--") {
                (escaped, double) = (false, false);
            }
        } else if closes(rest, name) {
            if !double {
                return at;
            }
            double = false;
        } else if escaped && !double && named(&rest[1..], name) {
            double = true;
        } else if !escaped && rest.starts_with(b"<!--") {
            escaped = true;
            at += 3;
        }
        at += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_where_a_plain_search_finds_it() {
        // Bytes that differ from it by one bit, or by what a subtraction carries over.
        for others in [[0x21, 0x23], [0x00, 0xFF], [0xA2, 0x22 ^ 1]] {
            for length in 0..80 {
                let mut bytes: Vec<u8> = (0..length).map(|at| others[at % 2]).collect();
                assert_eq!(near(b'"', &bytes), None);
                for at in (0..length).rev() {
                    bytes[at] = b'"';
                    assert_eq!(near(b'"', &bytes), Some(at), "{bytes:?}");
                }
            }
        }
    }
}
