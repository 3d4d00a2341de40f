//! JSON-LD: `digitalSourceType`, software named as author, `creativeWorkStatus`, the proposed `aiDisclosure`.
//!
//! The tree is walked with a stack of its own. Whatever describes another work (a citation, an item of a list)
//! says nothing about this page and is passed over.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::attributes::{is_source_type, local_name};
use super::model::{Authority, Problem, Signal};
use super::tree::Node;
use super::work::{OTHER_WORKS, Work};
use super::{iptc, level, ninjs};
use crate::span::Span;
use crate::vocabulary::Involvement;

/// A tree takes some thirty times the memory of the densest text.
const SCRIPT_BYTES: usize = 1 << 20;
const PAGE_BYTES: usize = 4 << 20;
/// No carrier yields more signals than this.
const MOST: usize = 1000;

/// Names that a script must hold to be of interest, without regard to ASCII case.
const NAMES: [&str; 9] = [
    "digitalsourcetype",
    "digital_source_type",
    "digital-source-type",
    "aidisclosure",
    // The names from here on are common for other reasons.
    "softwareapplication",
    "webapplication",
    "mobileapplication",
    "creativeworkstatus",
    // An escaped letter may hide a name.
    "\\u00",
];
const SURE: usize = 4;

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(NAMES)
        .expect("nine short names make a small automaton")
});

/// Whether the text names a carrier of a disclosure for certain, so that its being broken is worth a word.
fn names_a_carrier(text: &str) -> bool {
    FINDER.find_iter(text).any(|found| found.pattern().as_usize() < SURE)
}

/// Scripts of one page: their `@id`s are shared, so they are read together.
#[derive(Default)]
pub(super) struct Scripts {
    trees: HashMap<usize, Result<Node, String>>,
    bytes: usize,
    /// Software by its `@id`, with its name.
    software: HashMap<String, Option<String>>,
}

impl Scripts {
    /// Parses the script of mark `index`, if it may hold a signal.
    pub(super) fn add(&mut self, index: usize, text: &str) {
        if !FINDER.is_match(text) {
            return;
        }
        self.bytes = self.bytes.saturating_add(text.len());
        let parsed = if text.len() > SCRIPT_BYTES {
            Err(format!("the script is longer than {SCRIPT_BYTES} bytes"))
        } else if self.bytes > PAGE_BYTES {
            Err(format!("the page holds more than {PAGE_BYTES} bytes of such scripts"))
        } else {
            Node::from_json(unwrapped(text)).map_err(|why| format!("not JSON: {why}"))
        };
        if let Ok(tree) = &parsed {
            self.collect_software(tree);
        }
        self.trees.insert(index, parsed);
    }

    fn collect_software(&mut self, tree: &Node) {
        let mut todo = vec![tree];
        while let Some(node) = todo.pop() {
            if let (true, Some(id)) = (is_software(node), node.get("@id").and_then(Node::text)) {
                self.software.insert(id.to_owned(), name_of(node));
            }
            match node {
                Node::List(items) => todo.extend(items),
                Node::Map(entries) => todo.extend(entries.iter().map(|(_, value)| value)),
                _ => {}
            }
        }
    }

    /// Reads the script of mark `index`.
    pub(super) fn read(
        &self,
        carrier: &'static str,
        index: usize,
        text: &str,
        span: Span,
        out: &mut Vec<Signal>,
    ) {
        match self.trees.get(&index) {
            None => {}
            Some(Err(why)) if names_a_carrier(text) => {
                let signal = Signal::new(carrier, "schema-org", Authority::Community, "script", "", span);
                out.push(signal.with_problem(Problem::Malformed(why.clone())));
            }
            Some(Err(_)) => {}
            Some(Ok(tree)) => self.walk(carrier, tree, span, out),
        }
    }

    /// Reads a tree from another carrier, such as ninjs in a script or front matter.
    pub(super) fn walk(&self, carrier: &'static str, tree: &Node, span: Span, out: &mut Vec<Signal>) {
        let first = out.len();
        let mut todo = vec![(tree, Work::default())];
        while let Some((node, work)) = todo.pop() {
            match node {
                Node::List(items) => todo.extend(items.iter().rev().map(|item| (item, work))),
                Node::Map(entries) => {
                    let work = work.of_types(types(node));
                    self.object(carrier, node, work, span, out);
                    todo.extend(entries.iter().rev().filter_map(|(key, value)| {
                        let property = local_name(key);
                        let inner = matches!(value, Node::List(_) | Node::Map(_));
                        (inner && !OTHER_WORKS.contains(&property) && !is_source_type(key))
                            .then(|| (value, work.under(property)))
                    }));
                }
                _ => {}
            }
            if out.len() - first >= MOST {
                out.truncate(first + MOST);
                return;
            }
        }
    }

    fn object(&self, carrier: &'static str, node: &Node, work: Work, span: Span, out: &mut Vec<Signal>) {
        let mut seen = false;
        for (key, value) in node.entries() {
            if is_source_type(key) {
                let name = local_name(key);
                if seen {
                    let signal = Signal::new(carrier, "iptc", Authority::Standard, name, "", span);
                    out.push(
                        signal
                            .with_problem(Problem::Malformed(format!("`{name}` stands twice in one object"))),
                    );
                    continue;
                }
                seen = true;
                if node.get("@type").is_none() && (ninjs::is_value(key, value) || ninjs::is_item(node)) {
                    ninjs::read(carrier, node, key, value, work, span, out);
                } else {
                    source_type(carrier, name, value, work, span, out);
                }
                continue;
            }
            match local_name(key) {
                "author" | "creator" | "editor" | "translator" | "contributor" => {
                    self.people(carrier, local_name(key), value, work, span, out);
                }
                "creativeWorkStatus" => status(carrier, value, work, span, out),
                name if name.eq_ignore_ascii_case("aiDisclosure") => {
                    proposal(carrier, name, value, work, span, out)
                }
                _ => {}
            }
        }
    }

    /// Software in a place for people (schemaorg/schemaorg#3391).
    fn people(
        &self,
        carrier: &'static str,
        role: &str,
        value: &Node,
        work: Work,
        span: Span,
        out: &mut Vec<Signal>,
    ) {
        let with_people =
            value.items().iter().any(|item| self.software(item).is_none() && *item != Node::Null);
        for item in value.items() {
            let Some(tool) = self.software(item) else { continue };
            let value = tool.clone().unwrap_or_else(|| "SoftwareApplication".to_owned());
            let mut signal = Signal::new(carrier, "schema-org", Authority::Folk, role, &value, span);
            work.apply(&mut signal);
            signal.tool = tool;
            signal.involvement = match role {
                "translator" => Some(Involvement::Translated),
                "editor" | "contributor" => Some(Involvement::Assisted),
                "author" if !with_people => Some(Involvement::Generated),
                // A camera's or an editor's software is the creator of many pictures.
                "creator" if work.is_media() => None,
                _ => Some(Involvement::Unspecified),
            };
            out.push(signal);
        }
    }

    /// `Some` where the node is software or refers to some; inside it the name, if it has one.
    fn software(&self, node: &Node) -> Option<Option<String>> {
        if is_software(node) {
            return Some(name_of(node));
        }
        let id = node.get("@id").and_then(Node::text)?;
        self.software.get(id).cloned()
    }
}

/// Reads every value of a `digitalSourceType`.
fn source_type(
    carrier: &'static str,
    name: &str,
    value: &Node,
    work: Work,
    span: Span,
    out: &mut Vec<Signal>,
) {
    for item in value.items().iter().take(MOST) {
        let inner = match item {
            Node::Map(_) => ["@id", "@value", "url", "uri", "name"].iter().find_map(|key| item.get(key)),
            other => Some(other),
        };
        let nested = item.get("@list").or_else(|| item.get("@set"));
        if let Some(list) = nested {
            for value in list.items().iter().take(MOST) {
                out.push(one_source_type(carrier, name, Some(value), work, span));
            }
        } else if *item != Node::Null {
            out.push(one_source_type(carrier, name, inner, work, span));
        }
    }
}

fn one_source_type(
    carrier: &'static str,
    name: &str,
    value: Option<&Node>,
    work: Work,
    span: Span,
) -> Signal {
    let written = value.and_then(Node::scalar).unwrap_or_default();
    let mut signal = Signal::new(carrier, "iptc", Authority::Standard, name, written, span);
    work.apply(&mut signal);
    match value {
        Some(Node::Text(text)) => iptc::apply(text, signal),
        Some(other) => {
            signal.with_problem(Problem::Invalid(format!("a term is a string, not {}", other.kind())))
        }
        None => signal.with_problem(Problem::Invalid("an object without `@id`".to_owned())),
    }
}

fn status(carrier: &'static str, value: &Node, work: Work, span: Span, out: &mut Vec<Signal>) {
    for item in value.items().iter().take(MOST) {
        let text = item.text().or_else(|| item.get("name").and_then(Node::text)).unwrap_or_default();
        let involvement = match level::squeeze(text).as_str() {
            "aimodified" | "aiassisted" | "aiedited" => Involvement::Assisted,
            "aigenerated" => Involvement::Generated,
            "aitranslated" => Involvement::Translated,
            "aisummarized" | "aisummarised" => Involvement::Summarized,
            _ => continue,
        };
        let mut signal =
            Signal::new(carrier, "schema-org", Authority::Folk, "creativeWorkStatus", text, span);
        work.apply(&mut signal);
        signal.involvement = Some(involvement);
        out.push(signal);
    }
}

/// `aiDisclosure`, proposed for schema.org and no term of it: a word, a sentence or an object with a level.
fn proposal(carrier: &'static str, name: &str, value: &Node, work: Work, span: Span, out: &mut Vec<Signal>) {
    for item in value.items().iter().take(MOST) {
        let written = item.scalar().or_else(|| item.get("level").and_then(Node::scalar)).unwrap_or_default();
        let mut signal = Signal::new(carrier, "folk", Authority::Folk, name, written, span);
        work.apply(&mut signal);
        match (level::boolean(written), level::word(written)) {
            (Some(true), _) => signal.involvement = Some(Involvement::Unspecified),
            (Some(false), _) | (None, None) => {}
            (None, Some(level)) => {
                signal.involvement = level.involvement;
                signal.review = level.review;
            }
        }
        if signal.involvement != Some(Involvement::None) {
            signal.tool = ["tool", "model", "provider"]
                .iter()
                .find_map(|key| item.get(key).and_then(Node::text))
                .map(super::model::shorten);
        }
        if *item != Node::Null {
            out.push(signal);
        }
    }
}

fn types(node: &Node) -> impl Iterator<Item = &str> {
    node.entries()
        .iter()
        .filter(|(key, _)| key == "@type")
        .flat_map(|(_, value)| value.items())
        .filter_map(Node::text)
        .map(local_name)
}

fn is_software(node: &Node) -> bool {
    types(node).any(|t| matches!(t, "SoftwareApplication" | "WebApplication" | "MobileApplication"))
}

fn name_of(node: &Node) -> Option<String> {
    node.get("name").and_then(Node::text).filter(|name| !name.trim().is_empty()).map(super::model::shorten)
}

/// The script without the comment or CDATA wrapper that old templates put around it.
fn unwrapped(text: &str) -> &str {
    let mut text = text.trim();
    for (start, end) in
        [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")]
    {
        if let Some(inner) = text.strip_prefix(start) {
            text = inner.trim().strip_suffix(end).unwrap_or(inner).trim();
        }
    }
    text
}

#[cfg(test)]
mod tests;
