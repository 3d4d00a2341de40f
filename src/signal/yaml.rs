//! YAML to a tree, from the flat events of a YAML 1.2 parser.
//!
//! Aliases to short scalars are followed; an alias to anything larger is null, so that no text can grow.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::tree::Node;

const DEPTH: usize = 64;
const ALIAS_BYTES: usize = 256;

/// A collection that is still open.
enum Open {
    List(Vec<Node>),
    /// The entries, and a key that waits for its value.
    Map(Vec<(String, Node)>, Option<String>),
}

/// Reads the first document of `text`. A repeated key is kept twice.
///
/// # Errors
///
/// What is wrong and in which line of `text`.
pub(super) fn read(text: &str) -> Result<Node, String> {
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: HashMap<usize, Node> = HashMap::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| format!("{} in line {}", e.info(), e.marker().line()))?;
        let done = match event {
            Event::Scalar(value, style, anchor, tag) => {
                let plain = matches!(style, ScalarStyle::Plain) && tag.is_none();
                let node = if plain { resolve(&value) } else { Node::Text(value.into_owned()) };
                if anchor != 0 && node.scalar().is_some_and(|text| text.len() <= ALIAS_BYTES) {
                    anchors.insert(anchor, node.clone());
                }
                node
            }
            Event::Alias(anchor) => anchors.get(&anchor).cloned().unwrap_or(Node::Null),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEPTH => {
                return Err(format!("nested deeper than {DEPTH} in line {}", span.start.line()));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(items)) => Node::List(items),
                Some(Open::Map(entries, _)) => Node::Map(entries),
                None => Node::Null,
            },
            _ => continue,
        };
        match open.last_mut() {
            None => return Ok(done),
            Some(Open::List(items)) => items.push(done),
            Some(Open::Map(entries, key)) => match key.take() {
                Some(key) => entries.push((key, done)),
                None => *key = Some(done.scalar().unwrap_or_default().to_owned()),
            },
        }
    }
    Ok(Node::Null)
}

/// A plain scalar by the core schema of YAML 1.2.
fn resolve(value: &str) -> Node {
    match value {
        "" | "~" | "null" | "Null" | "NULL" => Node::Null,
        "true" | "True" | "TRUE" => Node::Bool(true),
        "false" | "False" | "FALSE" => Node::Bool(false),
        _ => {
            let begins = value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
            if begins && value.parse::<f64>().is_ok() {
                Node::Number(value.to_owned())
            } else {
                Node::Text(value.to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn block_and_flow_styles_are_one() {
        let block = read("a: true\nb:\n  - x\n  - {c: 1}\n").unwrap();
        assert_eq!(block, read("{a: true, b: [x, {c: 1}]}").unwrap());
        assert_eq!(block.get("a"), Some(&Node::Bool(true)));
    }

    #[test]
    fn quoted_and_tagged_scalars_are_strings() {
        let node = read("a: \"true\"\nb: !!str 1\nc: 1\nd:\n").unwrap();
        assert_eq!(node.get("a"), Some(&Node::Text("true".to_owned())));
        assert_eq!(node.get("b"), Some(&Node::Text("1".to_owned())));
        assert_eq!(node.get("c"), Some(&Node::Number("1".to_owned())));
        assert_eq!(node.get("d"), Some(&Node::Null));
    }

    #[test]
    fn aliases_never_grow() {
        let node = read("a: &x yes\nb: *x\nc: &y [1, 2]\nd: *y\n").unwrap();
        assert_eq!(node.get("b"), Some(&Node::Text("yes".to_owned())));
        assert_eq!(node.get("d"), Some(&Node::Null));
    }

    #[test]
    fn errors_name_the_line() {
        assert!(read("a: 1\nb: [1, 2\nc: {").unwrap_err().contains("line"));
        assert!(read("title: A: B\n").is_err());
    }

    #[test]
    fn deep_nesting_is_refused() {
        for text in ["[".repeat(10_000), "{a: ".repeat(10_000), "- ".repeat(10_000), "? ".repeat(10_000)] {
            assert!(read(&text).is_err(), "{}", &text[..4]);
        }
    }
}
