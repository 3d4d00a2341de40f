//! Points in time: RFC 3339 in UTC, to the second.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const DAY: i64 = 86_400;

/// The last second that four digits of a year can name, 9999-12-31T23:59:59Z.
const LAST: i64 = 253_402_300_799;

/// A second of the years 0000 to 9999 in UTC, written `2026-11-22T08:30:00Z` (RFC 3339 §5.6) and no other way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The time `seconds` after 1970-01-01T00:00:00Z without leap seconds; `None` outside the years 0000 to 9999.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Option<Self> {
        if seconds >= days(0, 1, 1) * DAY && seconds <= LAST { Some(Self(seconds)) } else { None }
    }

    /// Seconds after 1970-01-01T00:00:00Z without leap seconds.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Reads `YYYY-MM-DDTHH:MM:SSZ`: upper case, no fraction, no other offset, no leap second; else `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 20
            || bytes[10] != b'T'
            || bytes[13] != b':'
            || bytes[16] != b':'
            || bytes[19] != b'Z'
        {
            return None;
        }
        let day = Self::parse_date(text.get(..10)?)?;
        let (hour, minute, second) = (two(bytes, 11)?, two(bytes, 14)?, two(bytes, 17)?);
        let fits = hour < 24 && minute < 60 && second < 60;
        fits.then(|| Self(day.0 + hour * 3600 + minute * 60 + second))
    }

    /// Reads `YYYY-MM-DD` as the first second of that day; else `None`.
    #[must_use]
    pub fn parse_date(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let year = two(bytes, 0)? * 100 + two(bytes, 2)?;
        let (month, day) = (two(bytes, 5)?, two(bytes, 8)?);
        let fits = (1..=12).contains(&month) && (1..=month_length(year, month)).contains(&day);
        fits.then(|| Self(days(year, month, day) * DAY))
    }

    /// The last second of the same day.
    #[must_use]
    pub const fn end_of_day(self) -> Self {
        Self(self.0.div_euclid(DAY) * DAY + DAY - 1)
    }
}

fn two(bytes: &[u8], at: usize) -> Option<i64> {
    let digit = |b: u8| b.is_ascii_digit().then(|| i64::from(b - b'0'));
    Some(digit(bytes[at])? * 10 + digit(bytes[at + 1])?)
}

const fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar, also before it came into use (ISO 8601).
const fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March here, so that the leap day is a year's last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, second) = (self.0.div_euclid(DAY) + 719_468, self.0.rem_euclid(DAY));
        let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let march = (5 * of_year + 2) / 153;
        let date = of_year - (153 * march + 2) / 5 + 1;
        let month = if march < 10 { march + 3 } else { march - 9 };
        let year = era * 400 + year + i64::from(month <= 2);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("a time is written YYYY-MM-DDTHH:MM:SSZ"))
    }
}

impl JsonSchema for Timestamp {
    fn schema_name() -> Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A second in UTC, RFC 3339.",
            "type": "string",
            "format": "date-time",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_times_are_known_seconds() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T12:34:56Z", 951_827_696),
            ("2026-11-22T08:30:00Z", 1_795_336_200),
            ("0000-01-01T00:00:00Z", -62_167_219_200),
            ("9999-12-31T23:59:59Z", LAST),
        ] {
            let time = Timestamp::parse(text).unwrap();
            assert_eq!((time.unix(), time.to_string().as_str()), (seconds, text));
            assert_eq!(Timestamp::from_unix(seconds), Some(time));
        }
        assert_eq!(Timestamp::from_unix(LAST + 1), None);
        assert_eq!(Timestamp::from_unix(-62_167_219_201), None);
    }

    #[test]
    fn every_day_of_four_centuries_round_trips_in_order() {
        let first = Timestamp::parse_date("1800-01-01").unwrap().unix();
        for day in 0..146_097 {
            let time = Timestamp::from_unix(first + day * DAY).unwrap();
            assert_eq!(Timestamp::parse(&time.to_string()), Some(time));
        }
    }

    #[test]
    fn any_other_spelling_is_refused() {
        for odd in [
            "2026-11-22T08:30:00",
            "2026-11-22t08:30:00z",
            "2026-11-22 08:30:00Z",
            "2026-11-22T08:30:00.5Z",
            "2026-11-22T08:30:00+00:00",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-10T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-12-31T23:59:60Z",
            "2026-11-2 T08:30:00Z",
            "+026-11-22T08:30:00Z",
            "2026-11-22T08:30:é",
        ] {
            assert_eq!(Timestamp::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_day_ends_at_its_last_second() {
        let day = Timestamp::parse_date("2026-12-31").unwrap();
        assert_eq!(day.end_of_day().to_string(), "2026-12-31T23:59:59Z");
    }
}
