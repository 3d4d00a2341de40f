//! Which article is a copy of a signed one.

use std::collections::HashSet;

use terang::canon::CanonicalText;
use terang::digest::Digest;
use terang::item::Item;
use terang::merkle::leaf_hash;

use super::{Archive, Kept, WEIGHT, text_of};

/// Bytes of a paragraph that is more than an item of a menu or a line that leads elsewhere.
const TELLING: usize = 60;

impl Archive {
    /// The record of the article that `item` is a copy of: half of what is signed stands in it, half of it is what is signed,
    /// or it has the headline and a paragraph of that article alone. All pages of a site share more than a paragraph.
    pub(crate) fn copied(&self, item: &Item) -> Option<&Kept> {
        let text = text_of(item)?;
        let number = self.nearest(&text)?;
        self.speaking(number).filter(|kept| self.is_copy(number, kept, &text))
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
