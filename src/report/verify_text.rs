//! Verification for people.

use std::fmt::Write as _;

use super::claim::{declared, signed_off};
use super::words::{Named as _, Tongue, text};
use super::{safe, safe_line};
use crate::verify::{
    Changes, DisclosureState, Outcome, ParagraphTold, Reason, State, Verification, WordChange, word_diff,
};

/// Characters of a paragraph that are shown.
const QUOTED: usize = 300;

/// What the name of a record adds to that of an article that it lies beside; such a record is not named again.
const SUFFIX: &str = ".terang.json";

/// What is said of one article and one record, as lines of text with a line feed at their end.
#[must_use]
pub fn about(tongue: Tongue, origin: &str, record: Option<&str>, verification: &Verification) -> String {
    let verdict = &verification.verdict;
    let (outcome, words) = (verdict.outcome.named(tongue), reasons(&verdict.reasons));
    let mut out = format!("{}: {outcome} ({words})\n", safe(origin));
    let mut line = |text: &str| {
        let _ = writeln!(out, "  {}", safe(text));
    };
    let say = |key, gaps: &[(&str, &str)]| text(tongue, key, gaps);
    if let Some(detail) = &verdict.detail {
        // What the stages before say of a case is in English; other readers get what its reasons mean.
        match tongue {
            Tongue::En => line(detail),
            Tongue::Id => verdict.reasons.iter().for_each(|reason| line(reason.named(tongue))),
        }
    }
    let name = record.unwrap_or_default();
    let beside = name.strip_prefix(origin).is_some_and(|rest| rest == SUFFIX);
    if !name.is_empty() && (!beside || verdict.outcome == Outcome::CannotCheck) {
        line(&say("verify.record", &[("name", name)]));
    }
    if let Some(record) = &verification.record {
        let by = record.signed_by();
        let keys: Vec<String> = by.keys.iter().map(|k| k.to_string()[..16].to_owned()).collect();
        let predicate = &record.get().predicate;
        let (keys, time) = (keys.join(", "), predicate.issued_at.to_string());
        line(&say("verify.signed", &[("publisher", &by.publisher), ("keys", &keys), ("time", &time)]));
        line(&declared(tongue, &predicate.ai_use));
        if let Some(editorial) = &predicate.editorial {
            line(&signed_off(tongue, editorial));
        }
        if verdict.outcome != Outcome::Matches {
            let article = &predicate.article;
            for (key, text) in
                [("verify.headline-of", &article.headline), ("verify.address-of", &article.uri)]
            {
                if let Some(text) = text {
                    line(&say(key, &[("text", text.as_str())]));
                }
            }
        }
    }
    if let Some(found) = &verification.changes {
        out.push_str(&changes(tongue, found));
    }
    if let Some(coverage) = verification.coverage.filter(|c| c.covered < c.visible) {
        let percent = (coverage.covered * 100 / coverage.visible.max(1)).to_string();
        let percent = ("percent", percent.as_str());
        let covers = match coverage.dropped {
            0 => say("verify.covers", &[percent]),
            n => say("verify.drops", &[percent, ("n", &n.to_string())]),
        };
        let _ = writeln!(out, "  {covers}");
    }
    out
}

/// Reasons as words after one another.
#[must_use]
pub fn reasons(reasons: &[Reason]) -> String {
    reasons.iter().map(|r| r.word()).collect::<Vec<_>>().join(", ")
}

/// What changed: disclosures first, then the headline, then paragraphs that are not the same.
#[must_use]
pub fn changes(tongue: Tongue, changes: &Changes) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        let _ = writeln!(out, "  {text}");
    };
    let say = |key, gaps: &[(&str, &str)]| text(tongue, key, gaps);
    for told in &changes.disclosures {
        let quote = safe_line(told.before.quote.as_str(), QUOTED);
        let (before, was) = (("before", &*quote), ("was", told.before.involvement.named(tongue)));
        line(match (told.state, &told.after) {
            (DisclosureState::Kept, _) => say("verify.kept", &[before]),
            (DisclosureState::Changed, Some(after)) => {
                let quote = safe_line(after.quote.as_str(), QUOTED);
                let is = ("is", after.involvement.named(tongue));
                say("verify.changed", &[before, was, ("after", &quote), is])
            }
            _ => say("verify.removed", &[before, was]),
        });
    }
    if let Some(headline) = changes.headline.as_ref().filter(|h| h.state != State::Same) {
        let words = both(tongue, headline.before.as_deref(), headline.after.as_deref());
        line(say("verify.headline", &[("state", headline.state.named(tongue)), ("words", &words)]));
    }
    let shown: Vec<&ParagraphTold> = changes.paragraphs.iter().filter(|p| p.state != State::Same).collect();
    for run in shown.chunk_by(|a, b| silent(a) && silent(b) && a.old.map(|n| n + 1) == b.old) {
        match run {
            [first, .., last] => {
                let number = |told: &ParagraphTold| told.old.unwrap_or_default().to_string();
                line(say("verify.run-gone", &[("first", &number(first)), ("last", &number(last))]));
            }
            run => run.iter().for_each(|told| line(paragraph(tongue, told))),
        }
    }
    let count = |state| changes.paragraphs.iter().filter(|p| p.state == state).count();
    let states = [State::Same, State::Changed, State::Moved, State::Added, State::Gone];
    let counts = states.map(|s| (s.named(tongue), count(s)));
    let counts: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{n} {word}")).collect();
    if !counts.is_empty() {
        line(say("verify.paragraphs", &[("counts", &counts.join(", "))]));
    }
    out
}

/// Whether a paragraph is gone and nothing more is known of it.
fn silent(told: &ParagraphTold) -> bool {
    told.state == State::Gone && told.before.is_none() && !told.disclosure
}

fn paragraph(tongue: Tongue, told: &ParagraphTold) -> String {
    let place = match (told.old, told.new) {
        (Some(old), Some(new)) if old == new => format!("{new}"),
        (Some(old), Some(new)) => format!("{old} -> {new}"),
        (Some(old), None) => format!("{old}"),
        (None, new) => new.map(|n| n.to_string()).unwrap_or_default(),
    };
    let (before, after) = (told.before.as_deref(), told.after.as_deref());
    let words = match told.state {
        State::Changed => both(tongue, before, after),
        State::Gone => before.map(quoted).unwrap_or_default(),
        _ => after.map(quoted).unwrap_or_default(),
    };
    let key = if told.disclosure { "verify.holding" } else { "verify.paragraph" };
    let head = text(tongue, key, &[("place", &place), ("state", told.state.named(tongue))]);
    format!("{head}: {words}").trim_end_matches([' ', ':']).to_owned()
}

/// Old and new words: gone ones as `[-so-]`, added ones as `{+so+}`, where both are known.
fn both(tongue: Tongue, before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => {
            let runs = word_diff(before, after);
            let last = runs.len().saturating_sub(1);
            let shown = runs.iter().enumerate().map(|(at, run)| match run {
                WordChange::Same(text) => around(text, at == 0, at == last),
                WordChange::Gone(text) => format!("[-{}-]", safe_line(text, QUOTED)),
                WordChange::Added(text) => format!("{{+{}+}}", safe_line(text, QUOTED)),
            });
            shown.collect::<Vec<_>>().join(" ")
        }
        (Some(before), None) => text(tongue, "verify.was", &[("text", &quoted(before))]),
        (None, Some(after)) => text(tongue, "verify.now", &[("text", &quoted(after))]),
        (None, None) => String::new(),
    }
}

/// Some words around a change.
fn around(text: &str, first: bool, last: bool) -> String {
    const NEAR: usize = 6;
    let words: Vec<&str> = text.split(' ').collect();
    let edge = usize::from(!first) + usize::from(!last);
    if words.len() <= NEAR * edge.max(1) {
        return safe(text).into_owned();
    }
    let head = if first { String::new() } else { words[..NEAR].join(" ") + " " };
    let tail = if last { String::new() } else { format!(" {}", words[words.len() - NEAR..].join(" ")) };
    safe(&format!("{head}...{tail}")).into_owned()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", safe_line(text, QUOTED))
}
