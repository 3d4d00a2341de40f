//! Front matter: keys that people have made up, the vocabulary of the IPTC, the AIGC block.
//!
//! A key is known by the end of its path, without regard to case and to what joins its words. Which keys make a
//! claim is the caller's choice; what is said about review and tools beside a claim, in the same object, is taken
//! with it.

mod keys;
mod lines;

use keys::Keys;
pub(in crate::signal) use lines::point;

use super::attributes::is_source_type;
use super::json_ld::Scripts;
use super::level::{self, squeeze};
use super::model::{Authority, Problem, Signal, shorten};
use super::tree::Node;
use super::work::Work;
use super::{Settings, aigc, iptc, ninjs, yaml};
use crate::document::FrontMatterKind;
use crate::span::Span;
use crate::vocabulary::{Involvement, Modality, Review, Scope};

const CARRIER: &str = "front-matter";
const BYTES: usize = 256 << 10;
const DEPTH: usize = 16;
const MOST: usize = 1000;
/// Keys inside an object under a claim key that hold the claim itself.
const LEVELS: [&str; 9] =
    ["level", "type", "kind", "mode", "value", "category", "involvement", "used", "enabled"];
/// The object of one convention that describes a summary and a list of questions.
const SUMMARY: &str = "generatedsummaryfaq";

/// Reads one front matter.
pub(super) fn read(
    kind: FrontMatterKind,
    text: &str,
    settings: &Settings,
    scripts: &Scripts,
    blocks: &mut usize,
    span: Span,
    out: &mut Vec<Signal>,
) {
    let keys = Keys::new(settings);
    if !keys.may_stand_in(text) {
        return;
    }
    let tree = match tree(kind, text) {
        Ok(tree) => tree,
        Err(why) => {
            if keys.stand_in(text) {
                let signal = Signal::new(CARRIER, "folk", Authority::Folk, "front matter", "", span);
                out.push(signal.with_problem(Problem::Malformed(why)));
            }
            return;
        }
    };
    if ninjs::is_item(&tree) && kind == FrontMatterKind::Json {
        scripts.walk(CARRIER, &tree, span, out);
        return;
    }
    let first = out.len();
    let mut todo = vec![(&tree, Vec::new())];
    while let Some((node, path)) = todo.pop() {
        if let Node::Map(entries) = node {
            object(entries, &path, &keys, blocks, span, out);
            for (key, value) in entries.iter().rev() {
                let part = squeeze(key);
                if path.len() < DEPTH && part != "aigc" && part != SUMMARY && !is_source_type(key) {
                    let inner: Vec<String> = path.iter().cloned().chain([part]).collect();
                    if keys.is_claim(&inner) && level_in(value.entries()).is_some() {
                        continue;
                    }
                    todo.extend(
                        value
                            .items()
                            .iter()
                            .rev()
                            .filter(|v| matches!(v, Node::Map(_)))
                            .map(|v| (v, inner.clone())),
                    );
                }
            }
        }
        if out.len() - first >= MOST {
            out.truncate(first + MOST);
            break;
        }
    }
    let mut found = out.split_off(first);
    settle(&mut found, &keys);
    out.append(&mut found);
}

/// The keys and values of one front matter.
///
/// # Errors
///
/// What is wrong with it, as a clause.
pub(super) fn tree(kind: FrontMatterKind, text: &str) -> Result<Node, String> {
    if text.len() > BYTES {
        return Err(format!("the front matter is longer than {BYTES} bytes"));
    }
    match kind {
        FrontMatterKind::Yaml => yaml::read(text).map_err(|why| format!("not YAML: {why}")),
        FrontMatterKind::Toml => toml::from_str::<toml::Table>(text)
            .map(|table| Node::from(toml::Value::Table(table)))
            .map_err(|why| format!("not TOML: {}", why.message())),
        FrontMatterKind::Json => Node::from_json(text).map_err(|why| format!("not JSON: {why}")),
    }
}

/// Tools named apart from every claim belong to the claims; they are one themselves only where there is no other.
fn settle(found: &mut Vec<Signal>, keys: &Keys) {
    let only_tool = |s: &Signal| s.dialect == "folk" && keys.is_tool(&squeeze(&s.name));
    if !found.iter().any(|s| s.claims_ai() == Some(true) && !only_tool(s)) {
        return;
    }
    let names = found.iter().find(|s| only_tool(s)).and_then(|s| s.tool.clone());
    found.retain(|s| !only_tool(s));
    for signal in found.iter_mut().filter(|s| s.claims_ai() == Some(true) && s.tool.is_none()) {
        signal.tool.clone_from(&names);
    }
}

/// Reads one object: its claims, with the tools and the review that stand beside them.
fn object(
    entries: &[(String, Node)],
    path: &[String],
    keys: &Keys,
    blocks: &mut usize,
    span: Span,
    out: &mut Vec<Signal>,
) {
    let first = out.len();
    let mut full: Vec<String> = path.to_vec();
    full.push(String::new());
    for (at, (key, value)) in entries.iter().enumerate() {
        let part = squeeze(key);
        let twice = || entries[..at].iter().rev().take(64).any(|(before, _)| before == key);
        if part == "aigc" && matches!(value, Node::Map(_)) {
            aigc::block(CARRIER, value, None, *blocks > 0, span, out);
            *blocks += 1;
        } else if is_source_type(key) {
            source_type(key, value, path, span, out);
        } else if part == SUMMARY && matches!(value, Node::Map(_)) {
            out.extend(summary(key, value, keys, span));
        } else {
            *full.last_mut().expect("a part was pushed above") = part;
            if keys.is_claim(&full) {
                let mut signals = Vec::new();
                claim(key, value, &full, keys, span, &mut signals);
                if twice() {
                    let why = format!("`{key}` stands twice");
                    signals = signals
                        .into_iter()
                        .map(|s| s.with_problem(Problem::Malformed(why.clone())))
                        .collect();
                }
                out.append(&mut signals);
            }
        }
        if out.len() - first >= MOST {
            return;
        }
    }
    beside(entries, path, keys, span, first, out);
}

/// Gives the claims of one object, from `first` on, what stands beside them; a tool without any claim is one.
fn beside(
    entries: &[(String, Node)],
    path: &[String],
    keys: &Keys,
    span: Span,
    first: usize,
    out: &mut Vec<Signal>,
) {
    let review = review_in(entries, keys);
    let tools = tools_in(entries, keys);
    let claims = &mut out[first..];
    let positive = claims.iter().any(|signal| signal.claims_ai() == Some(true));
    for signal in &mut *claims {
        if signal.dialect != "folk" || signal.problem.is_some() {
            continue;
        }
        match signal.involvement {
            // `ai_generated: false` beside `ai_assisted: true` denies the one act only.
            Some(Involvement::None) if positive => signal.involvement = None,
            Some(Involvement::None) => {}
            involvement => {
                if signal.review == Review::Unstated && involvement.is_some() {
                    signal.review = review;
                }
                if signal.tool.is_none() {
                    signal.tool = tools.as_ref().map(|(_, _, names)| names.clone());
                }
            }
        }
    }
    let silent = claims.iter().all(|signal| signal.dialect != "folk");
    if let (true, Some((key, involvement, names))) = (silent, tools) {
        let mut signal = said(&key, &names, path, span);
        signal.involvement = Some(involvement);
        signal.review = review;
        signal.tool = Some(names);
        out.push(signal);
    }
}

fn said(key: &str, value: &str, path: &[String], span: Span) -> Signal {
    let mut signal = Signal::new(CARRIER, "folk", Authority::Folk, key, value, span);
    (signal.modality, signal.scope) = place(path.iter().map(String::as_str).chain([squeeze(key).as_str()]));
    signal
}

/// What kind of content a path speaks of, from the words in it.
fn place<'a>(path: impl Iterator<Item = &'a str>) -> (Option<Modality>, Option<Scope>) {
    for part in path {
        let has = |stems: &[&str]| stems.iter().any(|stem| part.contains(stem));
        if has(&["image", "cover", "hero", "thumbnail", "photo", "picture"]) {
            return (Some(Modality::Image), Some(Scope::Image));
        } else if has(&["audio", "voice"]) {
            return (Some(Modality::Audio), Some(Scope::Audio));
        } else if has(&["video"]) {
            return (Some(Modality::Video), Some(Scope::Video));
        } else if has(&["headline", "title"]) {
            return (Some(Modality::Headline), Some(Scope::Section));
        } else if has(&["summary", "faq"]) {
            return (Some(Modality::Summary), Some(Scope::Section));
        }
    }
    (None, Some(Scope::Article))
}

/// Reads the value of a claim key.
fn claim(key: &str, value: &Node, path: &[String], keys: &Keys, span: Span, out: &mut Vec<Signal>) {
    let above = &path[..path.len() - 1];
    match value {
        Node::Null => {}
        Node::List(items) => {
            for item in items.iter().take(MOST) {
                if item.scalar().is_some() {
                    claim(key, item, path, keys, span, out);
                }
            }
        }
        Node::Map(entries) => {
            let Some(level) = level_in(entries) else { return };
            let first = out.len();
            claim(key, level, path, keys, span, out);
            let (review, tools) = (review_in(entries, keys), tools_in(entries, keys));
            for signal in &mut out[first..] {
                if signal.claims_ai() == Some(true) {
                    signal.review = if signal.review == Review::Unstated { review } else { signal.review };
                    signal.tool = tools.as_ref().map(|(_, _, names)| names.clone());
                }
            }
        }
        scalar => {
            let written = scalar.scalar().unwrap_or_default();
            if written.trim().is_empty() {
                return;
            }
            let mut signal = said(key, written, above, span);
            match (level::boolean(written), level::word(written)) {
                (Some(true), _) => signal.involvement = Some(level::act(key)),
                // That nothing is disclosed is not that nothing was used.
                (Some(false), _) if squeeze(key).contains("disclosure") => {}
                (Some(false), _) => signal.involvement = Some(Involvement::None),
                (None, Some(level)) => {
                    (signal.involvement, signal.review) = (level.involvement, level.review)
                }
                (None, None) if iptc::knows(written) => {
                    signal = iptc::apply(written, signal);
                }
                // A sentence is for people; the rules for visible text read it.
                (None, None) => {}
            }
            out.push(signal);
        }
    }
}

/// The level in an object under a claim key.
fn level_in(entries: &[(String, Node)]) -> Option<&Node> {
    let is_level =
        |(key, value): &&(String, Node)| value.scalar().is_some() && LEVELS.contains(&squeeze(key).as_str());
    entries.iter().find(is_level).map(|(_, level)| level)
}

fn source_type(key: &str, value: &Node, path: &[String], span: Span, out: &mut Vec<Signal>) {
    for item in value.items().iter().take(MOST) {
        if matches!(item, Node::Map(_)) {
            ninjs::read(CARRIER, &Node::Null, key, item, Work::default(), span, out);
            if let Some(signal) = out.last_mut() {
                (signal.modality, signal.scope) = place(path.iter().map(String::as_str));
            }
        } else if let Some(written) = item.scalar() {
            let mut signal = said(key, written, path, span);
            // The key is a habit; the value's own standing is that of its vocabulary.
            (signal.dialect, signal.authority) = ("iptc", Authority::Vendor);
            out.push(iptc::apply(written, signal));
        }
    }
}

/// `generated_summary_faq: {generator: ai, …}`.
fn summary(key: &str, value: &Node, keys: &Keys, span: Span) -> Option<Signal> {
    let generator = value.get("generator").and_then(Node::scalar)?;
    let mut signal = Signal::new(CARRIER, "folk", Authority::Folk, key, generator, span);
    (signal.modality, signal.scope) = (Some(Modality::Summary), Some(Scope::Section));
    if generator.eq_ignore_ascii_case("ai") {
        signal.involvement = Some(Involvement::Summarized);
        signal.review = review_in(value.entries(), keys);
        signal.tool = value.get("model").and_then(Node::text).map(shorten);
    }
    Some(signal)
}

/// Whether a person answers for it, by the review keys of one object.
fn review_in(entries: &[(String, Node)], keys: &Keys) -> Review {
    let mut review = Review::Unstated;
    for (key, value) in entries {
        if !keys.is_review(&squeeze(key)) {
            continue;
        }
        match value.scalar().map(|text| (level::boolean(text), text.trim())) {
            Some((Some(false), _)) => review = Review::Unreviewed,
            Some((None, "")) | None => {}
            // A name is as good as a yes: that person answers for it.
            Some(_) => return Review::Reviewed,
        }
    }
    review
}

/// The first tool key of one object with a value: its name, what the tools did, and what they are called.
fn tools_in(entries: &[(String, Node)], keys: &Keys) -> Option<(String, Involvement, String)> {
    entries.iter().filter(|(key, _)| keys.is_tool(&squeeze(key))).find_map(|(key, value)| {
        let mut names: Vec<&str> = Vec::new();
        let mut acts: Vec<Involvement> = Vec::new();
        for item in value.items().iter().take(16) {
            let name = match item {
                Node::Text(name) => Some(name.as_str()),
                _ => ["name", "model", "model_alias", "tool", "vendor"]
                    .iter()
                    .find_map(|k| item.get(k)?.text()),
            };
            names.extend(
                name.map(str::trim).filter(|name| !name.is_empty() && level::boolean(name).is_none()),
            );
            acts.push(item.get("role").and_then(Node::text).map_or(Involvement::Unspecified, level::act));
        }
        names.retain(|name| level::word(name).is_none());
        let act = acts.first().copied().filter(|act| acts.iter().all(|other| other == act));
        (!names.is_empty())
            .then(|| (key.clone(), act.unwrap_or(Involvement::Unspecified), shorten(&names.join(", "))))
    })
}

#[cfg(test)]
mod tests;
