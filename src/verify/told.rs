//! What verification found, with the words of every change: what reports are made of.

use super::align::State;
use super::compare::{Comparison, compare};
use super::disclosures::DisclosureState;
use super::outcome::{Reason, Verdict};
use super::side::Side;
use super::verified::Verified;
use crate::canon::Coverage;
use crate::record::{ObservedDisclosure, Statement};

/// What verification found.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The outcome and why.
    pub verdict: Verdict,
    /// The record, where it holds; nothing of another is to be seen.
    pub record: Option<Verified<Statement>>,
    /// What became of every part, where that can be said.
    pub changes: Option<Changes>,
    /// How much of the page's text the record covers, where the page was read.
    pub coverage: Option<Coverage>,
}

/// What changed between what was signed and what is there.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The headline, where either side has one.
    pub headline: Option<HeadlineTold>,
    /// Every disclosure that was signed; one that is gone stands first.
    pub disclosures: Vec<DisclosureTold>,
    /// Every paragraph, in the order of the new text.
    pub paragraphs: Vec<ParagraphTold>,
}

/// What became of the headline.
#[derive(Clone, Debug)]
pub struct HeadlineTold {
    /// What became of it.
    pub state: State,
    /// Its words as signed, where they are known.
    pub before: Option<String>,
    /// Its words now.
    pub after: Option<String>,
}

/// What became of a disclosure.
#[derive(Clone, Debug)]
pub struct DisclosureTold {
    /// What became of it.
    pub state: DisclosureState,
    /// The disclosure as signed.
    pub before: ObservedDisclosure,
    /// What stands there instead.
    pub after: Option<ObservedDisclosure>,
}

/// What became of a paragraph.
#[derive(Clone, Debug)]
pub struct ParagraphTold {
    /// What became of it.
    pub state: State,
    /// Its number in what was signed, from 1.
    pub old: Option<usize>,
    /// Its number in what is there, from 1.
    pub new: Option<usize>,
    /// Whether it held a disclosure when it was signed.
    pub disclosure: bool,
    /// Its words as signed, where they are known and it is not the same.
    pub before: Option<String>,
    /// Its words now, where it is not the same.
    pub after: Option<String>,
}

/// What is told where the bytes are the same: nothing changed.
#[must_use]
pub fn unchanged(record: &Verified<Statement>) -> Changes {
    let side = Side::of_record(record);
    told(&compare(&side, &side), &side, &side)
}

/// Compares two sides, for people: every change with its words where they are known.
#[must_use]
pub fn differences(old: &Side<'_>, new: &Side<'_>) -> (Vec<Reason>, Changes) {
    let comparison = compare(old, new);
    let changes = told(&comparison, old, new);
    (comparison.reasons, changes)
}

/// The words of every change, where they are known.
#[must_use]
pub fn told(comparison: &Comparison<'_>, old: &Side<'_>, new: &Side<'_>) -> Changes {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let disclosing = |at: usize| {
        old.disclosures.iter().any(|d| d.paragraph.is_some_and(|p| usize::try_from(p) == Ok(at + 1)))
    };
    let paragraphs = comparison.paragraphs.iter().map(|change| {
        let shown = change.state != State::Same;
        ParagraphTold {
            state: change.state,
            old: change.old.map(|at| at + 1),
            new: change.new.map(|at| at + 1),
            disclosure: change.old.is_some_and(disclosing),
            before: change.old.filter(|_| shown).and_then(|at| owned(old.text(at))),
            after: change.new.filter(|_| shown).and_then(|at| owned(new.text(at))),
        }
    });
    Changes {
        headline: comparison.headline.map(|state| HeadlineTold {
            state,
            before: owned(old.headline_text()),
            after: owned(new.headline_text()),
        }),
        disclosures: comparison
            .disclosures
            .iter()
            .map(|d| DisclosureTold { state: d.state, before: d.old.clone(), after: d.new.cloned() })
            .collect(),
        paragraphs: paragraphs.collect(),
    }
}
