//! The implicit label of GB 45438-2025 (Annex E) as it is met in pages: the `AIGC` block in a `meta`, in a comment
//! or in front matter.
//!
//! The standard puts the block in file metadata. A page is no carrier of the standard, so the grade is that of a
//! documented practice. The label's claim and each fault of the block's form are signals of their own, so that a
//! misspelt key does not silence the claim.

use super::model::{Authority, Problem, Signal};
use super::tree::Node;
use crate::span::Span;
use crate::vocabulary::{Involvement, Scope};

const DIALECT: &str = "gb-45438";
const KEYS: [&str; 7] = [
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
];
const BLOCK_BYTES: usize = 64 << 10;

/// Whether a `meta` name is that of the block.
pub(super) fn is_name(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case("aigc")
}

/// The JSON in a comment that names the block, `None` where the comment only speaks of it.
pub(super) fn in_comment(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = match text.get(..4) {
        Some(head) if head.eq_ignore_ascii_case("aigc") => {
            text[4..].trim_start().trim_start_matches([':', '=']).trim_start()
        }
        _ if text.starts_with('{') && text.contains("\"AIGC\"") => text,
        _ if text.starts_with('{') && text.contains("&quot;AIGC&quot;") => text,
        _ => return None,
    };
    rest.starts_with('{').then_some(rest)
}

/// Reads the block from JSON text.
pub(super) fn text(carrier: &'static str, json: &str, earlier: bool, span: Span, out: &mut Vec<Signal>) {
    let fail = |why: String| {
        Signal::new(carrier, DIALECT, Authority::Vendor, "AIGC", json, span)
            .with_problem(Problem::Malformed(why))
    };
    if json.len() > BLOCK_BYTES {
        out.push(fail(format!("the block is longer than {BLOCK_BYTES} bytes")));
        return;
    }
    // In a comment nothing decodes character references, and templates escape all the same.
    let parsed = Node::from_json(json).or_else(|error| {
        if json.contains("&quot;") || json.contains("&#34;") {
            let plain = json.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&");
            Node::from_json(&plain).map_err(|_| error)
        } else {
            Err(error)
        }
    });
    match parsed {
        Ok(node) => block(carrier, &node, Some(json), earlier, span, out),
        Err(why) => out.push(fail(format!("not JSON: {why}"))),
    }
}

/// Reads the block from a tree, with or without the outer `AIGC` object. `written` is the block as it stands, where it
/// stands as one text; `earlier` says that the file had one before.
pub(super) fn block(
    carrier: &'static str,
    node: &Node,
    written: Option<&str>,
    earlier: bool,
    span: Span,
    out: &mut Vec<Signal>,
) {
    let inner = node.get("AIGC").unwrap_or(node);
    let said = |name: &str, value: &str| Signal::new(carrier, DIALECT, Authority::Vendor, name, value, span);
    let label = inner.get("Label");
    let mut signal = said("AIGC", written.or(label.and_then(Node::scalar)).unwrap_or_default());
    signal.scope = Some(Scope::Article);
    if earlier {
        out.push(
            signal.with_problem(Problem::Ignored(
                "a file has one AIGC block; this is a further one".to_owned(),
            )),
        );
        return;
    }
    out.push(match label {
        Some(Node::Text(value)) => match value.as_str() {
            "1" => {
                signal.involvement = Some(Involvement::Generated);
                signal
            }
            // "Possibly" and "suspected" say nothing for certain.
            "2" | "3" => signal,
            _ => signal.with_problem(Problem::Invalid("`Label` is `1`, `2` or `3`".to_owned())),
        },
        Some(other) => {
            signal.with_problem(Problem::Invalid(format!("`Label` is a string, not {}", other.kind())))
        }
        None => signal.with_problem(Problem::Invalid("the block has no `Label`".to_owned())),
    });
    for (at, (key, value)) in inner.entries().iter().enumerate() {
        let fault = |why: String| {
            said(&format!("AIGC.{key}"), value.scalar().unwrap_or_default())
                .with_problem(Problem::Invalid(why))
        };
        if inner.entries()[..at.min(KEYS.len())].iter().any(|(before, _)| before == key) {
            out.push(fault("the key stands twice".to_owned()));
        } else if let Some(right) = misspelt(key) {
            out.push(fault(format!("the key is spelt `{right}`")));
        } else if !KEYS.contains(&key.as_str()) {
            out.push(fault("not a key of the block".to_owned()));
        } else if key != "Label" {
            match value.text() {
                None => out.push(fault(format!("the value is a string, not {}", value.kind()))),
                Some(text) if !text.bytes().all(allowed) => {
                    out.push(fault("a character outside those that the standard allows".to_owned()));
                }
                Some(_) => {}
            }
        }
        if at >= 2 * KEYS.len() {
            break;
        }
    }
    if let Some((name, why)) = first_write(inner) {
        let value = inner.get(name).and_then(Node::scalar).unwrap_or_default();
        out.push(said(&format!("AIGC.{name}"), value).with_problem(Problem::Invalid(why.to_owned())));
    }
}

/// 0x21, 0x23-0x5B, 0x5D-0x7E: printable ASCII without space, quotation mark and reverse solidus.
const fn allowed(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E)
}

fn misspelt(key: &str) -> Option<&'static str> {
    match key {
        "ReserveCode1" => Some("ReservedCode1"),
        "ReserveCode2" => Some("ReservedCode2"),
        _ => KEYS.into_iter().find(|right| *right != key && right.eq_ignore_ascii_case(key)),
    }
}

/// Who writes first is producer and propagator at once: both pairs are equal, or both belong to somebody else.
fn first_write(block: &Node) -> Option<(&'static str, &'static str)> {
    let filled = |key| block.get(key).and_then(Node::text).filter(|text| !text.is_empty());
    let (producer, made) = (filled("ContentProducer"), filled("ProduceID"));
    let (propagator, spread) = (filled("ContentPropagator"), filled("PropagateID"));
    match (propagator, spread) {
        // The short form of the practice leaves the propagator out altogether.
        (None, None) => None,
        (Some(_), None) => Some(("PropagateID", "a propagator is named, its number is not")),
        (None, Some(_)) => Some(("ContentPropagator", "a propagator's number is given, its name is not")),
        (Some(_), Some(_)) if producer.is_none() || made.is_none() => {
            Some(("ContentProducer", "a propagator is named, the producer or its number is not"))
        }
        (Some(_), Some(_)) if (propagator == producer) != (spread == made) => Some((
            "PropagateID",
            "at first writing the propagator and its number are the producer's own, later neither is",
        )),
        (Some(_), Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: &str) -> Vec<Signal> {
        let mut out = Vec::new();
        text("meta", json, false, Span::default(), &mut out);
        out
    }

    fn faults(json: &str) -> Vec<String> {
        said(json).into_iter().filter(|s| s.problem.is_some()).map(|s| s.name).collect()
    }

    const WHOLE: &str = r#"{"AIGC":{"Label":"1","ContentProducer":"P-1","ProduceID":"7","ReservedCode1":"",
        "ContentPropagator":"P-1","PropagateID":"7","ReservedCode2":""}}"#;

    #[test]
    fn the_block_is_read_with_and_without_its_outer_object() {
        for json in [WHOLE, r#"{"Label":"1","ContentProducer":"P-1","ProduceID":"7"}"#] {
            let signals = said(json);
            assert_eq!(signals.len(), 1, "{json}");
            assert_eq!(signals[0].involvement, Some(Involvement::Generated));
            assert_eq!((signals[0].name.as_str(), signals[0].value.as_str()), ("AIGC", json));
        }
    }

    #[test]
    fn possibly_and_suspected_claim_nothing_and_are_valid() {
        for label in ["2", "3"] {
            let signal = said(&format!(r#"{{"Label":"{label}"}}"#)).remove(0);
            assert_eq!((signal.claims_ai(), signal.problem), (None, None));
        }
    }

    #[test]
    fn labels_of_another_kind_are_invalid() {
        for json in
            [r#"{"Label":"4"}"#, r#"{"Label":1}"#, r#"{"Label":""}"#, r#"{"ProduceID":"7"}"#, "{}", "[1]"]
        {
            let signal = said(json).remove(0);
            assert!(matches!(signal.problem, Some(Problem::Invalid(_))), "{json}");
        }
    }

    #[test]
    fn a_misspelt_key_is_a_fault_beside_the_claim() {
        let signals = said(r#"{"Label":"1","ReserveCode1":"x"}"#);
        assert_eq!(signals[0].claims_ai(), Some(true));
        assert!(signals[1].problem.as_ref().unwrap().reason().contains("ReservedCode1"));
    }

    #[test]
    fn values_are_strings_of_the_allowed_characters() {
        assert_eq!(faults(r#"{"Label":"1","ProduceID":7}"#), ["AIGC.ProduceID"]);
        assert_eq!(faults(r#"{"Label":"1","ProduceID":"a b"}"#), ["AIGC.ProduceID"]);
        assert_eq!(faults(r#"{"Label":"1","ContentProducer":"新闻"}"#), ["AIGC.ContentProducer"]);
        assert_eq!(faults(r#"{"Label":"1","Extra":"x"}"#), ["AIGC.Extra"]);
        assert_eq!(faults(r#"{"Label":"1","ProduceID":"7","ProduceID":"8"}"#), ["AIGC.ProduceID"]);
        assert_eq!(faults(r#"{"Label":"1","ProduceID":"!#[]~"}"#), [""; 0]);
    }

    #[test]
    fn the_first_writer_is_its_own_propagator() {
        let pair = |propagator: &str, number: &str| {
            faults(&format!(
                r#"{{"Label":"1","ContentProducer":"A","ProduceID":"1","ContentPropagator":"{propagator}","PropagateID":"{number}"}}"#
            ))
        };
        assert!(pair("A", "1").is_empty());
        assert!(pair("B", "2").is_empty());
        assert!(pair("", "").is_empty());
        assert_eq!(pair("A", "2"), ["AIGC.PropagateID"]);
        assert_eq!(pair("B", "1"), ["AIGC.PropagateID"]);
        assert_eq!(pair("B", ""), ["AIGC.PropagateID"]);
        assert_eq!(pair("", "2"), ["AIGC.ContentPropagator"]);
    }

    #[test]
    fn a_second_block_is_ignored() {
        let mut out = Vec::new();
        text("comment", WHOLE, true, Span::default(), &mut out);
        assert!(matches!(out[0].problem, Some(Problem::Ignored(_))));
        assert_eq!(out.len(), 1);
    }

    #[test]
    fn only_a_comment_that_holds_the_block_is_one() {
        assert!(in_comment(" AIGC: {\"Label\":\"1\"} ").is_some());
        assert!(in_comment("AIGC{\"Label\":\"1\"}").is_some());
        assert!(in_comment("{\"AIGC\":{\"Label\":\"1\"}}").is_some());
        assert!(in_comment("AIGC label goes here").is_none());
        assert!(in_comment("the AIGC block").is_none());
    }

    #[test]
    fn character_references_and_broken_json() {
        assert_eq!(said("{&quot;Label&quot;:&quot;1&quot;}")[0].claims_ai(), Some(true));
        assert!(matches!(said("{Label:1}")[0].problem, Some(Problem::Malformed(_))));
        assert!(matches!(said(&"[".repeat(100_000))[0].problem, Some(Problem::Malformed(_))));
    }
}
