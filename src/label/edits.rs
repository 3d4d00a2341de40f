//! From an article and a wish to edits that hold.

use super::bytes::writable;
use super::error::LabelError;
use super::front_matter;
use super::guard;
use super::head;
use super::markdown;
use super::model::{Edit, Kind, Labelled, Note, Wish};
use super::outline::Outline;
use super::proof::{Proof, Read};
use super::standing;
use super::visible::Visible;
use crate::disclosure::RuleSet;
use crate::document::{charset, media};
use crate::item::{Item, Media};
use crate::signal::{Settings, Signal};
use crate::vocabulary::Scope;

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
    let lang = visible.as_ref().map(|v| v.lang.clone());
    let proof = Proof {
        item,
        charset,
        before: &before,
        rules,
        settings,
        wish,
        added: visible.as_ref().map_or(&[], |v| &v.added),
        apart: visible.as_ref().is_some_and(|v| v.apart),
        put_right: visible.as_ref().map_or(&[], |v| &v.put_right),
    };
    let ways = visible.as_ref().map_or_else(|| vec![Vec::new()], |v| v.ways.clone());
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
