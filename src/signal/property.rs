//! Properties in markup: microdata (WHATWG HTML, "Microdata") and RDFa (RDFa Core 1.1, RDFa Lite).
//!
//! The two differ in the names of their attributes; what terang looks for in them is the same: a
//! `digitalSourceType`, and software in a place for people.

use std::collections::HashMap;

use super::attributes::{is_source_type, local_name, value as attribute};
use super::iptc;
use super::model::{Authority, Signal, shorten};
use super::work::{OTHER_WORKS, Work};
use crate::document::{Carrier, Document, Mark};
use crate::span::Span;
use crate::vocabulary::Involvement;

/// One of the two syntaxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `itemprop`, `itemscope`, `itemtype`.
    Microdata,
    /// `property` or `rel`, `typeof`.
    Rdfa,
}

impl Syntax {
    const fn carrier(self) -> &'static str {
        match self {
            Self::Microdata => "microdata",
            Self::Rdfa => "rdfa",
        }
    }

    /// The names of the properties that an element carries.
    fn properties(self, attributes: &[(String, String)]) -> impl Iterator<Item = &str> {
        let names: [&str; 2] = match self {
            Self::Microdata => ["itemprop", "itemprop"],
            Self::Rdfa => ["property", "rel"],
        };
        let count = if names[0] == names[1] { 1 } else { 2 };
        names
            .into_iter()
            .take(count)
            .filter_map(|name| attribute(attributes, name))
            .flat_map(str::split_ascii_whitespace)
    }

    /// The types of the item that an element opens, `None` where it opens none.
    fn types(self, attributes: &[(String, String)]) -> Option<&str> {
        match self {
            Self::Microdata => attribute(attributes, "itemscope")
                .map(|_| attribute(attributes, "itemtype").unwrap_or_default()),
            Self::Rdfa => attribute(attributes, "typeof"),
        }
    }

    /// The value of a property on an element.
    fn value<'a>(self, tag: &str, attributes: &'a [(String, String)], text: &'a str) -> &'a str {
        let address = match tag {
            "a" | "area" | "link" => "href",
            "audio" | "embed" | "iframe" | "img" | "source" | "track" | "video" => "src",
            "object" => "data",
            "data" | "meter" => "value",
            _ => "",
        };
        let rdfa = self == Self::Rdfa;
        let content = (rdfa || tag == "meta").then(|| attribute(attributes, "content")).flatten();
        content
            .or_else(|| rdfa.then(|| attribute(attributes, "resource")).flatten())
            .or_else(|| rdfa.then(|| attribute(attributes, "href")).flatten())
            .or_else(|| attribute(attributes, address))
            .unwrap_or(text)
    }
}

/// The items of one syntax on one page.
pub(super) struct Items<'d> {
    syntax: Syntax,
    document: &'d Document,
    /// Per mark, what it stands in or opens.
    places: Vec<Place>,
    /// The value of `name` by the item's mark.
    names: HashMap<usize, String>,
}

#[derive(Clone, Copy, Default)]
struct Place {
    /// The mark that opens the item.
    item: Option<usize>,
    work: Work,
    /// Whether some ancestor property leads to another work.
    elsewhere: bool,
}

impl<'d> Items<'d> {
    /// Looks at every mark once; ancestors come before their descendants.
    pub(super) fn new(syntax: Syntax, document: &'d Document) -> Self {
        let mut items = Self { syntax, document, places: Vec::new(), names: HashMap::new() };
        if !document.marks.iter().any(|mark| tag_of(mark).is_some_and(|(_, a, _)| items.is_relevant(a))) {
            return items;
        }
        items.places.reserve(document.marks.len());
        for (index, mark) in document.marks.iter().enumerate() {
            let outer = mark.parent.and_then(|p| items.places.get(p)).copied().unwrap_or_default();
            let mut place = outer;
            if let Some((tag, attributes, text)) = tag_of(mark) {
                let mut properties = syntax.properties(attributes).map(local_name).peekable();
                let leads = properties.peek().copied();
                place.elsewhere |= properties.any(|name| OTHER_WORKS.contains(&name));
                if let Some(types) = syntax.types(attributes) {
                    place.item = Some(index);
                    place.work = outer
                        .work
                        .under(leads.unwrap_or_default())
                        .of_types(types.split_ascii_whitespace().map(local_name));
                } else if leads == Some("name")
                    && let Some(item) = outer.item
                {
                    let name = syntax.value(tag, attributes, items.text(text)).trim();
                    items.names.entry(item).or_insert_with(|| shorten(name));
                }
            }
            items.places.push(place);
        }
        items
    }

    fn is_relevant(&self, attributes: &[(String, String)]) -> bool {
        self.syntax.properties(attributes).any(is_source_type)
            || self
                .syntax
                .types(attributes)
                .is_some_and(|types| types.split_ascii_whitespace().any(is_software))
    }

    fn text(&self, span: Span) -> &'d str {
        self.document.visible().get(span.start..span.end).unwrap_or_default()
    }

    /// Reads the properties of mark `index`.
    pub(super) fn read(&self, index: usize, mark: &Mark, out: &mut Vec<Signal>) {
        let Some(place) = self.places.get(index) else { return };
        let Some((tag, attributes, text)) = tag_of(mark) else { return };
        let outer = mark.parent.and_then(|p| self.places.get(p)).copied().unwrap_or_default();
        if outer.elsewhere {
            return;
        }
        let opens = self.syntax.types(attributes).is_some();
        for name in self.syntax.properties(attributes) {
            if is_source_type(name) {
                let value = self.syntax.value(tag, attributes, self.text(text)).trim();
                let carrier = self.syntax.carrier();
                let mut signal = Signal::new(carrier, "iptc", Authority::Standard, name, value, mark.span);
                // In RDFa a property without an item around it is one of the page.
                let page = self.syntax == Syntax::Rdfa && outer.item.is_none();
                if page { Work::article() } else { outer.work }.apply(&mut signal);
                out.push(iptc::apply(value, signal));
            } else if opens
                && self.syntax.types(attributes).is_some_and(|t| t.split_ascii_whitespace().any(is_software))
            {
                out.extend(self.software(index, local_name(name), outer.work, place, mark.span));
            }
        }
    }

    /// Software in a place for people (schemaorg/schemaorg#3391).
    fn software(&self, index: usize, role: &str, work: Work, place: &Place, span: Span) -> Option<Signal> {
        let involvement = match role {
            "author" => Some(Involvement::Generated),
            "creator" if work.is_media() => None,
            "creator" => Some(Involvement::Unspecified),
            "editor" | "contributor" => Some(Involvement::Assisted),
            "translator" => Some(Involvement::Translated),
            _ => return None,
        };
        debug_assert_eq!(place.item, Some(index));
        let name = self.names.get(&index).filter(|name| !name.is_empty());
        let value = name.map_or("SoftwareApplication", String::as_str);
        let mut signal = Signal::new(self.syntax.carrier(), "schema-org", Authority::Folk, role, value, span);
        work.apply(&mut signal);
        signal.involvement = involvement;
        signal.tool = name.cloned();
        Some(signal)
    }
}

fn is_software(name: &str) -> bool {
    matches!(local_name(name), "SoftwareApplication" | "WebApplication" | "MobileApplication")
}

/// The tag, the attributes and the place of the text of an element.
type Tag<'d> = (&'d str, &'d [(String, String)], Span);

/// The element that a mark is, if it is one.
fn tag_of(mark: &Mark) -> Option<Tag<'_>> {
    match &mark.carrier {
        Carrier::Meta { attributes, .. } => Some(("meta", attributes, Span::default())),
        Carrier::Link(attributes) => Some(("link", attributes, Span::default())),
        Carrier::Element { tag, attributes, text } => Some((tag, attributes, *text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{element, head_meta, link, page_of, read, spoken};
    use super::super::{Problem, Settings};
    use super::*;
    use crate::vocabulary::{Modality, Scope};

    const TERM: &str = "https://schema.org/TrainedAlgorithmicMediaDigitalSource";

    #[test]
    fn microdata_values_come_from_where_the_element_keeps_them() {
        let article =
            || element("article", &[("itemscope", ""), ("itemtype", "https://schema.org/NewsArticle")], None);
        for inner in [
            element("meta", &[("itemprop", "digitalSourceType"), ("content", TERM)], Some(0)),
            element("link", &[("itemprop", "digitalSourceType"), ("href", TERM)], Some(0)),
            element("a", &[("itemprop", "digitalSourceType"), ("href", TERM)], Some(0)),
            element("data", &[("itemprop", "x digitalSourceType"), ("value", TERM)], Some(0)),
            crate::document::Mark {
                parent: Some(0),
                ..link(&[("itemprop", "digitalSourceType"), ("href", TERM)])
            },
        ] {
            let signals = read(vec![article(), inner.clone()]);
            assert_eq!(signals.len(), 1, "{inner:?}");
            assert_eq!(signals[0].carrier, "microdata");
            assert_eq!((signals[0].claims_ai(), signals[0].scope), (Some(true), Some(Scope::Article)));
        }
        let document = page_of(
            "by trainedAlgorithmicMedia",
            vec![article(), spoken("span", &[("itemprop", "digitalSourceType")], Some(0), Span::new(3, 26))],
        );
        let signals = super::super::read(&document, &Settings::default());
        assert_eq!(signals[0].claims_ai(), Some(true));
    }

    #[test]
    fn a_nested_item_is_its_own_work() {
        let signals = read(vec![
            element("article", &[("itemscope", ""), ("itemtype", "https://schema.org/NewsArticle")], None),
            element(
                "figure",
                &[("itemprop", "image"), ("itemscope", ""), ("itemtype", "https://schema.org/ImageObject")],
                Some(0),
            ),
            element("meta", &[("itemprop", "digitalSourceType"), ("content", TERM)], Some(1)),
            element("div", &[("itemprop", "citation"), ("itemscope", "")], Some(0)),
            element("meta", &[("itemprop", "digitalSourceType"), ("content", TERM)], Some(3)),
        ]);
        assert_eq!(signals.len(), 1);
        assert_eq!((signals[0].modality, signals[0].scope), (Some(Modality::Image), Some(Scope::Image)));
    }

    #[test]
    fn rdfa_is_read_with_prefixes_and_from_relations() {
        for (tag, attributes) in [
            ("meta", vec![("property", "schema:digitalSourceType"), ("content", TERM)]),
            ("span", vec![("property", "digitalSourceType"), ("resource", TERM)]),
            ("a", vec![("property", "http://schema.org/digitalSourceType"), ("href", TERM)]),
            ("link", vec![("rel", "schema:digitalSourceType"), ("href", TERM)]),
        ] {
            let signals = read(vec![
                element("div", &[("typeof", "schema:NewsArticle")], None),
                element(tag, &attributes, Some(0)),
            ]);
            assert_eq!(signals.len(), 1, "{attributes:?}");
            assert_eq!((signals[0].carrier, signals[0].scope), ("rdfa", Some(Scope::Article)));
        }
        let page = read(vec![head_meta(&[("property", "digitalSourceType"), ("content", TERM)])]);
        assert_eq!((page[0].carrier, page[0].scope), ("rdfa", Some(Scope::Article)));
    }

    #[test]
    fn software_as_author_is_named() {
        let document = page_of(
            "Lyra",
            vec![
                element("article", &[("itemscope", ""), ("itemtype", "https://schema.org/Article")], None),
                element(
                    "span",
                    &[
                        ("itemprop", "author"),
                        ("itemscope", ""),
                        ("itemtype", "https://schema.org/SoftwareApplication"),
                    ],
                    Some(0),
                ),
                spoken("b", &[("itemprop", "name")], Some(1), Span::new(0, 4)),
            ],
        );
        let signals = super::super::read(&document, &Settings::default());
        assert_eq!(signals.len(), 1);
        assert_eq!((signals[0].name.as_str(), signals[0].tool.as_deref()), ("author", Some("Lyra")));
        assert_eq!(signals[0].involvement, Some(Involvement::Generated));
    }

    #[test]
    fn an_unknown_term_is_invalid() {
        let signals =
            read(vec![element("meta", &[("itemprop", "digitalSourceType"), ("content", "AI")], None)]);
        assert!(matches!(signals[0].problem, Some(Problem::Invalid(_))));
        assert_eq!(signals[0].scope, None);
    }
}
