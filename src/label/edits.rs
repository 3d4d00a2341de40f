//! From an article and a wish to edits that hold.

use super::bytes::writable;
use super::error::LabelError;
use super::front_matter;
use super::guard;
use super::head;
use super::markdown;
use super::model::{Edit, Kind, Labelled, Note, Position, Wish};
use super::outline::Outline;
use super::page::Page;
use super::plain;
use super::proof::{Proof, Read};
use super::sentence::Sentence;
use super::standing::{self, Stand};
use crate::disclosure::{Disclosure, RuleSet};
use crate::document::{Block, BlockKind, Document, charset, media, tags};
use crate::item::{Item, Media};
use crate::signal::{Settings, Signal};
use crate::vocabulary::{Modality, Scope, Zone};

/// Puts into `item` what it lacks of `wish`.
///
/// Each way is tried by reading the edited bytes again (see the module); the first that holds is taken.
///
/// # Errors
///
/// [`LabelError`]; nothing is changed then.
pub fn label(item: &Item, rules: &RuleSet, settings: &Settings, wish: &Wish) -> Result<Labelled, LabelError> {
    match attempt(item, rules, settings, wish, true) {
        // In some languages a name that no rule knows parts words that belong together. The marks name it then
        Err(error @ (LabelError::NoPlace(_) | LabelError::Otherwise { .. }))
            if !wish.used.tools.is_empty() =>
        {
            let Ok(mut done) = attempt(item, rules, settings, wish, false) else { return Err(error) };
            done.notes.push(Note::ToolLeftOut);
            Ok(done)
        }
        done => done,
    }
}

/// One attempt; `named` says whether the sentence names the tools.
fn attempt(
    item: &Item,
    rules: &RuleSet,
    settings: &Settings,
    wish: &Wish,
    named: bool,
) -> Result<Labelled, LabelError> {
    let kind = media(item);
    let charset = charset(&item.bytes, item.charset.as_deref(), kind == Media::Html);
    let before = Read::new(Item { media: Some(kind), ..item.clone() }, rules, settings, wish)?;
    if before.text.paragraphs.is_empty() && before.text.headline.is_none() {
        return Err(LabelError::Empty);
    }
    // What one key of front matter says of another hides a contradiction from the proof.
    // Keys of label's own are put right instead.
    let own = |s: &Signal| wish.carriers.hold(Kind::FrontMatter) && front_matter::is_own(&s.name);
    let of_front =
        |s: &&Signal| s.carrier == "front-matter" && standing::contradicts(s, &wish.used) && !own(s);
    if let Some(wrong) = before.signals.iter().find(of_front) {
        return Err(LabelError::Otherwise {
            line: before.document.position(wrong.span.start).line,
            text: format!("{}: {}", wrong.name, wrong.value),
        });
    }
    // Before front matter nothing may stand, or the generator reads none. What terang reads itself is not in the way.
    let source = &before.document.source;
    let guarded = match kind {
        Media::Markdown if markdown::body(&before.document) == 0 && guard::front(source).is_some() => {
            return Err(LabelError::FrontMatter);
        }
        Media::Html => guard::front(source).unwrap_or(0),
        _ => 0,
    };
    let mut notes = Vec::new();
    let outline = if kind == Media::Html {
        Some(Outline::read(&before.document.source).ok_or(LabelError::NoPlace("it has too many elements"))?)
    } else {
        None
    };
    let visible = if wish.carriers.hold(Kind::Visible) {
        Some(Visible::new(&before, wish, named, outline.as_ref(), &mut notes)?)
    } else {
        None
    };
    let (fixed, fronts) = marks(&before, wish, outline.as_ref(), &mut notes)?;
    let lang = visible.as_ref().map(|v| v.sentence.words.lang.clone());
    let written = visible.as_ref().filter(|v| !v.ways.is_empty());
    let proof = Proof {
        item,
        charset,
        before: &before,
        rules,
        settings,
        wish,
        sentence: written.map(|v| &v.sentence),
        replaced: written.map_or(0, |v| v.replaced),
    };
    let ways = written.map_or_else(|| vec![Vec::new()], |v| v.ways.clone());
    let mut why = None;
    for way in &ways {
        for front in &fronts {
            let mut edits: Vec<Edit> = fixed.iter().chain(way).chain(front).cloned().collect();
            edits.sort_by_key(|e| (e.span.start, e.span.end));
            if edits.first().is_some_and(|e| e.span.start < guarded) {
                why = why.or(Some(LabelError::FrontMatter));
                continue;
            }
            if edits.is_empty() {
                // Nothing is missing; but what stands there must not say otherwise.
                proof.of(&edits)?;
                let source = before.document.source;
                let bytes = item.bytes.clone();
                return Ok(Labelled { edits, before: source.clone(), after: source, bytes, lang, notes });
            }
            for edit in &mut edits {
                edit.text = writable(&edit.text, edit.kind, charset.encoding, kind)?;
            }
            match proof.of(&edits) {
                Ok((after, bytes)) => {
                    let before = before.document.source;
                    return Ok(Labelled { edits, before, after, bytes, lang, notes });
                }
                Err(error @ (LabelError::Otherwise { .. } | LabelError::Encoding(_))) => return Err(error),
                Err(error) => why = why.or(Some(error)),
            }
        }
    }
    Err(why.unwrap_or(LabelError::NoPlace("it has no text that one could stand beside")))
}

/// The marks that the kind of document has: edits that have one place, and ways to edit the front matter.
fn marks(
    before: &Read,
    wish: &Wish,
    outline: Option<&Outline<'_>>,
    notes: &mut Vec<Note>,
) -> Result<(Vec<Edit>, Vec<Vec<Edit>>), LabelError> {
    let used = &wish.used;
    let hold = |kind| wish.carriers.hold(kind);
    let (mut fixed, none) = (Vec::new(), vec![Vec::new()]);
    let marked = match before.document.media {
        Media::Html => hold(Kind::Meta) || hold(Kind::JsonLd),
        Media::Markdown => hold(Kind::FrontMatter),
        Media::Plain => false,
    };
    let of_text = !markdown::is_media(used) && used.scope == Scope::Article;
    if !marked || !of_text {
        if marked {
            notes.push(Note::NotOfText);
        }
        return Ok((fixed, none));
    }
    if let Some(outline) = outline {
        if hold(Kind::Meta) {
            fixed.extend(head::meta(&before.document, outline, used, &before.signals, notes)?);
        }
        if hold(Kind::JsonLd) {
            fixed.extend(head::json_ld(outline, used, &before.signals, notes)?);
        }
        return Ok((fixed, none));
    }
    let ways = front_matter::places(&before.document, used, &before.signals, &wish.carriers)?;
    Ok((fixed, if ways.is_empty() { none } else { ways }))
}

/// What is to be done about the sentence.
struct Visible {
    sentence: Sentence,
    /// Ways to write it, the best first; none where nothing is to be done.
    ways: Vec<Vec<Edit>>,
    /// How many sentences are replaced.
    replaced: usize,
}

impl Visible {
    fn new(
        before: &Read,
        wish: &Wish,
        named: bool,
        outline: Option<&Outline<'_>>,
        notes: &mut Vec<Note>,
    ) -> Result<Self, LabelError> {
        let document = &before.document;
        let sentence = Sentence::new(document, wish, named)?;
        let used = &wish.used;
        let stands = |d: &&Disclosure, stand| standing::of(d, used) == stand;
        // A tool may be read in no sentence: writing it again would say nothing more.
        let written = |d: &&Disclosure| {
            let blocks = document.blocks().iter();
            let mut around = blocks.filter(|b| document.source_span(b.range).overlaps(d.span));
            around.any(|b| document.text(b).contains(&sentence.text))
        };
        let wrong: Vec<&Disclosure> = before
            .disclosures
            .iter()
            .filter(|d| {
                let own = stands(d, Stand::Less) && standing::is_own(d, sentence.words);
                stands(d, Stand::Wrong) || own && !written(d)
            })
            .collect();
        if !wrong.is_empty() {
            let edits = corrections(document, &wrong, &sentence, standing::subject(used))?;
            return Ok(Self { sentence, replaced: edits.len(), ways: vec![edits] });
        }
        let there = |d: &&Disclosure| {
            (!wish.only_there || at_position(document, d, wish.position)) && (!wish.own_words || written(d))
        };
        if before
            .disclosures
            .iter()
            .filter(there)
            .any(|d| stands(&d, Stand::Fits) || stands(&d, Stand::Less) && written(&d))
        {
            return Ok(Self { sentence, ways: Vec::new(), replaced: 0 });
        }
        if before.disclosures.iter().filter(there).any(|d| stands(&d, Stand::Less)) {
            notes.push(Note::SaysLess);
            return Ok(Self { sentence, ways: Vec::new(), replaced: 0 });
        }
        let (modality, _) = standing::subject(used);
        let source = document.source.as_str();
        let written = sentence.written(document.media);
        let several = LabelError::Several;
        let ways = match (document.media, outline) {
            (Media::Html, Some(outline)) => {
                let page = Page::new(document, outline);
                if markdown::is_media(used) {
                    page.captions(&sentence, modality, source).map_err(several)?
                } else {
                    page.places(&sentence, wish.position, source)
                }
            }
            (Media::Markdown, _) => {
                markdown::places(document, &written, wish.position, modality).map_err(several)?
            }
            _ => plain::places(document, &written, wish.position),
        };
        let ways: Vec<Vec<Edit>> = ways.into_iter().map(|edit| vec![edit]).collect();
        if ways.is_empty() {
            return Err(LabelError::NoPlace("it has no text that one could stand beside"));
        }
        Ok(Self { sentence, ways, replaced: 0 })
    }
}

/// The sentence in the place of each that says otherwise.
fn corrections(
    document: &Document,
    wrong: &[&Disclosure],
    sentence: &Sentence,
    subject: (Modality, Scope),
) -> Result<Vec<Edit>, LabelError> {
    let mut out: Vec<Edit> = Vec::new();
    for found in wrong {
        let old = &document.source[found.span.start..found.span.end];
        // A sentence about the text does not put right what is said of a picture, nor does one that is out of sight.
        let mine = (found.modality, found.scope) == subject;
        let shown = mine && !matches!(found.zone, Zone::Metadata | Zone::Headline | Zone::Footer);
        if !shown || (document.media == Media::Html && !is_whole(old)) {
            return Err(LabelError::Otherwise {
                line: document.position(found.span.start).line,
                text: found.text.clone(),
            });
        }
        let overlaps = out.iter().any(|e| e.span.overlaps(found.span));
        if !overlaps {
            let text = sentence.written(document.media);
            out.push(Edit { span: found.span, text, kind: Kind::Visible });
        }
    }
    Ok(out)
}

/// Whether every tag in a piece of source has its other half in it.
fn is_whole(piece: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    for tag in tags(piece, crate::span::Span::new(0, piece.len())) {
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

/// Whether a statement stands where the wish asks for it: among the first three blocks behind the headline, or the last
/// three, as policies count them (bylines and captions not counted).
fn at_position(document: &Document, found: &Disclosure, position: Position) -> bool {
    const EDGE: usize = 3;
    let is_shown = |b: &&Block| {
        b.kind != BlockKind::Attribute
            && !matches!(b.zone, Zone::Footer | Zone::Metadata | Zone::Byline | Zone::Caption)
    };
    let shown = || document.blocks().iter().filter(is_shown);
    match position {
        Position::Start => {
            let headline = shown().filter(|b| b.zone == Zone::Headline).map(|b| b.paragraph).max();
            let behind = |b: &&Block| headline.is_none_or(|h| h < b.paragraph);
            shown().filter(|b| behind(b) && b.paragraph < found.paragraph).count() < EDGE
        }
        Position::End => shown().filter(|b| b.paragraph > found.paragraph).count() < EDGE,
    }
}
