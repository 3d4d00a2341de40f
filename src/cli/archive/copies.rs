//! Copies of signed articles, as an audit of an archive meets them.

use std::collections::HashSet;

use terang::audit::address;
use terang::canon::{self, CanonicalText};
use terang::digest::Digest;
use terang::document::Document;
use terang::item::Item;
use terang::merkle::leaf_hash;

use super::{Archive, Kept, WEIGHT, stated_address, text_of};

/// Bytes of a paragraph that is more than an item of a menu or a line that leads elsewhere.
const TELLING: usize = 60;

impl Kept {
    /// The address of its article, made comparable, where it names one.
    pub(crate) fn address(&self) -> Option<String> {
        stated_address(self.record.get())
    }

    /// SHA-256 over the record, and by whom it counts as signed.
    fn stands(&self) -> Digest {
        Digest::of(format!("{} {:?}", self.record.envelope(), self.record.signed_by()).as_bytes())
    }
}

impl Archive {
    /// SHA-256 over all records that hold: the same records, signed by the same people, give the same verdicts.
    pub(crate) fn digest(&self) -> Digest {
        let all: String = self.records.iter().map(|r| format!("{} {}\n", r.stands(), r.name)).collect();
        Digest::of(all.as_bytes())
    }

    /// How many records hold.
    pub(crate) fn len(&self) -> u64 {
        self.records.len() as u64
    }

    /// The record that names the address `url`, whatever stands there now.
    pub(crate) fn named(&self, url: &str) -> Option<&Kept> {
        if self.by_address.is_empty() {
            return None;
        }
        self.records.get(*self.by_address.get(&address(url)?.key)?)
    }

    /// The record of the article that `item` is a copy of: half of what is signed stands in it, half of it is what is signed,
    /// or it has the headline and a paragraph of that article alone. All pages of a site share more than a paragraph.
    pub(crate) fn copied(&self, item: &Item) -> Option<&Kept> {
        let text = text_of(item)?;
        let number = self.nearest(&text)?;
        self.speaking(number).filter(|kept| self.is_copy(number, kept, &text))
    }

    /// Whether [`Archive::copied`] may find a record for the article in `document`: a block of it is a paragraph or headline of
    /// one. Paragraphs that are signed are blocks to the reader too (`tests/agree`), so that a page that has none need not
    /// be read as browsers read it, which takes four times as long.
    pub(crate) fn may_be_copied(&self, document: &Document) -> bool {
        !self.by_paragraph.is_empty()
            && document.blocks().iter().any(|block| {
                let text = canon::paragraph(document.text(block));
                !self.holders(&leaf_hash(text.as_bytes())).is_empty()
            })
    }

    /// Whether `text` is a copy of the text `number`, for which `kept` speaks.
    fn is_copy(&self, number: u32, kept: &Kept, text: &CanonicalText) -> bool {
        let statement = &kept.record.get().predicate;
        let stating: HashSet<u32> = statement.disclosures.iter().filter_map(|d| d.paragraph).collect();
        let signed =
            (1..).zip(&statement.text.paragraphs).filter(|(place, _)| !stating.contains(place)).count();
        let mut met: HashSet<Digest> = HashSet::new();
        // What a paragraph weighs that many articles hold says little of this one.
        let (mut paragraphs, mut bytes, mut all) = (0, 0, 0);
        for paragraph in &text.paragraphs {
            let size = paragraph.len() as u64;
            all += size;
            let leaf = leaf_hash(paragraph.as_bytes());
            let holders = self.holders(&leaf);
            if !holders.contains(&number) {
                continue;
            }
            let mut articles: Vec<_> =
                holders.iter().filter_map(|n| self.articles.get(*n as usize)).collect();
            articles.sort_unstable();
            articles.dedup_by(|a, b| a.is_some() && a == b);
            let weight = WEIGHT / articles.len().max(1) as u64;
            bytes += weight * size;
            if paragraph.len() >= TELLING && met.insert(leaf) {
                paragraphs += weight;
            }
        }
        let headline = text.headline.as_ref().map(|text| leaf_hash(text.as_bytes()));
        2 * paragraphs >= WEIGHT * signed.max(1) as u64
            || 2 * bytes >= WEIGHT * all.max(1)
            || paragraphs >= WEIGHT && headline.is_some() && headline == statement.text.headline
    }
}
