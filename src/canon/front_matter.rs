//! Front matter of Markdown: where it ends, and its `title`.
//!
//! `document::front_matter` reads more of it for people and may learn new forms; this reading is part of a signed
//! profile and may not.

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Splits off front matter: its title, and the Markdown after it.
///
/// The first line is `---` (YAML) or `+++` (TOML), the last is the same again; or the source begins with a JSON
/// object that ends its line. Where no last line comes, there is no front matter.
pub(super) fn split(source: &str) -> (Option<String>, &str) {
    if source.starts_with('{') {
        return json(source).unwrap_or((None, source));
    }
    for (fence, title) in [("---", yaml_title as fn(&str) -> Option<String>), ("+++", toml_title)] {
        let mut lines = source.split_inclusive('\n');
        if lines.next().is_none_or(|line| line.trim_ascii_end() != fence) {
            continue;
        }
        let mut end = source.len() - lines.clone().map(str::len).sum::<usize>();
        let start = end;
        for line in lines {
            if line.trim_ascii_end() == fence {
                return (title(&source[start..end]), &source[end + line.len()..]);
            }
            end += line.len();
        }
    }
    (None, source)
}

/// `title` at the top of a YAML mapping: the content of a scalar, but for null and the empty string.
fn yaml_title(text: &str) -> Option<String> {
    let mut titles = Vec::new();
    let mut depth = 0_usize;
    // Whether the next node at the top is a key, and whether that key was `title`.
    let (mut key, mut wanted) = (true, false);
    for event in Parser::new_from_str(text) {
        // Front matter that does not parse has no title.
        let (event, _) = event.ok()?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if depth == 0 && !matches!(event, Event::MappingStart(..)) {
                    return None;
                }
                if depth == 1 {
                    (key, wanted) = (!key, false);
                }
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => depth -= 1,
            Event::Scalar(value, style, ..) if depth == 1 => {
                if wanted {
                    let null =
                        style == ScalarStyle::Plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
                    titles.push((!null).then(|| value.clone().into_owned()));
                }
                wanted = key && value == "title";
                key = !key;
            }
            Event::Alias(_) if depth == 1 => (key, wanted) = (!key, false),
            _ => {}
        }
    }
    // YAML keys are unique: two titles are none.
    if titles.len() == 1 { titles.pop().flatten() } else { None }
}

/// `title` of a TOML document, where it is a string.
fn toml_title(text: &str) -> Option<String> {
    text.parse::<toml::Table>().ok()?.get("title")?.as_str().map(str::to_owned)
}

fn json(source: &str) -> Option<(Option<String>, &str)> {
    let mut values = serde_json::Deserializer::from_str(source).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    let (object, rest) = source.split_at(values.byte_offset());
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    let fields = serde_json::from_str::<serde_json::Map<_, _>>(object).unwrap_or_default();
    let title = fields.get("title").and_then(serde_json::Value::as_str).map(str::to_owned);
    line.trim_ascii().is_empty().then(|| (title, &rest[line.len()..]))
}
