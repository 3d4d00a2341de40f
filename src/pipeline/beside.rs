//! The record beside an article, as policy wants to know it.

use super::check::Check;
use super::verify::{Verify, verify};
use crate::digest::Digest;
use crate::item::Item;
use crate::policy::{HeldRecord, RecordFact};
use crate::time::Timestamp;
use crate::trust::{Role, Trust};
use crate::verify::{Changes, ParagraphTold, Reason, State, Verification};

/// How records beside articles are verified.
#[derive(Clone, Debug)]
pub struct Records {
    /// The keys that are trusted. Nothing that lies beside an article ever is.
    pub trust: Trust,
    /// The moment for which it is asked.
    pub at: Timestamp,
}

/// What lies beside an article where its record would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Nobody looked, or there is no beside: standard input, a record of a stream, a member of an archive.
    NotAsked,
    /// There is nothing.
    Nothing,
    /// These bytes.
    Bytes(Vec<u8>),
    /// Something that cannot be read, and why.
    Unreadable(String),
}

/// What is known of the record of `item`; `None` where nobody looked.
pub(super) fn fact(item: &Item, beside: &Beside, how: &Check) -> Option<RecordFact> {
    let bytes = match beside {
        Beside::NotAsked => return None,
        Beside::Nothing => return Some(RecordFact::Missing),
        Beside::Unreadable(why) => {
            return Some(RecordFact::Refused { reason: Reason::RecordMalformed, detail: why.clone() });
        }
        Beside::Bytes(bytes) => bytes,
    };
    let Some(records) = &how.records else { return Some(RecordFact::Unasked) };
    let verification = verify(
        item.clone(),
        bytes,
        Verify { trust: &records.trust, at: records.at, rules: &how.rules, uri: None, earlier: None },
    );
    Some(known(verification, &records.trust))
}

fn known(verification: Verification, trust: &Trust) -> RecordFact {
    let verdict = verification.verdict;
    let Some(record) = verification.record else {
        let reason = verdict.reasons.first().copied().unwrap_or(Reason::RecordMalformed);
        return RecordFact::Refused { reason, detail: verdict.detail.unwrap_or_default() };
    };
    let differs = |p: &&ParagraphTold| p.state != State::Same;
    let changes = verification.changes.as_ref();
    let changed = changes.map_or(0, |c| c.paragraphs.iter().filter(differs).count());
    let signed = record.signed_by();
    let by_editor =
        trust.keys().any(|k| k.roles.contains(&Role::Editor) && signed.keys.contains(&k.key.id()));
    let predicate = &record.get().predicate;
    RecordFact::Held(Box::new(HeldRecord {
        outcome: verdict.outcome,
        reasons: verdict.reasons,
        changed,
        difference: changes.map_or_else(|| Digest::of(b""), difference),
        by_editor,
        publisher: signed.publisher.clone(),
        ai_use: predicate.ai_use.clone(),
        editorial: predicate.editorial.clone(),
    }))
}

/// A digest of all that differs. Paragraphs count by their numbers in what was signed.
fn difference(changes: &Changes) -> Digest {
    let mut text = String::new();
    let headline = changes.headline.iter().map(|h| (h.state, None, &h.after));
    let paragraphs = changes.paragraphs.iter().map(|p| (p.state, p.old, &p.after));
    for (state, old, after) in headline.chain(paragraphs).filter(|(state, ..)| *state != State::Same) {
        let old = old.map_or_else(String::new, |n| n.to_string());
        for field in [state.word(), &old, after.as_deref().unwrap_or_default()] {
            text.push_str(field);
            text.push('\0');
        }
    }
    Digest::of(text.as_bytes())
}
