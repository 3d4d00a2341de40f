//! ninjs, the IPTC's "news in JSON": `digitalsourcetype` in 1.6 and 2.2, `digitalSourceType` in 3.1.
//!
//! Both are objects with `name`, `uri` and `literal`; a bare string is invalid in all versions.

use super::iptc;
use super::model::{Authority, Problem, Signal};
use super::tree::Node;
use super::work::Work;
use crate::span::Span;

/// Whether a value found under `key` is of this dialect and not of JSON-LD.
pub(super) fn is_value(key: &str, value: &Node) -> bool {
    let object = value.get("uri").is_some() || value.get("literal").is_some();
    key == "digitalsourcetype" || (key == "digitalSourceType" && object)
}

/// Whether a tree is a news item of ninjs: it has no JSON-LD context, and an address and a kind of its own.
pub(super) fn is_item(tree: &Node) -> bool {
    tree.get("@context").is_none() && tree.get("uri").is_some() && tree.get("type").is_some()
}

/// Reads the value under `key` of `item`.
pub(super) fn read(
    carrier: &'static str,
    item: &Node,
    key: &str,
    value: &Node,
    work: Work,
    span: Span,
    out: &mut Vec<Signal>,
) {
    let inner = value.get("uri").or_else(|| value.get("literal")).or_else(|| value.get("name"));
    let written = inner.unwrap_or(value).scalar().unwrap_or_default();
    let mut signal = Signal::new(carrier, "iptc", Authority::Standard, key, written, span);
    item.get("type").and_then(Node::text).map_or(work, Work::of_ninjs).apply(&mut signal);
    out.push(match (value, inner) {
        (Node::Map(_), Some(Node::Text(text))) => iptc::apply(text, signal),
        (Node::Map(_), _) => signal.with_problem(Problem::Invalid("an object without `uri`".to_owned())),
        (other, _) => {
            signal.with_problem(Problem::Invalid(format!("ninjs wants an object here, not {}", other.kind())))
        }
    });
}
