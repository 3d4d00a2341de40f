//! Terms in folded text: every meaning of every term, with its place.

use super::compile::{Compiled, Use};
use super::fold::Folded;
use super::sentence::{unspaced, wordy};

/// A term found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte in the folded text.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The pack it is a term of.
    pub(super) pack: u16,
    /// Its role.
    pub(super) role: u8,
    /// For residue, which part of which phrase.
    pub(super) part: u32,
}

/// All tokens of `folded` in order of their start.
pub(super) fn tokens(compiled: &Compiled, folded: &Folded, original: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let bytes = folded.text.as_bytes();
    let mut previous: Option<char> = None;
    for (at, c) in folded.text.char_indices() {
        let inside = previous.is_some_and(|p| joined(p, c));
        previous = Some(c);
        if c == ' ' {
            continue;
        }
        let (mut low, mut high) = (0, compiled.terms.len());
        let mut depth = 0;
        while let Some(byte) = bytes.get(at + depth) {
            let run = &compiled.terms[low..high];
            let from = run.partition_point(|t| t.text.as_bytes().get(depth).is_none_or(|b| b < byte));
            let to = run.partition_point(|t| t.text.as_bytes().get(depth).is_none_or(|b| b <= byte));
            high = low + to;
            low += from;
            depth += 1;
            let Some(first) = compiled.terms[low..high].first() else { break };
            if first.text.len() == depth {
                let after = folded.text[at + depth..].chars().next();
                let last = folded.text[..at + depth].chars().next_back().unwrap_or(' ');
                let goes_on = after.is_some_and(|a| joined(last, a));
                for meaning in &compiled.uses[first.uses.0 as usize..first.uses.1 as usize] {
                    let fits = (!inside || meaning.open_left)
                        && (!goes_on || meaning.open_right)
                        && (!meaning.capitals || capitals(folded, original, at, at + depth));
                    if fits {
                        out.push(token(meaning, at, at + depth));
                    }
                }
            }
        }
    }
    out
}

fn token(meaning: &Use, start: usize, end: usize) -> Token {
    Token { start, end, pack: meaning.pack, role: meaning.role, part: meaning.part }
}

/// Whether two neighbouring characters belong to one word.
fn joined(a: char, b: char) -> bool {
    wordy(a) && wordy(b) && !unspaced(a) && !unspaced(b)
}

/// Whether the original of `folded[start..end]` is written in capitals; `Ai-` counts, `ai` does not.
fn capitals(folded: &Folded, original: &str, start: usize, end: usize) -> bool {
    let from = folded.map[start] as usize;
    let to = folded.original_end(original, end);
    let letters = || original[from..to].chars().filter(|c| c.is_alphabetic());
    letters().all(|c| c.is_uppercase() || !c.is_lowercase())
        || (letters().next().is_some_and(char::is_uppercase)
            && original[to..].chars().next().is_some_and(|c| matches!(c, '-' | '‑' | '–')))
}

impl Folded {
    /// One past the last byte of the original of the folded bytes before `end`.
    pub(super) fn original_end(&self, original: &str, end: usize) -> usize {
        let Some(last) = end.checked_sub(1).and_then(|e| self.map.get(e)) else { return 0 };
        let last = *last as usize;
        last + original[last..].chars().next().map_or(0, char::len_utf8)
    }
}
