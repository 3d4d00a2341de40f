//! Verification for people.

use std::fmt::Write as _;

use super::claim::{declared, signed_off};
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
pub fn text(origin: &str, record: Option<&str>, verification: &Verification) -> String {
    let verdict = &verification.verdict;
    let reasons = reasons(&verdict.reasons);
    let outcome = match verdict.outcome {
        Outcome::Matches => "MATCHES",
        Outcome::Differs => "DIFFERS",
        Outcome::CannotCheck => "CANNOT CHECK",
    };
    let mut out = format!("{}: {outcome} ({reasons})\n", safe(origin));
    let mut line = |text: &str| {
        let _ = writeln!(out, "  {}", safe(text));
    };
    if let Some(detail) = &verdict.detail {
        line(detail);
    }
    let name = record.unwrap_or_default();
    let beside = name.strip_prefix(origin).is_some_and(|rest| rest == SUFFIX);
    if !name.is_empty() && (!beside || verdict.outcome == Outcome::CannotCheck) {
        line(&format!("Record: {name}"));
    }
    if let Some(record) = &verification.record {
        let by = record.signed_by();
        let keys: Vec<String> = by.keys.iter().map(|k| k.to_string()[..16].to_owned()).collect();
        let predicate = &record.get().predicate;
        line(&format!(
            "Signed by {} (key {}), dated {}.",
            by.publisher,
            keys.join(", "),
            predicate.issued_at
        ));
        line(&declared(&predicate.ai_use));
        if let Some(editorial) = &predicate.editorial {
            line(&signed_off(editorial));
        }
        let article = &predicate.article;
        let named = [("headline", &article.headline), ("address", &article.uri)];
        for (what, text) in named.iter().filter_map(|(what, text)| Some((what, text.as_ref()?))) {
            if verdict.outcome != Outcome::Matches {
                line(&format!("The record is of the article with the {what} {text}"));
            }
        }
    }
    if let Some(found) = &verification.changes {
        out.push_str(&changes(found));
    }
    if let Some(coverage) = verification.coverage.filter(|c| c.covered < c.visible) {
        let percent = coverage.covered * 100 / coverage.visible.max(1);
        let dropped = match coverage.dropped {
            0 => String::new(),
            n => format!("; {n} characters were left out by the record's own `drop`"),
        };
        let _ = writeln!(out, "  The record covers {percent} % of the page's visible text{dropped}.");
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
pub fn changes(changes: &Changes) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        let _ = writeln!(out, "  {text}");
    };
    for told in &changes.disclosures {
        let before = safe_line(told.before.quote.as_str(), QUOTED);
        match (told.state, &told.after) {
            (DisclosureState::Kept, _) => line(format!("disclosure kept: \"{before}\"")),
            (DisclosureState::Changed, Some(after)) => line(format!(
                "disclosure CHANGED: \"{before}\" ({}) is now \"{}\" ({})",
                told.before.involvement,
                safe_line(after.quote.as_str(), QUOTED),
                after.involvement
            )),
            _ => line(format!("disclosure REMOVED: \"{before}\" ({})", told.before.involvement)),
        }
    }
    if let Some(headline) = changes.headline.as_ref().filter(|h| h.state != State::Same) {
        let before = headline.before.as_deref();
        line(format!("headline {}: {}", headline.state.word(), both(before, headline.after.as_deref())));
    }
    let shown: Vec<&ParagraphTold> = changes.paragraphs.iter().filter(|p| p.state != State::Same).collect();
    for run in shown.chunk_by(|a, b| silent(a) && silent(b) && a.old.map(|n| n + 1) == b.old) {
        match run {
            [first, .., last] => {
                let number = |told: &ParagraphTold| told.old.unwrap_or_default();
                line(format!("paragraphs {} to {} gone", number(first), number(last)));
            }
            run => run.iter().for_each(|told| line(paragraph(told))),
        }
    }
    let count = |state| changes.paragraphs.iter().filter(|p| p.state == state).count();
    let states = [State::Same, State::Changed, State::Moved, State::Added, State::Gone];
    let counts = states.map(|s| (s.word(), count(s)));
    let counts: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{n} {word}")).collect();
    if !counts.is_empty() {
        line(format!("Paragraphs: {}.", counts.join(", ")));
    }
    out
}

/// Whether a paragraph is gone and nothing more is known of it.
fn silent(told: &ParagraphTold) -> bool {
    told.state == State::Gone && told.before.is_none() && !told.disclosure
}

fn paragraph(told: &ParagraphTold) -> String {
    let place = match (told.old, told.new) {
        (Some(old), Some(new)) if old == new => format!("{new}"),
        (Some(old), Some(new)) => format!("{old} -> {new}"),
        (Some(old), None) => format!("{old}"),
        (None, new) => new.map(|n| n.to_string()).unwrap_or_default(),
    };
    let held = if told.disclosure { " (held a disclosure)" } else { "" };
    let (before, after) = (told.before.as_deref(), told.after.as_deref());
    let words = match told.state {
        State::Changed => both(before, after),
        State::Gone => before.map(quoted).unwrap_or_default(),
        _ => after.map(quoted).unwrap_or_default(),
    };
    format!("paragraph {place} {}{held}: {words}", told.state.word()).trim_end_matches([' ', ':']).to_owned()
}

/// Old and new words: gone ones as `[-so-]`, added ones as `{+so+}`, where both are known.
fn both(before: Option<&str>, after: Option<&str>) -> String {
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
        (Some(before), None) => format!("was {}", quoted(before)),
        (None, Some(after)) => format!("is now {}", quoted(after)),
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
