//! Whether a rule's shape fits the tokens of one sentence.

use std::cell::OnceCell;

use super::compile::{LONGEST_TERM, Pack, Place, Rule};
use super::role::{self, RoleSet};
use super::scan::Token;
use super::sentence::Word;
use crate::vocabulary::Involvement;

/// How many words are looked at to place a shape before it counts as not fitting, in any sentence and for each of
/// its words more.
const TRIES: usize = 40_000;
const TRIES_A_WORD: usize = 16;

/// Words that may lead to a statement that stands at the front of its sentence.
const LEAD: usize = 8;

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
    marker_ends: OnceCell<Vec<usize>>,
    loud: OnceCell<Vec<Word>>,
    names: OnceCell<Vec<(usize, usize)>>,
}

/// How many names that begin before a token are looked at: they hardly ever overlap.
const NAMES: usize = 4;

impl<'a> View<'a> {
    pub(super) fn new(tokens: &'a [Token], words: &'a [Word], start: usize) -> Self {
        let roles = tokens.iter().fold(0, |set, t| set | 1 << t.role);
        Self {
            tokens,
            words,
            roles,
            start,
            marker_ends: OnceCell::new(),
            loud: OnceCell::new(),
            names: OnceCell::new(),
        }
    }

    /// Whether `token` is a plain word that belongs to the name of a tool: the "Translate" of a service so called.
    fn within_name(&self, token: &Token) -> bool {
        let plain = const { role::set("noun") | role::set("act") };
        if plain & 1 << token.role == 0 || self.roles & const { role::set("tool") } == 0 {
            return false;
        }
        let names = self.names.get_or_init(|| {
            let tools = self.tokens.iter().filter(|t| const { role::set("tool") } & 1 << t.role != 0);
            tools.map(|t| (t.start, t.end)).collect()
        });
        let before = names.partition_point(|name| name.0 <= token.start);
        names[..before]
            .iter()
            .rev()
            .take(NAMES)
            .any(|(start, end)| token.end <= *end && end - start > token.end - token.start)
    }

    /// The tokens that lie over any of `start..end`, which no term that begins too far before it can.
    pub(super) fn over(&self, start: usize, end: usize) -> impl Iterator<Item = &'a Token> + use<'a> {
        let first = start.saturating_sub(LONGEST_TERM);
        let from = self.tokens.partition_point(|t| t.start < first);
        let to = self.tokens.partition_point(|t| t.start < end);
        self.tokens[from..to.max(from)].iter().filter(move |t| t.end > start)
    }

    /// The tokens that begin at or behind `end`, with at most `gap` words between.
    pub(super) fn within(&self, end: usize, gap: usize) -> &'a [Token] {
        let from = self.tokens.partition_point(|t| t.start < end);
        let first = self.words.partition_point(|w| w.start < end);
        let to = match self.words.get(first + gap) {
            Some(last) => self.tokens.partition_point(|t| t.start <= last.start),
            None => self.tokens.len(),
        };
        &self.tokens[from..to.max(from)]
    }

    /// The end of the last marker or colon before `limit`, or the sentence's start.
    fn after_markers(&self, limit: usize) -> usize {
        let ends = self.marker_ends.get_or_init(|| {
            let markers = const { role::set("marker") };
            let mut ends: Vec<usize> =
                self.tokens.iter().filter(|t| markers & 1 << t.role != 0).map(|t| t.end).collect();
            ends.sort_unstable();
            ends
        });
        let before = ends.partition_point(|end| *end <= limit);
        before.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(self.start)
    }

    /// The words that no token covers which may stand beside any label.
    fn loud(&self) -> &[Word] {
        self.loud.get_or_init(|| {
            let quiet = const { role::set("tool") }
                | const { role::set("marker") }
                | const { role::set("check") }
                | const { role::set("human") }
                | const { role::set("reviewed") }
                | const { role::set("unreviewed") }
                | const { role::set("not") }
                | const { role::set("by") };
            let mut quiet = self.tokens.iter().filter(|t| quiet & 1 << t.role != 0).peekable();
            let mut covered = 0;
            let mut loud = Vec::new();
            for word in self.words {
                while let Some(token) = quiet.next_if(|t| t.start < word.end) {
                    covered = covered.max(token.end);
                }
                if covered <= word.start {
                    loud.push(*word);
                }
            }
            loud
        })
    }

    /// Whether the words in `from..to` only lead to what follows: each belongs to a term, and to one that names nobody.
    fn leads_in(&self, from: usize, to: usize) -> bool {
        let people = const { role::set("human") };
        let words = &self.words[self.words.partition_point(|w| w.start < from)..];
        let words = &words[..words.partition_point(|w| w.start < to)];
        let covers = |t: &Token, w: &Word| t.start <= w.start && w.end <= t.end;
        words.len() <= LEAD
            && words.iter().all(|w| {
                let mut known = self.over(w.start, w.end).filter(|t| covers(t, w)).peekable();
                known.peek().is_some() && known.all(|t| people & 1 << t.role == 0)
            })
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
    tries: usize,
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
        let view = self.view;
        let near = after.map_or(view.tokens, |end| view.within(end, usize::from(self.rule.gap)));
        for token in near.iter().copied() {
            self.tries += 1;
            if self.tries > TRIES + view.tokens.len() * TRIES_A_WORD {
                return false;
            }
            if slot.roles & 1 << token.role == 0 || view.within_name(&token) {
                continue;
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
                let first = self.first();
                let marker = self.view.after_markers(first);
                self.view.words_between(marker, first) <= 1
            }
            Place::Front => {
                let first = self.first();
                self.view.leads_in(self.view.after_markers(first), first)
            }
            Place::Alone => self.uncovered() <= 3 && self.led_in(),
        }
    }

    /// Where the first word taken begins.
    fn first(&self) -> usize {
        self.taken.iter().map(|t| t.start).min().unwrap_or(0)
    }

    /// Whether no more than one word that nothing covers stands before the first word taken.
    ///
    /// A denial may name several things first ("Text and pictures were made without AI"), and names may follow a marker or a
    /// colon ("Author: Ann Lee, edited with AI").
    fn led_in(&self) -> bool {
        let first = self.first();
        if self.rule.involvement == Some(Involvement::None)
            || self.view.after_markers(first) > self.view.start
        {
            return true;
        }
        let loud = self.view.loud();
        loud.iter().take_while(|w| w.start < first).take(2).count() <= 1
    }

    /// How many words nothing covers, counted up to four.
    fn uncovered(&self) -> usize {
        let taken = |w: &Word| self.taken.iter().any(|t| t.start < w.end && w.start < t.end);
        self.view.loud().iter().filter(|w| !taken(w)).take(4).count()
    }
}
