//! Rules 2 and 3: which part of the tree is the article, and what of it is left out.

use html5ever::ns;

use super::collect::{self, Gathered, non_space};
use super::dom::{Dom, Element, NodeData, NodeId, Step};
use super::error::CanonError;
use super::model::{Coverage, RootRule};
use super::selector::{Drops, Selectors};

/// The article root.
#[derive(Clone, Copy, Debug)]
pub(super) struct Root {
    pub(super) id: NodeId,
    pub(super) rule: RootRule,
    pub(super) coverage: Coverage,
}

/// Finds the article root of a page, and gathers it.
///
/// # Errors
///
/// [`CanonError`] where `selector` cannot be used or matches no element with text, or the page has no body.
pub(super) fn find(dom: &Dom, drops: &Drops, selector: Option<&str>) -> Result<(Root, Gathered), CanonError> {
    if let Some(selector) = selector {
        let matches = Selectors::parse(selector)?.matches(dom)?;
        let survey = survey(dom, drops, &[(RootRule::Selector, &|id| matches[id.index()])]);
        return survey
            .best(dom, drops, RootRule::Selector)
            .ok_or_else(|| CanonError::NoMatch { selector: selector.to_owned() });
    }
    let is = |id: NodeId, name: &str| dom.element(id).is_some_and(|element| &*element.name.local == name);
    let survey = survey(
        dom,
        drops,
        &[
            (RootRule::ArticleBody, &|id| {
                dom.element(id).and_then(|element| element.attribute("itemprop")) == Some("articleBody")
            }),
            (RootRule::Article, &|id| is(id, "article")),
            (RootRule::Main, &|id| is(id, "main")),
            (RootRule::Body, &|id| is(id, "body")),
        ],
    );
    [RootRule::ArticleBody, RootRule::Article, RootRule::Main]
        .into_iter()
        .find_map(|rule| survey.best(dom, drops, rule))
        .or_else(|| {
            let body = survey.candidates.iter().find(|root| root.rule == RootRule::Body)?;
            Some((*body, collect::gather(dom, drops, body.id, None)))
        })
        .ok_or(CanonError::NoBody)
}

/// Whether an element is left out with all that it holds, by the fixed list of rule 3.
pub(super) fn is_never_shown(element: &Element) -> bool {
    let name = &*element.name.local;
    if element.name.ns != ns!(html) {
        // What is never shown in HTML can show in MathML, and `hidden` means nothing there.
        return element.name.ns == ns!(svg) && matches!(name, "script" | "style");
    }
    let listed = matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "iframe"
            | "object"
            | "embed"
            | "audio"
            | "video"
            | "canvas"
            | "noembed"
            | "noframes"
            | "datalist"
            | "rp"
    );
    listed || element.attribute("hidden").is_some() || name == "dialog" && element.attribute("open").is_none()
}

/// What one walk over the whole page counts.
pub(super) struct Survey {
    /// Elements that a rule matches, each with its counts, but none inside another of the same rule: no text is
    /// gathered twice for a rule.
    candidates: Vec<Root>,
    /// The counts of the whole document.
    pub(super) whole: Coverage,
}

impl Survey {
    /// Of the candidates with any text the one with most, the first in document order of equals.
    fn best(&self, dom: &Dom, drops: &Drops, rule: RootRule) -> Option<(Root, Gathered)> {
        let mut best = None;
        let mut most = 0;
        for root in self.candidates.iter().filter(|root| root.rule == rule && root.coverage.covered > 0) {
            let gathered = collect::gather(dom, drops, root.id, None);
            let characters = gathered.characters();
            if characters > most {
                most = characters;
                best = Some((*root, gathered));
            }
        }
        best
    }
}

/// A test that makes an element a candidate for a rule.
type Matcher<'a> = (RootRule, &'a dyn Fn(NodeId) -> bool);

/// Counts the visible characters of the page and of every element that one of `rules` matches.
pub(super) fn survey(dom: &Dom, drops: &Drops, rules: &[Matcher<'_>]) -> Survey {
    let mut candidates: Vec<Root> = Vec::new();
    // At most one for each rule.
    let mut open: Vec<usize> = Vec::new();
    let (mut covered, mut dropped, mut head) = (0, 0, 0);
    let mut dropping: Option<NodeId> = None;
    let mut walk = dom.walk(NodeId::DOCUMENT);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => match dom.data(id) {
                NodeData::Element(element) if is_never_shown(element) => walk.pass_over(id),
                NodeData::Element(_) => {
                    if dropping.is_none() && drops.contains(id) {
                        dropping = Some(id);
                    }
                    if dropping.is_none() {
                        for &(rule, matches) in rules {
                            let inside = open.iter().any(|&at| candidates[at].rule == rule);
                            if !inside && matches(id) {
                                open.push(candidates.len());
                                let coverage = Coverage { visible: 0, covered, dropped };
                                candidates.push(Root { id, rule, coverage });
                            }
                        }
                    }
                }
                NodeData::Text(text) => {
                    let count = non_space(text);
                    *if dropping.is_some() { &mut dropped } else { &mut covered } += count;
                }
                NodeData::Other => {}
            },
            Step::Leave(id) => {
                if dropping == Some(id) {
                    dropping = None;
                }
                while let Some(&at) = open.last()
                    && candidates[at].id == id
                {
                    open.pop();
                    let coverage = &mut candidates[at].coverage;
                    coverage.covered = covered - coverage.covered;
                    coverage.dropped = dropped - coverage.dropped;
                }
                if dom.element(id).is_some_and(|element| &*element.name.local == "head") {
                    head = covered + dropped;
                }
            }
        }
    }
    // A title shows in no page, but a selector may name an element that holds the head.
    let visible = covered + dropped - head;
    for root in &mut candidates {
        root.coverage.visible = visible.max(root.coverage.covered + root.coverage.dropped);
    }
    let whole = Coverage { visible: covered + dropped, covered, dropped };
    Survey { candidates, whole }
}
