//! A baseline held against what a run found.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Entry, File};
use crate::digest::Digest;
use crate::policy::{Finding, Suppressed, SuppressedBy};

/// A baseline, ready to be asked.
#[derive(Debug, Default)]
pub struct Known {
    file: File,
    /// The numbers of the entries of each fingerprint, by their paths: a thousand documents may have the same.
    paths: HashMap<Digest, Vec<usize>>,
    /// Those whose file is there no more, in order: they hold wherever the finding went.
    gone: HashMap<Digest, Vec<usize>>,
}

/// An entry that no finding answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The number of the entry in the file, from 0.
    pub number: usize,
    /// The entry.
    pub entry: Entry,
}

/// The documents in which findings of moved files were met, by fingerprint.
pub type Moved = HashMap<Digest, BTreeSet<String>>;

/// Entries whose files are gone and whose finding is met in more documents than they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The number of the first of them in the file, from 0.
    pub number: usize,
    /// The first of them.
    pub entry: Entry,
    /// The documents.
    pub paths: Vec<String>,
}

/// What marking the findings of one document used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The numbers of its own entries.
    pub used: Vec<usize>,
    /// The fingerprints of entries whose file is there no more.
    pub moved: Vec<Digest>,
}

impl Known {
    /// A baseline to be asked. `there` says whether the file of a path still exists.
    #[must_use]
    pub fn new(file: File, there: impl Fn(&str) -> bool) -> Self {
        let mut paths: HashMap<Digest, Vec<usize>> = HashMap::new();
        let mut gone: HashMap<Digest, Vec<usize>> = HashMap::new();
        let mut seen: HashMap<&str, bool> = HashMap::new();
        for (number, entry) in file.entries.iter().enumerate() {
            if !*seen.entry(&entry.path).or_insert_with(|| there(&entry.path)) {
                gone.entry(entry.fingerprint).or_default().push(number);
            }
        }
        let mut by_path: Vec<usize> = (0..file.entries.len()).collect();
        by_path.sort_by_key(|n| &file.entries[*n].path);
        for number in by_path {
            paths.entry(file.entries[number].fingerprint).or_default().push(number);
        }
        Self { file, paths, gone }
    }

    /// The entries, in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.file.entries
    }

    /// Marks the findings of the document at `path` that are in the baseline, and says what they answered to: entries of
    /// the same document, or of files that are there no more. A copy of a document beside the old one is a new document.
    /// What is set aside already stays as it is, and what can never be set aside is not. A finding that gathers several
    /// places is in the baseline where all of them are.
    pub fn mark(&self, path: &str, findings: &mut [Finding]) -> Marked {
        let mut marked = Marked::default();
        for finding in findings.iter_mut().filter(|f| f.code.suppressible()) {
            let mut all = true;
            for key in finding.fingerprints() {
                let numbers = self.paths.get(&key).map_or(&[][..], Vec::as_slice);
                let of = |n: &usize| self.file.entries[*n].path.as_str().cmp(path);
                if let Ok(own) = numbers.binary_search_by(of) {
                    marked.used.push(numbers[own]);
                } else if self.gone.contains_key(&key) {
                    marked.moved.push(key);
                } else {
                    all = false;
                }
            }
            if !all {
                continue;
            }
            finding.suppressed.get_or_insert_with(|| Suppressed {
                kind: SuppressedBy::Baseline,
                reason: String::new(),
                until: None,
            });
        }
        marked
    }

    /// Which entry of a file that is gone belongs to which of the documents: one to one, in order.
    pub fn pairs<'m>(&self, moved: &'m Moved) -> HashMap<usize, &'m str> {
        let pairs = moved
            .iter()
            .flat_map(|(key, paths)| self.gone(key).iter().copied().zip(paths.iter().map(String::as_str)));
        pairs.collect()
    }

    /// The entries of files that are gone for which more documents answered than they can be for: the others are new.
    #[must_use]
    pub fn spread(&self, moved: &Moved) -> Vec<Spread> {
        let of = |(key, paths): (&Digest, &BTreeSet<String>)| {
            let number = *self.gone(key).first().filter(|_| self.gone(key).len() < paths.len())?;
            let entry = self.file.entries[number].clone();
            Some(Spread { number, entry, paths: paths.iter().cloned().collect() })
        };
        let mut all: Vec<Spread> = moved.iter().filter_map(of).collect();
        all.sort_by_key(|s| s.number);
        all
    }

    fn gone(&self, key: &Digest) -> &[usize] {
        self.gone.get(key).map_or(&[], Vec::as_slice)
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
