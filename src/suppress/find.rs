//! Where the suppressions of a document stand, and what each is for.

use super::comment::{Comment, WORD};
use super::reach;
use crate::document::{Carrier, Document, FrontMatterKind};
use crate::item::Media;
use crate::span::Span;

/// More suppressions than these in one document are not heard.
const MOST: usize = 256;

/// A suppression in its place.
#[derive(Debug)]
pub(super) struct Found<'d> {
    /// What it says.
    pub(super) comment: Comment<'d>,
    /// Where it stands in the source.
    pub(super) span: Span,
    /// The parts of the source that it is for; a suppression of the whole document is for all of it.
    pub(super) covers: Vec<Span>,
}

impl Found<'_> {
    /// Whether it is for what stands at `span`.
    pub(super) fn is_for(&self, span: Span) -> bool {
        let within = |cover: &Span| {
            cover.overlaps(span) || (span.is_empty() && cover.start <= span.start && span.start < cover.end)
        };
        self.comment.file || self.covers.iter().any(within)
    }
}

/// The suppressions of `document`, in its order.
pub(super) fn find(document: &Document) -> Vec<Found<'_>> {
    let holds = |text: &str| memchr::memmem::find(text.as_bytes(), WORD.as_bytes()).is_some();
    let mut out = Vec::new();
    for mark in &document.marks {
        match &mark.carrier {
            Carrier::Comment(text) if holds(text) => {
                if let Some(comment) = Comment::parse(text) {
                    out.push(Found { comment, span: mark.span, covers: Vec::new() });
                }
            }
            Carrier::FrontMatter(kind, text) if *kind != FrontMatterKind::Json && holds(text) => {
                front_matter(&document.source, mark.span, &mut out);
            }
            _ => {}
        }
    }
    if document.media == Media::Plain && holds(&document.source) {
        plain(&document.source, &mut out);
    }
    out.truncate(MOST);
    if out.iter().any(|found| !found.comment.file && found.covers.is_empty()) {
        reach::fill(document, &mut out);
    }
    out
}

/// Lines of front matter that are comments; each is for the whole front matter, which is one place to all findings.
fn front_matter<'d>(source: &'d str, span: Span, out: &mut Vec<Found<'d>>) {
    for (line, at) in lines(source, span) {
        let Some(text) = line.trim_start().strip_prefix('#') else { continue };
        if let Some(comment) = Comment::parse(text) {
            out.push(Found { comment, span: at, covers: vec![span] });
        }
    }
}

/// Lines of plain text that hold nothing but a comment as HTML writes it.
fn plain<'d>(source: &'d str, out: &mut Vec<Found<'d>>) {
    for (line, at) in lines(source, Span::new(0, source.len())) {
        let text = line.trim().strip_prefix("<!--").and_then(|t| t.strip_suffix("-->"));
        if let Some(comment) = text.and_then(Comment::parse) {
            out.push(Found { comment, span: at, covers: Vec::new() });
        }
    }
}

/// The lines in `span` without their endings.
fn lines(source: &str, span: Span) -> impl Iterator<Item = (&str, Span)> {
    let mut at = span.start;
    source[span.start..span.end].split_inclusive(['\n', '\r']).map(move |line| {
        let text = line.trim_end_matches(['\n', '\r']);
        let place = Span::new(at, at + text.len());
        at += line.len();
        (text, place)
    })
}
