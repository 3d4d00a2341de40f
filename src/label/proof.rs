//! What must be true of an article once it is edited: it says what was declared, and all else is as it was.

use super::bytes;
use super::error::LabelError;
use super::grown::only_added;
use super::model::{Edit, Kind, Wish};
use super::sentence::Sentence;
use super::standing::{self, Stand};
use super::visible::Added;
use crate::canon::{self, CanonicalText};
use crate::disclosure::{Disclosure, RuleSet};
use crate::document::{BlockKind, Charset, Document, Limits, read};
use crate::item::Item;
use crate::signal::{self, Settings, Signal};

/// An article as it is read.
pub(super) struct Read {
    pub(super) document: Document,
    pub(super) text: CanonicalText,
    pub(super) disclosures: Vec<Disclosure>,
    pub(super) signals: Vec<Signal>,
}

impl Read {
    /// Reads an item.
    ///
    /// # Errors
    ///
    /// [`LabelError::Document`], [`LabelError::Canon`].
    pub(super) fn new(
        item: Item,
        rules: &RuleSet,
        settings: &Settings,
        wish: &Wish,
    ) -> Result<Self, LabelError> {
        let document = read(item, Limits::default()).map_err(LabelError::Document)?;
        let text = canon::text(&document.source, document.media, &wish.root).map_err(LabelError::Canon)?;
        let mut disclosures = rules.find(&document).disclosures;
        // The title of a section says nothing of the article.
        let titles: Vec<Vec<u32>> = wish.sections.iter().map(|s| s.section.headings(&document)).collect();
        disclosures.retain(|d| !titles.iter().any(|all| all.binary_search(&d.paragraph).is_ok()));
        let signals = signal::read(&document, settings);
        Ok(Self { document, text, disclosures, signals })
    }
}

/// What an edit is held against.
pub(super) struct Proof<'a> {
    pub(super) item: &'a Item,
    pub(super) charset: Charset,
    pub(super) before: &'a Read,
    pub(super) rules: &'a RuleSet,
    pub(super) settings: &'a Settings,
    pub(super) wish: &'a Wish,
    /// The sentences that are added.
    pub(super) added: &'a [Added],
    /// Whether these have to be read as paragraphs.
    pub(super) apart: bool,
    /// Those that are written in the place of others.
    pub(super) put_right: &'a [Sentence],
}

impl Proof<'_> {
    /// The decoded source and the bytes with `edits`, where they hold.
    ///
    /// # Errors
    ///
    /// [`LabelError::NoPlace`] with what did not come out, [`LabelError::Encoding`].
    pub(super) fn of(&self, edits: &[Edit]) -> Result<(String, Vec<u8>), LabelError> {
        let old = &self.before.document;
        let after = bytes::applied(&old.source, edits);
        let mut written = None;
        for last in [false, true] {
            let candidate = bytes::spliced(&self.item.bytes, self.charset, edits, last)?;
            let item = Item { bytes: candidate.clone(), media: Some(old.media), ..self.item.clone() };
            let new = Read::new(item, self.rules, self.settings, self.wish)?;
            if new.document.source == after {
                written = Some((candidate, new));
                break;
            }
        }
        let (bytes, new) = written.ok_or(LabelError::Encoding(self.charset.encoding.name()))?;
        self.marks(&new, edits)?;
        self.text(&new)?;
        self.statement(&new)?;
        if new.document.lang != old.lang {
            return Err(LabelError::NoPlace("the page's language would change"));
        }
        Ok((after, bytes))
    }

    /// The canonical text is the same but for the sentences.
    fn text(&self, new: &Read) -> Result<(), LabelError> {
        let added: Vec<Vec<String>> = self
            .added
            .iter()
            .map(|a| a.heading.iter().chain([&a.sentence.text]).map(|text| canon::paragraph(text)).collect())
            .collect();
        if only_added(&self.before.text, &new.text, added, self.put_right.len()) {
            Ok(())
        } else {
            Err(LabelError::NoPlace("more than the sentence would change, or not be in the article"))
        }
    }

    /// The sentences are read as they were declared, and none says otherwise.
    fn statement(&self, new: &Read) -> Result<(), LabelError> {
        let used = &self.wish.used;
        let document = &new.document;
        if let Some(wrong) = new.disclosures.iter().find(|d| standing::of(d, used) == Stand::Wrong) {
            return Err(LabelError::Otherwise {
                line: document.position(wrong.span.start).line,
                text: wrong.text.clone(),
            });
        }
        let read: Vec<&Disclosure> = new
            .disclosures
            .iter()
            .filter(|d| matches!(standing::of(d, used), Stand::Fits | Stand::Less))
            .collect();
        // A caption may hold other words before; a sentence may be cut finer than it was written.
        let is_read = |s: &Sentence, d: &Disclosure| s.text.contains(d.text.trim());
        let stands = |added: &Added| {
            let inside = added.section.as_ref().map(|declared| declared.section.paragraphs(document));
            let holds = |d: &Disclosure| {
                inside.as_ref().is_none_or(|inside| inside.binary_search(&d.paragraph).is_ok())
            };
            read.iter()
                .any(|d| is_read(&added.sentence, d) && holds(d) && (!self.apart || apart(document, d)))
        };
        let found = self.put_right.iter().all(|s| read.iter().any(|d| is_read(s, d)))
            && self.added.iter().all(stands);
        let grown = self.added.is_empty() || document.blocks().len() >= self.before.document.blocks().len();
        if found && grown {
            Ok(())
        } else {
            Err(LabelError::NoPlace("the sentence would not be read as declared"))
        }
    }

    /// Marks that were added are read as declared, the others as before.
    fn marks(&self, new: &Read, edits: &[Edit]) -> Result<(), LabelError> {
        let used = &self.wish.used;
        for (kind, carrier) in
            [(Kind::Meta, "meta"), (Kind::JsonLd, "json-ld"), (Kind::FrontMatter, "front-matter")]
        {
            if !edits.iter().any(|e| e.kind == kind) {
                continue;
            }
            let read = new.signals.iter().any(|s| {
                // W3C values say who answers for it, and not what AI did.
                let fits = |i| standing::reads_as(i, used.involvement) || kind == Kind::Meta;
                s.carrier == carrier
                    && s.problem.is_none()
                    && s.involvement.is_some_and(fits)
                    && (kind == Kind::JsonLd
                        || s.review == used.review
                        || s.involvement == Some(used.involvement))
            });
            if !read {
                return Err(match kind {
                    Kind::FrontMatter => LabelError::FrontMatter,
                    _ => LabelError::NoPlace("a mark would not be read as declared"),
                });
            }
        }
        if let Some(wrong) = new.signals.iter().find(|s| standing::contradicts(s, used)) {
            return Err(LabelError::Otherwise {
                line: new.document.position(wrong.span.start).line,
                text: format!("{}: {}", wrong.name, wrong.value),
            });
        }
        Ok(())
    }
}

/// Whether a statement stands in a paragraph: where tags are left open, what is written behind them can come to stand
/// in a heading, a list or a quotation.
fn apart(document: &Document, found: &Disclosure) -> bool {
    let blocks = document.blocks();
    let at = blocks.partition_point(|b| b.paragraph < found.paragraph);
    let mut around = blocks[at..].iter().take_while(|b| b.paragraph == found.paragraph);
    around.any(|b| b.kind == BlockKind::Paragraph && !b.linked && !b.quoted)
}
