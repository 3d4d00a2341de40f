//! Numbers over many captures. Adding two of them gives the numbers of both parts.

use serde::{Deserialize, Serialize};

use super::{Entry, State, Status};

/// How captures divide: what could not be checked stands beside what could, and the parts add up to `documents`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shares {
    /// All captures.
    pub documents: u64,
    /// Those of which something can be said: the sum of the next five.
    pub checked: u64,
    /// They tell readers that AI was used.
    pub disclosed: u64,
    /// They tell it of the whole site only.
    pub site_only: u64,
    /// Only a machine-readable mark says it.
    pub signal_only: u64,
    /// They state that no AI was used.
    pub none_used: u64,
    /// They say nothing.
    pub silent: u64,
    /// Only their beginning was archived, and it says nothing.
    pub inconclusive: u64,
    /// There was nothing in them.
    pub empty: u64,
    /// They could not be read.
    pub unreadable: u64,
}

impl Shares {
    /// Counts one capture.
    pub fn add(&mut self, entry: &Entry) {
        self.documents += 1;
        match entry.state {
            State::Inconclusive => self.inconclusive += 1,
            State::Empty => self.empty += 1,
            State::Unreadable => self.unreadable += 1,
            State::Checked => {
                self.checked += 1;
                match entry.status.unwrap_or(Status::Silent) {
                    Status::Disclosed => self.disclosed += 1,
                    Status::SiteOnly => self.site_only += 1,
                    Status::SignalOnly => self.signal_only += 1,
                    Status::NoneUsed => self.none_used += 1,
                    Status::Silent => self.silent += 1,
                }
            }
        }
    }

    /// Adds the numbers of another part.
    pub fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        self.checked += other.checked;
        self.disclosed += other.disclosed;
        self.site_only += other.site_only;
        self.signal_only += other.signal_only;
        self.none_used += other.none_used;
        self.silent += other.silent;
        self.inconclusive += other.inconclusive;
        self.empty += other.empty;
        self.unreadable += other.unreadable;
    }

    /// Of each status how many, in the order of [`Status::ALL`].
    #[must_use]
    pub const fn statuses(&self) -> [u64; 5] {
        [self.disclosed, self.site_only, self.signal_only, self.none_used, self.silent]
    }

    /// All of which nothing can be said.
    #[must_use]
    pub const fn unchecked(&self) -> u64 {
        self.inconclusive + self.empty + self.unreadable
    }

    /// Hundredths of a per cent of the checked captures that disclose, rounded to the nearest; `None` where none was checked.
    #[must_use]
    pub fn share(&self) -> Option<u64> {
        (self.checked > 0).then(|| {
            let (part, whole) = (u128::from(self.disclosed) * 10_000, u128::from(self.checked));
            u64::try_from((part + whole / 2) / whole).unwrap_or(10_000)
        })
    }
}

/// Everything else that is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// How the captures divide.
    #[serde(flatten)]
    pub shares: Shares,
    /// Captures with the payload of one before them.
    pub repeated: u64,
    /// Captures that do not say when they were made.
    pub undated: u64,
    /// Captures that the archive says were cut; those among them that disclose count as checked.
    pub truncated: u64,
    /// Captures with residue.
    pub residue: u64,
    /// Captures with a finding.
    pub faulty: u64,
    /// Findings: errors, warnings, notes.
    pub findings: [u64; 3],
    /// Payload digests that hold.
    pub digests_held: u64,
    /// Payload digests that do not.
    pub digests_broken: u64,
    /// Payload digests that were not asked.
    pub digests_unchecked: u64,
    /// Captures that a record speaks of and that are as they were signed.
    pub matches: u64,
    /// Captures that a record speaks of and that are not.
    pub differs: u64,
    /// Captures that a record speaks of and of which nothing can be said.
    pub cannot_check: u64,
    /// Captures of signed articles at addresses that their records do not name.
    pub copies: u64,
    /// Captures that lack a disclosure which was signed.
    pub removed_since_signing: u64,
    /// Times that a page stopped disclosing from one of its captures to the next.
    pub removed_between_captures: u64,
    /// Pages that disclosed in the audit before and do not now, where no capture of this audit shows it.
    #[serde(default)]
    pub removed_since_audit: u64,
    /// Pages whose record held in the audit before, and of which none speaks now.
    #[serde(default)]
    pub broken_since_audit: u64,
}

impl Counts {
    /// Counts one capture. What hangs on others (`repeated`, `removed_between_captures`, what changed since the audit before) is not counted here.
    pub fn add(&mut self, entry: &Entry) {
        self.shares.add(entry);
        self.undated += u64::from(entry.origin.captured.is_none());
        self.truncated += u64::from(entry.origin.truncated.is_some());
        self.residue += u64::from(!entry.facts.residue.is_empty());
        self.faulty += u64::from(!entry.facts.findings.is_empty());
        for finding in &entry.facts.findings {
            let at = match finding.level.as_str() {
                "error" => 0,
                "warning" => 1,
                _ => 2,
            };
            self.findings[at] += 1;
        }
        for check in &entry.origin.digests {
            match check.over.as_str() {
                "none" => self.digests_broken += 1,
                "unchecked" => self.digests_unchecked += 1,
                _ => self.digests_held += 1,
            }
        }
        if let Some(held) = &entry.verified {
            match held.outcome.as_str() {
                "matches" => self.matches += 1,
                "differs" => self.differs += 1,
                _ => self.cannot_check += 1,
            }
            self.copies += u64::from(held.copy);
            self.removed_since_signing += u64::from(!held.removed.is_empty());
        }
    }

    /// Captures that a record speaks of.
    #[must_use]
    pub const fn recorded(&self) -> u64 {
        self.matches + self.differs + self.cannot_check
    }

    /// How many things need attention: what an exit status of 1 stands for.
    #[must_use]
    pub fn attention(&self) -> u64 {
        self.findings.iter().sum::<u64>()
            + self.digests_broken
            + self.differs
            + self.cannot_check
            + self.removed_between_captures
            + self.removed_since_audit
            + self.broken_since_audit
    }
}
