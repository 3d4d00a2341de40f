//! The terms of all packs as flat tables, which are read where they lie: a start of the program decodes none of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::role;

/// Terms and what they mean, sorted by text; no text occurs twice.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Terms {
    /// The folded texts in UTF-8, one behind the other.
    #[serde(borrow)]
    letters: Cow<'static, [u8]>,
    /// For every term, where its text and its meanings end.
    #[serde(borrow)]
    ends: Cow<'static, [u8]>,
    /// The meanings.
    #[serde(borrow)]
    uses: Cow<'static, [u8]>,
    /// For every run of terms with the same first four bytes: these, its first term, one past its last, whether one
    /// of them may begin inside a word, and whether one is an anchor. A term of two or three bytes is a run of its own, with zeros behind its bytes.
    #[serde(borrow)]
    runs: Cow<'static, [u8]>,
}

/// Terms that begin alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Their first four bytes; zeros behind those of a shorter term.
    pub(super) key: [u8; 4],
    /// The first term.
    pub(super) low: u32,
    /// One past the last.
    pub(super) high: u32,
    /// Whether one of them may begin inside a word.
    pub(super) inside: bool,
    /// Whether one of them makes a sentence worth reading: an anchor, or a part of a residue phrase.
    pub(super) anchor: bool,
}

/// One meaning of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    /// The pack.
    pub pack: u16,
    /// The role.
    pub role: u8,
    /// How it must be written.
    pub case: Case,
    /// May have letters before it.
    pub open_left: bool,
    /// May have letters behind it.
    pub open_right: bool,
    /// For residue: rule, phrase and part, packed; otherwise 0.
    pub part: u32,
}

/// Bytes of one meaning: pack 2, role 1, openness 1, case 3, nothing 1, part 4.
const USE: usize = 12;
/// Bytes of the ends of one term.
const ENDS: usize = 8;
/// Bytes of one run.
const RUN: usize = 13;

fn number(table: &[u8], at: usize) -> u32 {
    table.get(at..).and_then(|rest| rest.first_chunk::<4>()).map_or(0, |four| u32::from_le_bytes(*four))
}

impl Terms {
    /// Lays out terms with their meanings.
    pub(super) fn new(terms: BTreeMap<String, Vec<Use>>) -> Self {
        let mut out = Self::default();
        let (letters, ends, all) = (out.letters.to_mut(), out.ends.to_mut(), out.uses.to_mut());
        let mut runs: Vec<Run> = Vec::new();
        for (at, (text, mut uses)) in (0_u32..).zip(terms) {
            uses.sort();
            uses.dedup();
            all.extend(uses.iter().flat_map(Use::bytes));
            letters.extend(text.as_bytes());
            ends.extend((letters.len() as u32).to_le_bytes());
            ends.extend(((all.len() / USE) as u32).to_le_bytes());
            let mut key = [0; 4];
            let known = text.len().min(4);
            key[..known].copy_from_slice(&text.as_bytes()[..known]);
            let inside = uses.iter().any(|u| u.open_left);
            let anchor = uses.iter().any(|u| role::READ & 1 << u.role != 0);
            match runs.last_mut() {
                Some(last) if last.key == key => {
                    last.high = at + 1;
                    last.inside |= inside;
                    last.anchor |= anchor;
                }
                _ => runs.push(Run { key, low: at, high: at + 1, inside, anchor }),
            }
        }
        for run in runs {
            let table = out.runs.to_mut();
            table.extend(run.key);
            table.extend(run.low.to_le_bytes());
            table.extend(run.high.to_le_bytes());
            table.push(u8::from(run.inside) | u8::from(run.anchor) << 1);
        }
        out
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len() / ENDS
    }

    /// The folded text of a term, in UTF-8.
    pub(super) fn bytes(&self, at: usize) -> &[u8] {
        let from = if at == 0 { 0 } else { number(&self.ends, (at - 1) * ENDS) as usize };
        self.letters.get(from..number(&self.ends, at * ENDS) as usize).unwrap_or_default()
    }

    /// The folded text of a term.
    pub(super) fn text(&self, at: usize) -> &str {
        std::str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    /// The meanings of a term.
    pub(super) fn uses(&self, at: usize) -> impl Iterator<Item = Use> {
        let from = if at == 0 { 0 } else { number(&self.ends, (at - 1) * ENDS + 4) as usize };
        let to = number(&self.ends, at * ENDS + 4) as usize;
        self.uses.get(from * USE..to * USE).unwrap_or_default().chunks_exact(USE).map(Use::read)
    }

    /// The runs of terms that begin alike.
    pub(super) fn runs(&self) -> impl Iterator<Item = Run> {
        self.runs.chunks_exact(RUN).map(|r| Run {
            key: [r[0], r[1], r[2], r[3]],
            low: number(r, 4),
            high: number(r, 8),
            inside: r[12] & 1 != 0,
            anchor: r[12] & 2 != 0,
        })
    }
}

impl Use {
    fn bytes(&self) -> [u8; USE] {
        let [a, b] = self.pack.to_le_bytes();
        let (kind, from, to) = match self.case {
            Case::Any => (0, 0, 0),
            Case::Capitals(from, to) => (1, from, to),
            Case::Acronym(from, to) => (2, from, to),
            Case::Title => (3, 0, 0),
            Case::Opening(length) => (4, length, 0),
        };
        let open = u8::from(self.open_left) | u8::from(self.open_right) << 1;
        let [p, q, r, s] = self.part.to_le_bytes();
        [a, b, self.role, open, kind, from, to, 0, p, q, r, s]
    }

    fn read(bytes: &[u8]) -> Self {
        let [a, b, role, open, kind, from, to, _, p, q, r, s] =
            bytes.first_chunk::<USE>().copied().unwrap_or_default();
        let case = match kind {
            0 => Case::Any,
            1 => Case::Capitals(from, to),
            2 => Case::Acronym(from, to),
            3 => Case::Title,
            _ => Case::Opening(from),
        };
        Self {
            pack: u16::from_le_bytes([a, b]),
            role,
            case,
            open_left: open & 1 != 0,
            open_right: open & 2 != 0,
            part: u32::from_le_bytes([p, q, r, s]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_come_back_as_they_were_laid_out() {
        let meaning = |case, part| Use { pack: 515, role: 7, case, open_left: false, open_right: true, part };
        let cases = [Case::Any, Case::Capitals(3, 5), Case::Acronym(0, 2), Case::Title, Case::Opening(4)]
            .map(|c| meaning(c, 0x0102_0304));
        let terms = BTreeMap::from([
            ("ai".to_owned(), vec![meaning(Case::Any, 0)]),
            ("kecerdasan".to_owned(), cases.to_vec()),
            ("kecerdasan buatan".to_owned(), vec![]),
        ]);
        let table = Terms::new(terms.clone());
        assert_eq!(table.len(), 3);
        for (at, (text, uses)) in terms.into_iter().enumerate() {
            assert_eq!(table.text(at), text);
            assert_eq!(table.uses(at).collect::<Vec<_>>(), uses);
        }
        let anchor = role::READ & 1 << 7 != 0;
        let runs = [
            Run { key: *b"ai\0\0", low: 0, high: 1, inside: false, anchor },
            Run { key: *b"kece", low: 1, high: 3, inside: false, anchor },
        ];
        assert_eq!(table.runs().collect::<Vec<_>>(), runs);
    }
}
