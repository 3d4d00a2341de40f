//! Blocks, zones and marked elements read off html5ever's DOM, by the rules of docs/spec/zones.md and nothing else.

use std::rc::Rc;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use terang::vocabulary::Zone;

use super::{Line, zone::zone};

const NEVER_SHOWN: &str =
    "script style template noscript iframe object embed audio video canvas noembed noframes";
const BLOCKS: &str = "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt \
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol \
    optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp";
const NO_ATTRIBUTES: &str = "base basefont bgsound link meta title style script noscript noframes template";

pub(crate) fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

/// What holds inside an element.
#[derive(Clone)]
pub(crate) struct Around {
    pub(crate) zone: Zone,
    block_zone: Zone,
    kind: &'static str,
    linked: bool,
    pub(crate) sectioned: bool,
    pub(crate) figure: bool,
    mark: Option<usize>,
    hidden: bool,
}

/// A marked element: name, index of the mark around it, its text without white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) name: String,
    pub(crate) parent: Option<usize>,
    pub(crate) text: String,
}

#[derive(Default)]
struct Open {
    zone: Option<Zone>,
    kind: &'static str,
    text: String,
    gap: bool,
    weights: [usize; Zone::ALL.len()],
    unlinked: bool,
}

#[derive(Default)]
struct Walk {
    lines: Vec<Line>,
    marked: Vec<Marked>,
    open: Option<Open>,
    waiting: Vec<(Zone, String, bool)>,
    number: u32,
    titled: bool,
    title: Option<usize>,
    frames: bool,
}

/// What the DOM of `html` says. `None` for a page of frames.
pub(crate) fn walk(html: &str) -> Option<(Vec<Line>, Vec<Marked>)> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut walk = Walk::default();
    let around = Around {
        zone: Zone::Body,
        block_zone: Zone::Body,
        kind: "",
        linked: false,
        sectioned: false,
        figure: false,
        mark: None,
        hidden: false,
    };
    enum Step {
        Enter(Handle, Around),
        Leave { block: bool },
    }
    let mut steps = vec![Step::Enter(Rc::clone(&dom.document), around)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node, around) => match walk.enter(&node, &around) {
                Some((inside, block)) => {
                    steps.push(Step::Leave { block });
                    for child in node.children.borrow().iter().rev() {
                        steps.push(Step::Enter(Rc::clone(child), inside.clone()));
                    }
                }
                None => continue,
            },
            Step::Leave { block } if block => walk.boundary(),
            Step::Leave { .. } => {}
        }
    }
    walk.boundary();
    walk.write_waiting(walk.number.max(1));
    if let Some(at) = walk.title
        && !walk.lines.iter().any(|line| line.zone == Zone::Headline)
    {
        walk.lines[at].zone = Zone::Headline;
    }
    (!walk.frames).then_some((walk.lines, walk.marked))
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

pub(crate) fn is_unseen(c: char) -> bool {
    c.is_whitespace() || ['\u{AD}', '\u{200B}', '\u{2060}', '\u{FEFF}'].contains(&c)
}

impl Walk {
    /// Takes a node; what holds inside it and whether it is a block, where its children are to be read.
    fn enter(&mut self, node: &Handle, around: &Around) -> Option<(Around, bool)> {
        match &node.data {
            NodeData::Document => Some((around.clone(), false)),
            NodeData::Text { contents } => {
                self.text(&contents.borrow(), around);
                None
            }
            NodeData::Element { name, attrs, .. } => {
                let html = &*name.ns == "http://www.w3.org/1999/xhtml";
                let attrs: Vec<(String, String)> =
                    attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                self.element(node, &name.local, html, &attrs, around)
            }
            _ => None,
        }
    }

    fn element(
        &mut self,
        node: &Handle,
        name: &str,
        html: bool,
        attrs: &[(String, String)],
        around: &Around,
    ) -> Option<(Around, bool)> {
        let get = |wanted: &str| attrs.iter().find(|(n, _)| n == wanted).map(|(_, v)| v.as_str());
        let hidden = around.hidden || get("hidden").is_some() || listed(NEVER_SHOWN, name);
        let block = html && !hidden && listed(BLOCKS, name);
        if block {
            self.boundary();
        }
        match name {
            "br" if html && !hidden => self.gap(),
            "frameset" => self.frames = true,
            "meta" if html => {
                let described = ["description", "og:description", "twitter:description"];
                let says = |key| {
                    get(key).is_some_and(|v: &str| described.iter().any(|d| v.trim().eq_ignore_ascii_case(d)))
                };
                if says("name") || says("property") {
                    self.wait(Zone::Metadata, get("content").unwrap_or_default());
                }
            }
            _ => {}
        }
        let mut inside = around.clone();
        if let Some(zone) = zone(if html { name } else { "" }, &get, around) {
            inside.zone = zone;
        }
        if block {
            inside.block_zone = inside.zone;
        }
        let marks = [
            "itemprop",
            "itemscope",
            "itemtype",
            "itemid",
            "itemref",
            "property",
            "typeof",
            "vocab",
            "about",
            "resource",
        ];
        let marked = attrs.iter().any(|(n, _)| {
            marks.contains(&n.as_str())
                || ["ai-", "data-ai", "data-digital-source", "data-digitalsource"]
                    .iter()
                    .any(|p| n.starts_with(p))
        }) || get("class").is_some_and(|c| c.contains("generated-by-ai"))
            || name == "genai";
        if marked && !matches!(name, "meta" | "link" | "script") {
            inside.mark = Some(self.marked.len());
            let text = if hidden { String::new() } else { shown_text(node) };
            self.marked.push(Marked { name: name.to_owned(), parent: around.mark, text });
        }
        if !hidden && (!html || !listed(NO_ATTRIBUTES, name)) {
            let pictured = html && matches!(name, "img" | "figure") && inside.zone != Zone::Metadata;
            let zone = if pictured { Zone::Caption } else { inside.zone };
            if html && matches!(name, "img" | "area" | "input") {
                self.wait(zone, get("alt").unwrap_or_default());
            }
            self.wait(zone, get("title").unwrap_or_default());
            self.wait(zone, get("aria-label").unwrap_or_default());
        }
        inside.hidden |= hidden;
        if html && name == "title" {
            if !self.titled && !hidden {
                self.titled = true;
                let text: String = node.children.borrow().iter().map(text_of).collect();
                self.waiting.push((Zone::Metadata, text, true));
            }
            return None;
        }
        if html {
            inside.kind = match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "h",
                "li" | "dt" | "dd" => "li",
                "td" | "th" => "td",
                "pre" | "listing" | "xmp" | "plaintext" => "code",
                "p" if around.kind == "td" => "",
                _ => around.kind,
            };
            inside.linked |= name == "a";
            inside.sectioned |=
                matches!(name, "article" | "main" | "section" | "aside" | "nav" | "blockquote");
            inside.figure |= name == "figure";
        }
        Some((inside, block))
    }

    fn wait(&mut self, zone: Zone, value: &str) {
        if !value.is_empty() {
            self.waiting.push((zone, value.to_owned(), false));
        }
    }

    fn gap(&mut self) {
        if let Some(open) = &mut self.open {
            open.gap = true;
        }
    }

    fn text(&mut self, text: &str, around: &Around) {
        for c in text.chars() {
            if around.hidden {
                return;
            }
            if is_gap(c) {
                self.gap();
                continue;
            }
            if self.open.is_none() {
                self.write_waiting(self.number + 1);
                self.open =
                    Some(Open { zone: Some(around.block_zone), kind: around.kind, ..Open::default() });
            }
            let Some(open) = &mut self.open else { continue };
            if std::mem::take(&mut open.gap) {
                open.text.push(' ');
            }
            open.text.push(c);
            open.weights[around.zone as usize] += c.len_utf8();
            open.unlinked |= c.is_alphanumeric() && !around.linked;
        }
    }

    fn boundary(&mut self) {
        if let Some(open) = self.open.take() {
            if !open.text.chars().all(is_unseen) {
                self.number += 1;
                let base = open.zone.unwrap_or(Zone::Body);
                let most = open.weights.iter().copied().max().unwrap_or(0);
                let zone = if open.weights[base as usize] == most {
                    base
                } else {
                    Zone::ALL[open.weights.iter().position(|w| *w == most).unwrap_or(0)]
                };
                self.lines.push(Line {
                    zone,
                    kind: open.kind,
                    number: self.number,
                    linked: !open.unlinked,
                    text: open.text.trim().to_owned(),
                });
            }
            self.write_waiting(self.number.max(1));
        }
    }

    fn write_waiting(&mut self, number: u32) {
        for (zone, value, title) in std::mem::take(&mut self.waiting) {
            let text = value.split(is_gap).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
            if text.chars().all(is_unseen) {
                continue;
            }
            if title {
                self.title = Some(self.lines.len());
            }
            self.lines.push(Line { zone, kind: "@", number, linked: false, text: text.trim().to_owned() });
        }
    }
}

/// The text below a node that is shown, without white space.
fn shown_text(node: &Handle) -> String {
    let mut out = String::new();
    let mut todo: Vec<Handle> = vec![Rc::clone(node)];
    while let Some(node) = todo.pop() {
        match &node.data {
            NodeData::Text { contents } => out.extend(contents.borrow().chars().filter(|c| !is_unseen(*c))),
            NodeData::Element { name, attrs, .. } => {
                let hidden = attrs.borrow().iter().any(|a| &*a.name.local == "hidden");
                let title = &*name.local == "title" && &*name.ns == "http://www.w3.org/1999/xhtml";
                if !hidden && !title && !listed(NEVER_SHOWN, &name.local) {
                    todo.extend(node.children.borrow().iter().rev().map(Rc::clone));
                }
            }
            _ => {}
        }
    }
    out
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    }
}
