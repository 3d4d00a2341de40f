//! Text in a record.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

/// One line of text that is safe to print and to compare: RFC 9839 Unicode Assignables without any control character.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Words(String);

impl Words {
    /// The text itself, or `None` where it holds a control character or a noncharacter.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        text.chars().all(assignable).then_some(Self(text))
    }

    /// The text with each run of white space and control characters as one space, its ends trimmed, and
    /// noncharacters left out.
    #[must_use]
    pub fn cleaned(text: &str) -> Self {
        let spaced: String =
            text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| assignable(*c)).collect();
        Self(spaced.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// RFC 9839 §4.3, but for TAB, LF and CR: a record's texts are single lines.
fn assignable(c: char) -> bool {
    let code = u32::from(c);
    let noncharacter = (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE;
    !c.is_control() && !noncharacter
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?)
            .ok_or_else(|| de::Error::custom("a text holds a control character or a noncharacter"))
    }
}

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One line of text: RFC 9839 Unicode Assignables without any control character.",
            "type": "string",
            "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_noncharacters_are_no_words() {
        for odd in ["a\nb", "\u{1b}[31m", "\u{7f}", "\u{85}", "\u{fdd0}", "\u{fffe}", "\u{10ffff}"] {
            assert_eq!(Words::new(odd), None, "{odd:?}");
            assert!(Words::new(Words::cleaned(odd).as_str()).is_some());
        }
        assert_eq!(Words::cleaned(" a\r\n\tb\u{fdd0} ").as_str(), "a b");
        assert!(Words::new("नमस्ते \u{202b}שלום\u{202c} 😀").is_some());
    }
}
