//! What an audit asks of records that a single verification does not.

use terang::audit::address;
use terang::canon;
use terang::digest::Digest;
use terang::document::Document;
use terang::merkle::leaf_hash;

use super::{Archive, Kept, stated_address};

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
}
