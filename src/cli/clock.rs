//! The clock, read in one place.

use terang::time::Timestamp;

use super::failure::Failure;

/// The moment that a run is judged by: SOURCE_DATE_EPOCH (seconds after 1970, as reproducible builds set it), else now.
pub(crate) fn judged() -> Result<Timestamp, Failure> {
    const VARIABLE: &str = "SOURCE_DATE_EPOCH";
    match std::env::var(VARIABLE).ok().filter(|v| !v.is_empty()) {
        None => now(),
        Some(text) => text.parse().ok().and_then(Timestamp::from_unix).ok_or_else(|| {
            Failure::new(format!("{VARIABLE} is `{text}`, which is no moment"))
                .help("it counts seconds after 1970")
        }),
    }
}

/// This moment.
pub(crate) fn now() -> Result<Timestamp, Failure> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since.ok().and_then(|s| i64::try_from(s.as_secs()).ok());
    seconds
        .and_then(Timestamp::from_unix)
        .ok_or_else(|| Failure::new("the system's clock is wrong").help("--at and --issued-at name a moment"))
}

/// A moment as typed: a second in UTC, or a day for its first second.
pub(crate) fn moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text)
        .or_else(|| Timestamp::parse_date(text))
        .ok_or_else(|| "write 2026-12-31T12:00:00Z, or 2026-12-31 for its first second".to_owned())
}
