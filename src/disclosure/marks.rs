//! The fast path's eye for residue patterns: which of their anchors stand in a source.
//!
//! Most anchors begin or end with a bracket, which is seldom met: these are looked for by it. The others are few, and
//! packed search finds them (it is quickest up to 32).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use aho_corasick::packed::{Config, MatchKind, Searcher};

use crate::span::Span;

/// Bytes of an anchor that packed search looks for; the rest is compared.
const PIECE: usize = 6;

/// Bytes that packed search tells places apart by: the first ones of what it looks for.
const TELLING: usize = 3;

/// Where an anchor counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Wherever it stands.
    Anywhere,
    /// At the start of a line or behind a tag, with at most four spaces, stars and angles before it.
    Line,
}

/// What stands in a source.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// For every anchor that counts anywhere, whether it stands.
    pub(super) anchors: Vec<bool>,
    /// Every anchor of a line that stands where it counts, and that place, in order of place.
    pub(super) lines: Vec<(usize, usize)>,
}

/// An anchor, and where in it a piece begins.
#[derive(Clone, Copy, Debug)]
struct Within {
    anchor: usize,
    offset: usize,
}

/// Anchors made ready for search.
#[derive(Debug)]
pub(super) struct Marks {
    anchors: Vec<String>,
    /// Which anchors begin with `[`, by their second byte.
    opened: BTreeMap<u8, Vec<usize>>,
    /// Which others end with `]`, by their last byte but one.
    closed: BTreeMap<u8, Vec<usize>>,
    /// Which ones begin a line, by their first two bytes.
    lines: BTreeMap<[u8; 2], Vec<usize>>,
    /// The same two bytes, a bit each.
    heads: Box<[u64; 1024]>,
    /// Search for pieces of the others, and which anchors have each piece, behind how many bytes.
    pieces: Option<(Searcher, Vec<Vec<Within>>)>,
    /// Anchors that neither finds, where this machine has no packed search.
    others: Vec<usize>,
}

impl Marks {
    /// Makes `anchors` ready.
    pub(super) fn new(anchors: Vec<(String, Stand)>) -> Self {
        let mut lines: BTreeMap<[u8; 2], Vec<usize>> = BTreeMap::new();
        let mut heads = Box::new([0; 1024]);
        let mut opened: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        let mut closed: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        let mut pieces: BTreeMap<&[u8], Vec<Within>> = BTreeMap::new();
        let mut others = Vec::new();
        for (number, (anchor, stand)) in anchors.iter().enumerate() {
            match anchor.as_bytes() {
                [first, second, ..] if *stand == Stand::Line => {
                    let (word, bit) = head([*first, *second]);
                    heads[word] |= bit;
                    lines.entry([*first, *second]).or_default().push(number);
                }
                [b'[', second, ..] => opened.entry(*second).or_default().push(number),
                [.., last, b']'] => closed.entry(*last).or_default().push(number),
                bytes if bytes.len() >= TELLING => {
                    let offset = rarest(bytes);
                    let piece = &bytes[offset..bytes.len().min(offset + PIECE)];
                    pieces.entry(piece).or_default().push(Within { anchor: number, offset });
                }
                _ => others.push(number),
            }
        }
        // A piece that begins with another one is met there: the search gives one match a place.
        let mut short: Vec<(&[u8], Vec<Within>)> = Vec::new();
        for (piece, all) in pieces {
            match short.last_mut() {
                Some((shorter, known)) if piece.starts_with(shorter) => known.extend(all),
                _ => short.push((piece, all)),
            }
        }
        let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
        builder.extend(short.iter().map(|(piece, _)| piece));
        let pieces: Vec<Vec<Within>> = short.into_iter().map(|(_, all)| all).collect();
        let pieces = match builder.build() {
            Some(searcher) => Some((searcher, pieces)),
            None => {
                others.extend(pieces.into_iter().flatten().map(|within| within.anchor));
                None
            }
        };
        let anchors = anchors.into_iter().map(|(anchor, _)| anchor).collect();
        Self { anchors, opened, closed, lines, heads, pieces, others }
    }

    /// Those that stand at the start of a line or behind a tag in one of `texts`, which come in order.
    fn at_lines(&self, bytes: &[u8], texts: impl Iterator<Item = Span>) -> Vec<(usize, usize)> {
        const BEFORE: usize = 4;
        let mut out = Vec::new();
        let mut done = 0;
        // A page is mostly tags that no text follows.
        let begins = texts.flat_map(|text| {
            let from = text.start.saturating_sub(BEFORE + 2).max(done);
            let to = (text.end + 1).min(bytes.len()).max(from);
            done = to;
            let marks = memchr::memchr2_iter(b'\n', b'>', &bytes[from..to]).map(move |at| from + at + 1);
            (from == 0).then_some(0).into_iter().chain(marks)
        });
        for begin in begins {
            let rest = &bytes[begin..];
            let skipped = rest.iter().take(BEFORE).take_while(|b| b" \t*>".contains(b)).count();
            let Some(two) = rest[skipped..].first_chunk::<2>() else { continue };
            let (word, bit) = head(*two);
            if self.heads[word] & bit != 0 {
                for number in self.lines.get(two).into_iter().flatten() {
                    if rest[skipped..].starts_with(self.anchors[*number].as_bytes()) {
                        out.push((*number, begin + skipped));
                    }
                }
            }
        }
        out
    }

    /// Which anchors stand in `parts` of `source` where they count; those of lines in `texts`, the places of text in it, in
    /// order.
    pub(super) fn standing(
        &self,
        source: &str,
        parts: &[Span],
        texts: impl Iterator<Item = Span>,
    ) -> Standing {
        let mut anchors = vec![false; self.anchors.len()];
        for part in parts {
            self.anywhere(&source.as_bytes()[part.start..part.end], &mut anchors);
        }
        let lines = if self.lines.is_empty() { Vec::new() } else { self.at_lines(source.as_bytes(), texts) };
        Standing { anchors, lines }
    }

    /// Sets those that stand in `bytes` and count anywhere.
    fn anywhere(&self, bytes: &[u8], out: &mut [bool]) {
        if !self.opened.is_empty() || !self.closed.is_empty() {
            for at in memchr::memchr2_iter(b'[', b']', bytes) {
                let (until, from) = (&bytes[..=at], &bytes[at..]);
                if bytes[at] == b'[' {
                    for number in from.get(1).and_then(|byte| self.opened.get(byte)).into_iter().flatten() {
                        out[*number] = out[*number] || from.starts_with(self.anchors[*number].as_bytes());
                    }
                } else if let [.., last, _] = until {
                    for number in self.closed.get(last).into_iter().flatten() {
                        out[*number] = out[*number] || until.ends_with(self.anchors[*number].as_bytes());
                    }
                }
            }
        }
        if let Some((searcher, pieces)) = &self.pieces {
            let mut from = 0;
            while let Some(found) = searcher.find_in(bytes, (from..bytes.len()).into()) {
                for within in &pieces[found.pattern().as_usize()] {
                    if let Some(at) = found.start().checked_sub(within.offset) {
                        let whole = || bytes[at..].starts_with(self.anchors[within.anchor].as_bytes());
                        out[within.anchor] = out[within.anchor] || whole();
                    }
                }
                from = found.start() + 1;
            }
        }
        for number in &self.others {
            let anchor = self.anchors[*number].as_bytes();
            out[*number] = out[*number] || memchr::memmem::find(bytes, anchor).is_some();
        }
    }
}

/// Where the bit of two bytes stands.
fn head(two: [u8; 2]) -> (usize, u64) {
    let two = u16::from_le_bytes(two);
    (usize::from(two / 64), 1 << (two % 64))
}

/// Where the bytes of `anchor` begin that pages have least of: `return` stands in every script, `rn0` in hardly any.
fn rarest(anchor: &[u8]) -> usize {
    let weight = |byte: &u8| match byte {
        b'_' | b'A'..=b'Z' | b'0'..=b'9' | b']' => 3,
        0x80.. => 2,
        b'=' | b':' | b'.' | b'-' => 1,
        _ => 0,
    };
    let windows = anchor.windows(TELLING).map(|w| w.iter().map(weight).sum::<u32>());
    windows.enumerate().max_by_key(|(at, sum)| (*sum, Reverse(*at))).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors_in(marks: &Marks, source: &str) -> Vec<bool> {
        marks.standing(source, &[Span::new(0, source.len())], std::iter::empty()).anchors
    }

    #[test]
    fn every_anchor_is_found_wherever_it_stands_and_no_other() {
        let anchors = [
            "[Insert",
            "[Ins",
            "[氏名",
            "【",
            "x",
            "Name]",
            "ame]",
            "oaicite",
            "turn0",
            "turn01",
            "cite_turn",
            "utm_source=chatgpt.com",
            "utm_source=grok",
        ]
        .map(str::to_owned);
        let marks = Marks::new(anchors.iter().map(|a| (a.clone(), Stand::Anywhere)).collect());
        for lead in ["", "y", " [[ utm_source= ", "N", "oaicit", "turn", "cite_", "cite_turn"] {
            for anchor in &anchors {
                for tail in ["", "!", "[", " and more text behind it"] {
                    let source = format!("{lead}{anchor}{tail}");
                    let expected: Vec<bool> = anchors.iter().map(|a| source.contains(a.as_str())).collect();
                    assert_eq!(anchors_in(&marks, &source), expected, "{source}");
                }
            }
        }
        assert_eq!(anchors_in(&marks, ""), [false; 13]);
        assert_eq!(anchors_in(&Marks::new(Vec::new()), "anything"), [false; 0]);
    }

    #[test]
    fn an_anchor_of_a_line_is_found_at_its_start_and_behind_a_tag() {
        let anchors = ["Tentu,", "Te", "好的！"].map(|a| (a.to_owned(), Stand::Line)).to_vec();
        let marks = Marks::new(anchors);
        for (source, stands) in [
            ("Tentu, ini", vec![(0, 0), (1, 0)]),
            ("x\n > * Tentu", vec![(1, 7)]),
            ("<p>好的！", vec![(2, 3)]),
            ("<p>\n\t Tentu, <b>好的！</b>", vec![(0, 6), (1, 6), (2, 16)]),
            ("Ya. Tentu, 好的！", vec![]),
            ("\n      Tentu,", vec![]),
            ("T", vec![]),
            (">", vec![]),
        ] {
            let whole = Span::new(0, source.len());
            let found = marks.standing(source, &[whole], std::iter::once(whole));
            assert_eq!((found.lines, found.anchors), (stands, vec![false; 3]), "{source}");
        }
    }
}
