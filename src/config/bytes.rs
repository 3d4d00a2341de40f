//! Numbers of bytes as people write them.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A number of bytes from 1 on, written as a number or with `K`, `M` or `G` for the powers of 1,024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bytes(pub usize);

/// Reads a number of bytes, with K, M or G for the powers of 1,024.
///
/// # Errors
///
/// A sentence that says what to write.
pub fn size(text: &str) -> Result<usize, String> {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let shift = match unit.to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KB" | "KIB" => 10,
        "M" | "MB" | "MIB" => 20,
        "G" | "GB" | "GIB" => 30,
        _ => return Err("write a number of bytes, or one with K, M or G".to_owned()),
    };
    let number: usize = number.parse().map_err(|_| "write a number of bytes, such as 64M".to_owned())?;
    number
        .checked_mul(1 << shift)
        .filter(|n| *n > 0)
        .ok_or_else(|| "this is no size that a document can have".to_owned())
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(30, "G"), (20, "M"), (10, "K")];
        match units.iter().find(|(shift, _)| self.0.is_multiple_of(1 << shift)) {
            Some((shift, unit)) => write!(f, "{}{unit}", self.0 >> shift),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match toml::Value::deserialize(deserializer)? {
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::String(text) => text,
            _ => String::new(),
        };
        size(&text).map(Self).map_err(de::Error::custom)
    }
}

impl JsonSchema for Bytes {
    fn schema_name() -> Cow<'static, str> {
        "Bytes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number of bytes, or a text such as 64M (K, M and G are powers of 1,024).",
            "anyOf": [
                { "type": "integer", "minimum": 1 },
                { "type": "string", "pattern": "^[0-9]+([KkMmGg]([Ii]?[Bb])?|[Bb])?$" }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("512M"), Ok(512 << 20));
        assert_eq!(size("1GiB"), Ok(1 << 30));
        assert_eq!(size("77"), Ok(77));
        assert!(size("0").is_err() && size("M").is_err() && size("1T").is_err() && size("-1").is_err());
        assert!(size("99999999999999999999G").is_err());
    }

    #[test]
    fn what_is_written_reads_back() {
        for n in [1, 1023, 1024, 1 << 20, 3 << 30, (1 << 20) + 1] {
            assert_eq!(size(&Bytes(n).to_string()), Ok(n));
        }
    }
}
