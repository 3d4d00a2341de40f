//! Records from a folder or a file, found by what they speak of.

#[cfg(feature = "sqlite")]
mod audited;
#[cfg(feature = "sqlite")]
mod copies;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use terang::audit::address;
use terang::canon::{self, CanonicalText};
use terang::digest::Digest;
use terang::document::{Limits, read};
use terang::envelope::MAX_SIZE;
use terang::item::Item;
use terang::merkle::leaf_hash;
use terang::record::Statement;
use terang::store::{self, SUFFIX};
use terang::time::Timestamp;
use terang::trust::Trust;
use terang::verify::{Reason, Verified, record};

use super::failure::{Failure, chain};

/// A paragraph that more texts share than this tells nothing.
const COMMON: usize = 64;

/// What one paragraph weighs that no other text holds; one that several hold weighs its part of that.
const WEIGHT: u64 = 1 << 20;

/// The address that a record gives its article, made comparable.
fn stated_address(statement: &Statement) -> Option<String> {
    let uri = statement.predicate.article.uri.as_ref()?;
    address(uri.as_str()).map(|a| a.key)
}

/// One record that holds.
pub(crate) struct Kept {
    /// Where it was found.
    pub(crate) name: String,
    /// What it states. Its signature is never looked at again.
    pub(crate) record: Verified<Statement>,
}

impl Kept {
    fn issued_at(&self) -> Timestamp {
        self.record.get().predicate.issued_at
    }
}

/// All records of a folder or a JSON Lines file that hold, by bytes and by paragraphs.
#[derive(Default)]
pub(crate) struct Archive {
    records: Vec<Kept>,
    by_bytes: HashMap<Digest, usize>,
    /// The number of each text, by its root and headline: many records may speak of one text.
    texts: HashMap<(Digest, Option<Digest>), usize>,
    /// The record that speaks for each text: the latest, of several the first.
    speaking: Vec<usize>,
    /// What is known of the article that each text is a version of: its address, else its headline, else nothing.
    articles: Vec<Option<Digest>>,
    by_paragraph: HashMap<Digest, Vec<u32>>,
    /// The latest record of each address that one names.
    by_address: HashMap<String, usize>,
    /// How many records do not hold, by the reason.
    pub(crate) refused: BTreeMap<Reason, u64>,
}

impl Archive {
    /// Reads and verifies every record.
    pub(crate) fn read(path: &Path, trust: &Trust, at: Timestamp) -> Result<Self, Failure> {
        let mut archive = Self::default();
        if path.is_dir() {
            archive.folder(path, trust, at)?;
        } else {
            archive.lines(path, trust, at)?;
        }
        Ok(archive)
    }

    fn lines(&mut self, path: &Path, trust: &Trust, at: Timestamp) -> Result<(), Failure> {
        let cannot =
            |e: &dyn std::error::Error| Failure::because(&format!("{} cannot be read", path.display()), e);
        let mut from = BufReader::new(store::open(path).map_err(|e| Failure::new(chain(&e)))?);
        for number in 1_u64.. {
            let mut line = Vec::new();
            // One byte more than a record may have, for the end of the line.
            let most = MAX_SIZE as u64 + 1;
            let read = from.by_ref().take(most).read_until(b'\n', &mut line).map_err(|e| cannot(&e))?;
            if read == 0 {
                break;
            }
            if line.len() > MAX_SIZE && line.last() != Some(&b'\n') {
                from.skip_until(b'\n').map_err(|e| cannot(&e))?;
                self.refuse(Reason::RecordMalformed);
            } else if !line.trim_ascii().is_empty() {
                self.take(format!("{}:{number}", path.display()), &line, trust, at);
            }
        }
        Ok(())
    }

    fn refuse(&mut self, reason: Reason) {
        *self.refused.entry(reason).or_default() += 1;
    }

    fn folder(&mut self, path: &Path, trust: &Trust, at: Timestamp) -> Result<(), Failure> {
        let mut folders = vec![path.to_owned()];
        while let Some(folder) = folders.pop() {
            let cannot =
                |e: std::io::Error| Failure::because(&format!("{} cannot be read", folder.display()), &e);
            let mut entries = std::fs::read_dir(&folder)
                .map_err(cannot)?
                .map(|entry| entry.map(|e| e.path()))
                .collect::<Result<Vec<_>, _>>()
                .map_err(cannot)?;
            entries.sort();
            for entry in entries {
                // A link could lead round in a circle.
                let kind = entry.symlink_metadata().map_err(cannot)?;
                if kind.is_dir() {
                    folders.push(entry);
                } else if entry.to_string_lossy().ends_with(SUFFIX) {
                    match store::read_record(&entry) {
                        Ok(Some(bytes)) => self.take(entry.display().to_string(), &bytes, trust, at),
                        Ok(None) => {}
                        // One that cannot be read says nothing of the others.
                        Err(_) => self.refuse(Reason::RecordMalformed),
                    }
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, name: String, bytes: &[u8], trust: &Trust, at: Timestamp) {
        let verified = match record(bytes, trust, at) {
            Ok(verified) => verified,
            Err(refusal) => {
                self.refuse(refusal.reason);
                return;
            }
        };
        let statement = verified.get();
        let number = self.records.len();
        let issued_at = statement.predicate.issued_at;
        // Of several records of the same bytes the latest speaks.
        let place = self.by_bytes.entry(statement.sha256()).or_insert(number);
        if self.records.get(*place).is_some_and(|before| before.issued_at() <= issued_at) {
            *place = number;
        }
        if let Some(key) = stated_address(statement) {
            let place = self.by_address.entry(key).or_insert(number);
            if self.records.get(*place).is_some_and(|before| before.issued_at() <= issued_at) {
                *place = number;
            }
        }
        let text = &statement.predicate.text;
        // All articles of a house carry the same statement about AI; it says nothing of which one this is.
        let stating: HashSet<u32> =
            statement.predicate.disclosures.iter().filter_map(|d| d.paragraph).collect();
        let texts = self.speaking.len();
        match self.texts.entry((text.root, text.headline)) {
            // A copy, or the same text signed again, makes no paragraph more common.
            Entry::Occupied(known) => {
                let speaking = &mut self.speaking[*known.get()];
                if self.records.get(*speaking).is_some_and(|before| before.issued_at() < issued_at) {
                    *speaking = number;
                }
                self.records.push(Kept { name, record: verified });
                return;
            }
            Entry::Vacant(new) => {
                new.insert(texts);
                self.speaking.push(number);
                let address = stated_address(statement).map(|a| Digest::of(a.as_bytes()));
                self.articles.push(address.or(text.headline));
            }
        }
        let number = u32::try_from(texts).unwrap_or(u32::MAX);
        for (leaf, place) in text.headline.iter().zip(0..).chain(text.paragraphs.iter().zip(1..)) {
            if stating.contains(&place) {
                continue;
            }
            let holders = self.by_paragraph.entry(*leaf).or_default();
            if holders.len() <= COMMON && holders.last() != Some(&number) {
                holders.push(number);
            }
        }
        self.records.push(Kept { name, record: verified });
    }

    /// The record of these bytes, else that which shares the most with the article, else none.
    ///
    /// A paragraph or headline counts the more the fewer texts hold it.
    pub(crate) fn find(&self, sha256: Digest, item: &Item) -> Option<&Kept> {
        self.of_bytes(sha256).or_else(|| self.speaking(self.nearest(&text_of(item)?)?))
    }

    /// The record of these bytes.
    pub(crate) fn of_bytes(&self, sha256: Digest) -> Option<&Kept> {
        self.records.get(*self.by_bytes.get(&sha256)?)
    }

    fn speaking(&self, number: u32) -> Option<&Kept> {
        self.records.get(*self.speaking.get(number as usize)?)
    }

    /// The number of the text that shares the most with `text`.
    fn nearest(&self, text: &CanonicalText) -> Option<u32> {
        // “Editorial” stands over many texts: a headline counts, and alone it makes no copy.
        let headline = text.headline.as_ref().map(|t| leaf_hash(t.as_bytes()));
        let mut shared: HashMap<u32, (u64, bool)> = HashMap::new();
        let mut leaves: Vec<Digest> =
            text.paragraphs.iter().chain(&text.headline).map(|t| leaf_hash(t.as_bytes())).collect();
        leaves.sort_unstable();
        leaves.dedup();
        for leaf in leaves {
            for number in self.holders(&leaf) {
                let (weight, known) = shared.entry(*number).or_default();
                *weight += WEIGHT / self.holders(&leaf).len() as u64;
                *known |= headline != Some(leaf);
            }
        }
        // The most shared, then the latest, then the first: never the order of a hash table.
        let known = shared.into_iter().filter(|(_, (_, known))| *known);
        let best = known.max_by_key(|(number, (weight, _))| {
            (*weight, self.speaking(*number).map(Kept::issued_at), std::cmp::Reverse(*number))
        });
        best.map(|(number, _)| number)
    }

    /// The texts that hold a paragraph; none where too many do.
    fn holders(&self, leaf: &Digest) -> &[u32] {
        self.by_paragraph.get(leaf).filter(|h| h.len() <= COMMON).map_or(&[], Vec::as_slice)
    }
}

/// The text of an article under no scope of its own.
fn text_of(item: &Item) -> Option<CanonicalText> {
    let document = read(item.clone(), Limits::default()).ok()?;
    canon::text(&document.source, document.media, &canon::Scope::default()).ok()
}
