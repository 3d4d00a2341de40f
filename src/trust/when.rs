//! Dates and times as people write them in TOML.

use serde::{Deserialize, Deserializer, de};

use crate::time::Timestamp;

/// A day or a second in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// Its first second.
    pub(super) first: Timestamp,
    /// Its last second.
    pub(super) last: Timestamp,
}

impl When {
    fn parse(text: &str) -> Option<Self> {
        let day = Timestamp::parse_date(text).map(|day| Self { first: day, last: day.end_of_day() });
        day.or_else(|| Timestamp::parse(text).map(|second| Self { first: second, last: second }))
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match toml::Value::deserialize(deserializer)? {
            toml::Value::Datetime(time) => time.to_string(),
            toml::Value::String(text) => text,
            _ => String::new(),
        };
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom("expected a date (2026-12-31) or a time in UTC (2026-12-31T12:00:00Z)")
        })
    }
}
