//! What decides against a sentence that has the shape of a disclosure.

use super::acronym;
use super::compile::Rule;
use super::find::Reading;
use super::fit::{Fit, View};
use super::onward;
use super::owner;
use super::role::{self, RoleSet};
use super::scan::Token;
use super::sentence::{unspaced, wordy};
use crate::document::BlockKind;
use crate::vocabulary::Zone;

/// Why a fitted sentence is no disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Veto {
    /// A word of this veto role stands in the sentence.
    Word(&'static str),
    /// It is a question.
    Question,
    /// The short form for AI is spelled out beside it as something else.
    Meaning,
    /// What AI made belongs to somebody or something else.
    Owner,
    /// It stands in quotation marks inside other text.
    Quoted,
    /// It is a link to something else.
    Link,
    /// It is a heading that does not speak of this document.
    Heading,
    /// It is code.
    Code,
    /// The label is the subject of a sentence about another thing.
    Onward,
    /// The rule does not look in this zone.
    Zone,
}

impl std::fmt::Display for Veto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Word(role) => {
                let what = role::ROLES.iter().find(|(n, _)| n == role).map_or("", |(_, about)| *about);
                write!(f, "{role} ({what})")
            }
            Self::Question => f.write_str("it is a question"),
            Self::Meaning => f.write_str("the short form stands for something else here"),
            Self::Owner => f.write_str("it speaks of what belongs to something else"),
            Self::Quoted => f.write_str("it is quoted inside other text"),
            Self::Link => f.write_str("it is a link to something else"),
            Self::Heading => f.write_str("it is a heading that does not speak of this document"),
            Self::Code => f.write_str("it is code"),
            Self::Onward => f.write_str("it goes on as a sentence about another thing"),
            Self::Zone => f.write_str("the rule does not look in this zone"),
        }
    }
}

/// The first reason against `fit`, if any.
pub(super) fn veto(
    rule: &Rule,
    fit: &Fit,
    view: &View<'_>,
    reading: &Reading<'_>,
    sentence: (usize, usize),
) -> Option<Veto> {
    let (block, text) = (reading.block, reading.folded.text.as_str());
    if !rule.zones.is_empty() && !rule.zones.contains(&block.zone) {
        return Some(Veto::Zone);
    }
    let vetoes = const { role::set("veto") & !role::set("veto.source") } & !rule.allow;
    let speaks_of_itself = fit.tokens.iter().any(|t| role::SELF & 1 << t.role != 0);
    let end = fit.tokens.iter().map(|t| t.end).max().unwrap_or(0);
    // What follows a statement about this very document (a warning, an advert) does not take it back; who is
    // reported to have said it does, and so does an "if" that some languages put right behind the verb.
    let takes_back = |t: &Token| {
        let (reported, condition) = const { (role::set("veto.report"), role::set("veto.condition")) };
        let at_once = || text.get(end..t.start).is_some_and(|between| between.trim().is_empty());
        reported & 1 << t.role != 0 || condition & 1 << t.role != 0 && at_once()
    };
    let word = view.tokens.iter().find(|t| {
        vetoes & 1 << t.role != 0
            && (!speaks_of_itself || t.start < end || takes_back(t))
            && !fit.tokens.iter().any(|f| f.start <= t.start && t.end <= f.end)
    });
    if let Some(token) = word {
        return Some(Veto::Word(role::name(token.role)));
    }
    if rule.allow & SOURCE == 0 && told_by(fit, view, text) {
        return Some(Veto::Word("veto.source"));
    }
    if fit.tokens.iter().any(|t| AI & 1 << t.role != 0 && acronym::of_another(t, view, text)) {
        return Some(Veto::Meaning);
    }
    if rule.owners.is_some_and(|owners| owner::named(owners, rule, fit, view, text)) {
        return Some(Veto::Owner);
    }
    if block.kind == BlockKind::Code {
        return Some(Veto::Code);
    }
    if !speaks_of_itself && (block.kind == BlockKind::Heading || block.zone == Zone::Headline) {
        return Some(Veto::Heading);
    }
    if !speaks_of_itself && block.linked {
        return Some(Veto::Link);
    }
    if question(&text[sentence.0..sentence.1]) {
        return Some(Veto::Question);
    }
    // A name may follow: "Made by AI Research Assistant".
    let named = |at: usize| reading.at(at).is_some_and(char::is_uppercase);
    if rule.onward && !speaks_of_itself && onward::telling(fit, view, text).is_some_and(|w| !named(w.start)) {
        return Some(Veto::Onward);
    }
    let anchor = fit.tokens.iter().find(|t| role::ANCHORS & 1 << t.role != 0).map_or(sentence.0, |t| t.start);
    reading.quoted(anchor).then_some(Veto::Quoted)
}

const SOURCE: RoleSet = role::set("veto.source");
const AI: RoleSet = role::set("ai");

/// Whether somebody else is the source of what the sentence says: "according to …" opens it or one of its clauses, and no
/// data and nothing of this site is named as the source.
fn told_by(fit: &Fit, view: &View<'_>, text: &str) -> bool {
    let ours = const { role::set("data") | role::set("self.site") };
    let opens = |source: &Token| {
        let before = text[view.start..source.start].trim_end();
        before.is_empty() || before.ends_with([',', ';', '-', '('])
    };
    view.tokens.iter().filter(|t| SOURCE & 1 << t.role != 0 && opens(t)).any(|source| {
        let holds = |t: &Token| t.start <= source.start && source.end <= t.end;
        let named = view.over(source.start, source.end).any(|t| ours & 1 << t.role != 0 && holds(t))
            || view.within(source.end, 3).iter().any(|t| ours & 1 << t.role != 0);
        !named && !fit.tokens.iter().any(holds)
    })
}

fn question(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(['"', '\'', ')', ' ', ']']);
    end.ends_with(['?', '？', '؟'])
}

/// The quoted ranges of folded text: pairs of double quotation marks with at least two words outside all of them.
pub(super) fn quotations(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mark = |at: usize| {
        let before = text[..at].chars().next_back().filter(|c| wordy(*c));
        let after = text[at + 1..].chars().next().filter(|c| wordy(*c));
        // Inside a word it is no mark (Hebrew acronyms), but in a script without spaces words stand close by.
        before.or(after).is_none_or(unspaced) || before.is_none() || after.is_none_or(unspaced)
    };
    let marks: Vec<usize> = memchr::memchr_iter(b'"', bytes).filter(|at| mark(*at)).collect();
    let pairs: Vec<(usize, usize)> = marks.chunks_exact(2).map(|p| (p[0], p[1] + 1)).collect();
    let mut at = 0;
    let mut outside = 0;
    for (start, end) in &pairs {
        outside += super::sentence::words(text, (at, *start)).len();
        at = *end;
    }
    outside += super::sentence::words(text, (at, text.len())).len();
    if outside >= 2 { pairs } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::ruleset::states;

    const PACK: &str = r#"
lang = "en"
name = "English"
[terms]
ai = ["AI"]
act.make = ["made"]
help = ["with the help of"]
self.article = ["this report"]
veto.source = ["according to"]
data = ["figures"]
[[rule]]
id = "help"
about = "Made with the help of AI."
shape = "self, act, help ai"
examples = ["This report was made with the help of AI."]
counter_examples = ["This report was made."]
"#;

    #[test]
    fn a_sentence_that_somebody_else_is_the_source_of_is_refused() {
        let found = |text: &str| states(PACK, text);
        assert!(!found("According to the mayor, this report was made with the help of AI."));
        assert!(!found("This report was made with the help of AI, according to the mayor."));
        assert!(found("According to figures of the town, this report was made with the help of AI."));
        assert!(found("This report was made with the help of AI according to taste."));
    }

    #[test]
    fn a_whole_line_in_quotation_marks_is_not_quoted_inside_other_text() {
        assert!(quotations("\"diese aufnahme enthält eine ki-stimme.\"").is_empty());
        assert_eq!(quotations("the note read \"made by ai\" below").len(), 1);
        assert!(quotations("נכתב ע\"י ai ונערך").is_empty());
        assert_eq!(quotations("案の中には\"この作文はai\"という判子").len(), 1);
    }
}
