//! The fast path's eye for residue patterns: which of their anchors stand in a source.
//!
//! Most anchors begin with a bracket, which is seldom met: these are looked for by it. The others are few, and packed
//! search finds them.

use std::collections::BTreeMap;

use aho_corasick::Span;
use aho_corasick::packed::{Config, MatchKind, Searcher};

/// Bytes of an anchor that packed search looks for; the rest is compared.
const HEAD: usize = 6;

/// Anchors made ready for search.
#[derive(Debug)]
pub(super) struct Marks {
    anchors: Vec<String>,
    /// Which anchors begin with `[`, by their second byte.
    bracketed: BTreeMap<u8, Vec<usize>>,
    /// Search for the heads of the others, and which anchors have each head.
    heads: Option<(Searcher, Vec<Vec<usize>>)>,
    /// Anchors that neither finds, where this machine has no packed search.
    others: Vec<usize>,
}

impl Marks {
    /// Makes `anchors` ready.
    pub(super) fn new(anchors: Vec<String>) -> Self {
        let mut bracketed: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        let mut heads: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
        let mut others = Vec::new();
        for (number, anchor) in anchors.iter().enumerate() {
            match anchor.as_bytes() {
                [b'[', second, ..] => bracketed.entry(*second).or_default().push(number),
                bytes if bytes.len() > 2 => {
                    heads.entry(&bytes[..bytes.len().min(HEAD)]).or_default().push(number);
                }
                _ => others.push(number),
            }
        }
        // A head that begins with another one is met there: the search gives one match a place.
        let mut short: Vec<(&[u8], Vec<usize>)> = Vec::new();
        for (head, numbers) in heads {
            match short.last_mut() {
                Some((shorter, known)) if head.starts_with(shorter) => known.extend(numbers),
                _ => short.push((head, numbers)),
            }
        }
        let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
        builder.extend(short.iter().map(|(head, _)| head));
        let heads: Vec<Vec<usize>> = short.into_iter().map(|(_, numbers)| numbers).collect();
        let heads = match builder.build() {
            Some(searcher) => Some((searcher, heads)),
            None => {
                others.extend(heads.into_iter().flatten());
                None
            }
        };
        Self { anchors, bracketed, heads, others }
    }

    /// For every anchor, whether it stands in `source`.
    pub(super) fn standing(&self, source: &str) -> Vec<bool> {
        let bytes = source.as_bytes();
        let mut out = vec![false; self.anchors.len()];
        let mut look = |numbers: &[usize], at: usize| {
            for number in numbers {
                out[*number] = out[*number] || bytes[at..].starts_with(self.anchors[*number].as_bytes());
            }
        };
        if !self.bracketed.is_empty() {
            for at in memchr::memchr_iter(b'[', bytes) {
                if let Some(numbers) = bytes.get(at + 1).and_then(|second| self.bracketed.get(second)) {
                    look(numbers, at);
                }
            }
        }
        if let Some((searcher, heads)) = &self.heads {
            let mut from = 0;
            while let Some(found) = searcher.find_in(bytes, Span { start: from, end: bytes.len() }) {
                look(&heads[found.pattern().as_usize()], found.start());
                from = found.start() + 1;
            }
        }
        for number in &self.others {
            out[*number] = memchr::memmem::find(bytes, self.anchors[*number].as_bytes()).is_some();
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_anchor_is_found_wherever_it_stands_and_no_other() {
        let anchors = [
            "[Insert",
            "[Ins",
            "[氏名",
            "【",
            "x",
            "oaicite",
            "turn0",
            "turn01",
            "cite_turn",
            "utm_source=chatgpt.com",
            "utm_source=grok",
        ]
        .map(str::to_owned);
        let marks = Marks::new(anchors.to_vec());
        for lead in ["", "y", " [[ utm_source= ", "oaicit", "turn", "cite_", "cite_turn"] {
            for anchor in &anchors {
                for tail in ["", "!", "[", " and more text behind it"] {
                    let source = format!("{lead}{anchor}{tail}");
                    let expected: Vec<bool> = anchors.iter().map(|a| source.contains(a.as_str())).collect();
                    assert_eq!(marks.standing(&source), expected, "{source}");
                }
            }
        }
        assert_eq!(marks.standing(""), [false; 11]);
        assert_eq!(Marks::new(Vec::new()).standing("anything"), [false; 0]);
    }
}
