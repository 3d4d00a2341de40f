//! What is to be done about the sentences that readers see.

use super::error::LabelError;
use super::markdown;
use super::model::{Declared, Edit, Kind, Note, Position, Wish};
use super::outline::Outline;
use super::page::Page;
use super::plain;
use super::proof::Read;
use super::sentence::Sentence;
use super::standing::{self, Stand};
use crate::disclosure::Disclosure;
use crate::document::{Block, BlockKind, Document, tags};
use crate::item::Media;
use crate::span::Span;
use crate::vocabulary::Zone;

/// More ways to write several sentences are not tried.
const MOST_WAYS: usize = 36;

/// What is to be done about the sentences.
pub(super) struct Visible {
    /// The language of the words (BCP 47).
    pub(super) lang: String,
    /// Ways to write what is missing, the best first; none of them has an edit where nothing is to be done.
    pub(super) ways: Vec<Vec<Edit>>,
    /// What is added, in paragraphs of its own.
    pub(super) added: Vec<Added>,
    /// What is written in the place of each sentence that is replaced.
    pub(super) put_right: Vec<Sentence>,
    /// Whether what is added has to be read as a paragraph.
    pub(super) apart: bool,
}

/// A sentence that is added.
#[derive(Debug)]
pub(super) struct Added {
    pub(super) sentence: Sentence,
    /// The heading over it, where one is written.
    pub(super) heading: Option<String>,
    /// The section that it has to stand in.
    pub(super) section: Option<Declared>,
}

/// A sentence that is to stand in the article.
struct Wanted<'w> {
    sentence: Sentence,
    section: Option<&'w Declared>,
    /// The paragraphs of that section, in order.
    inside: Vec<u32>,
    /// Whether no sentence of another does.
    own: bool,
    /// Whether it is written where it is missing, and not only in the place of one that says otherwise.
    asked: bool,
}

impl Visible {
    pub(super) fn new(
        before: &Read,
        wish: &Wish,
        named: bool,
        outline: Option<&Outline<'_>>,
        notes: &mut Vec<Note>,
    ) -> Result<Self, LabelError> {
        let document = &before.document;
        let wanted = wanted(document, wish, named)?;
        let lang = wanted[0].sentence.words.lang.clone();
        let edits = corrections(before, wish, &wanted)?;
        let mut ways = vec![edits.iter().map(|(edit, ..)| edit.clone()).collect::<Vec<_>>()];
        let page = outline.map(|outline| Page::new(document, outline));
        let apart = !markdown::is_media(&wish.used) && !page.as_ref().is_some_and(Page::is_nested);
        let mut out = Self { lang, ways: Vec::new(), added: Vec::new(), put_right: Vec::new(), apart };
        let edges = Edges::of(document);
        for (n, want) in wanted.iter().enumerate().filter(|(_, want)| want.asked) {
            if edits.iter().any(|(_, by, d)| *by == n && want.may_stand(d, &edges, wish))
                || is_there(before, wish, want, &edges, notes)
            {
                continue;
            }
            let (places, heading) = want.places(document, page.as_ref(), wish)?;
            if places.is_empty() {
                return Err(LabelError::NoPlace("it has no text that one could stand beside"));
            }
            ways = ways
                .iter()
                .flat_map(|way| places.iter().map(move |place| [way, &[place.clone()][..]].concat()))
                .take(MOST_WAYS)
                .collect();
            let section = want.section.cloned();
            out.added.push(Added { sentence: want.sentence.clone(), heading, section });
        }
        out.put_right = edits.iter().map(|(_, by, _)| wanted[*by].sentence.clone()).collect();
        out.ways = ways;
        Ok(out)
    }
}

/// The sentences that are to stand in the article; the first is that for all of it.
fn wanted<'w>(document: &Document, wish: &'w Wish, named: bool) -> Result<Vec<Wanted<'w>>, LabelError> {
    // A caption says it of a picture, and no section does.
    let sections = if markdown::is_media(&wish.used) { &[][..] } else { &wish.sections[..] };
    let mut out = vec![Wanted {
        sentence: Sentence::new(document, wish, named)?,
        section: None,
        inside: Vec::new(),
        own: wish.own_words,
        asked: sections.is_empty() || !wish.only_sections,
    }];
    for section in sections {
        let sentence = Sentence::by_authors(document, wish, named)?;
        let inside = section.section.paragraphs(document);
        out.push(Wanted { sentence, section: Some(section), inside, own: wish.own_words, asked: true });
    }
    if let Some(lang) = &wish.also {
        let sentence = Sentence::also_in(lang, document, wish, named)?;
        if out.iter().all(|other| other.sentence.words.lang != sentence.words.lang) {
            out.push(Wanted { sentence, section: None, inside: Vec::new(), own: true, asked: true });
        }
    }
    Ok(out)
}

impl Wanted<'_> {
    /// Whether its words stand in the block that `found` stands in.
    fn is_written(&self, document: &Document, found: &Disclosure) -> bool {
        let blocks = document.blocks();
        let first = blocks.partition_point(|b| b.paragraph < found.paragraph);
        let mut around = blocks[first..].iter().take_while(|b| b.paragraph == found.paragraph);
        around.any(|b| document.text(b).contains(&self.sentence.text))
    }

    /// Whether a statement stands where it may.
    fn may_stand(&self, found: &Disclosure, edges: &Edges, wish: &Wish) -> bool {
        match self.section {
            Some(_) => self.inside.binary_search(&found.paragraph).is_ok(),
            None => !wish.only_there || edges.hold(found, wish.position),
        }
    }

    /// Ways to put it in, the best first, and the heading that is written with it.
    fn places(
        &self,
        document: &Document,
        page: Option<&Page<'_>>,
        wish: &Wish,
    ) -> Result<(Vec<Edit>, Option<String>), LabelError> {
        let source = document.source.as_str();
        let (modality, _) = standing::subject(&wish.used);
        let written = self.sentence.written(document.media);
        let several = LabelError::Several;
        if let Some(declared) = self.section {
            let there = declared.section.heading(document).is_some();
            let places = match page {
                Some(page) => page.in_section(document, &self.sentence, declared),
                None if document.media == Media::Markdown => {
                    markdown::in_section(document, &written, declared)
                }
                None => plain::in_section(document, &written, declared),
            };
            return Ok((places, (!there).then(|| declared.heading.clone())));
        }
        let places = match page {
            Some(page) if markdown::is_media(&wish.used) => {
                page.captions(&self.sentence, modality, source).map_err(several)?
            }
            Some(page) => page.places(&self.sentence, wish.position, source),
            None if document.media == Media::Markdown => {
                markdown::places(document, &written, wish.position, modality).map_err(several)?
            }
            None => plain::places(document, &written, wish.position),
        };
        Ok((places, None))
    }
}

/// Whether a statement stands there that does; one that says less and is not label's own is left.
fn is_there(before: &Read, wish: &Wish, want: &Wanted<'_>, edges: &Edges, notes: &mut Vec<Note>) -> bool {
    let document = &before.document;
    let written = |d: &&Disclosure| want.is_written(document, d);
    let there = |d: &&Disclosure| want.may_stand(d, edges, wish) && (!want.own || written(d));
    let stands = |d: &&Disclosure, stand| standing::of(d, &wish.used) == stand;
    let found = || before.disclosures.iter().filter(there);
    if found().any(|d| stands(&d, Stand::Fits) || stands(&d, Stand::Less) && written(&d)) {
        return true;
    }
    let less = found().any(|d| stands(&d, Stand::Less));
    if less && !notes.contains(&Note::SaysLess) {
        notes.push(Note::SaysLess);
    }
    less
}

/// A sentence in the place of each that says otherwise, and of each of label's own that says less: the edit, which of
/// `wanted` it writes, and what stood there.
fn corrections<'d>(
    before: &'d Read,
    wish: &Wish,
    wanted: &[Wanted<'_>],
) -> Result<Vec<(Edit, usize, &'d Disclosure)>, LabelError> {
    let document = &before.document;
    let subject = standing::subject(&wish.used);
    let mut out: Vec<(Edit, usize, &Disclosure)> = Vec::new();
    for found in &before.disclosures {
        let mine = |want: &Wanted<'_>| match want.section {
            Some(_) => want.inside.binary_search(&found.paragraph).is_ok(),
            None => want.own && standing::is_own(found, want.sentence.words),
        };
        let stand = standing::of(found, &wish.used);
        if !matches!(stand, Stand::Wrong | Stand::Less) {
            continue;
        }
        let by = wanted.iter().skip(1).position(mine).map_or(0, |n| n + 1);
        let want = &wanted[by];
        // A tool may be read in no sentence: writing it again would say nothing more.
        let own = || standing::is_own(found, want.sentence.words) && !want.is_written(document, found);
        if stand == Stand::Less && !own() {
            continue;
        }
        // A sentence about the text does not put right what is said of a picture, nor does one that is out of sight.
        let old = &document.source[found.span.start..found.span.end];
        let same = (found.modality, found.scope) == subject;
        let shown = same && !matches!(found.zone, Zone::Metadata | Zone::Headline | Zone::Footer);
        if !shown || (document.media == Media::Html && !is_whole(old)) {
            return Err(LabelError::Otherwise {
                line: document.position(found.span.start).line,
                text: found.text.clone(),
            });
        }
        // They come in the order of their places.
        if out.last().is_none_or(|(e, ..)| e.span.end <= found.span.start) {
            let (span, text) =
                (reach(document, found, &want.sentence), want.sentence.written(document.media));
            out.push((Edit { span, text, kind: Kind::Visible }, by, found));
        }
    }
    Ok(out)
}

/// What is replaced where `found` is: that sentence, and the authors' word behind it that label wrote with it.
fn reach(document: &Document, found: &Disclosure, sentence: &Sentence) -> Span {
    let authors = Sentence { text: sentence.words.authors.clone(), ..sentence.clone() };
    let rest = &document.source[found.span.end..];
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let authors = authors.written(document.media);
    let end = if rest[gap..].starts_with(&authors) { gap + authors.len() } else { 0 };
    Span::new(found.span.start, found.span.end + end)
}

/// Whether every tag in a piece of source has its other half in it.
fn is_whole(piece: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    for tag in tags(piece, Span::new(0, piece.len())) {
        let name = piece[tag.name.start..tag.name.end].to_ascii_lowercase();
        if !tag.end {
            if !matches!(name.as_str(), "br" | "wbr" | "img") {
                open.push(name);
            }
        } else if open.pop() != Some(name) {
            return false;
        }
    }
    open.is_empty()
}

/// The paragraphs that readers of the article meet, bylines and captions not counted, as policies count them.
struct Edges {
    shown: Vec<u32>,
    /// How many of them come before the text: the headline and what stands above it.
    before: usize,
}

impl Edges {
    fn of(document: &Document) -> Self {
        let is_shown = |b: &&Block| {
            b.kind != BlockKind::Attribute
                && !matches!(b.zone, Zone::Footer | Zone::Metadata | Zone::Byline | Zone::Caption)
        };
        let blocks: Vec<&Block> = document.blocks().iter().filter(is_shown).collect();
        let headline = blocks.iter().rposition(|b| b.zone == Zone::Headline);
        Self { shown: blocks.iter().map(|b| b.paragraph).collect(), before: headline.map_or(0, |n| n + 1) }
    }

    /// Whether a statement stands among the first three paragraphs behind the headline, or the last three.
    fn hold(&self, found: &Disclosure, position: Position) -> bool {
        const EDGE: usize = 3;
        let above = self.shown.partition_point(|p| *p < found.paragraph);
        let up_to = self.shown.partition_point(|p| *p <= found.paragraph);
        match position {
            Position::Start => above.saturating_sub(self.before) < EDGE,
            Position::End => self.shown.len() - up_to < EDGE,
        }
    }
}
