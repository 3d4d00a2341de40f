//! Points in time as archives write them.

use terang::time::Timestamp;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A time as archives write it.
///
/// That is RFC 3339 with or without seconds, a fraction or an offset, a space for the `T`; a day, a month or a year
/// (their first second); the digits of all these together; a date as HTTP and mail have it; seconds or milliseconds
/// after 1970, or before it with a minus.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_number(text) {
        return digits(text);
    }
    // Programs that count seconds count parts of them, too, and back from 1970.
    if let Some((whole, part)) = text.split_once('.')
        && whole.len() > 8
        && is_number(whole)
        && is_number(part)
    {
        return digits(whole);
    }
    if let Some(back) = text.strip_prefix('-').filter(|back| is_number(back)) {
        let back: i64 = back.parse().ok()?;
        return Timestamp::from_unix(if back < 100_000_000_000 { -back } else { -back / 1000 });
    }
    if text.as_bytes().first()?.is_ascii_alphabetic() {
        return mail(text);
    }
    let (day, rest) = match text.find(['T', 't', ' ']) {
        Some(at) => (&text[..at], text[at + 1..].trim_start()),
        None => (text, ""),
    };
    let day = match day.len() {
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    };
    let at = Timestamp::parse_date(&day)?;
    if rest.is_empty() { Some(at) } else { clock(at, rest) }
}

/// What is written without anything between: what archives of the web number captures by, or seconds.
fn digits(text: &str) -> Option<Timestamp> {
    let part = |at: usize, or: &'static str| text.get(at..at + 2).unwrap_or(or).to_owned();
    match text.len() {
        4 | 6 | 8 | 12 | 14 => {
            let date = format!("{}-{}-{}", text.get(..4)?, part(4, "01"), part(6, "01"));
            clock(
                Timestamp::parse_date(&date)?,
                &format!("{}:{}:{}", part(8, "00"), part(10, "00"), part(12, "00")),
            )
        }
        9 | 10 => Timestamp::from_unix(text.parse().ok()?),
        13 => Timestamp::from_unix(text.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

/// `Sun, 22 Nov 2026 08:30:00 GMT` (RFC 9110, section 5.6.7; RFC 5322, section 3.3).
fn mail(text: &str) -> Option<Timestamp> {
    let (_, rest) = text.split_once(", ")?;
    let mut words = rest.split_ascii_whitespace();
    let day: u8 = words.next()?.parse().ok()?;
    let month = words.next()?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|m| *m == month)? + 1;
    let at = Timestamp::parse_date(&format!("{}-{month:02}-{day:02}", words.next()?))?;
    clock(at, &format!("{} {}", words.next()?, words.next().unwrap_or_default()))
}

/// `HH:MM`, `HH:MM:SS` or with a fraction, and behind it perhaps an offset from UTC, on the day that begins at `day`.
fn clock(day: Timestamp, text: &str) -> Option<Timestamp> {
    let two = |at: usize| {
        let pair = text.get(at..at + 2)?;
        if pair.bytes().all(|b| b.is_ascii_digit()) { pair.parse::<i64>().ok() } else { None }
    };
    let (hour, minute) = (two(0)?, two(3)?);
    let seconds = text.as_bytes().get(5) == Some(&b':');
    let second = if seconds { two(6)? } else { 0 };
    // A leap second counts as the one before it.
    let fits = text.as_bytes()[2] == b':' && hour < 24 && minute < 60 && second <= 60;
    let at = day.unix() + hour * 3600 + minute * 60 + second.min(59);
    let rest = text.get(if seconds { 8 } else { 5 }..)?;
    let rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()).trim_start();
    let (sign, offset) = match rest.as_bytes().first() {
        Some(b'+') => (1, &rest[1..]),
        Some(b'-') => (-1, &rest[1..]),
        _ => return fits.then(|| Timestamp::from_unix(at)).flatten(),
    };
    let hours: i64 = offset.get(..2)?.parse().ok()?;
    let minutes: i64 = match offset.get(2..)?.trim_start_matches(':') {
        "" => 0,
        minutes => minutes.parse().ok()?,
    };
    let fits = fits && (0..24).contains(&hours) && (0..60).contains(&minutes);
    fits.then(|| Timestamp::from_unix(at - sign * (hours * 3600 + minutes * 60))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_archives_write_them() {
        let of = |text| moment(text).map(|t| t.to_string());
        let want = Some("2026-11-22T08:30:00Z".to_owned());
        for text in [
            "2026-11-22T08:30:00Z",
            "2026-11-22T08:30:00.123456Z",
            "2026-11-22 08:30:00",
            "2026-11-22 08:30:00 UTC",
            "2026-11-22T08:30Z",
            "2026-11-22 08:30",
            "2026-11-22T15:30:00+07:00",
            "2026-11-22T15:30:00.5+0700",
            "2026-11-22 15:30:00 +07",
            "20261122083000",
            "202611220830",
            "Sun, 22 Nov 2026 08:30:00 GMT",
            "Sun, 22 Nov 2026 15:30:00 +0700",
            "1795336200",
            "1795336200123",
            "1795336200.25",
        ] {
            assert_eq!(of(text), want, "{text}");
        }
        assert_eq!(of("2016-12-31T23:59:60Z"), Some("2016-12-31T23:59:59Z".into()));
        assert_eq!(of("-86400"), Some("1969-12-31T00:00:00Z".into()));
        for (text, day) in [
            ("2026-11-22", "2026-11-22"),
            ("20261122", "2026-11-22"),
            ("2026-11", "2026-11-01"),
            ("2026", "2026-01-01"),
        ] {
            assert_eq!(of(text), Some(format!("{day}T00:00:00Z")), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "2026-13-01",
            "20261322083000",
            "2026-11-22Tnoon:00Z",
            "2026-11-22T8",
            "2026-11-22T08:30:00+7",
            "2026-11-22T08:30:00+99:99",
            "ééééé",
            "1234567é90",
            "Sun, é",
            "123",
            "2026.11",
            "-",
            "-99999999999999999999",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
