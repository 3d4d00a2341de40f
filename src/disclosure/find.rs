//! Disclosures in a document.

use std::cell::OnceCell;

use super::compile::{Compiled, LONGEST_TERM, Pack};
use super::fit::{Fit, View};
use super::fold::Folded;
use super::judge;
use super::model::Disclosure;
use super::piece;
use super::product;
use super::role::{self, RoleSet};
use super::ruleset::Part;
use super::scan::{self, Token, Wanted};
use super::sentence::{self, Word};
use super::veto;
use crate::document::{Block, Document};
use crate::lang::Lang;
use crate::span::Span;
use crate::vocabulary::{Confidence, Involvement, Scope, Zone};

const AI: RoleSet = role::set("ai");
const COMPOUND: RoleSet = role::set("compound");

/// A block, folded and scanned.
pub(super) struct Reading<'a> {
    pub(super) block: &'a Block,
    pub(super) original: &'a str,
    pub(super) folded: Folded,
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<(usize, usize)>,
    quotations: OnceCell<Vec<(usize, usize)>>,
    /// The pack whose terms count in every language (`any`).
    shared: Option<u16>,
}

impl<'a> Reading<'a> {
    /// Reads a block: the sentences near `hits` (bytes of the block's text), or all of them where `hits` is `None`.
    pub(super) fn new(part: &Part, document: &'a Document, block: &'a Block, hits: Option<&[usize]>) -> Self {
        let compiled = &part.compiled;
        let original = document.text(block);
        let folded = Folded::new(original);
        let mut sentences = sentence::sentences(&folded, original);
        if block.zone == Zone::Headline {
            sentence::split_label(&folded.text, &mut sentences);
        }
        let scan = |ranges: &[(usize, usize)], wanted| {
            scan::tokens(compiled, &part.index, &folded, original, ranges, wanted)
        };
        let tokens = match hits {
            None => scan(&[(0, folded.text.len())], Wanted::All),
            Some(hits) => {
                let mut read = near(&folded, &sentences, hits);
                let more = begun(&sentences, &scan(&read, Wanted::Anchors));
                if more.is_empty() {
                    Vec::new()
                } else {
                    read.extend(more);
                    read.sort_unstable();
                    read.dedup();
                    scan(&read, Wanted::All)
                }
            }
        };
        Self {
            block,
            original,
            folded,
            tokens,
            sentences,
            quotations: OnceCell::new(),
            shared: compiled.shared(),
        }
    }

    /// The tokens of one pack in a range of the folded text.
    ///
    /// A word for AI before the hyphen of a compound (`AI` in `AI-assisted`) has no role of its own.
    pub(super) fn view_tokens(&self, pack: u16, range: (usize, usize)) -> Vec<Token> {
        let mut out: Vec<Token> = self
            .beginning_in(range)
            .iter()
            .filter(|t| (t.pack == pack || Some(t.pack) == self.shared) && t.end <= range.1)
            .copied()
            .collect();
        let compounds: Vec<Token> = out.iter().filter(|t| COMPOUND & 1 << t.role != 0).copied().collect();
        let hyphen = |at: usize| self.folded.text.as_bytes().get(at) == Some(&b'-');
        out.retain(|t| {
            AI & 1 << t.role == 0 || !hyphen(t.end) || {
                let begun = compounds.partition_point(|c| c.start <= t.start);
                let near = compounds[..begun].iter().rev().take_while(|c| t.start - c.start <= LONGEST_TERM);
                !near.into_iter().any(|c| t.end < c.end)
            }
        });
        // At one place the longest term is tried first: "with the help of" before "with".
        out.sort_by_key(|t| (t.start, std::cmp::Reverse(t.end)));
        out
    }

    /// The tokens of all packs that begin in a range of the folded text.
    pub(super) fn beginning_in(&self, range: (usize, usize)) -> &[Token] {
        let from = self.tokens.partition_point(|t| t.start < range.0);
        let to = self.tokens.partition_point(|t| t.start < range.1);
        &self.tokens[from..to.max(from)]
    }

    /// The packs that have a say in a sentence: those with an anchor of their own in it, or, where the anchor is
    /// one of the shared terms, those with any word in it.
    pub(super) fn packs(&self, range: (usize, usize)) -> Vec<u16> {
        let inside = || self.beginning_in(range).iter().filter(|t| t.end <= range.1);
        let anchor = |t: &&Token| role::ANCHORS & 1 << t.role != 0;
        let shared = inside().filter(anchor).any(|t| Some(t.pack) == self.shared);
        let mut packs: Vec<u16> = inside().filter(|t| shared || anchor(t)).map(|t| t.pack).collect();
        packs.sort_unstable();
        packs.dedup();
        packs
    }

    /// The character of the original that the folded byte `at` comes from.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.original.get(*self.folded.map.get(at)? as usize..)?.chars().next()
    }

    pub(super) fn quoted(&self, at: usize) -> bool {
        let quotations = self.quotations.get_or_init(|| veto::quotations(&self.folded.text));
        let begun = quotations.partition_point(|(start, _)| *start < at);
        begun.checked_sub(1).and_then(|last| quotations.get(last)).is_some_and(|(_, end)| at < *end)
    }

    /// The visible text and source place of a range of the folded text.
    pub(super) fn place(&self, document: &Document, range: (usize, usize)) -> (String, Span) {
        let start = if self.sentences.first().is_some_and(|s| s.0 == range.0) {
            0
        } else {
            self.folded.map[range.0] as usize
        };
        let end = self.folded.original_end(self.original, range.1);
        let end =
            if self.sentences.last().is_some_and(|s| s.1 == range.1) { self.original.len() } else { end };
        let inner = &self.original[start..end];
        let start = start + (inner.len() - inner.trim_start().len());
        let text = inner.trim();
        let at = self.block.range.start + start;
        (text.to_owned(), document.source_span(Span::new(at, at + text.len())))
    }
}

/// The sentences with a hit and the one before (a phrase may begin there), as ranges of the folded text.
fn near(folded: &Folded, sentences: &[(usize, usize)], hits: &[usize]) -> Vec<(usize, usize)> {
    let mut wanted = vec![false; sentences.len()];
    for hit in hits {
        let at = folded.map.partition_point(|m| *m as usize <= *hit).saturating_sub(1);
        let number = sentences.partition_point(|s| s.1 <= at);
        wanted[number.saturating_sub(1)..(number + 1).min(sentences.len())].fill(true);
    }
    sentences.iter().zip(wanted).filter(|(_, w)| *w).map(|(s, _)| *s).collect()
}

/// The sentences in which an anchor or a residue phrase does begin, and the two behind (a review clause may stand there).
fn begun(sentences: &[(usize, usize)], tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut wanted = vec![false; sentences.len()];
    for token in tokens {
        let residue = role::RESIDUE & 1 << token.role != 0 && token.part & 0xFF == 0;
        if residue || role::ANCHORS & 1 << token.role != 0 {
            let number = sentences.partition_point(|s| s.1 <= token.start);
            wanted[number..(number + 3).min(sentences.len())].fill(true);
        }
    }
    sentences.iter().zip(wanted).filter(|(_, w)| *w).map(|(s, _)| *s).collect()
}

/// A fit that no veto refuses.
struct Candidate<'a> {
    pack: usize,
    fit: Fit,
    score: usize,
    /// Bytes that terms of the pack cover in the two sentences behind: the statement's language settles a tie.
    behind: usize,
    sentence: (usize, usize),
    words: &'a [Word],
    /// The roles of all words in the sentence.
    present: RoleSet,
    /// The roles of what stands before the colon that the sentence begins with.
    lead: RoleSet,
}

/// The roles of the term that the sentence begins with, where a colon or the like follows: "Photo: made with AI".
fn lead(view: &View<'_>, text: &str) -> RoleSet {
    let Some(first) = view.words.first() else { return 0 };
    let before_mark = |t: &&Token| {
        text.get(t.end..)
            .and_then(|rest| rest.trim_start().chars().next())
            .is_some_and(|c| matches!(c, ':' | '=' | '/' | '|'))
    };
    let begins = view.tokens.iter().take_while(|t| t.start <= first.start).filter(before_mark);
    begins.fold(0, |set, t| set | 1 << t.role)
}

/// The disclosures of one block, in order of place.
pub(super) fn in_block(
    compiled: &Compiled,
    document: &Document,
    reading: &Reading<'_>,
    hint: Option<&Lang>,
) -> Vec<Disclosure> {
    let mut out = Vec::new();
    for (number, range) in reading.sentences.iter().enumerate() {
        let packs = reading.packs(*range);
        if packs.is_empty() {
            continue;
        }
        let words = sentence::words(&reading.folded.text, *range);
        let pieces = piece::pieces(&reading.folded.text, *range, &words);
        let mut candidates = Vec::new();
        for pack in packs {
            let end = reading.sentences[number..].iter().take(3).map(|s| s.1).next_back().unwrap_or(range.1);
            let behind = (range.1, end);
            candidates.extend(of_pack(compiled, reading, pack, (*range, behind), (&words, &pieces), hint));
        }
        candidates.sort_by_key(|c| {
            let rule = &compiled.packs[c.pack].rules[c.fit.rule];
            let denial = rule.involvement == Some(Involvement::None);
            (std::cmp::Reverse((denial, c.score, c.behind)), c.pack, c.fit.rule)
        });
        let mut accepted: Vec<Candidate<'_>> = Vec::new();
        for candidate in candidates {
            if accepted.iter().all(|a| !clash(a, &candidate)) {
                accepted.push(candidate);
            }
        }
        accepted.sort_by_key(|c| c.fit.tokens.first().map_or(0, |t| t.start));
        out.extend(accepted.iter().map(|c| disclosure(compiled, document, reading, number, c)));
    }
    out
}

fn of_pack<'a>(
    compiled: &Compiled,
    reading: &Reading<'_>,
    pack: u16,
    (sentence, behind): ((usize, usize), (usize, usize)),
    (words, pieces): (&'a [Word], &[(usize, usize)]),
    hint: Option<&Lang>,
) -> Vec<Candidate<'a>> {
    let tokens = reading.view_tokens(pack, sentence);
    let view = View::new(&tokens, words, sentence.0);
    let known: &Pack = &compiled.packs[usize::from(pack)];
    let mut out = Vec::new();
    let possible = |at: &usize| known.needs[*at].iter().all(|set| set & view.roles != 0);
    for at in (0..known.rules.len()).filter(possible) {
        let Some(fit) = accepted(known, at, reading, (sentence, pieces), &view) else { continue };
        let hinted =
            hint.is_some_and(|h| Lang::parse(&known.lang).is_some_and(|l| l.primary() == h.primary()));
        let counts = |t: &&Token| const { role::set("owner") | role::set("this") } & 1 << t.role == 0;
        let company: usize = tokens.iter().filter(counts).map(|t| t.end - t.start).sum();
        let score = fit.covered * 4
            + company.min(sentence.1 - sentence.0)
            + if hinted { 24 } else { 0 }
            + usize::from(known.lang == "en");
        let behind =
            reading.beginning_in(behind).iter().filter(|t| t.pack == pack).map(|t| t.end - t.start).sum();
        let (present, lead) = (view.roles, lead(&view, &reading.folded.text));
        out.push(Candidate { pack: usize::from(pack), fit, score, behind, sentence, words, present, lead });
    }
    // "This article was made with AI and checked by the newsroom" is no policy, though a newsroom speaks in it.
    let of_site = |c: &Candidate<'_>| known.rules[c.fit.rule].scope == Some(Scope::Site);
    let article = const { role::set("self.article") };
    let site = view.roles & const { role::set("self.site") } != 0;
    if !site && out.iter().any(|c| !of_site(c) && c.fit.tokens.iter().any(|t| article & 1 << t.role != 0)) {
        out.retain(|c| !of_site(c));
    }
    out
}

/// The rule's fit in a sentence, where no veto refuses it.
fn accepted(
    pack: &Pack,
    rule: usize,
    reading: &Reading<'_>,
    (sentence, pieces): ((usize, usize), &[(usize, usize)]),
    view: &View<'_>,
) -> Option<Fit> {
    let fit = piece::lay(pack, rule, view, pieces)?;
    veto::veto(&pack.rules[rule], &fit, view, reading, sentence).is_none().then_some(fit)
}

/// Whether one rule of a pack takes a sentence of the block, whatever the other rules say.
pub(super) fn takes(compiled: &Compiled, reading: &Reading<'_>, pack: u16, rule: usize) -> bool {
    reading.sentences.iter().any(|range| {
        let tokens = reading.view_tokens(pack, *range);
        let words = sentence::words(&reading.folded.text, *range);
        let view = View::new(&tokens, &words, range.0);
        let pieces = piece::pieces(&reading.folded.text, *range, &words);
        accepted(&compiled.packs[usize::from(pack)], rule, reading, (*range, &pieces), &view).is_some()
    })
}

/// Two fits that speak of the same words.
fn clash(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let span = |c: &Candidate<'_>| {
        let start = c.fit.tokens.iter().map(|t| t.start).min().unwrap_or(0);
        let end = c.fit.tokens.iter().map(|t| t.end).max().unwrap_or(0);
        (start, end)
    };
    let (a, b) = (span(a), span(b));
    a.0 < b.1 && b.0 < a.1
}

fn disclosure(
    compiled: &Compiled,
    document: &Document,
    reading: &Reading<'_>,
    sentence: usize,
    candidate: &Candidate<'_>,
) -> Disclosure {
    let pack = &compiled.packs[candidate.pack];
    let rule = &pack.rules[candidate.fit.rule];
    let (involvement, modality, scope) =
        judge::meaning(rule, &candidate.fit, &candidate.present, candidate.lead, reading.block.zone);
    // A review clause may stand in one of the two sentences behind the statement.
    let last = reading.sentences.len().min(sentence + 3) - 1;
    let around = (candidate.sentence.0, reading.sentences[last].1);
    let tokens = reading.view_tokens(u16::try_from(candidate.pack).unwrap_or(u16::MAX), around);
    let words = if last == sentence {
        candidate.words.to_vec()
    } else {
        sentence::words(&reading.folded.text, around)
    };
    let review = judge::review(rule, &candidate.fit, &View::new(&tokens, &words, around.0));
    let tools = const { role::set("tool") };
    let tool = reading
        .beginning_in(around)
        .iter()
        .filter(|t| tools & 1 << t.role != 0 && t.end <= around.1)
        .max_by_key(|t| (std::cmp::Reverse(t.start), t.end))
        .map(|t| {
            reading.original
                [reading.folded.map[t.start] as usize..reading.folded.original_end(reading.original, t.end)]
                .to_owned()
        });
    let (text, span) = reading.place(document, candidate.sentence);
    let tool = tool.or_else(|| product::in_brackets(&text));
    Disclosure {
        rule: rule.id.clone().into_owned(),
        involvement,
        modality,
        scope,
        review,
        tool,
        lang: pack.lang.clone(),
        zone: reading.block.zone,
        paragraph: reading.block.paragraph,
        text,
        span,
        confidence: if rule.likely { Confidence::Likely } else { Confidence::Explicit },
    }
}
