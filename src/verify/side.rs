//! One side of a comparison: an article, or what a record holds of it.

use std::borrow::Cow;

use super::verified::Verified;
use crate::canon::{self, CanonicalText};
use crate::digest::Digest;
use crate::merkle;
use crate::record::{ObservedDisclosure, Statement, Words};

/// One side of a comparison. A record knows paragraphs by their digests; the words of some may be known besides.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The leaf hash of the headline.
    pub headline: Option<Digest>,
    /// The leaf hash of each paragraph.
    pub paragraphs: Cow<'a, [Digest]>,
    /// The Merkle root over them.
    pub root: Digest,
    /// The disclosures on this side.
    pub disclosures: &'a [ObservedDisclosure],
    headline_text: Option<String>,
    texts: Vec<Option<Cow<'a, str>>>,
}

impl<'a> Side<'a> {
    /// What a verified record holds; the words of a paragraph are known where a disclosure's quote is all of it.
    #[must_use]
    pub fn of_record(record: &'a Verified<Statement>) -> Self {
        let predicate = &record.get().predicate;
        let text = &predicate.text;
        let mut side = Self {
            headline: text.headline,
            paragraphs: Cow::Borrowed(&text.paragraphs),
            root: text.root,
            disclosures: &predicate.disclosures,
            headline_text: None,
            texts: vec![None; text.paragraphs.len()],
        };
        side.headline_text = predicate
            .article
            .headline
            .as_ref()
            .map(|h| canon::paragraph(h.as_str()))
            .filter(|h| side.headline == Some(merkle::leaf_hash(h.as_bytes())));
        for disclosure in side.disclosures {
            let at = disclosure.paragraph.and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
            let Some(at) = at.filter(|at| *at < side.paragraphs.len()) else { continue };
            let quote = disclosure.quote.as_str();
            if merkle::leaf_hash(quote.as_bytes()) == side.paragraphs[at] {
                side.texts[at] = Some(Cow::Borrowed(quote));
            }
        }
        side
    }

    /// An article that is at hand, with the disclosures found in it.
    #[must_use]
    pub fn of_text(text: &'a CanonicalText, disclosures: &'a [ObservedDisclosure]) -> Self {
        let paragraphs: Vec<Digest> =
            text.paragraphs.iter().map(|p| merkle::leaf_hash(p.as_bytes())).collect();
        Self {
            headline: text.headline.as_ref().map(|h| merkle::leaf_hash(h.as_bytes())),
            root: merkle::root(&paragraphs),
            paragraphs: Cow::Owned(paragraphs),
            disclosures,
            headline_text: text.headline.clone(),
            texts: text.paragraphs.iter().map(|p| Some(Cow::Borrowed(p.as_str()))).collect(),
        }
    }

    /// Adds the words of an earlier version: only those whose digest stands on this side are taken.
    pub fn learn(&mut self, earlier: &'a CanonicalText) {
        let known: std::collections::HashMap<Digest, &str> =
            earlier.paragraphs.iter().map(|p| (merkle::leaf_hash(p.as_bytes()), p.as_str())).collect();
        for (text, digest) in self.texts.iter_mut().zip(self.paragraphs.iter()) {
            if text.is_none() {
                *text = known.get(digest).map(|t| Cow::Borrowed(*t));
            }
        }
        let headline = earlier.headline.as_ref();
        if let Some(headline) = headline.filter(|h| self.headline == Some(merkle::leaf_hash(h.as_bytes()))) {
            self.headline_text = Some(headline.clone());
        }
    }

    /// Whether `quote` stands in paragraph `number` (from 1; 0 is the headline), where its words are known.
    #[must_use]
    pub fn says(&self, number: u32, quote: &str) -> bool {
        let text = match usize::try_from(number).ok().map(|n| n.checked_sub(1)) {
            Some(None) => self.headline_text(),
            Some(Some(at)) => self.text(at),
            None => None,
        };
        // A record's words hold no control characters, so they are held against words without them.
        text.is_some_and(|t| {
            let quote = canon::paragraph(quote);
            !quote.is_empty() && (t.contains(&quote) || Words::cleaned(t).as_str().contains(&quote))
        })
    }

    /// Leaves the digests alone, as in a record.
    #[cfg(test)]
    pub(super) fn forget_texts(&mut self) {
        self.texts.fill(None);
    }

    /// The words of paragraph `at` (from 0), where they are known.
    #[must_use]
    pub fn text(&self, at: usize) -> Option<&str> {
        self.texts.get(at)?.as_deref()
    }

    /// The words of the headline, where they are known.
    #[must_use]
    pub fn headline_text(&self) -> Option<&str> {
        self.headline_text.as_deref()
    }
}
