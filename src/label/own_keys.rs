//! Keys that label writes and that the front matter has already: a second one of the same name would break it.

use super::front_matter::Value;
use crate::span::Span;

/// What stands there for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// Nothing.
    No,
    /// What is to be said.
    Right,
    /// Another value, which can be replaced.
    Other(Span),
    /// The key, with a value of a form that is left alone.
    Odd,
}

/// How `key` stands in YAML or TOML, as a line of its own outside of everything.
pub(super) fn in_lines(text: &str, key: &str, want: &Value) -> Stands {
    let mut found = Stands::No;
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let Some(value) = value_of(line, key) else { continue };
        let goes_on = lines.peek().is_some_and(|next| next.starts_with([' ', '\t', '-']));
        let (from, typed) = value;
        found = match typed {
            // Twice is odd, and so is what goes on in the next line.
            Some(typed) if found == Stands::No && !goes_on => {
                let span = Span::new(start + from, start + from + typed.len());
                if says(typed, want) { Stands::Right } else { Stands::Other(span) }
            }
            _ => Stands::Odd,
        };
    }
    found
}

/// Whether a value as it is written says what is wanted.
pub(super) fn says(typed: &str, want: &Value) -> bool {
    let bare = typed.trim_matches(['"', '\'']);
    match want {
        Value::True => bare.eq_ignore_ascii_case("true"),
        Value::False => bare.eq_ignore_ascii_case("false"),
        Value::Word(word) => bare.eq_ignore_ascii_case(word),
        Value::List(all) => {
            let bare =
                |item: &str| item.trim_matches(|c: char| c.is_whitespace() || "[]\"'".contains(c)).to_owned();
            let items: Vec<String> = typed.split(',').map(bare).collect();
            typed == want.written(false) || all.iter().all(|one| items.contains(one))
        }
    }
}

/// Where the value behind `key` begins in its line, and the value, where it is one that stands in the line alone; `None`
/// for a line of another key.
fn value_of<'l>(line: &'l str, key: &str) -> Option<(usize, Option<&'l str>)> {
    let quoted = |q: &str| line.strip_prefix(q)?.strip_prefix(key)?.strip_prefix(q);
    let rest = line.strip_prefix(key).or_else(|| quoted("\"")).or_else(|| quoted("'"))?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix('=').or_else(|| rest.strip_prefix(':'))?;
    let value = rest.trim_start_matches([' ', '\t']);
    let from = line.len() - value.len();
    let first = value.chars().next().filter(|c| !c.is_whitespace());
    let end = match first {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map(|at| at + 2),
        Some('[') => value.find(']').map(|at| at + 1),
        Some('|' | '>' | '&' | '*' | '!' | '{' | '#') | None => None,
        Some(_) => {
            let end = value.find(" #").unwrap_or(value.len());
            Some(value[..end].trim_end().len())
        }
    };
    let typed = end.map(|end| &value[..end]).filter(|typed| {
        let behind = value[typed.len()..].trim();
        let nested = typed.starts_with('[') && typed[1..].contains('[');
        (behind.is_empty() || behind.starts_with('#')) && !typed.contains('\\') && !nested
    });
    Some((from, typed))
}

/// `want` as it is written in the place of `typed`: in its quotation marks.
pub(super) fn as_typed(typed: &str, want: &Value, bare: bool) -> String {
    match (want, typed.chars().next()) {
        (Value::Word(word), Some(quote @ ('"' | '\''))) => format!("{quote}{word}{quote}"),
        _ => want.written(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_with_its_value_or_left_alone() {
        let want = Value::Word("assisted");
        for (text, stands) in [
            ("title: ai_disclosure: x\n  ai_disclosure: x\nai_disclosures: x\n", Stands::No),
            ("ai_disclosure: assisted # own\n", Stands::Right),
            ("\"ai_disclosure\" = 'assisted'\r\n", Stands::Right),
            ("a: b\nai_disclosure: none\n", Stands::Other(Span::new(20, 24))),
            ("ai_disclosure: \"none\" # c\n", Stands::Other(Span::new(15, 21))),
            ("ai_disclosure:\n  level: none\n", Stands::Odd),
            ("ai_disclosure: |\n  none\n", Stands::Odd),
            ("ai_disclosure: none\n  at all\n", Stands::Odd),
            ("ai_disclosure: none\nai_disclosure: none\n", Stands::Odd),
            ("ai_disclosure: [none, [x]]\n", Stands::Odd),
        ] {
            assert_eq!(in_lines(text, "ai_disclosure", &want), stands, "{text}");
        }
        let tools = Value::List(vec!["Lyra".to_owned()]);
        assert_eq!(in_lines("ai_tools: [Other, Lyra]\n", "ai_tools", &tools), Stands::Right);
        let other = in_lines("ai_tools: [Lyranda, 'Lyra 2']\n", "ai_tools", &tools);
        assert_eq!(other, Stands::Other(Span::new(10, 29)), "a part of a name is another name");
        assert_eq!(in_lines("ai_tools: 'Lyra'\n", "ai_tools", &tools), Stands::Right);
        assert_eq!(in_lines("ai_tools:\n- Lyra\n", "ai_tools", &tools), Stands::Odd);
    }
}
