//! The attributes of one start tag.

use std::borrow::Cow;
use std::collections::HashSet;

use super::name::Names;
use crate::document::reference;
use crate::span::Span;

/// Attributes that reading asks for. Each is one bit, so that "the first of a name wins" costs one test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Known {
    /// Any other attribute.
    Other = 0,
    /// `class`
    Class = 1,
    /// `id`
    Id = 1 << 1,
    /// `role`
    Role = 1 << 2,
    /// `hidden`
    Hidden = 1 << 3,
    /// `itemprop`
    ItemProp = 1 << 4,
    /// `rel`
    Rel = 1 << 5,
    /// `alt`
    Alt = 1 << 6,
    /// `title`
    Title = 1 << 7,
    /// `aria-label`
    AriaLabel = 1 << 8,
    /// `lang`
    Lang = 1 << 9,
    /// `name`
    Name = 1 << 10,
    /// `property`
    Property = 1 << 11,
    /// `http-equiv`
    HttpEquiv = 1 << 12,
    /// `content`
    Content = 1 << 13,
    /// `type`
    Type = 1 << 14,
    /// The rest of microdata and RDFa, and attributes that state AI use.
    Statement = 1 << 15,
    /// `color`, `face` and `size`, which decide whether `font` ends foreign content.
    Font = 1 << 16,
    /// `encoding`
    Encoding = 1 << 17,
    /// `xml:lang`
    XmlLang = 1 << 18,
    /// `style`
    Style = 1 << 19,
}

/// The attributes that reading asks for.
static NAMES: Names<Known, 256> = Names::new(
    &[
        ("class", Known::Class),
        ("id", Known::Id),
        ("role", Known::Role),
        ("hidden", Known::Hidden),
        ("itemprop", Known::ItemProp),
        ("rel", Known::Rel),
        ("alt", Known::Alt),
        ("title", Known::Title),
        ("aria-label", Known::AriaLabel),
        ("lang", Known::Lang),
        ("name", Known::Name),
        ("property", Known::Property),
        ("http-equiv", Known::HttpEquiv),
        ("content", Known::Content),
        ("type", Known::Type),
        ("encoding", Known::Encoding),
        ("xml:lang", Known::XmlLang),
        ("style", Known::Style),
        ("itemscope", Known::Statement),
        ("itemtype", Known::Statement),
        ("itemid", Known::Statement),
        ("itemref", Known::Statement),
        ("typeof", Known::Statement),
        ("vocab", Known::Statement),
        ("about", Known::Statement),
        ("resource", Known::Statement),
        ("color", Known::Font),
        ("face", Known::Font),
        ("size", Known::Font),
    ],
    Known::Other,
);

impl Known {
    /// The kind of an attribute whose name, in any case, stands at `start..end` of `bytes`.
    #[inline]
    pub(super) fn named(bytes: &[u8], start: usize, end: usize) -> Self {
        match NAMES.get_at(bytes, start, end) {
            Self::Other if states_ai(&bytes[start..end]) => Self::Statement,
            known => known,
        }
    }
}

/// `ai-*`, `data-ai*` and the source type of pictures.
#[inline]
fn states_ai(name: &[u8]) -> bool {
    let starts = |prefix: &str| {
        name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
    };
    match name.first() {
        Some(b'a' | b'A') => starts("ai-"),
        Some(b'd' | b'D') => {
            starts("data-ai") || starts("data-digital-source") || starts("data-digitalsource")
        }
        _ => false,
    }
}

/// One attribute, as spans of the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    /// Its name.
    pub(super) name: Span,
    /// Its value, without quotes; empty where there is none.
    pub(super) value: Span,
    /// What it is.
    pub(super) known: Known,
}

/// The attributes of the start tag that was read last.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    all: Vec<Attribute>,
    seen: u32,
}

impl Attributes {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.seen = 0;
    }

    /// Takes one more attribute.
    #[inline]
    pub(super) fn push(&mut self, attribute: Attribute) {
        self.seen |= attribute.known as u32;
        self.all.push(attribute);
    }

    /// The name and the value of each attribute, as written.
    pub(super) fn spans(&self) -> impl Iterator<Item = (Span, Span)> {
        self.all.iter().map(|a| (a.name, a.value))
    }

    /// Whether one of the attributes in `mask` (bits of [`Known`]) is there.
    #[inline]
    pub(super) const fn any(&self, mask: u32) -> bool {
        self.seen & mask != 0
    }

    /// The value's span of the first attribute of that kind.
    #[inline]
    pub(super) fn span(&self, known: Known) -> Option<Span> {
        if !self.any(known as u32) {
            return None;
        }
        self.all.iter().find(|a| a.known == known).map(|a| a.value)
    }

    /// The decoded value of the first attribute of that kind.
    pub(super) fn value<'s>(&self, source: &'s str, known: Known) -> Option<Cow<'s, str>> {
        self.span(known).map(|span| reference::attribute(&source[span.start..span.end]))
    }

    /// The undecoded value of the first attribute with that name (in lower case).
    pub(super) fn named<'s>(&self, source: &'s str, name: &str) -> Option<&'s str> {
        let found = self.all.iter().find(|a| source[a.name.start..a.name.end].eq_ignore_ascii_case(name))?;
        Some(&source[found.value.start..found.value.end])
    }

    /// All attributes, names in lower case, values decoded, the first of each name.
    pub(super) fn decoded(&self, source: &str) -> Vec<(String, String)> {
        /// So many are sooner compared one by one.
        const FEW: usize = 16;
        let mut names = HashSet::new();
        let mut out: Vec<(String, String)> = Vec::with_capacity(self.all.len());
        for attribute in &self.all {
            let mut name = source[attribute.name.start..attribute.name.end].to_ascii_lowercase();
            if name.contains('\0') {
                name = name.replace('\0', "\u{FFFD}");
            }
            let new = if self.all.len() <= FEW {
                out.iter().all(|(known, _)| *known != name)
            } else {
                names.insert(name.clone())
            };
            if new {
                let value = reference::attribute(&source[attribute.value.start..attribute.value.end]);
                out.push((name, value.into_owned()));
            }
        }
        out
    }
}
