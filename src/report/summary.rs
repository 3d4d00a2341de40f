//! Counts over many documents.

use super::{Checked, Outcome};
use crate::policy::{Finding, Level, SuppressedBy};

/// Counts; adding two summaries gives the summary of both parts, in whatever order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that were read and had something in them.
    pub checked: u64,
    /// Documents that were read and were empty.
    pub empty: u64,
    /// Documents that could not be read.
    pub unreadable: u64,
    /// Documents with at least one disclosure.
    pub disclosing: u64,
    /// Disclosures.
    pub disclosures: u64,
    /// Machine-readable statements.
    pub signals: u64,
    /// Pieces of residue.
    pub residue: u64,
    /// Documents with at least one finding that counts.
    pub faulty: u64,
    /// Findings of each level that count, in the order of [`Level::ALL`].
    pub findings: [u64; 3],
    /// Findings that are set aside.
    pub suppressed: u64,
    /// Of these, findings that are in the baseline.
    pub baseline: u64,
}

impl Summary {
    /// The summary of one outcome.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Checked(checked) => Self::of_checked(checked),
            Outcome::Unreadable(_) => Self { unreadable: 1, ..Self::default() },
        }
    }

    fn of_checked(c: &Checked) -> Self {
        let count = |n: usize| n as u64;
        let open = || c.findings.iter().filter(|f| f.suppressed.is_none());
        let of_level = |level| count(open().filter(|f| f.level == level).count());
        Self {
            checked: u64::from(!c.empty),
            empty: u64::from(c.empty),
            unreadable: 0,
            disclosing: u64::from(!c.disclosures.is_empty()),
            disclosures: count(c.disclosures.len()),
            signals: count(c.signals.len()),
            residue: count(c.residue.len()),
            faulty: u64::from(open().next().is_some()),
            findings: Level::ALL.map(of_level),
            suppressed: count(c.findings.len() - open().count()),
            baseline: count(c.findings.iter().filter(|f| in_baseline(f)).count()),
        }
    }

    /// All findings that count.
    #[must_use]
    pub fn findings(&self) -> u64 {
        self.findings.iter().sum()
    }
}

fn in_baseline(finding: &Finding) -> bool {
    finding.suppressed.as_ref().is_some_and(|s| s.kind == SuppressedBy::Baseline)
}

impl std::ops::AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.checked += other.checked;
        self.empty += other.empty;
        self.unreadable += other.unreadable;
        self.disclosing += other.disclosing;
        self.disclosures += other.disclosures;
        self.signals += other.signals;
        self.residue += other.residue;
        self.faulty += other.faulty;
        self.suppressed += other.suppressed;
        self.baseline += other.baseline;
        for (mine, its) in self.findings.iter_mut().zip(other.findings) {
            *mine += its;
        }
    }
}
