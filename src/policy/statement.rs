//! The statements that readers meet, and where in the article they stand.

use std::cell::OnceCell;

use super::Facts;
use super::claim::Subject;
use super::profile::{About, Clause, Where};
use crate::disclosure::Disclosure;
use crate::document::{Block, BlockKind, Document, Section};
use crate::vocabulary::{Involvement, Zone};

/// Blocks on either side of the headline that are near it.
const NEAR: usize = 2;
/// Blocks that are the start of a text, and its end.
const EDGE: usize = 3;

/// The visible statements that AI had a part in what the clause is about; one in the footer of the page is visible.
pub(super) fn statements<'a>(facts: &Facts<'a>, about: About) -> impl Iterator<Item = &'a Disclosure> {
    facts.disclosures.iter().filter(move |d| is_about(d, about) && d.involvement != Involvement::None)
}

/// The visible statements that no AI was used.
pub(super) fn denials<'a>(facts: &Facts<'a>, about: About) -> impl Iterator<Item = &'a Disclosure> {
    facts.disclosures.iter().filter(move |d| is_about(d, about) && d.involvement == Involvement::None)
}

fn is_about(d: &Disclosure, about: About) -> bool {
    let subject = Subject::of_disclosure(d);
    let fits = match about {
        About::Text => subject.is_text(),
        About::Media => subject == Subject::Media,
    };
    fits && d.zone != Zone::Metadata
}

/// The blocks of an article in which a statement may stand, and where its headline is. A page may repeat its line a hundred
/// thousand times: each is looked up and none counted through.
pub(super) struct Layout<'a> {
    /// The paragraph of each block.
    paragraphs: Vec<u32>,
    /// How many texts (no bylines, no captions) stand before each block, and before the end.
    texts: Vec<usize>,
    /// The place of the headline among the blocks.
    headline: Option<usize>,
    document: &'a Document,
    /// The paragraphs in the section of the clause that is asked; a layout is asked for one.
    section: OnceCell<Vec<u32>>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(facts: &'a Facts<'a>) -> Self {
        let shown =
            |b: &&Block| b.kind != BlockKind::Attribute && !matches!(b.zone, Zone::Footer | Zone::Metadata);
        let (mut paragraphs, mut texts, mut headline) = (Vec::new(), vec![0], None);
        let mut sum = 0;
        for (n, block) in facts.document.blocks().iter().filter(shown).enumerate() {
            paragraphs.push(block.paragraph);
            sum += usize::from(!matches!(block.zone, Zone::Byline | Zone::Caption));
            texts.push(sum);
            if block.zone == Zone::Headline {
                headline = Some(n);
            }
        }
        Self { paragraphs, texts, headline, document: facts.document, section: OnceCell::new() }
    }

    /// Whether `d` stands in one of the places of the clause.
    pub(super) fn stands(&self, d: &Disclosure, clause: &Clause) -> bool {
        clause.places.iter().any(|place| self.stands_at(d, *place, clause))
    }

    fn stands_at(&self, d: &Disclosure, place: Where, clause: &Clause) -> bool {
        if matches!(d.zone, Zone::Footer | Zone::Metadata) {
            return false;
        }
        // A statement in an `alt` text stands in no block that is shown as text.
        let at = self.paragraphs.partition_point(|p| *p < d.paragraph);
        let at = self.paragraphs.get(at).filter(|p| **p == d.paragraph).map(|_| at);
        match place {
            Where::InSight => true,
            Where::Caption => d.zone == Zone::Caption,
            Where::NearHeadline => {
                matches!(d.zone, Zone::Headline | Zone::Byline)
                    || at.is_some_and(|at| self.texts(at, self.headline.unwrap_or(0)) <= NEAR)
            }
            Where::Start => {
                let from = self.headline.map_or(0, |h| h + 1);
                at.is_some_and(|at| at < from || self.texts(from, at) < EDGE)
            }
            Where::End => at.is_some_and(|at| self.texts(at + 1, self.paragraphs.len()) < EDGE),
            Where::Section => {
                let section = self.section.get_or_init(|| {
                    let before = clause.before.iter().map(String::as_str);
                    Section::new(clause.heading.all(), before).paragraphs(self.document)
                });
                section.binary_search(&d.paragraph).is_ok()
            }
        }
    }

    /// How many texts stand between two places.
    fn texts(&self, a: usize, b: usize) -> usize {
        self.texts[a.max(b)] - self.texts[a.min(b)]
    }
}

/// Bytes of blocks that are looked at around statements, for one clause.
pub(super) const ROOM: usize = 16 << 20;

/// The whole block that a statement stands in, or else its own words; these where there is no `room` left either.
pub(super) fn around<'a>(facts: &Facts<'a>, d: &'a Disclosure, room: &mut usize) -> &'a str {
    if *room == 0 {
        return &d.text;
    }
    let blocks = facts.document.blocks();
    let at = blocks.partition_point(|b| b.paragraph < d.paragraph);
    let mine = blocks[at..].iter().take_while(|b| b.paragraph == d.paragraph);
    let mut texts = mine.map(|b| facts.document.text(b));
    let found = texts.find(|text| {
        *room = room.saturating_sub(text.len());
        text.contains(&d.text)
    });
    found.unwrap_or(&d.text)
}

/// Whether one of the terms stands in `text` as a word of its own. In scripts without spaces any place will do.
pub(super) fn has_term(text: &str, terms: &[String]) -> bool {
    let text = text.to_lowercase();
    terms.iter().any(|term| {
        let term = term.to_lowercase();
        !term.is_empty()
            && text.match_indices(&term).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + term.len()..].chars().next();
                let apart = |inner: Option<char>, outer: Option<char>| {
                    !(inner.is_some_and(spaced) && outer.is_some_and(spaced))
                };
                apart(term.chars().next(), before) && apart(term.chars().next_back(), after)
            })
    })
}

/// Whether words of this letter's script are set apart by spaces.
fn spaced(c: char) -> bool {
    c.is_alphanumeric() && (c as u32) < 0x0e00
}

/// Whether a statement in `stated` is in the language `article`; close relatives that rules cannot tell apart are one.
pub(super) fn same_language(article: &str, stated: &str) -> bool {
    const ALIKE: &[&[&str]] =
        &[&["id", "ms"], &["no", "nb", "nn", "da"], &["sr", "hr", "bs", "sh"], &["fil", "tl"]];
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let (a, b) = (primary(article), primary(stated));
    a == b
        || matches!(b.as_str(), "any" | "und" | "mul" | "zxx" | "")
        || ALIKE.iter().any(|group| group.contains(&a.as_str()) && group.contains(&b.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_a_word_and_in_chinese_any_place_will_do() {
        let ai = ["AI".to_owned(), "人工智能".to_owned()];
        for text in ["by AI.", "AI生成", "本文由AI生成", "人工智能合成", "AI-nya", "(ai)"] {
            assert!(has_term(text, &ai), "{text}");
        }
        for text in ["he said", "Kairo", "AI2", "maintain"] {
            assert!(!has_term(text, &ai), "{text}");
        }
    }

    #[test]
    fn a_variety_of_a_language_is_the_language() {
        assert!(
            same_language("id-ID", "id") && same_language("id", "ms") && same_language("zh-Hant", "zh-Hans")
        );
        assert!(!same_language("id", "en"));
        assert!(same_language("de", "any"));
    }
}
