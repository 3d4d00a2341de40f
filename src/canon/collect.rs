//! Rules 4 and 6: the article root to headline and paragraphs.

use super::dom::{Dom, Element, NodeData, NodeId, Step};
use super::error::CanonError;
use super::model::{CanonicalText, Scope};
use super::normalize;
use super::root::{Root, is_never_shown};
use super::selector::Drops;
use super::shadow;

/// The number of characters that are not White_Space.
pub(super) fn non_space(text: &str) -> u64 {
    let ascii_space = |b: u8| matches!(b, b'\t'..=b'\r' | b' ');
    if text.is_ascii() {
        return text.bytes().filter(|&b| !ascii_space(b)).count() as u64;
    }
    text.chars().filter(|c| !c.is_whitespace()).count() as u64
}

/// Headline and paragraphs of one element.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) headline: Option<String>,
    pub(super) paragraphs: Vec<String>,
    /// The characters that are not White_Space in the first `h1` with text.
    h1_characters: u64,
    /// The first `h1` with text.
    h1: Option<NodeId>,
}

impl Gathered {
    /// The number of characters that are not spaces.
    pub(super) fn characters(&self) -> u64 {
        self.headline.iter().chain(&self.paragraphs).map(|text| non_space(text)).sum()
    }
}

/// Gathers the headline and the paragraphs of `root`; `title` is a headline known from elsewhere.
pub(super) fn gather(dom: &Dom, drops: &Drops, root: NodeId, title: Option<String>) -> Gathered {
    let out = Gathered { headline: title, ..Gathered::default() };
    let mut gather = Gather { dom, drops, buffer: String::new(), out, h1: None, h1_seen: false };
    gather.run(root);
    gather.out
}

/// The canonical text of a document whose article root was gathered.
///
/// # Errors
///
/// [`CanonError::ShadowRoot`] where the headline stands outside the root, and in a shadow root's host.
pub(super) fn finish(
    dom: &Dom,
    drops: &Drops,
    root: Root,
    mut article: Gathered,
    scope: &Scope,
) -> Result<CanonicalText, CanonError> {
    let mut coverage = root.coverage;
    if article.headline.is_none() {
        // The page's own h1 stands outside the root, so it is covered besides it.
        let page = gather(dom, drops, NodeId::DOCUMENT, None);
        if let Some(h1) = page.h1 {
            shadow::refuse(dom, drops, h1)?;
        }
        // That h1 may hold the root, whose characters count only once.
        let most = coverage.visible.saturating_sub(coverage.dropped);
        coverage.covered = (coverage.covered + page.h1_characters).min(most);
        article.headline = page.headline;
    }
    let Gathered { headline, paragraphs, .. } = article;
    Ok(CanonicalText { headline, paragraphs, root: root.rule, scope: scope.clone(), coverage })
}

struct Gather<'a> {
    dom: &'a Dom,
    drops: &'a Drops,
    buffer: String,
    out: Gathered,
    /// Where in the paragraphs the `h1` that is being walked began.
    h1: Option<(NodeId, usize)>,
    /// Whether the first `h1` with text is over.
    h1_seen: bool,
}

impl Gather<'_> {
    /// Walks `root` and what it holds.
    fn run(&mut self, root: NodeId) {
        let mut walk = self.dom.walk(root);
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(id) => match self.dom.data(id) {
                    NodeData::Text(text) => {
                        self.buffer.push_str(text);
                        if self.h1.is_some() {
                            self.out.h1_characters += non_space(text);
                        }
                    }
                    NodeData::Other => {}
                    NodeData::Element(element) if is_never_shown(element) || self.drops.contains(id) => {
                        walk.pass_over(id);
                    }
                    NodeData::Element(element) => {
                        let name = &*element.name.local;
                        if name == "br" {
                            self.buffer.push(' ');
                        }
                        if is_block(element) {
                            self.end_paragraph();
                        }
                        if name == "h1" && !self.h1_seen && self.h1.is_none() {
                            self.h1 = Some((id, self.out.paragraphs.len()));
                        }
                    }
                },
                Step::Leave(id) => {
                    if self.dom.element(id).is_some_and(is_block) {
                        self.end_paragraph();
                    }
                    if let Some((h1, start)) = self.h1
                        && h1 == id
                    {
                        self.end_h1(id, start);
                    }
                }
            }
        }
        self.end_paragraph();
    }

    fn end_paragraph(&mut self) {
        let paragraph = normalize::paragraph(&self.buffer);
        self.buffer.clear();
        if !paragraph.is_empty() {
            self.out.paragraphs.push(paragraph);
        }
    }

    /// Takes the first `h1` with text out of the paragraphs, unless the title is known and another text.
    fn end_h1(&mut self, id: NodeId, start: usize) {
        self.h1 = None;
        let text = self.out.paragraphs[start..].join(" ");
        if text.is_empty() {
            return;
        }
        self.h1_seen = true;
        self.out.h1 = Some(id);
        if *self.out.headline.get_or_insert_with(|| text.clone()) == text {
            self.out.paragraphs.truncate(start);
        }
    }
}

/// The block-level elements of the profile, by local name: what the HTML Standard's rendering section shows as
/// block, list item or part of a table, and the items of a list box.
fn is_block(element: &Element) -> bool {
    matches!(
        &*element.name.local,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}
