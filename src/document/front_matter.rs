//! Front matter of Markdown: where it ends, and the few fields of it that people read.

use super::FrontMatterKind;
use crate::span::Span;
use saphyr_parser::{Event, Parser, ScalarStyle};

/// Longer front matter is kept as a mark, but its fields are not read.
const LONGEST: usize = 1 << 20;
/// Deeper values are no titles or names.
const DEEPEST: usize = 16;
/// More values than these are no list of authors.
const MOST: usize = 64;

/// Front matter found at the start of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Its syntax.
    pub(super) kind: FrontMatterKind,
    /// All of it, fences included.
    pub(super) span: Span,
    /// Its text without the fences.
    pub(super) text: Span,
}

/// What a field is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// `title`
    Title,
    /// `description`, `summary`, `excerpt`
    Description,
    /// `author`, `authors`, `byline`
    Author,
    /// `lang`, `language`, `locale`
    Lang,
}

impl Field {
    fn named(key: &str) -> Option<Self> {
        match key.to_ascii_lowercase().as_str() {
            "title" => Some(Self::Title),
            "description" | "summary" | "excerpt" => Some(Self::Description),
            "author" | "authors" | "byline" => Some(Self::Author),
            "lang" | "language" | "locale" => Some(Self::Lang),
            _ => None,
        }
    }
}

/// One value of a field, with the source bytes that hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Which field.
    pub(super) field: Field,
    /// The value as its syntax decodes it.
    pub(super) text: String,
    /// Where it stands in the source.
    pub(super) span: Span,
}

/// Finds front matter: the first line is `---` (YAML) or `+++` (TOML) and a later line the same again, or the source
/// begins with a JSON object that ends its line.
pub(super) fn find(source: &str) -> Option<FrontMatter> {
    if source.starts_with('{') {
        return json(source);
    }
    let fences = [("---", FrontMatterKind::Yaml), ("+++", FrontMatterKind::Toml)];
    let first = source.split_inclusive('\n').next()?;
    let (fence, kind) = fences.into_iter().find(|(fence, _)| first.trim_ascii_end() == *fence)?;
    let start = first.len();
    let mut end = start;
    for line in source[start..].split_inclusive('\n') {
        if line.trim_ascii_end() == fence {
            let span = Span::new(0, end + line.len());
            return Some(FrontMatter { kind, span, text: Span::new(start, end) });
        }
        end += line.len();
    }
    None
}

fn json(source: &str) -> Option<FrontMatter> {
    let mut values = serde_json::Deserializer::from_str(source).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    let end = values.byte_offset();
    let line = source[end..].split_inclusive('\n').next().unwrap_or_default();
    line.trim_ascii().is_empty().then(|| FrontMatter {
        kind: FrontMatterKind::Json,
        span: Span::new(0, end + line.len()),
        text: Span::new(0, end),
    })
}

/// The values of the fields that people read, in the order of the source. Text that does not parse has none.
pub(super) fn values(source: &str, front: FrontMatter) -> Vec<Value> {
    if front.text.len() > LONGEST {
        return Vec::new();
    }
    let text = &source[front.text.start..front.text.end];
    let mut found = match front.kind {
        FrontMatterKind::Yaml => yaml(text),
        FrontMatterKind::Toml => {
            let table = text.parse::<toml::Table>().ok();
            table
                .and_then(|t| serde_json::to_value(t).ok())
                .map_or_else(Vec::new, |tree| of_tree(text, &tree))
        }
        FrontMatterKind::Json => {
            serde_json::from_str(text).map_or_else(|_| Vec::new(), |tree| of_tree(text, &tree))
        }
    };
    found.truncate(MOST);
    for value in &mut found {
        value.span = Span::new(value.span.start + front.text.start, value.span.end + front.text.start);
    }
    found
}

/// One open collection of YAML.
#[derive(Clone, Copy, Debug)]
struct Level {
    mapping: bool,
    /// Whether the next node is a key.
    key: bool,
    /// The field that the value after the last key belongs to.
    wanted: Option<Field>,
    /// The field that the whole collection belongs to.
    around: Option<Field>,
}

impl Level {
    /// The next node is no scalar key: which field does it belong to?
    fn take(&mut self) -> Option<Field> {
        if !self.mapping {
            return self.around;
        }
        self.key = !self.key;
        if self.key { self.wanted.take() } else { None }
    }
}

fn yaml(text: &str) -> Vec<Value> {
    let mut out = Vec::new();
    let mut levels: Vec<Level> = Vec::new();
    let mut bytes = Bytes { text, characters: 0, bytes: 0 };
    for event in Parser::new_from_str(text) {
        let Ok((event, place)) = event else { return Vec::new() };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let mapping = matches!(event, Event::MappingStart(..));
                let around = levels.last_mut().and_then(Level::take);
                if levels.len() >= DEEPEST || out.len() >= MOST || (levels.is_empty() && !mapping) {
                    return out;
                }
                levels.push(Level { mapping, key: mapping, wanted: None, around });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
            }
            Event::Scalar(value, style, ..) => {
                let top = levels.len() == 1;
                let Some(level) = levels.last_mut() else { return out };
                if level.key {
                    level.key = false;
                    // Below the top only the name of an author is one.
                    level.wanted =
                        if top { Field::named(&value) } else { level.around.filter(|_| value == "name") };
                    continue;
                }
                let null =
                    style == ScalarStyle::Plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
                if let Some(field) = level.take().filter(|_| !null) {
                    let span = Span::new(bytes.at(place.start.index()), bytes.at(place.end.index()));
                    out.push(Value { field, text: value.into_owned(), span });
                }
            }
            Event::Alias(_) => {
                if let Some(level) = levels.last_mut() {
                    level.take();
                }
            }
            Event::DocumentEnd => return out,
            _ => {}
        }
    }
    out
}

/// Turns character offsets that only grow into byte offsets.
struct Bytes<'t> {
    text: &'t str,
    characters: usize,
    bytes: usize,
}

impl Bytes<'_> {
    fn at(&mut self, character: usize) -> usize {
        while self.characters < character
            && let Some(c) = self.text[self.bytes..].chars().next()
        {
            self.bytes += c.len_utf8();
            self.characters += 1;
        }
        self.bytes
    }
}

/// The values in a parsed object; their places are found again by their text.
fn of_tree(text: &str, tree: &serde_json::Value) -> Vec<Value> {
    let mut out = Vec::new();
    for (key, value) in tree.as_object().into_iter().flatten() {
        let Some(field) = Field::named(key) else { continue };
        let after = text.find(key.as_str()).map_or(0, |at| at + key.len());
        let mut from = after;
        for string in strings(value).take(MOST) {
            let found = text[from..].find(string).map(|at| Span::new(from + at, from + at + string.len()));
            let span = found.unwrap_or(Span::new(0, text.len()));
            from = found.map_or(from, |span| span.end);
            out.push(Value { field, text: string.to_owned(), span });
        }
    }
    out.sort_by_key(|value| value.span.start);
    out
}

/// A string, the strings of a list, or the `name` of an object or of a list's objects.
fn strings(value: &serde_json::Value) -> impl Iterator<Item = &str> {
    let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    list.iter().filter_map(|item| item.as_str().or_else(|| item.get("name")?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<(Field, String, &str)> {
        let front = find(source).expect("there is front matter");
        values(source, front)
            .into_iter()
            .map(|v| (v.field, v.text, &source[v.span.start..v.span.end]))
            .collect()
    }

    #[test]
    fn each_syntax_gives_its_fields_with_their_places() {
        let yaml = "---\ntitle: \"Caf\u{e9} \\u00e9\"\ntags: [title, x]\nauthors:\n  - name: Ana\n    role: title\n  - Budi\nlang: id\nseo: {title: no}\n---\nx";
        assert_eq!(
            shown(yaml),
            [
                (Field::Title, "Caf\u{e9} \u{e9}".to_owned(), "\"Caf\u{e9} \\u00e9\""),
                (Field::Author, "Ana".to_owned(), "Ana"),
                (Field::Author, "Budi".to_owned(), "Budi"),
                (Field::Lang, "id".to_owned(), "id"),
            ]
        );
        let toml = "+++\ntitle = 'A'\n[params]\ntitle = 'B'\n+++\n";
        assert_eq!(shown(toml), [(Field::Title, "A".to_owned(), "A")]);
        let json = "{\"summary\": \"S\", \"author\": {\"name\": \"N\"}}\n# x";
        assert_eq!(
            shown(json),
            [(Field::Description, "S".to_owned(), "S"), (Field::Author, "N".to_owned(), "N")]
        );
    }

    #[test]
    fn broken_or_unfinished_front_matter_shows_nothing() {
        assert_eq!(find("---\ntitle: x\n"), None);
        assert_eq!(find("{\"a\": 1} text"), None);
        assert_eq!(find("text\n---\n---\n"), None);
        assert_eq!(shown("---\ntitle: [\n---\n"), []);
        assert_eq!(shown("+++\ntitle\n+++\n"), []);
        assert_eq!(shown("---\n- title: x\n---\n"), []);
        let deep = format!("---\na: {}\n---\n", "[".repeat(50_000));
        assert_eq!(shown(&deep), []);
    }
}
