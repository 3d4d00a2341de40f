//! The elements of a page with their places, as far as an edit needs them.
//!
//! This is no tree builder: where a page is badly nested it can be wrong, and then the proof that every edit must pass
//! (`proof`) refuses the place.

use std::collections::HashMap;

use crate::document::{Tagged, tags};
use crate::span::Span;

/// One element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Its name in lower case; empty for the whole source.
    pub(super) name: String,
    /// Its start tag.
    pub(super) start: Span,
    /// Where its content ends.
    pub(super) inner_end: usize,
    /// Where it ends, end tag included.
    pub(super) outer_end: usize,
    /// Whether it has an end tag of its own.
    pub(super) closed: bool,
    /// The element around it; the first is its own.
    pub(super) parent: usize,
    /// Name and value of each attribute, as written.
    pub(super) attributes: Vec<(Span, Span)>,
}

/// All elements of a source; the first stands for the source itself.
#[derive(Debug)]
pub(super) struct Outline<'s> {
    pub(super) source: &'s str,
    pub(super) elements: Vec<Element>,
}

/// More elements than these are no article.
const MOST: usize = 500_000;
/// Deeper nesting than this is none either.
const DEEPEST: usize = 4096;

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements whose start ends an open `p` (HTML §13.2.6.4.7).
const ENDS_P: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dd",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Elements in which a paragraph cannot stand.
const NO_PARAGRAPHS: [&str; 16] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot",
    "tr",
];
/// Elements of phrases: where somebody has put paragraphs into one, one more does no harm.
const PHRASES: [&str; 12] =
    ["a", "b", "code", "em", "font", "i", "label", "s", "small", "span", "strong", "u"];

impl<'s> Outline<'s> {
    /// Reads the elements of `source`; `None` where there are too many or they are nested too deep.
    pub(super) fn read(source: &'s str) -> Option<Self> {
        let whole = Span::new(0, source.len());
        let mut built = Builder { elements: vec![root(source.len())], stack: vec![0], open: HashMap::new() };
        for tag in tags(source, whole) {
            let name = source[tag.name.start..tag.name.end].to_ascii_lowercase();
            if tag.end {
                built.end(&name, tag.span);
            } else {
                built.start(source, name, tag);
            }
            if built.elements.len() > MOST || built.stack.len() > DEEPEST {
                return None;
            }
        }
        built.close_to(1, source.len());
        Some(Self { source, elements: built.elements })
    }

    /// The decoded-enough value of an attribute, as written.
    pub(super) fn value(&self, element: usize, name: &str) -> Option<&'s str> {
        let of = |span: &Span| &self.source[span.start..span.end];
        let found =
            self.elements[element].attributes.iter().find(|(n, _)| of(n).eq_ignore_ascii_case(name))?;
        Some(of(&found.1))
    }

    /// Whether `outer` holds `inner` or is it.
    pub(super) fn holds(&self, outer: usize, inner: usize) -> bool {
        let (a, b) = (&self.elements[outer], &self.elements[inner]);
        a.start.start <= b.start.start && b.outer_end <= a.outer_end
    }

    /// The innermost element around a byte of the source.
    pub(super) fn around(&self, at: usize) -> usize {
        let begun = self.elements.partition_point(|e| e.start.end <= at);
        let mut found = begun.saturating_sub(1);
        while found != 0 && self.elements[found].inner_end < at {
            found = self.elements[found].parent;
        }
        found
    }

    /// The elements with that name, in order.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        (1..self.elements.len()).filter(move |i| self.elements[*i].name == name)
    }

    /// Whether a paragraph can be a child of an element.
    pub(super) fn takes_paragraphs(&self, element: usize) -> bool {
        let name = self.elements[element].name.as_str();
        let of_blocks = || {
            let mut blocks = self.elements.iter().filter(|e| e.parent == element);
            blocks.any(|e| ENDS_P.contains(&e.name.as_str()))
        };
        !NO_PARAGRAPHS.contains(&name) && (!PHRASES.contains(&name) || of_blocks())
    }

    /// The white space before `at` on its line, where nothing else stands there.
    pub(super) fn indent(&self, at: usize) -> Option<&'s str> {
        let before = &self.source[..at];
        let line = before.rfind(['\n', '\r']).map_or(0, |n| n + 1);
        let space = &before[line..];
        space.bytes().all(|b| b == b' ' || b == b'\t').then_some(space).filter(|_| line > 0)
    }
}

fn root(len: usize) -> Element {
    Element {
        name: String::new(),
        start: Span::new(0, 0),
        inner_end: len,
        outer_end: len,
        closed: false,
        parent: 0,
        attributes: Vec::new(),
    }
}

struct Builder {
    elements: Vec<Element>,
    stack: Vec<usize>,
    /// How many elements of a name are open.
    open: HashMap<String, usize>,
}

impl Builder {
    fn is_open(&self, name: &str) -> bool {
        self.open.get(name).is_some_and(|n| *n > 0)
    }

    /// Ends all open elements from `depth` up at byte `at`.
    fn close_to(&mut self, depth: usize, at: usize) {
        for element in self.stack.drain(depth..) {
            let e = &mut self.elements[element];
            (e.inner_end, e.outer_end) = (at, at);
            if let Some(n) = self.open.get_mut(&e.name) {
                *n -= 1;
            }
        }
    }

    fn start(&mut self, source: &str, name: String, tag: Tagged) {
        if ENDS_P.contains(&name.as_str()) && self.is_open("p") {
            self.pop("p", tag.span.start);
        }
        let innermost = self.stack.last().map_or("", |e| self.elements[*e].name.as_str());
        if matches!(name.as_str(), "li" | "dt" | "dd" | "option" | "tr" | "td" | "th") && innermost == name {
            self.pop(&name, tag.span.start);
        }
        let parent = self.stack.last().copied().unwrap_or(0);
        let void = VOID.contains(&name.as_str())
            || (source[..tag.span.end].ends_with("/>") && (self.is_open("svg") || self.is_open("math")));
        let end = tag.span.end;
        let element = Element {
            name,
            start: tag.span,
            inner_end: end,
            outer_end: end,
            closed: void,
            parent,
            attributes: tag.attributes,
        };
        if !void {
            *self.open.entry(element.name.clone()).or_default() += 1;
            self.stack.push(self.elements.len());
        }
        self.elements.push(element);
    }

    fn end(&mut self, name: &str, span: Span) {
        if !self.is_open(name) {
            return;
        }
        if let Some(element) = self.pop(name, span.start) {
            self.elements[element].outer_end = span.end;
            self.elements[element].closed = true;
        }
    }

    /// Ends the innermost open element of that name and all inside it at byte `at`.
    fn pop(&mut self, name: &str, at: usize) -> Option<usize> {
        let depth = self.stack.iter().rposition(|e| self.elements[*e].name == name)?;
        let element = self.stack[depth];
        self.close_to(depth, at);
        Some(element)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_end_where_their_tags_or_their_neighbours_end_them() {
        let source = "<div>\n  <p>a<p>b\n  <ul><li>x<li>y</ul>\n</div><script>'</div><p>'</script>";
        let outline = Outline::read(source).unwrap();
        let shown: Vec<(&str, &str)> = outline.elements[1..]
            .iter()
            .map(|e| (e.name.as_str(), &source[e.start.start..e.outer_end]))
            .collect();
        assert_eq!(
            shown,
            [
                ("div", "<div>\n  <p>a<p>b\n  <ul><li>x<li>y</ul>\n</div>"),
                ("p", "<p>a"),
                ("p", "<p>b\n  "),
                ("ul", "<ul><li>x<li>y</ul>"),
                ("li", "<li>x"),
                ("li", "<li>y"),
                ("script", "<script>'</div><p>'</script>"),
            ]
        );
        assert_eq!(outline.indent(source.find("<p>a").unwrap()), Some("  "));
        assert_eq!(outline.elements[outline.around(source.find("y<").unwrap())].name, "li");
    }

    #[test]
    fn a_million_open_tags_are_given_up_at_once() {
        assert!(Outline::read(&"<div>".repeat(1_000_000)).is_none());
        assert!(Outline::read(&"<p>".repeat(400_000)).is_some());
        assert!(Outline::read(&"</div>".repeat(400_000)).is_some());
    }
}
