//! Where a sentence can stand in a page.

use super::model::{Declared, Edit, Kind, Position};
use super::outline::Outline;
use super::plain::newline;
use super::sentence::{Sentence, escaped};
use crate::document::{Block, BlockKind, Document};
use crate::item::Media;
use crate::span::Span;
use crate::vocabulary::{Modality, Zone};

/// Elements that a paragraph may stand in; the first is the source itself.
const HOLDS: [&str; 7] = ["", "html", "body", "main", "article", "section", "div"];
/// Elements in which no statement about the whole article stands.
const NEVER: [&str; 12] = [
    "figure",
    "figcaption",
    "aside",
    "footer",
    "nav",
    "blockquote",
    "table",
    "ul",
    "ol",
    "dl",
    "details",
    "dialog",
];

/// What sentences end with.
const ENDS: [char; 9] = ['.', '!', '?', '…', '。', '！', '？', '।', '؟'];

/// A shown block with its place in the source.
struct Shown {
    span: Span,
    zone: Zone,
    kind: BlockKind,
    linked: bool,
    weight: usize,
}

/// A page as far as places for a sentence go.
pub(super) struct Page<'a> {
    outline: &'a Outline<'a>,
    shown: Vec<Shown>,
    /// The article.
    root: usize,
    /// Whether a paragraph can be a child of it.
    root_holds: bool,
    /// The first `h1` in it, with what is headline beside it.
    headline: Option<usize>,
}

impl<'a> Page<'a> {
    /// Finds the article in a page.
    pub(super) fn new(document: &Document, outline: &'a Outline<'a>) -> Self {
        let is_shown = |b: &&Block| b.kind != BlockKind::Attribute && b.zone != Zone::Metadata;
        let mut shown: Vec<Shown> = document
            .blocks()
            .iter()
            .filter(is_shown)
            .map(|b| Shown {
                span: document.source_span(b.range),
                zone: b.zone,
                kind: b.kind,
                linked: b.linked,
                weight: document.text(b).bytes().filter(|b| !b.is_ascii_whitespace()).count(),
            })
            .collect();
        shown.sort_by_key(|s| s.span.start);
        let mut page = Self { outline, shown, root: 0, root_holds: true, headline: None };
        page.root = page.article();
        page.root_holds = outline.takes_paragraphs(page.root);
        let root = page.root;
        page.headline =
            outline.named("h1").find(|h| outline.holds(root, *h) && page.in_(*h).next().is_some());
        page
    }

    /// The article root by the rules of canonical text, as far as tags tell it.
    fn article(&self) -> usize {
        let body = || self.outline.named("body").next().unwrap_or(0);
        let all = || 1..self.outline.elements.len();
        let name = |e: usize| self.outline.elements[e].name.as_str();
        let part = self.heaviest(all().filter(|e| self.outline.value(*e, "itemprop") == Some("articleBody")));
        part.or_else(|| self.heaviest(all().filter(|e| name(*e) == "article")))
            .or_else(|| self.heaviest(all().filter(|e| name(*e) == "main")))
            .unwrap_or_else(body)
    }

    /// Of several elements the one with most text, the first of equals; none without text.
    fn heaviest(&self, found: impl Iterator<Item = usize>) -> Option<usize> {
        // What begins inside one of these is counted by its start alone: a running sum answers in one look.
        let mut sums = vec![0_usize];
        for shown in &self.shown {
            sums.push(sums.last().copied().unwrap_or(0) + shown.weight);
        }
        let weigh = |e: usize| {
            let (from, to) = self.range(e);
            sums[to] - sums[from]
        };
        let mut best: Option<(usize, usize)> = None;
        for element in found {
            let weight = weigh(element);
            if weight > best.map_or(0, |(_, w)| w) {
                best = Some((element, weight));
            }
        }
        best.map(|(element, _)| element)
    }

    /// The indexes of the blocks that begin in an element.
    fn range(&self, element: usize) -> (usize, usize) {
        let e = &self.outline.elements[element];
        let from = self.shown.partition_point(|s| s.span.start < e.start.start);
        let to = self.shown.partition_point(|s| s.span.start < e.outer_end);
        (from, to.max(from))
    }

    fn in_(&self, element: usize) -> impl Iterator<Item = &Shown> {
        let (from, to) = self.range(element);
        self.shown[from..to].iter()
    }

    fn parent(&self, element: usize) -> usize {
        self.outline.elements[element].parent
    }

    fn name(&self, element: usize) -> &str {
        &self.outline.elements[element].name
    }

    /// Whether a paragraph may be a child of `parent`, as far as names tell.
    fn may_hold(&self, parent: usize) -> bool {
        let mut at = parent;
        let fits = if at == self.root { self.root_holds } else { HOLDS.contains(&self.name(at)) };
        if !fits {
            return false;
        }
        while at != 0 && at != self.root {
            if NEVER.contains(&self.name(at)) {
                return false;
            }
            at = self.parent(at);
        }
        at == self.root
    }

    /// The element itself, or the nearest around it that a paragraph may stand beside.
    fn liftable(&self, mut element: usize) -> Option<usize> {
        while element != 0 && element != self.root {
            if self.may_hold(self.parent(element)) {
                return Some(element);
            }
            element = self.parent(element);
        }
        None
    }

    /// Whether the article as a whole stands in a list, a quotation or the like.
    pub(super) fn is_nested(&self) -> bool {
        let mut at = self.root;
        while at != 0 && (HOLDS.contains(&self.name(at)) || self.name(at) == "header") {
            at = self.parent(at);
        }
        at != 0
    }

    /// Ways to put the sentence into the page, the best first.
    pub(super) fn places(&self, sentence: &Sentence, position: Position, source: &str) -> Vec<Edit> {
        let paragraph = sentence.paragraph();
        let added = [paragraph.as_str()];
        let mut out = Vec::new();
        match position {
            Position::Start => {
                if let Some(headline) = self.headline {
                    out.extend(self.behind_headline(headline).map(|e| self.behind(e, &added, source)));
                    out.extend(self.liftable(headline).map(|e| self.behind(e, &added, source)));
                }
                out.extend(self.first_text().map(|e| self.before(e, &added, source)));
                out.extend(self.at_start(&paragraph));
            }
            Position::End => out = self.ends(&added, source),
        }
        out
    }

    fn ends(&self, added: &[&str], source: &str) -> Vec<Edit> {
        let own = self.name(self.root) != "body" && self.root != 0;
        let own = own.then(|| self.at_end(added, source)).flatten();
        let last = self.last_text().map(|e| self.behind(e, added, source));
        own.into_iter().chain(last).chain(self.at_end(added, source)).collect()
    }

    /// Ways to put the sentence into a section of its own, the best first.
    pub(super) fn in_section(
        &self,
        document: &Document,
        sentence: &Sentence,
        declared: &Declared,
    ) -> Vec<Edit> {
        let source = document.source.as_str();
        let paragraph = sentence.paragraph();
        let element = |b: &Block| self.liftable(self.outline.around(document.source_span(b.range).start));
        if let Some(heading) = declared.section.heading(document) {
            let behind = element(heading).map(|e| self.behind(e, &[&paragraph], source));
            return behind.into_iter().collect();
        }
        let next = declared.section.next(document).and_then(element);
        let level = |e: usize| Some(self.name(e)).filter(|n| matches!(*n, "h2" | "h3" | "h4" | "h5" | "h6"));
        let first = || (1..self.outline.elements.len()).find_map(level);
        let level = next.and_then(level).or_else(first).unwrap_or("h2");
        let foreign = declared
            .lang
            .as_ref()
            .filter(|l| document.lang.as_ref().is_some_and(|own| own.primary() != l.primary()));
        let lang = foreign.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
        let heading = format!("<{level}{lang}>{}</{level}>", escaped(&declared.heading));
        let added = [heading.as_str(), paragraph.as_str()];
        let mut out = Vec::new();
        if let Some(next) = next {
            let outer = self.begun_by(next);
            if self.name(outer) == "section" {
                let whole = format!("<section>{heading}{paragraph}</section>");
                out.push(self.before(outer, &[&whole], source));
            }
            out.extend([outer, next].map(|e| self.before(e, &added, source)));
        }
        out.extend(self.ends(&added, source));
        out
    }

    /// The outermost part of the article that begins with `element`, beside which a paragraph may stand.
    fn begun_by(&self, element: usize) -> usize {
        let mut at = element;
        let first = self.range(element).0;
        loop {
            let parent = self.parent(at);
            let outer = parent != 0 && parent != self.root && self.may_hold(self.parent(parent));
            if !outer || self.range(parent).0 != first {
                return at;
            }
            at = parent;
        }
    }

    /// The last of what belongs to the headline: its header, and bylines behind it.
    fn behind_headline(&self, headline: usize) -> Option<usize> {
        let mut at = headline;
        loop {
            while let Some(next) = self.next_sibling(at).filter(|n| self.is_byline(*n)) {
                at = next;
            }
            let parent = self.parent(at);
            let text =
                |s: &Shown| !matches!(s.zone, Zone::Headline | Zone::Byline) && s.kind != BlockKind::Heading;
            let own = parent != self.root && parent != 0 && !matches!(self.name(parent), "body" | "html");
            if !own || self.in_(parent).any(text) {
                break;
            }
            at = parent;
        }
        self.liftable(at)
    }

    fn next_sibling(&self, element: usize) -> Option<usize> {
        let (parent, end) = (self.parent(element), self.outline.elements[element].outer_end);
        let from = self.outline.elements.partition_point(|e| e.start.start < end);
        let next = (from < self.outline.elements.len()).then_some(from)?;
        (self.parent(next) == parent).then_some(next)
    }

    fn is_byline(&self, element: usize) -> bool {
        let mut inside = self.in_(element).peekable();
        inside.peek().is_some() && inside.all(|s| s.zone == Zone::Byline)
    }

    fn is_running(shown: &Shown) -> bool {
        shown.zone == Zone::Body && !shown.linked && shown.kind == BlockKind::Paragraph
    }

    fn element_of(&self, shown: &Shown) -> Option<usize> {
        self.liftable(self.outline.around(shown.span.start))
    }

    fn first_text(&self) -> Option<usize> {
        let after = self.headline.map_or(0, |h| self.outline.elements[h].outer_end);
        self.in_(self.root)
            .filter(|s| s.span.start >= after && Self::is_running(s))
            .find_map(|s| self.element_of(s))
    }

    fn last_text(&self) -> Option<usize> {
        let (from, to) = self.range(self.root);
        self.shown[from..to]
            .iter()
            .rev()
            .filter(|s| Self::is_running(s))
            .take(64)
            .find_map(|s| self.element_of(s))
    }

    fn insert(at: usize, text: String) -> Edit {
        Edit { span: Span::new(at, at), text, kind: Kind::Visible }
    }

    fn behind(&self, element: usize, added: &[&str], source: &str) -> Edit {
        let e = &self.outline.elements[element];
        let end = e.start.start + source[e.start.start..e.outer_end].trim_end().len();
        let gap = self.outline.indent(e.start.start).map(|indent| format!("{}{indent}", newline(source)));
        let gap = gap.unwrap_or_default();
        Self::insert(end, added.iter().map(|one| format!("{gap}{one}")).collect())
    }

    fn before(&self, element: usize, added: &[&str], source: &str) -> Edit {
        let start = self.outline.elements[element].start.start;
        let gap = self.outline.indent(start).map(|indent| format!("{}{indent}", newline(source)));
        let gap = gap.unwrap_or_default();
        Self::insert(start, added.iter().map(|one| format!("{one}{gap}")).collect())
    }

    fn at_start(&self, paragraph: &str) -> Option<Edit> {
        let root = &self.outline.elements[self.root];
        self.may_hold(self.root).then(|| Self::insert(root.start.end, paragraph.to_owned()))
    }

    /// As the last child of the article.
    fn at_end(&self, added: &[&str], source: &str) -> Option<Edit> {
        let root = &self.outline.elements[self.root];
        if !self.may_hold(self.root) {
            return None;
        }
        let end = root.start.end + source[root.start.end..root.inner_end].trim_end().len();
        let last = (1..self.outline.elements.len())
            .rev()
            .find(|e| self.parent(*e) == self.root && self.outline.elements[*e].start.start < end);
        let indent = last.and_then(|e| self.outline.indent(self.outline.elements[e].start.start));
        let gap = indent.map(|indent| format!("{}{indent}", newline(source))).unwrap_or_default();
        Some(Self::insert(end, added.iter().map(|one| format!("{gap}{one}")).collect()))
    }

    /// Ways to say it of the one picture, sound or video in the article.
    ///
    /// # Errors
    ///
    /// How many there are, where that is not one.
    pub(super) fn captions(
        &self,
        sentence: &Sentence,
        modality: Modality,
        source: &str,
    ) -> Result<Vec<Edit>, usize> {
        let names: &[&str] = match modality {
            Modality::Image => &["img", "picture"],
            Modality::Audio => &["audio"],
            _ => &["video"],
        };
        let elements = &self.outline.elements;
        let in_picture = |e: usize| self.name(e) == "img" && self.name(self.parent(e)) == "picture";
        let found: Vec<usize> = (1..elements.len())
            .filter(|e| {
                names.contains(&self.name(*e)) && !in_picture(*e) && self.outline.holds(self.root, *e)
            })
            .collect();
        let [media] = found.as_slice() else { return Err(found.len()) };
        let mut figure = *media;
        while figure != 0 && figure != self.root && self.name(figure) != "figure" {
            figure = self.parent(figure);
        }
        if self.name(figure) != "figure" {
            let paragraph = sentence.paragraph();
            return Ok(self
                .liftable(*media)
                .map(|e| self.behind(e, &[&paragraph], source))
                .into_iter()
                .collect());
        }
        let words = sentence.written(Media::Html);
        let caption = self.outline.named("figcaption").find(|c| self.outline.holds(figure, *c));
        let Some(caption) = caption else {
            let text = format!("<figcaption{}>{words}</figcaption>", sentence.attributes);
            let end = elements[figure].start.end
                + source[elements[figure].start.end..elements[figure].inner_end].trim_end().len();
            let indent = self.outline.indent(elements[*media].start.start);
            let gap = indent.map(|indent| format!("{}{indent}", newline(source))).unwrap_or_default();
            return Ok(vec![Self::insert(end, format!("{gap}{text}"))]);
        };
        let (start, end) = (elements[caption].start.end, elements[caption].inner_end);
        let inside = source[start..end].trim_end();
        let gap = if inside.trim().is_empty() { "" } else { " " };
        let along = Self::insert(start + inside.len(), format!("{gap}{words}"));
        let apart = Self::insert(start + inside.len(), sentence.paragraph());
        // Behind words without an end of their own a sentence would go on with them.
        let ended = gap.is_empty() || inside.ends_with(ENDS);
        Ok(if ended { vec![along, apart] } else { vec![apart, along] })
    }
}
