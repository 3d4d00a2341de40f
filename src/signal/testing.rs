//! Hand-made documents for the tests of the dialects.

use super::{Settings, Signal};
use crate::document::{Carrier, Document, FrontMatterKind, Mark, Visible};
use crate::item::Media;
use crate::span::Span;

fn pairs(attributes: &[(&str, &str)]) -> Vec<(String, String)> {
    attributes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

pub(super) const fn mark(carrier: Carrier) -> Mark {
    Mark { carrier, span: Span::new(3, 7), parent: None }
}

pub(super) fn meta(attributes: &[(&str, &str)], in_head: bool) -> Mark {
    mark(Carrier::Meta { attributes: pairs(attributes), in_head })
}

pub(super) fn head_meta(attributes: &[(&str, &str)]) -> Mark {
    meta(attributes, true)
}

pub(super) fn link(attributes: &[(&str, &str)]) -> Mark {
    mark(Carrier::Link(pairs(attributes)))
}

pub(super) fn json_ld(text: &str) -> Mark {
    mark(Carrier::JsonLd(text.to_owned()))
}

pub(super) fn comment(text: &str) -> Mark {
    mark(Carrier::Comment(text.to_owned()))
}

pub(super) fn header(name: &str, value: &str) -> Mark {
    Mark { span: Span::default(), ..mark(Carrier::Header(name.to_owned(), value.to_owned())) }
}

pub(super) fn yaml(text: &str) -> Mark {
    mark(Carrier::FrontMatter(FrontMatterKind::Yaml, text.to_owned()))
}

pub(super) fn element(tag: &str, attributes: &[(&str, &str)], parent: Option<usize>) -> Mark {
    let carrier =
        Carrier::Element { tag: tag.to_owned(), attributes: pairs(attributes), text: Span::default() };
    Mark { parent, ..mark(carrier) }
}

/// An element whose text is the whole visible text of [`page_of`].
pub(super) fn spoken(tag: &str, attributes: &[(&str, &str)], parent: Option<usize>, text: Span) -> Mark {
    let carrier = Carrier::Element { tag: tag.to_owned(), attributes: pairs(attributes), text };
    Mark { parent, ..mark(carrier) }
}

pub(super) fn page(marks: Vec<Mark>) -> Document {
    page_of("", marks)
}

pub(super) fn page_of(text: &str, marks: Vec<Mark>) -> Document {
    let visible = Visible { text: text.to_owned(), pieces: Vec::new() };
    Document::marked_up(Media::Html, String::new(), None, visible, Vec::new(), marks)
}

pub(super) fn read(marks: Vec<Mark>) -> Vec<Signal> {
    super::read(&page(marks), &Settings::default())
}
