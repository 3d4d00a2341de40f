//! What a person has to look at, gravest first.

use serde::Serialize;

use super::entry::words;
use super::{Change, ChangeKind, Entry, State, Step, Version};
use crate::time::Timestamp;

words! {
    /// Why something needs attention, the gravest first.
    Cause {
        /// It is not as it was signed.
        RecordDiffers = "record-differs",
        /// Its record does not hold, so nothing can be said.
        RecordUnchecked = "record-unchecked",
        /// Its record held in the audit before, and none speaks of it now.
        RecordBroken = "record-broken",
        /// It told readers of the use of AI, and a later capture does not.
        DisclosureRemoved = "disclosure-removed",
        /// Readers are misled.
        Error = "error",
        /// Something does what its author did not mean.
        Warning = "warning",
        /// The archive's own digest does not fit the bytes.
        DigestBroken = "digest-broken",
        /// It could not be read.
        Unreadable = "unreadable",
        /// Worth knowing.
        Note = "note",
    }
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attention {
    /// Why.
    pub cause: Cause,
    /// What a person would call the capture.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
    /// When it was captured.
    pub captured: Option<Timestamp>,
    /// Where its record begins in the file, in bytes.
    pub offset: Option<u64>,
    /// How many bytes it takes there.
    pub length: Option<u64>,
    /// The line in it, from 1.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: Option<usize>,
    /// The code of the finding, the reasons of the verdict, or the problem.
    pub detail: String,
    /// The words that it is about.
    pub quote: String,
    /// Where the record was found that it is about; empty where it is about none.
    pub record: String,
    /// What was seen, in English; empty where the cause says it all.
    pub message: String,
    /// The same in Indonesian.
    pub message_id: String,
}

impl Attention {
    fn of(cause: Cause, entry: &Entry) -> Self {
        let o = &entry.origin;
        Self {
            cause,
            name: o.name.clone(),
            url: o.url.clone(),
            captured: o.captured,
            offset: o.offset,
            length: o.length,
            line: None,
            column: None,
            detail: String::new(),
            quote: String::new(),
            record: String::new(),
            message: String::new(),
            message_id: String::new(),
        }
    }

    /// Everything about `entry` that needs attention.
    pub fn in_entry(entry: &Entry, mut each: impl FnMut(Self)) {
        if let Some(held) = entry.verified.as_ref().filter(|v| v.outcome != "matches") {
            let cause = if held.outcome == "differs" { Cause::RecordDiffers } else { Cause::RecordUnchecked };
            let quote = held.removed.first().cloned().unwrap_or_default();
            let record = held.name.clone();
            each(Self { detail: held.reasons.join(" "), quote, record, ..Self::of(cause, entry) });
        }
        for finding in &entry.facts.findings {
            let cause = match finding.level.as_str() {
                "error" => Cause::Error,
                "warning" => Cause::Warning,
                _ => Cause::Note,
            };
            each(Self {
                line: Some(finding.line),
                column: Some(finding.column),
                detail: finding.code.clone(),
                quote: finding.text.clone(),
                message: finding.message.clone(),
                message_id: finding.message_id.clone(),
                ..Self::of(cause, entry)
            });
        }
        // One of the payload and one of the block that do not fit are one capture that was altered.
        let digests = entry.origin.digests.iter();
        let broken: Vec<&str> = digests.filter(|d| d.over == "none").map(|d| d.stated.as_str()).collect();
        if !broken.is_empty() {
            each(Self { detail: broken.join(" "), ..Self::of(Cause::DigestBroken, entry) });
        }
        if entry.state == State::Unreadable {
            let detail = entry.problem.clone().unwrap_or_default();
            each(Self { detail, ..Self::of(Cause::Unreadable, entry) });
        }
    }

    /// A disclosure that went from one capture to a later one.
    #[must_use]
    pub fn removed(before: &Step, after: &Step) -> Self {
        let then = &before.version;
        let detail = then.captured.map_or_else(|| then.name.clone(), |t| t.to_string());
        Self::lost(Cause::DisclosureRemoved, then, &after.version, detail)
    }

    /// What `change` took away since audit `before`; `None` for what is no loss.
    #[must_use]
    pub fn since(before: i64, change: &Change) -> Option<Self> {
        let cause = match change.change {
            ChangeKind::DisclosureRemoved => Cause::DisclosureRemoved,
            ChangeKind::RecordBroken => Cause::RecordBroken,
            _ => return None,
        };
        let (then, now) = change.before.as_ref().zip(change.after.as_ref())?;
        Some(Self::lost(cause, then, now, format!("audit {before}")))
    }

    /// What stood in `then`, of which `detail` says when, and does not in `now`.
    fn lost(cause: Cause, then: &Version, now: &Version, detail: String) -> Self {
        Self {
            cause,
            name: now.name.clone(),
            url: now.url.clone(),
            captured: now.captured,
            offset: now.offset,
            length: None,
            line: None,
            column: None,
            detail,
            quote: then.quote.clone().unwrap_or_default(),
            record: String::new(),
            message: String::new(),
            message_id: String::new(),
        }
    }
}

/// The gravest things, as many as are kept, and how many there are of each cause.
#[derive(Clone, Debug)]
pub struct Gathered {
    most: usize,
    kept: Vec<Vec<Attention>>,
    counts: Vec<u64>,
}

impl Gathered {
    /// Nothing yet; at most `most` things are going to be kept.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most,
            kept: Cause::ALL.iter().map(|_| Vec::new()).collect(),
            counts: vec![0; Cause::ALL.len()],
        }
    }

    /// Takes one thing in.
    pub fn add(&mut self, one: Attention) {
        let at = one.cause as usize;
        self.counts[at] += 1;
        let room = self.kept[..=at].iter().map(Vec::len).sum::<usize>() < self.most;
        if room {
            self.kept[at].push(one);
            let over = self.kept.iter().map(Vec::len).sum::<usize>() > self.most;
            if let Some(last) = self.kept.iter_mut().rev().find(|k| !k.is_empty()).filter(|_| over) {
                last.pop();
            }
        }
    }

    /// What was kept, gravest first, then in the order in which it came.
    pub fn kept(&self) -> impl Iterator<Item = &Attention> {
        self.kept.iter().flatten()
    }

    /// How many there are of each cause, in the order of [`Cause::ALL`].
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cause: Cause, n: usize) -> Attention {
        Attention {
            cause,
            name: n.to_string(),
            url: None,
            captured: None,
            offset: None,
            length: None,
            line: None,
            column: None,
            detail: String::new(),
            quote: String::new(),
            record: String::new(),
            message: String::new(),
            message_id: String::new(),
        }
    }

    #[test]
    fn the_gravest_are_kept_whenever_they_come() {
        let mut all = Gathered::new(3);
        for n in 0..5 {
            all.add(one(Cause::Note, n));
        }
        all.add(one(Cause::RecordDiffers, 7));
        all.add(one(Cause::Error, 8));
        let names: Vec<_> = all.kept().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["7", "8", "0"]);
        assert_eq!((all.total(), all.counts()[Cause::Note as usize]), (7, 5));
    }
}
