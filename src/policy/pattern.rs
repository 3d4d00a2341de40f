//! Patterns for paths and names: `*` and `?` within a part, `**` over parts.

use std::borrow::Cow;

use regex::{Regex, RegexBuilder};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A pattern, compiled. Letters match without regard to case.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    regex: Regex,
}

impl Pattern {
    /// Compiles `text`; `None` where it is too long to be a pattern.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut out = String::from("^");
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("**/") {
                out.push_str("(?:.*/)?");
                rest = after;
            } else if let Some(after) = rest.strip_prefix("**") {
                out.push_str(".*");
                rest = after;
            } else {
                match c {
                    '*' => out.push_str("[^/]*"),
                    '?' => out.push_str("[^/]"),
                    c => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
                }
                rest = &rest[c.len_utf8()..];
            }
        }
        out.push('$');
        let regex = RegexBuilder::new(&out)
            .case_insensitive(true)
            .dot_matches_new_line(true)
            .size_limit(1 << 20)
            .build()
            .ok()?;
        Some(Self { text: text.to_owned(), regex })
    }

    /// Whether all of `text` matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// Whether a path, or its end after any `/`, matches: `opini/**` is found in `/srv/site/opini/a.md`.
    #[must_use]
    pub fn matches_path(&self, path: &str) -> bool {
        let path = path.strip_prefix("./").unwrap_or(path);
        self.matches(path) || path.match_indices(['/', '\\']).any(|(at, _)| self.matches(&path[at + 1..]))
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| de::Error::custom("the pattern is too long"))
    }
}

impl JsonSchema for Pattern {
    fn schema_name() -> Cow<'static, str> {
        "Pattern".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A name or path; `*` and `?` stay within a part, `**` goes over parts.", "type": "string" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_star_stays_within_a_part_and_two_go_over_parts() {
        let fits = |pattern: &str, path: &str| Pattern::new(pattern).unwrap().matches_path(path);
        assert!(fits("opini/*.md", "/srv/site/opini/a.md"));
        assert!(!fits("opini/*.md", "opini/2026/a.md"));
        assert!(fits("opini/**", "opini/2026/a.md"));
        assert!(fits("**/arsip/*.html", "./arsip/a.html"));
        assert!(!fits("pini/*.md", "opini/a.md"));
        assert!(fits("a+(b).md", "a+(b).md") && !fits("a+(b).md", "aab.md"));
    }

    #[test]
    fn names_match_whole_and_without_regard_to_case() {
        let sari = Pattern::new("sari *").unwrap();
        assert!(sari.matches("Sari Wulan") && !sari.matches("Sari") && !sari.matches("Dr. Sari Wulan"));
    }
}
