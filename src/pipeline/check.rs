//! One item: read it, look for everything, judge it.

use super::beside::{self, Beside, Records};
use crate::canon;
use crate::digest::Digest;
use crate::disclosure::{Found, RuleSet};
use crate::document::{Document, DocumentError, Limits, read};
use crate::item::Item;
use crate::lang::Lang;
use crate::place::positions;
use crate::policy::{Facts, Policy, RecordFact, evaluate};
use crate::report::{Checked, Digests, Outcome, Placed, TextDigest, Unreadable};
use crate::signal;
use crate::span::Span;
use crate::suppress;
use crate::time::Timestamp;

/// How documents are checked.
#[derive(Debug)]
pub struct Check {
    /// The rules in force.
    pub rules: RuleSet,
    /// Which keys of front matter are read as signals.
    pub signals: signal::Settings,
    /// What a document may cost.
    pub limits: Limits,
    /// The language of documents that do not say theirs, nor their input for them.
    pub lang: Option<Lang>,
    /// Whether digests are computed.
    pub digests: Computed,
    /// What must be true of a document.
    pub policy: Policy,
    /// How the records beside documents are verified, where keys are trusted.
    pub records: Option<Records>,
    /// The present, by which suppressions end; without it none ends.
    pub now: Option<Timestamp>,
}

/// Whether something that costs time is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Computed {
    /// It is left out.
    #[default]
    No,
    /// It is computed.
    Yes,
}

/// Reads `item` and says all that is known of it. An item that cannot be read is an outcome too.
#[must_use]
pub fn check(item: Item, how: &Check) -> Outcome {
    check_beside(item, &Beside::NotAsked, how)
}

/// The same for an item beside which its record may lie.
#[must_use]
pub fn check_beside(item: Item, beside: &Beside, how: &Check) -> Outcome {
    let record = beside::fact(&item, beside, how);
    let origin = item.origin.clone();
    let id = item.id.clone();
    let sha256 = (how.digests == Computed::Yes).then(|| Digest::of(&item.bytes));
    let empty = item.bytes.is_empty();
    let document = match read_as(item, how) {
        Ok(document) => document,
        Err(error) => return unreadable(origin, id, &error),
    };
    let mut checked = facts_of(&document, empty, how, &origin, record.as_ref());
    // Only here: an audit does not hear what the thing audited says about its own findings.
    checked.findings = suppress::apply(&document, checked.findings, &how.policy, how.now);
    checked.origin = origin;
    checked.id = id;
    checked.digests = sha256.map(|sha256| Digests { sha256, text: text_digest(&document) });
    Outcome::Checked(Box::new(checked))
}

/// The document in `item`; where it does not say its language, that which was given for it.
pub(super) fn read_as(item: Item, how: &Check) -> Result<Document, DocumentError> {
    let mut document = read(item, how.limits)?;
    if document.lang.is_none() {
        document.lang = how.lang.clone();
    }
    Ok(document)
}

/// All that is found in `document`, judged as one that came from `origin` with that `record`; where it came from and its
/// digests are left open in what comes back.
pub(super) fn facts_of(
    document: &Document,
    empty: bool,
    how: &Check,
    origin: &str,
    record: Option<&RecordFact>,
) -> Checked {
    let Found { disclosures, residue } = how.rules.find(document);
    let signals = signal::read(document, &how.signals);
    let facts =
        Facts { origin, document, disclosures: &disclosures, signals: &signals, residue: &residue, record };
    let findings = if empty { Vec::new() } else { evaluate(&facts, &how.policy) };
    Checked {
        origin: String::new(),
        id: None,
        media: document.media,
        lang: document.lang.as_ref().map(ToString::to_string),
        empty,
        digests: None,
        findings,
        disclosures: placed(document, disclosures, |d| d.span),
        signals: placed(document, signals, |s| s.span),
        residue: placed(document, residue, |r| r.span),
    }
}

/// The digest of the canonical text.
///
/// A document that no canonical text can be made of (nested deeper than browsers go) has none.
fn text_digest(document: &Document) -> Option<TextDigest> {
    let digests = canon::digests(document).ok()?;
    Some(TextDigest { profile: digests.profile, root: digests.root })
}

/// Each fact with its line and column.
fn placed<T>(document: &Document, facts: Vec<T>, span: impl Fn(&T) -> Span) -> Vec<Placed<T>> {
    if facts.is_empty() {
        return Vec::new();
    }
    let offsets: Vec<usize> = facts.iter().map(|f| span(f).start).collect();
    let positions = positions(&document.source, &offsets);
    facts.into_iter().zip(positions).map(|(fact, position)| Placed { fact, position }).collect()
}

fn unreadable(origin: String, id: Option<String>, error: &DocumentError) -> Outcome {
    Outcome::Unreadable(Unreadable { origin, id, message: error.to_string(), record: None, column: None })
}
