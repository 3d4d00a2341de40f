//! A baseline held against what a run found.

use std::collections::{HashMap, HashSet};

use super::{Entry, File};
use crate::digest::Digest;
use crate::policy::{Finding, Suppressed, SuppressedBy};

/// A baseline, ready to be asked.
#[derive(Debug, Default)]
pub struct Known {
    file: File,
    /// The paths of each fingerprint, with the number of the entry.
    paths: HashMap<Digest, Vec<usize>>,
    /// Entries whose file is there no more: they hold wherever the finding went.
    moved: HashSet<usize>,
}

/// An entry that no finding answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The number of the entry in the file, from 0.
    pub number: usize,
    /// The entry.
    pub entry: Entry,
}

impl Known {
    /// A baseline to be asked. `there` says whether the file of a path still exists.
    #[must_use]
    pub fn new(file: File, there: impl Fn(&str) -> bool) -> Self {
        let mut paths: HashMap<Digest, Vec<usize>> = HashMap::new();
        let mut moved = HashSet::new();
        let mut seen: HashMap<&str, bool> = HashMap::new();
        for (number, entry) in file.entries.iter().enumerate() {
            paths.entry(entry.fingerprint).or_default().push(number);
            if !*seen.entry(&entry.path).or_insert_with(|| there(&entry.path)) {
                moved.insert(number);
            }
        }
        Self { file, paths, moved }
    }

    /// The entries, in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.file.entries
    }

    /// The entry that a finding of the document at `path` answers to: one of the same document, or one whose file is
    /// there no more. A copy of a document beside the old one is a new document.
    #[must_use]
    pub fn entry(&self, path: &str, finding: &Finding) -> Option<usize> {
        let numbers = self.paths.get(&finding.fingerprint)?;
        let own = numbers.iter().find(|n| self.file.entries[**n].path == path);
        own.or_else(|| numbers.iter().find(|n| self.moved.contains(n))).copied()
    }

    /// Marks the findings of the document at `path` that are in the baseline, and gives the numbers of their entries.
    /// What is set aside already stays as it is, and what can never be set aside is not.
    pub fn mark(&self, path: &str, findings: &mut [Finding]) -> Vec<usize> {
        let mut used = Vec::new();
        for finding in findings.iter_mut().filter(|f| f.code.suppressible()) {
            let Some(number) = self.entry(path, finding) else { continue };
            used.push(number);
            finding.suppressed.get_or_insert_with(|| Suppressed {
                kind: SuppressedBy::Baseline,
                reason: String::new(),
                until: None,
            });
        }
        used
    }

    /// The entries that no finding answered to, of those that `could` have been met.
    #[must_use]
    pub fn stale(&self, used: &HashSet<usize>, could: impl Fn(&str) -> bool) -> Vec<Stale> {
        let all = self.file.entries.iter().enumerate();
        all.filter(|(number, entry)| !used.contains(number) && could(&entry.path))
            .map(|(number, entry)| Stale { number, entry: entry.clone() })
            .collect()
    }
}
