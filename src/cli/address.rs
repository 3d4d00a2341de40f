//! What is typed of an article: its address and its date.

use terang::record::Words;
use terang::time::Timestamp;
use url::Url;

/// The address of an article as typed: a whole URI (RFC 3986 §4.3, or an IRI of RFC 3987).
pub(crate) fn address(text: &str) -> Result<Words, String> {
    let whole = || "write a whole address with its scheme: https://news.example/article".to_owned();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let scheme = text.split_once(':').is_some_and(|(scheme, rest)| scheme.len() > 1 && !rest.is_empty());
    let url = Url::parse(text).map_err(|_| whole())?;
    // The parser mends `https:/host`, which other readers take for something else.
    let mended = url.has_host() && !text.contains("://");
    if !scheme || mended || text.contains(odd) {
        return Err(whole());
    }
    Words::new(text).ok_or_else(whole)
}

/// A date of publication as typed: a day, or a second with its offset (RFC 3339 §5.6).
pub(crate) fn published(text: &str) -> Result<Words, String> {
    let day = || "write 2026-12-31, or 2026-12-31T12:00:00Z, or 2026-12-31T19:00:00+07:00".to_owned();
    if Timestamp::parse_date(text).is_none() && !is_date_time(text) {
        return Err(day());
    }
    Words::new(text).ok_or_else(day)
}

fn is_date_time(text: &str) -> bool {
    let (Some(second), Some(rest)) = (text.get(..19), text.get(19..)) else { return false };
    let rest = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if offset.len() == fraction.len() {
                return false;
            }
            offset
        }
    };
    let offset = match rest.as_bytes() {
        [b'Z'] => true,
        [b'+' | b'-', _, _, b':', _, _] => {
            let number = |at: usize| {
                let digits = rest.get(at..at + 2).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
                digits.and_then(|d| d.parse::<u8>().ok())
            };
            number(1).is_some_and(|h| h < 24) && number(4).is_some_and(|m| m < 60)
        }
        _ => false,
    };
    offset && Timestamp::parse(&format!("{second}Z")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole() {
        for good in
            ["https://harian.example/kapal", "urn:isbn:9780141036144", "https://harian.example/été?a=1#b"]
        {
            assert!(address(good).is_ok(), "{good}");
        }
        for bad in [
            "notauri",
            "/kapal",
            "https:",
            "https:/harian.example",
            "https://",
            "C:\\a.md",
            "https://a.example/a b",
            "",
        ] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_date_is_a_day_or_a_second_with_its_offset() {
        for good in
            ["2026-02-28", "2026-02-01T10:00:00Z", "2026-02-01T10:00:00.25Z", "2026-02-01T10:00:00+07:00"]
        {
            assert!(published(good).is_ok(), "{good}");
        }
        for bad in [
            "1.2.2026",
            "2026-02-29",
            "2026-02-01T10:00:00",
            "2026-02-01 10:00:00Z",
            "2026-02-01T10:00:00+25:00",
            "2026-02-01T10:00:00.Z",
            "2026-02-01T10:00:00+é00",
            "tomorrow",
            "",
        ] {
            assert!(published(bad).is_err(), "{bad}");
        }
    }
}
