//! What a suppression says.

use crate::time::Timestamp;

/// The word that a suppression begins with.
pub(super) const WORD: &str = "terang-ignore";

/// One suppression as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment<'a> {
    /// Whether it is for the whole document.
    pub(super) file: bool,
    /// The codes, as written.
    pub(super) codes: Vec<&'a str>,
    /// Why; empty where it gives no reason.
    pub(super) reason: &'a str,
    /// The last day on which it holds.
    pub(super) until: Option<Until<'a>>,
}

/// The end of a suppression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Until<'a> {
    /// As it is written.
    pub(super) text: &'a str,
    /// Its last second, where it is a day.
    pub(super) end: Option<Timestamp>,
}

impl<'a> Comment<'a> {
    /// Reads the text between the marks of a comment; `None` where it is no suppression.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let rest = text.trim().strip_prefix(WORD)?;
        let (file, rest) = match rest.strip_prefix("-file") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        if !rest.is_empty() && !rest.starts_with(|c: char| c.is_whitespace() || c == ':' || c == ';') {
            return None;
        }
        let (rest, until) = until(rest);
        let (codes, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let codes = codes.split(|c: char| c == ',' || c.is_whitespace()).filter(|c| !c.is_empty()).collect();
        Some(Self { file, codes, reason: reason.trim().trim_end_matches(';').trim(), until })
    }
}

/// Takes `; until DAY` off the end.
fn until(text: &str) -> (&str, Option<Until<'_>>) {
    let Some((before, last)) = text.rsplit_once(';') else { return (text, None) };
    match last.trim().strip_prefix("until") {
        Some(day) if day.is_empty() || day.starts_with(char::is_whitespace) => {
            let day = day.trim();
            (before, Some(Until { text: day, end: Timestamp::parse_date(day).map(Timestamp::end_of_day) }))
        }
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_suppression_is_read() {
        let read = Comment::parse(
            " terang-ignore signal-invalid, signal-retired: quoted; from another paper; until 2027-01-31 ",
        );
        let read = read.unwrap();
        assert_eq!((read.file, read.codes.as_slice()), (false, &["signal-invalid", "signal-retired"][..]));
        assert_eq!(read.reason, "quoted; from another paper");
        assert_eq!(read.until.unwrap().end.unwrap().to_string(), "2027-01-31T23:59:59Z");
        assert!(Comment::parse("terang-ignore-file x: y").unwrap().file);
    }

    #[test]
    fn what_is_left_out_is_empty_and_what_is_no_day_is_none() {
        let read = Comment::parse("terang-ignore x; until soon").unwrap();
        assert_eq!((read.codes.as_slice(), read.reason), (&["x"][..], ""));
        assert_eq!(read.until, Some(Until { text: "soon", end: None }));
        assert_eq!(Comment::parse("terang-ignore").unwrap().codes, Vec::<&str>::new());
        assert_eq!(Comment::parse("terang-ignore: why").unwrap().reason, "why");
        assert_eq!(Comment::parse("terang-ignore x: one; until we meet").unwrap().until.unwrap().end, None);
        assert_eq!(Comment::parse("terang-ignore x: one; untilled").unwrap().reason, "one; untilled");
    }

    #[test]
    fn another_word_is_no_suppression() {
        for text in ["terang", "terang-ignored x: y", "see terang-ignore x: y", "terang-ignore-line x: y", ""]
        {
            assert_eq!(Comment::parse(text), None, "{text}");
        }
    }
}
