//! Why a line was or was not taken.

use super::find::Reading;
use super::fit::View;
use super::piece;
use super::residue;
use super::role;
use super::ruleset::RuleSet;
use super::sentence;
use super::veto::{self, Veto};
use crate::document::Document;

/// A word of a rule file that was seen in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordSeen {
    /// As written in the document.
    pub text: String,
    /// Its role, or `x` for a role of the pack's own.
    pub role: &'static str,
}

/// One rule laid on the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The rule.
    pub rule: String,
    /// Its shape as written.
    pub shape: String,
    /// `Ok`: taken, or passed over for a better fit; `Err`: refused for this reason.
    pub outcome: Result<(), Veto>,
}

/// What one language's rules make of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The sentence as written.
    pub sentence: String,
    /// The language.
    pub lang: String,
    /// The words of that language's file that stand in it, in order.
    pub words: Vec<WordSeen>,
    /// The rules whose shape fits.
    pub attempts: Vec<Attempt>,
    /// Whether the sentence holds a word for AI (or for a machine, a tool) at all; without one no rule looks at it.
    pub anchored: bool,
}

impl RuleSet {
    /// What the rules make of every sentence that touches line `line` (from 1) of the source.
    ///
    /// Returns one explanation for each sentence and language, the languages whose rules fit first, then those
    /// that see most words; at most three languages a sentence.
    #[must_use]
    pub fn explain(&self, document: &Document, line: usize) -> Vec<Explanation> {
        let Some(wanted) = document.lines().line(&document.source, line) else { return Vec::new() };
        let mut out = Vec::new();
        for part in self.parts() {
            for block in document.blocks() {
                let source = document.source_span(block.range);
                if source.start > wanted.end || source.end < wanted.start {
                    continue;
                }
                let reading = Reading::new(part, document, block, None);
                for range in &reading.sentences {
                    let (text, span) = reading.place(document, *range);
                    if span.start > wanted.end || span.end < wanted.start {
                        continue;
                    }
                    let mut of_sentence = Vec::new();
                    let words = sentence::words(&reading.folded.text, *range);
                    for number in 0..part.compiled.packs.len() {
                        let pack = u16::try_from(number).unwrap_or(u16::MAX);
                        if Some(pack) == part.compiled.shared() {
                            continue;
                        }
                        let tokens = reading.view_tokens(pack, *range);
                        if !tokens.is_empty() {
                            of_sentence.push(one(part, &reading, number, *range, &words, &tokens, &text));
                        }
                    }
                    residue::for_each_phrase(&part.compiled, &reading, *range, |rule, veto| {
                        let attempt = Attempt {
                            rule: rule.id.clone(),
                            shape: rule.about.clone(),
                            outcome: veto.map_or(Ok(()), Err),
                        };
                        let lang = rule.id.split('/').next().unwrap_or_default();
                        match of_sentence.iter_mut().find(|e: &&mut Explanation| e.lang == lang) {
                            Some(known) => known.attempts.push(attempt),
                            None => of_sentence.push(Explanation {
                                sentence: text.clone(),
                                lang: lang.to_owned(),
                                words: Vec::new(),
                                attempts: vec![attempt],
                                anchored: true,
                            }),
                        }
                    });
                    of_sentence.sort_by_key(|e: &Explanation| {
                        let seen: usize = e.words.iter().map(|w| w.text.len()).sum();
                        (std::cmp::Reverse(e.attempts.len()), std::cmp::Reverse(seen))
                    });
                    let anchored = of_sentence.iter().any(|e| e.anchored);
                    of_sentence.truncate(if anchored { 3 } else { 1 });
                    if of_sentence.is_empty() {
                        of_sentence.push(Explanation {
                            sentence: text,
                            lang: String::new(),
                            words: Vec::new(),
                            attempts: Vec::new(),
                            anchored: false,
                        });
                    }
                    out.extend(of_sentence);
                }
            }
        }
        out
    }
}

fn one(
    part: &super::ruleset::Part,
    reading: &Reading<'_>,
    number: usize,
    range: (usize, usize),
    words: &[sentence::Word],
    tokens: &[super::scan::Token],
    text: &str,
) -> Explanation {
    let pack = &part.compiled.packs[number];
    let view = View::new(tokens, words, range.0);
    let pieces = piece::pieces(&reading.folded.text, range, words);
    let mut attempts = Vec::new();
    for (at, rule) in pack.rules.iter().enumerate() {
        let Some(fit) = piece::lay(pack, at, &view, &pieces) else { continue };
        let refused = veto::veto(rule, &fit, &view, reading, range);
        attempts.push(Attempt {
            rule: rule.id.clone().into_owned(),
            shape: rule.written.clone().into_owned(),
            outcome: refused.map_or(Ok(()), Err),
        });
    }
    let words = tokens
        .iter()
        .filter(|t| role::RESIDUE & 1 << t.role == 0)
        .map(|t| WordSeen {
            text: reading.original
                [reading.folded.map[t.start] as usize..reading.folded.original_end(reading.original, t.end)]
                .to_owned(),
            role: role::name(t.role),
        })
        .collect();
    Explanation {
        sentence: text.to_owned(),
        lang: pack.lang.clone(),
        words,
        attempts,
        anchored: tokens.iter().any(|t| role::ANCHORS & 1 << t.role != 0),
    }
}
