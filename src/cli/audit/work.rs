//! What is done with one input, on whichever thread works.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use terang::audit::{Entry, Facts, GARBLED, Held, Origin, State, address};
use terang::digest::Digest;
use terang::disclosure::RuleSet;
use terang::document::{Document, Limits, read};
use terang::item::{Item, RecordKind};
use terang::pipeline::{self, Judged, Known, judge};
use terang::source::{Caps, Input, Piece, SourceError};
use terang::time::Timestamp;
use terang::trust::Trust;
use terang::verify::{DisclosureState, Outcome, Reason};

use super::origin::{failed, origin, passed};
use crate::cli::archive::{Archive, Kept};
use crate::cli::failure::chain;

/// Payloads whose verdict is kept, in case they come again.
const VERDICTS: usize = 50_000;

/// How captures are judged.
pub(super) struct How<'a> {
    pub(super) check: &'a pipeline::Check,
    pub(super) caps: Caps,
    pub(super) known: &'a Known,
    pub(super) since: Option<Timestamp>,
    pub(super) sample: Option<u64>,
    pub(super) records: Option<Records<'a>>,
}

/// The records that captures are verified against.
pub(super) struct Records<'a> {
    pub(super) archive: &'a Archive,
    pub(super) trust: &'a Trust,
    pub(super) at: Timestamp,
    pub(super) verdicts: Mutex<HashMap<Digest, Option<Arc<Verdict>>>>,
}

/// What the record of a payload says of it, and the address that the record names.
pub(super) struct Verdict {
    held: Held,
    address: Option<String>,
}

/// What came of one piece of an input.
pub(super) enum Came {
    /// A capture, judged.
    Entry(Box<Entry>),
    /// A capture that says it is the same as an earlier one; whoever has the database looks for that.
    Revisit(Box<Entry>, Option<String>),
    /// It is from before the time that was asked for.
    Early,
    /// It is outside the sample.
    Unsampled,
    /// It was judged before the interruption.
    Before,
    /// Records that hold no article.
    Passed(&'static str, u64),
}

/// The part of a file that one input is.
pub(super) struct Part {
    pub(super) source: Arc<str>,
    pub(super) section: Option<String>,
    /// Records up to this one are in the database.
    pub(super) before: Option<u64>,
}

/// What one look at an article tells of whether it is a copy of a signed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glimpse {
    /// It was not looked at.
    None,
    /// It may be one.
    Perhaps,
    /// It shares nothing with any.
    No,
}

impl Glimpse {
    fn of(archive: &Archive, document: &Document) -> Self {
        if archive.may_be_copied(document) { Self::Perhaps } else { Self::No }
    }
}

impl How<'_> {
    /// Reads and judges everything in `input`.
    pub(super) fn all(&self, part: &Part, input: Input) -> Vec<Came> {
        let mut out = Vec::new();
        input.pieces(self.caps, |piece| {
            out.push(match piece {
                Piece::Document(item) => self.document(part, item),
                Piece::Revisit(item) => self.revisit(part, &item),
                Piece::Passed(why, count) => Came::Passed(passed(why), count),
                Piece::Failed(error) => Came::Entry(Box::new(unread(part, &error))),
            });
        });
        out
    }

    /// Why a capture is not looked at, where it is not.
    fn left_out(&self, part: &Part, item: &Item, origin: &Origin) -> Option<Came> {
        // Of several streams in one file each has its own numbers, and they say nothing of the order.
        let counted =
            item.capture.as_ref().is_none_or(|c| *c.file == *part.source && c.kind != RecordKind::Entry);
        let before = part.before.filter(|_| counted);
        if origin.record.zip(before).is_some_and(|(record, before)| record <= before) {
            return Some(Came::Before);
        }
        if self.since.zip(origin.captured).is_some_and(|(since, captured)| captured < since) {
            return Some(Came::Early);
        }
        let sampled = |n: u64| origin.page_number().cast_unsigned().is_multiple_of(n);
        (!self.sample.is_none_or(sampled)).then_some(Came::Unsampled)
    }

    fn document(&self, part: &Part, item: Item) -> Came {
        let origin = origin(&part.source, &item);
        if let Some(left_out) = self.left_out(part, &item, &origin) {
            return left_out;
        }
        let mut entry = bare(part, origin);
        // A fault of ours in one document must not cost the others.
        let judged = catch_unwind(AssertUnwindSafe(|| {
            let known = item.capture.as_ref().and_then(|capture| capture.sha256);
            let payload = known.unwrap_or_else(|| Digest::of(&item.bytes));
            self.judged(payload, item)
        }));
        let Ok((held, judged)) = judged else {
            entry.problem = Some("a fault in terang; please report it with this document".to_owned());
            return Came::Entry(Box::new(entry));
        };
        entry.payload = Some(judged.payload);
        entry.verified = held.map(|held| if entry.origin.truncated.is_some() { cut(held) } else { held });
        match judged.judgement {
            Ok(judgement) => {
                let garbled = judgement.garbled;
                entry.state = Entry::state_of(&entry.origin, &judgement.facts, judgement.empty, garbled);
                entry.problem = (garbled && entry.state == State::Inconclusive).then(|| GARBLED.to_owned());
                entry.status = (entry.state == State::Checked).then(|| Entry::status_of(&judgement.facts));
                entry.media = Some(judgement.media.mime().to_owned());
                entry.lang.clone_from(&judgement.lang);
                entry.text = Some(judgement.text);
                entry.facts = judgement.facts.clone();
            }
            Err(why) => entry.problem = Some(why.to_string()),
        }
        Came::Entry(Box::new(entry))
    }

    /// What its record says of `item`, and what it says itself.
    fn judged(&self, payload: Digest, item: Item) -> (Option<Held>, Judged) {
        let Some(records) = &self.records else {
            return (None, judge(item, payload, self.check, self.known, |_| ()));
        };
        let rules = &self.check.rules;
        if records.archive.of_bytes(payload).is_some() {
            let held = records.verify(payload, &item, rules, Glimpse::None);
            return (held, judge(item, payload, self.check, self.known, |_| ()));
        }
        let (copy, mut glimpse) = (item.clone(), Glimpse::None);
        let judged = judge(item, payload, self.check, self.known, |document| {
            glimpse = Glimpse::of(records.archive, document);
        });
        (records.verify(payload, &copy, rules, glimpse), judged)
    }

    fn revisit(&self, part: &Part, item: &Item) -> Came {
        let origin = origin(&part.source, item);
        if let Some(left_out) = self.left_out(part, item, &origin) {
            return left_out;
        }
        let refers = item.capture.as_ref().and_then(|c| c.refers.as_ref()).and_then(|r| r.uri.clone());
        Came::Revisit(Box::new(bare(part, origin)), refers)
    }
}

/// What a record says of a capture that was cut: what is missing may have been there.
fn cut(held: Held) -> Held {
    if held.outcome == Outcome::Matches.word() {
        return held;
    }
    Held {
        outcome: Outcome::CannotCheck.word().to_owned(),
        reasons: vec![Reason::InputUnreadable.word().to_owned()],
        removed: Vec::new(),
        ..held
    }
}

/// A capture of which nothing is known yet.
pub(super) fn bare(part: &Part, origin: Origin) -> Entry {
    let of_url = origin.url.as_deref().and_then(terang::audit::address);
    let section = match of_url {
        Some(address) => address.section,
        None => part.section.clone(),
    };
    Entry {
        origin,
        state: State::Unreadable,
        status: None,
        media: None,
        lang: None,
        section,
        payload: None,
        text: None,
        facts: Facts::default(),
        verified: None,
        problem: None,
    }
}

fn unread(part: &Part, error: &SourceError) -> Entry {
    let mut entry = bare(part, failed(&part.source, error));
    entry.problem = Some(chain(error));
    entry
}

impl Records<'_> {
    /// What the record of `item` says of it: the one that is found by what it holds, else by where it stands.
    fn verify(&self, sha256: Digest, item: &Item, rules: &RuleSet, glimpse: Glimpse) -> Option<Held> {
        let here = item.uri.as_deref().and_then(address).map(|a| a.key);
        let found = self.by_content(sha256, item, rules, glimpse);
        let stated = found.as_ref().and_then(|found| found.address.as_ref());
        let elsewhere = stated.zip(here.as_ref()).map(|(stated, here)| stated != here);
        if found.is_none() || elsewhere == Some(true) {
            // Another text stands where the signed one stood, be it a signed one too.
            if let Some(kept) = item.uri.as_deref().and_then(|url| self.archive.named(url)) {
                return Some(Held { copy: false, ..self.judged(kept, sha256, item, rules) });
            }
        }
        let held = &found?.held;
        Some(Held { copy: elsewhere.unwrap_or(held.copy), ..held.clone() })
    }

    fn by_content(
        &self,
        sha256: Digest,
        item: &Item,
        rules: &RuleSet,
        glimpse: Glimpse,
    ) -> Option<Arc<Verdict>> {
        let lock = || self.verdicts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&sha256) {
            return known.clone();
        }
        let held = self.found(sha256, item, rules, glimpse).map(Arc::new);
        let mut verdicts = lock();
        if verdicts.len() >= VERDICTS {
            verdicts.clear();
        }
        verdicts.insert(sha256, held.clone());
        held
    }

    fn found(&self, sha256: Digest, item: &Item, rules: &RuleSet, glimpse: Glimpse) -> Option<Verdict> {
        let kept = match self.archive.of_bytes(sha256) {
            Some(kept) => kept,
            None => self.copied(item, glimpse)?,
        };
        let held = self.judged(kept, sha256, item, rules);
        // It shares a paragraph with a recorded article and is another one all the same.
        if held.outcome == Outcome::CannotCheck.word()
            && held.reasons.iter().any(|r| r == Reason::WrongArticle.word())
        {
            return None;
        }
        Some(Verdict { held, address: kept.address() })
    }

    fn copied(&self, item: &Item, glimpse: Glimpse) -> Option<&Kept> {
        let glimpse = match glimpse {
            // It was judged before, so nobody has read it now.
            Glimpse::None => Glimpse::of(self.archive, &read(item.clone(), Limits::default()).ok()?),
            known => known,
        };
        (glimpse == Glimpse::Perhaps).then(|| self.archive.copied(item)).flatten()
    }

    fn judged(&self, kept: &Kept, sha256: Digest, item: &Item, rules: &RuleSet) -> Held {
        // Where a copy was found says nothing against it, so no address is asked.
        let how = pipeline::Verify { trust: self.trust, at: self.at, rules, uri: None, earlier: None };
        let said = pipeline::verify_against(item, sha256, kept.record.clone(), how);
        let exact = said.verdict.reasons.contains(&Reason::Exact);
        let removed = said.changes.iter().flat_map(|c| &c.disclosures);
        let removed = removed.filter(|d| d.state == DisclosureState::Removed);
        Held {
            record: kept.record.envelope(),
            name: kept.name.clone(),
            outcome: said.verdict.outcome.word().to_owned(),
            reasons: said.verdict.reasons.iter().map(|r| r.word().to_owned()).collect(),
            copy: !exact,
            removed: removed.map(|d| d.before.quote.as_str().to_owned()).collect(),
        }
    }
}
