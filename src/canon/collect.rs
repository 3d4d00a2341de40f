//! Rules 4 and 6: the article root to headline and paragraphs.

use super::dom::{Dom, Element, NodeData, NodeId, Step};
use super::model::{CanonicalText, Scope};
use super::normalize;
use super::root::{Root, is_never_shown};
use super::selector::Drops;

/// Where the headline comes from.
pub(super) enum Headline {
    /// It is known from elsewhere, so that every `h1` is a paragraph.
    Known(String),
    /// The first `h1` with text, of the root, else of the page.
    FirstH1,
}

/// The number of characters that are not White_Space.
pub(super) fn non_space(text: &str) -> u64 {
    let ascii_space = |b: u8| matches!(b, b'\t'..=b'\r' | b' ');
    if text.is_ascii() {
        return text.bytes().filter(|&b| !ascii_space(b)).count() as u64;
    }
    text.chars().filter(|c| !c.is_whitespace()).count() as u64
}

/// Gathers the canonical text under `root`.
pub(super) fn collect(
    dom: &Dom,
    drops: &Drops,
    root: Root,
    headline: Headline,
    scope: &Scope,
) -> CanonicalText {
    let mut coverage = root.coverage;
    let (mut headline, wanted) = match headline {
        Headline::Known(text) => (Some(text), false),
        Headline::FirstH1 => (None, true),
    };
    let mut gather =
        Gather { dom, drops, buffer: String::new(), paragraphs: Vec::new(), headline: None, wanted };
    gather.run(root.id, None);
    let paragraphs = gather.paragraphs;
    headline = headline.or(gather.headline);
    if wanted && headline.is_none() {
        // The page's own h1 stands outside the root, so it is covered besides it.
        let mut page =
            Gather { dom, drops, buffer: String::new(), paragraphs: Vec::new(), headline: None, wanted };
        page.run(NodeId::DOCUMENT, Some(&mut coverage.covered));
        headline = page.headline;
    }
    CanonicalText { headline, paragraphs, root: root.rule, scope: scope.clone(), coverage }
}

struct Gather<'a> {
    dom: &'a Dom,
    drops: &'a Drops,
    buffer: String,
    paragraphs: Vec<String>,
    headline: Option<String>,
    /// Whether the first `h1` is still to come.
    wanted: bool,
}

impl Gather<'_> {
    /// Walks `root`; with `outside`, stops at the headline and adds its characters there.
    fn run(&mut self, root: NodeId, outside: Option<&mut u64>) {
        let mut h1: Option<NodeId> = None;
        let mut walk = self.dom.walk(root);
        while let Some(step) = walk.next() {
            let id = match step {
                Step::Enter(id) | Step::Leave(id) => id,
            };
            let element = match self.dom.data(id) {
                NodeData::Text(text) => {
                    if matches!(step, Step::Enter(_)) {
                        self.buffer.push_str(text);
                    }
                    continue;
                }
                NodeData::Other => continue,
                NodeData::Element(element) => element,
            };
            let name = &*element.name.local;
            if matches!(step, Step::Enter(_)) {
                if is_never_shown(element) || self.drops.contains(id) {
                    walk.pass_over(id);
                    continue;
                }
                if name == "br" {
                    self.buffer.push(' ');
                }
            }
            if !is_block(element) {
                continue;
            }
            if h1.is_some() && h1 != Some(id) {
                // What stands inside the headline is one block with it.
                self.buffer.push(' ');
                continue;
            }
            let raw = std::mem::take(&mut self.buffer);
            let paragraph = normalize::paragraph(&raw);
            if h1.take().is_some() {
                if !paragraph.is_empty() {
                    self.wanted = false;
                    self.headline = Some(paragraph);
                    if let Some(count) = outside {
                        *count += non_space(&raw);
                        return;
                    }
                }
            } else if !paragraph.is_empty() {
                self.paragraphs.push(paragraph);
            }
            if self.wanted && name == "h1" && matches!(step, Step::Enter(_)) {
                h1 = Some(id);
            }
        }
        let rest = normalize::paragraph(&std::mem::take(&mut self.buffer));
        if !rest.is_empty() {
            self.paragraphs.push(rest);
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
