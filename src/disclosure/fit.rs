//! Whether a rule's shape fits the tokens of one sentence.

use super::compile::{Pack, Place, Rule};
use super::role::{self, RoleSet};
use super::scan::Token;
use super::sentence::Word;

/// How many ways of placing a shape are tried before it counts as not fitting.
const TRIES: u32 = 20_000;

/// One sentence in the eyes of one pack.
pub(super) struct View<'a> {
    /// The pack's tokens in the sentence, in order of start.
    pub(super) tokens: &'a [Token],
    /// The sentence's words.
    pub(super) words: &'a [Word],
    /// All roles present.
    pub(super) roles: RoleSet,
    /// The sentence's first byte in the folded text.
    pub(super) start: usize,
}

impl<'a> View<'a> {
    pub(super) fn new(tokens: &'a [Token], words: &'a [Word], start: usize) -> Self {
        let roles = tokens.iter().fold(0, |set, t| set | 1 << t.role);
        Self { tokens, words, roles, start }
    }

    /// How many words begin in `from..to`.
    pub(super) fn words_between(&self, from: usize, to: usize) -> usize {
        if to <= from {
            return 0;
        }
        let first = self.words.partition_point(|w| w.start < from);
        let last = self.words.partition_point(|w| w.start < to);
        last - first
    }
}

/// A shape laid on a sentence.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    /// The number of the rule in its pack.
    pub(super) rule: usize,
    /// The tokens that fill its places, in order of start.
    pub(super) tokens: Vec<Token>,
    /// Bytes of the sentence that those tokens cover.
    pub(super) covered: usize,
}

/// Lays `rule` (number `at` in `pack`) on the sentence; `None` where it does not fit.
pub(super) fn lay(pack: &Pack, at: usize, view: &View<'_>) -> Option<Fit> {
    let rule = &pack.rules[at];
    if rule.shape.needs.iter().any(|set| set & view.roles == 0) {
        return None;
    }
    if rule.max_words.is_some_and(|most| view.words.len() > usize::from(most)) {
        return None;
    }
    let mut search = Search { rule, view, taken: Vec::new(), tries: 0 };
    if !search.phrase(0) {
        return None;
    }
    let mut tokens = search.taken;
    tokens.sort_by_key(|t| t.start);
    let covered = tokens.iter().map(|t| t.end - t.start).sum();
    Some(Fit { rule: at, tokens, covered })
}

struct Search<'a> {
    rule: &'a Rule,
    view: &'a View<'a>,
    taken: Vec<Token>,
    tries: u32,
}

impl Search<'_> {
    fn phrase(&mut self, number: usize) -> bool {
        if number == self.rule.shape.phrases.len() {
            return self.well_placed();
        }
        self.slot(number, 0, None)
    }

    fn slot(&mut self, phrase: usize, number: usize, after: Option<usize>) -> bool {
        let Some(slot) = self.rule.shape.phrases[phrase].get(number) else { return self.phrase(phrase + 1) };
        for i in 0..self.view.tokens.len() {
            let token = self.view.tokens[i];
            if slot.roles & 1 << token.role == 0 {
                continue;
            }
            if let Some(end) = after {
                if token.start < end {
                    continue;
                }
                if self.view.words_between(end, token.start) > usize::from(self.rule.gap) {
                    break;
                }
            }
            self.tries += 1;
            if self.tries > TRIES {
                return false;
            }
            if self.taken.iter().any(|t| token.start < t.end && t.start < token.end) {
                continue;
            }
            self.taken.push(token);
            if self.slot(phrase, number + 1, Some(token.end)) {
                return true;
            }
            self.taken.pop();
        }
        slot.optional && self.slot(phrase, number + 1, after)
    }

    fn well_placed(&self) -> bool {
        match self.rule.place {
            Place::Anywhere => true,
            Place::Start => {
                let first = self.taken.iter().map(|t| t.start).min().unwrap_or(0);
                let marker = self.after_markers(first);
                self.view.words_between(marker, first) <= 1
            }
            Place::Alone => self.uncovered() <= 3,
        }
    }

    /// The end of the last marker or colon before `limit`, or the sentence's start.
    fn after_markers(&self, limit: usize) -> usize {
        let markers = const { role::set("marker") };
        self.view
            .tokens
            .iter()
            .filter(|t| markers & 1 << t.role != 0 && t.end <= limit)
            .map(|t| t.end)
            .max()
            .unwrap_or(self.view.start)
    }

    fn uncovered(&self) -> usize {
        let quiet = const { role::set("tool") }
            | const { role::set("marker") }
            | const { role::set("check") }
            | const { role::set("human") }
            | const { role::set("reviewed") }
            | const { role::set("by") };
        self.view
            .words
            .iter()
            .filter(|w| {
                let hit = |t: &Token| t.start < w.end && w.start < t.end;
                !self.taken.iter().any(hit)
                    && !self.view.tokens.iter().any(|t| quiet & 1 << t.role != 0 && hit(t))
            })
            .count()
    }
}
