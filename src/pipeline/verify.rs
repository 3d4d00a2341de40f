//! One article and one record to all that can be said of them.

use super::observe::observe;
use crate::canon::{self, CanonicalText, ContentDigests, Coverage};
use crate::digest::Digest;
use crate::disclosure::RuleSet;
use crate::document::{Limits, read};
use crate::item::Item;
use crate::record::{ObservedDisclosure, Statement};
use crate::signal;
use crate::time::Timestamp;
use crate::trust::Trust;
use crate::verify::{
    Asked, Changes, Outcome, Reason, Side, Verdict, Verification, Verified, article, record, told, unchanged,
};
use crate::vocabulary::Zone;

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

/// Verifies `item` against the record in `envelope`.
#[must_use]
pub fn verify(item: Item, envelope: &[u8], how: Verify<'_>) -> Verification {
    let record = match record(envelope, how.trust, how.at) {
        Ok(record) => record,
        Err(refusal) => {
            return Verification { verdict: refusal.into(), record: None, changes: None, coverage: None };
        }
    };
    verify_against(&item, Digest::of(&item.bytes), record, how)
}

/// Verifies `item`, whose bytes have that digest, against a record that holds.
#[must_use]
pub fn verify_against(
    item: &Item,
    sha256: Digest,
    record: Verified<Statement>,
    how: Verify<'_>,
) -> Verification {
    let (verdict, changes, coverage) = against(item, sha256, &record, how);
    Verification { verdict, record: Some(record), changes, coverage }
}

fn against(
    item: &Item,
    sha256: Digest,
    record: &Verified<Statement>,
    how: Verify<'_>,
) -> (Verdict, Option<Changes>, Option<Coverage>) {
    let asked = Asked { sha256, uri: how.uri };
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
    if verdict.outcome == Outcome::CannotCheck {
        // Of two different articles every paragraph would be gone or new.
        return (verdict, None, None);
    }
    let compared = comparison.zip(held.as_ref()).map(|(comparison, (text, disclosures))| {
        let mut old = Side::of_record(record);
        if let Some(earlier) = how.earlier {
            old.learn(earlier);
        }
        told(&comparison, &old, &Side::of_text(text, disclosures))
    });
    let changes = compared.or_else(|| Some(unchanged(record)));
    (verdict, changes, coverage)
}

/// The article's text under the record's own scope, and the disclosures in it.
fn taken(
    item: &Item,
    record: &Verified<Statement>,
    how: Verify<'_>,
) -> Result<(CanonicalText, Vec<ObservedDisclosure>), String> {
    let scope = record.get().predicate.text.scope();
    let document = read(item.clone(), Limits::default()).map_err(|e| e.to_string())?;
    let text = canon::text(&document.source, document.media, &scope).map_err(|e| e.to_string())?;
    let stated = &record.get().predicate;
    let digests = ContentDigests::of(&text);
    let same = (digests.root, digests.headline) == (stated.text.root, stated.text.headline);
    // In the same text the same disclosures stand, and no rule need be asked; those outside it have to be looked for, and
    // so has one whose words the record puts where they are not.
    let side = Side::of_text(&text, &[]);
    let stands = |d: &ObservedDisclosure| match d.paragraph {
        Some(number) => side.says(number, d.quote.as_str()),
        None => d.zone == Zone::Metadata,
    };
    if same && stated.disclosures.iter().all(stands) {
        return Ok((text, stated.disclosures.clone()));
    }
    let observed = observe(&document, &text, how.rules, &signal::Settings::default());
    Ok((text, observed.disclosures))
}
