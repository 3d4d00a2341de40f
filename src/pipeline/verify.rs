//! One article and one record to all that can be said of them.

use super::observe::observe;
use crate::canon::{self, CanonicalText, Coverage};
use crate::digest::Digest;
use crate::disclosure::RuleSet;
use crate::document::{Limits, read};
use crate::item::Item;
use crate::record::{ObservedDisclosure, Statement};
use crate::signal;
use crate::time::Timestamp;
use crate::trust::Trust;
use crate::verify::{
    Asked, Comparison, DisclosureState, Reason, Side, State, Verdict, Verified, article, compare, record,
};

/// How an article is verified.
#[derive(Clone, Copy, Debug)]
pub struct Verify<'a> {
    /// The keys that are trusted.
    pub trust: &'a Trust,
    /// The moment for which it is asked.
    pub at: Timestamp,
    /// The rules that find disclosures.
    pub rules: &'a RuleSet,
    /// The article's address, where whoever asks vouches for it.
    pub uri: Option<&'a str>,
    /// The canonical text of an earlier version that is at hand, for the words of what changed.
    pub earlier: Option<&'a CanonicalText>,
}

/// What verification found.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The outcome and why.
    pub verdict: Verdict,
    /// The record, where it holds; nothing of another is to be seen.
    pub record: Option<Verified<Statement>>,
    /// What changed, where the bytes are not the same.
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

/// Verifies `item` against the record in `envelope`.
#[must_use]
pub fn verify(item: Item, envelope: &[u8], how: Verify<'_>) -> Verification {
    let record = match record(envelope, how.trust, how.at) {
        Ok(record) => record,
        Err(refusal) => {
            return Verification { verdict: refusal.into(), record: None, changes: None, coverage: None };
        }
    };
    let (verdict, changes, coverage) = against(item, &record, how);
    Verification { verdict, record: Some(record), changes, coverage }
}

fn against(
    item: Item,
    record: &Verified<Statement>,
    how: Verify<'_>,
) -> (Verdict, Option<Changes>, Option<Coverage>) {
    let asked = Asked { sha256: Digest::of(&item.bytes), uri: how.uri };
    // The comparison borrows from the text, so the text is put where it outlives it.
    let mut held: Option<(CanonicalText, Vec<ObservedDisclosure>)> = None;
    if record.get().sha256() != asked.sha256 {
        match taken(item, record, how) {
            Ok(taken) => held = Some(taken),
            Err(detail) => return (Verdict::cannot_check(Reason::InputUnreadable, detail), None, None),
        }
    }
    let side = || match &held {
        Some((text, disclosures)) => Ok(Side::of_text(text, disclosures)),
        None => Err(()),
    };
    let (verdict, comparison) = article(record, asked, side).unwrap_or_else(|()| {
        (Verdict::cannot_check(Reason::InputUnreadable, "the article was not read"), None)
    });
    let coverage = held.as_ref().map(|(text, _)| text.coverage);
    let changes = comparison.zip(held.as_ref()).map(|(comparison, (text, disclosures))| {
        let mut old = Side::of_record(record);
        if let Some(earlier) = how.earlier {
            old.learn(earlier);
        }
        told(&comparison, &old, &Side::of_text(text, disclosures))
    });
    (verdict, changes, coverage)
}

/// The article's text under the record's own scope, and the disclosures in it.
fn taken(
    item: Item,
    record: &Verified<Statement>,
    how: Verify<'_>,
) -> Result<(CanonicalText, Vec<ObservedDisclosure>), String> {
    let scope = record.get().predicate.text.scope();
    let document = read(item, Limits::default()).map_err(|e| e.to_string())?;
    let text = canon::text(&document.source, document.media, &scope).map_err(|e| e.to_string())?;
    let observed = observe(&document, &text, how.rules, &signal::Settings::default());
    Ok((text, observed.disclosures))
}

/// Compares two sides, for people: every change with its words where they are known.
#[must_use]
pub fn differences(old: &Side<'_>, new: &Side<'_>) -> (Vec<Reason>, Changes) {
    let comparison = compare(old, new);
    let changes = told(&comparison, old, new);
    (comparison.reasons, changes)
}

fn told(comparison: &Comparison<'_>, old: &Side<'_>, new: &Side<'_>) -> Changes {
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
