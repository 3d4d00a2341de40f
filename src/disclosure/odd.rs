//! Odd characters on the fast path: what may hide a literal, or stand for a letter of one.

use super::anchor::Scanner;
use super::fold;
use super::literal;
use super::sieve::{THREE, load};

/// Characters on either side of an odd one that can belong to the same literal.
const NEAR: usize = 8;

/// Characters that are looked at to find them.
const FAR: usize = 64;

impl Scanner {
    /// Looks for odd characters that begin in `text[from..to]`.
    pub(super) fn odd(&self, text: &str, from: usize, to: usize, out: &mut Vec<usize>) {
        let bytes = text.as_bytes();
        for at in from..to.min(bytes.len().saturating_sub(1)) {
            let pair = usize::from(bytes[at]) << 8 | usize::from(bytes[at + 1]);
            if bytes[at] >= 0xC2 && self.pairs[pair / 64] >> (pair % 64) & 1 != 0 {
                let strange = text.get(at..).and_then(|t| t.chars().next()).filter(|c| literal::odd(*c));
                if strange.is_some_and(|c| self.hides(text, at, c)) {
                    out.push(at);
                }
            }
        }
    }

    /// Whether the odd character at `at` may stand in the middle of a literal or for one of its letters.
    fn hides(&self, text: &str, at: usize, odd: char) -> bool {
        self.broken(text, at, at + odd.len_utf8(), &plain(odd).map(String::from).unwrap_or_default())
    }

    /// Whether a literal appears where `text[start..end]` is replaced by `by`.
    fn broken(&self, text: &str, start: usize, end: usize, by: &str) -> bool {
        let (Some(mut before), Some(behind)) = (word(text[..start].chars().rev()), word(text[end..].chars()))
        else {
            return true;
        };
        if by.is_empty() && (before.is_empty() || behind.is_empty()) {
            return false;
        }
        before.reverse();
        let mut near: String = before.into_iter().collect();
        near.push_str(by);
        near.extend(behind);
        let bytes = near.as_bytes();
        let long = (0..bytes.len()).any(|at| self.lookup.long(load(bytes, at)).next().is_some());
        let begins =
            |number: &u32, at: usize| bytes[at..].starts_with(&self.lookup.short[*number as usize].bytes);
        let short = |at: usize| {
            let two = bytes.get(at..at + 2).map_or(0, |b| u32::from(b[0]) << 8 | u32::from(b[1]));
            let capitals = self.capitals.get(&two).into_iter().flatten();
            let triples = self.triples.get(&((load(bytes, at) & THREE) as u32)).into_iter().flatten();
            capitals.clone().any(|(number, before)| {
                at.checked_sub(usize::from(*before)).is_some_and(|at| begins(number, at))
            }) || triples.clone().any(|number| begins(number, at))
        };
        long || (0..bytes.len()).any(short)
            || self.packed.as_ref().is_some_and(|(searcher, _)| searcher.find(bytes).is_some())
    }

    /// Two or more `*` or `_` inside a word fold away together: `A**I` is `ai`.
    pub(super) fn doubled_marks(&self, text: &str, out: &mut Vec<usize>) {
        let bytes = text.as_bytes();
        let mark = |b: &u8| matches!(b, b'*' | b'_');
        let mut behind = 0;
        for at in memchr::memchr2_iter(b'*', b'_', bytes) {
            if at < behind || !bytes.get(at + 1).is_some_and(mark) {
                continue;
            }
            behind = at + bytes[at..].iter().take_while(|b| mark(b)).count();
            if self.broken(text, at, behind, "") {
                out.push(at);
            }
        }
    }
}

/// The first two bytes of odd characters, a bit each.
pub(super) fn pairs() -> Box<[u64; 1024]> {
    let mut pairs = Box::new([0; 1024]);
    for c in ('\u{80}'..='\u{FFFF}').chain('\u{E0100}'..='\u{E01EF}').filter(|c| literal::odd(*c)) {
        let mut buffer = [0; 4];
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        let pair = usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
        pairs[pair / 64] |= 1 << (pair % 64);
    }
    pairs
}

/// Characters that may fold away or into a space together with their neighbours; [`Side::fades`] looks closer.
pub(super) fn fades(c: char) -> bool {
    matches!(c, '*' | '_' | '<' | '>' | ']' | ')') || literal::odd(c)
}

/// The text on one side of a literal, walking away from it.
#[derive(Debug)]
pub(super) struct Side<'a> {
    text: &'a str,
    /// Where the character that [`Iterator::next`] gave last begins.
    at: usize,
    /// How much of the text is still ahead: from `0` to here, or from here on.
    ahead: usize,
    backwards: bool,
    /// The outermost character of the literal.
    pub(super) edge: Option<char>,
}

impl<'a> Side<'a> {
    /// What stands before the literal `text[start..end]`.
    pub(super) fn before(text: &'a str, start: usize, end: usize) -> Self {
        let edge = text.get(start..end).and_then(|t| t.chars().next());
        Self { text, at: start, ahead: start, backwards: true, edge }
    }

    /// What stands behind it.
    pub(super) fn behind(text: &'a str, start: usize, end: usize) -> Self {
        let edge = text.get(start..end).and_then(|t| t.chars().next_back());
        Self { text, at: end, ahead: end, backwards: false, edge }
    }

    /// Whether the character last met, one that [`fades`], may fold away or into a space here, so that what stands behind
    /// it cannot be told: a mark at the edge of a word, a tag, the target of a link. See `Folded::new`.
    pub(super) fn fades(&self, c: char) -> bool {
        let bytes = self.text.as_bytes();
        let behind = self.at + c.len_utf8();
        match c {
            '*' | '_' => {
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !word(self.text[..self.at].chars().next_back()) || !word(self.text[behind..].chars().next())
            }
            '<' => {
                !self.backwards && bytes.get(behind).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/')
            }
            ']' => !self.backwards && bytes.get(behind) == Some(&b'('),
            '>' | ')' => {
                self.backwards && {
                    let reach = &bytes[self.at.saturating_sub(fold::REACH)..self.at];
                    match c {
                        '>' => memchr::memrchr2(b'<', b'>', reach).is_some_and(|n| reach[n] == b'<'),
                        _ => memchr::memrchr2(b'(', b' ', reach).is_some_and(|n| reach[n] == b'('),
                    }
                }
            }
            _ => true,
        }
    }
}

impl Iterator for Side<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if self.backwards {
            let c = self.text.get(..self.ahead)?.chars().next_back()?;
            self.ahead -= c.len_utf8();
            self.at = self.ahead;
            Some(c)
        } else {
            let c = self.text.get(self.ahead..)?.chars().next()?;
            self.at = self.ahead;
            self.ahead += c.len_utf8();
            Some(c)
        }
    }
}

/// What an odd character stands for; nothing where it is invisible.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        _ => fold::letter(c),
    }
}

/// The letters of a word from here on, as many as can belong to one literal, with what they stand for; `None` where so
/// much stands between them that looking on would cost more than reading the sentence.
fn word(text: impl Iterator<Item = char>) -> Option<Vec<char>> {
    let mut out = Vec::with_capacity(NEAR);
    for (looked_at, c) in text.enumerate() {
        if looked_at == FAR {
            return None;
        }
        if fold::invisible(c) || matches!(c, '*' | '_') {
            continue;
        }
        if !(c.is_alphanumeric() || c == '.' || c == '．') {
            return Some(out);
        }
        out.push(if literal::odd(c) { plain(c).unwrap_or(c) } else { c });
        if out.len() == NEAR {
            return Some(out);
        }
    }
    Some(out)
}
