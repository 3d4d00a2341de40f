//! Days as people write them.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::time::Timestamp;

/// A day in UTC, written `2027-06-30` with or without quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Timestamp);

impl Day {
    /// Reads `YYYY-MM-DD`; else `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Timestamp::parse_date(text).map(Self)
    }

    /// The day's last second.
    #[must_use]
    pub const fn end(self) -> Timestamp {
        self.0.end_of_day()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string()[..10])
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match toml::Value::deserialize(deserializer)? {
            toml::Value::Datetime(time) => time.to_string(),
            toml::Value::String(text) => text,
            _ => String::new(),
        };
        Self::parse(&text).ok_or_else(|| de::Error::custom("expected a day, such as 2027-06-30"))
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day, such as 2027-06-30.",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        })
    }
}
