//! Where a sentence can stand in Markdown: between two blocks of the outermost level.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::model::{Declared, Edit, Kind, Position};
use super::plain::newline;
use super::sentence::in_markdown;
use super::standing;
use crate::document::{Block, BlockKind, Carrier, Document};
use crate::span::Span;
use crate::vocabulary::{Modality, Zone};

/// A block of the outermost level.
struct Outer {
    span: Span,
    /// The level of a heading.
    level: Option<HeadingLevel>,
    html: bool,
    images: usize,
}

/// Where the front matter ends, in bytes of the source.
pub(super) fn body(document: &Document) -> usize {
    let front = document.marks.iter().find(|m| matches!(m.carrier, Carrier::FrontMatter(..)));
    front.map_or(0, |mark| mark.span.end)
}

fn outer(source: &str, base: usize) -> Vec<Outer> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let (mut depth, mut out) = (0_usize, Vec::new());
    for (event, range) in Parser::new_ext(&source[base..], options).into_offset_iter() {
        let span = Span::new(base + range.start, base + range.end);
        if let Event::Start(Tag::Image { .. }) = event
            && let Some(last) = out.last_mut()
        {
            let last: &mut Outer = last;
            last.images += 1;
        }
        let level = match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level),
            _ => None,
        };
        let html = matches!(event, Event::Start(Tag::HtmlBlock));
        match event {
            Event::Start(_) => {
                if depth == 0 {
                    out.push(Outer { span, level, html, images: 0 });
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Rule if depth == 0 => out.push(Outer { span, level: None, html: false, images: 0 }),
            _ => {}
        }
    }
    out
}

/// Ways to put `sentence` into Markdown, the best first; of a picture, behind the one picture that there is, or how
/// many there are.
pub(super) fn places(
    document: &Document,
    sentence: &str,
    position: Position,
    modality: Modality,
) -> Result<Vec<Edit>, usize> {
    let source = document.source.as_str();
    let nl = newline(source);
    let base = body(document);
    let blocks = outer(source, base);
    let behind = |block: &Outer| {
        let end = block.span.start + source[block.span.start..block.span.end].trim_end().len();
        insert(end, format!("{nl}{nl}{sentence}"))
    };
    let before = |block: &Outer| insert(block.span.start, format!("{sentence}{nl}{nl}"));
    if modality == Modality::Image {
        let pictured: Vec<&Outer> = blocks.iter().filter(|b| b.images > 0).collect();
        return match pictured.as_slice() {
            [one] if one.images == 1 => Ok(vec![behind(one)]),
            all => Err(all.iter().map(|b| b.images).sum()),
        };
    }
    let end = source.trim_end().len().max(base);
    let (mut first, mut last) = (Vec::new(), Vec::new());
    // What is lazily continued or never closed is found out by the proof.
    last.push(insert(
        end,
        if end == base { format!("{nl}{sentence}") } else { format!("{nl}{nl}{sentence}") },
    ));
    last.extend(blocks.last().map(before));
    if let Some(title) = blocks.iter().position(|b| b.level == Some(HeadingLevel::H1)) {
        let after = blocks[title + 1..].iter().take_while(|b| is_byline(document, b.span)).count();
        first.push(behind(&blocks[title + after]));
        first.push(behind(&blocks[title]));
    }
    first.extend(blocks.iter().find(|b| !b.html && !is_byline(document, b.span)).map(before));
    first.extend(blocks.first().map(before));
    Ok(match position {
        Position::Start => first.into_iter().chain(last).collect(),
        Position::End => last,
    })
}

/// Ways to put `sentence` into a section of its own, the best first.
pub(super) fn in_section(document: &Document, sentence: &str, declared: &Declared) -> Vec<Edit> {
    let source = document.source.as_str();
    let nl = newline(source);
    let base = body(document);
    let blocks = outer(source, base);
    let around = |b: &Block| {
        let at = document.source_span(b.range).start;
        blocks.iter().find(|outer| outer.span.start <= at && at < outer.span.end)
    };
    if let Some(heading) = declared.section.heading(document).and_then(around) {
        let end = heading.span.start + source[heading.span.start..heading.span.end].trim_end().len();
        return vec![insert(end, format!("{nl}{nl}{sentence}"))];
    }
    let next = declared.section.next(document).and_then(around);
    let below = |b: &Outer| b.level.filter(|level| *level != HeadingLevel::H1);
    let level = next.and_then(below).or_else(|| blocks.iter().find_map(below)).unwrap_or(HeadingLevel::H2);
    let marks = "#".repeat(level as usize);
    let section = format!("{marks} {}{nl}{nl}{sentence}", in_markdown(&declared.heading));
    let end = source.trim_end().len().max(base);
    let before = next.map(|next| {
        let parted = source[..next.span.start].trim_end_matches([' ', '\t']);
        let parted = parted.len() <= base || parted.ends_with(&[nl, nl].concat());
        insert(next.span.start, format!("{}{section}{nl}{nl}", if parted { "" } else { nl }))
    });
    let gap = if end == base { nl.to_owned() } else { [nl, nl].concat() };
    before.into_iter().chain([insert(end, format!("{gap}{section}"))]).collect()
}

fn insert(at: usize, text: String) -> Edit {
    Edit { span: Span::new(at, at), text, kind: Kind::Visible }
}

/// Whether all that is shown of a part of the source is a byline.
fn is_byline(document: &Document, span: Span) -> bool {
    let mut inside = document
        .blocks()
        .iter()
        .filter(|b| b.kind != BlockKind::Attribute)
        .filter(|b| span.contains(document.source_span(b.range)))
        .peekable();
    inside.peek().is_some() && inside.all(|b| b.zone == Zone::Byline)
}

/// Whether a modality is one that is shown in a place of its own.
pub(super) fn is_media(used: &super::model::Use) -> bool {
    matches!(standing::subject(used).0, Modality::Image | Modality::Audio | Modality::Video)
}
