//! What a suppression says.

use crate::time::Timestamp;

/// The word that a suppression begins with.
pub(super) const WORD: &str = "terang-ignore";

/// More codes than these in one suppression are not heard.
const MOST: usize = 64;

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
        let codes = codes.split(|c: char| c == ',' || c.is_whitespace()).filter(|c| !c.is_empty());
        let codes = codes.take(MOST).collect();
        let reason = reason.trim().trim_end_matches(';').trim();
        // Marks alone say nothing.
        let reason = if reason.contains(char::is_alphanumeric) { reason } else { "" };
        Some(Self { file, codes, reason, until })
    }
}

/// Takes `; until DAY` off the end. An end that is written a little otherwise is still one: it must not become a part of
/// the reason, and the suppression hold for ever.
fn until(text: &str) -> (&str, Option<Until<'_>>) {
    let read = |day| Until { text: day, end: Timestamp::parse_date(day).map(Timestamp::end_of_day) };
    if let Some((before, last)) = text.rsplit_once(';')
        && let Some(day) = behind_until(last)
    {
        return (before, Some(read(day)));
    }
    let trimmed = text.trim_end().trim_end_matches('.');
    let Some(at) = trimmed.rfind(char::is_whitespace) else { return (text, None) };
    let before = trimmed[..at].trim_end();
    let from =
        before.rfind(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(')).map_or(0, |at| at + 1);
    match behind_until(&trimmed[from..]) {
        Some(day) if is_like_a_day(day.trim_end_matches(')')) => {
            let reason = text[..from].trim_end().trim_end_matches([',', '(']);
            (reason, Some(read(day.trim_end_matches(')'))))
        }
        _ => (text, None),
    }
}

/// What follows the word `until` at the start of `text`.
fn behind_until(text: &str) -> Option<&str> {
    let text = text.trim();
    let (word, rest) = text.split_at_checked("until".len())?;
    let next = rest.chars().next();
    let apart = next.is_none_or(|c| c.is_whitespace() || matches!(c, ':' | '='));
    (word.eq_ignore_ascii_case("until") && apart).then(|| rest.trim_start_matches([':', '=']).trim())
}

/// Whether a word is figures in three parts, as days are.
fn is_like_a_day(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
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
    fn an_end_that_is_written_otherwise_is_an_end() {
        for (text, reason, end) in [
            ("x: y; Until 2027-01-31", "y", Some("2027-01-31")),
            ("x: y; until: 2027-01-31", "y", Some("2027-01-31")),
            ("x: y until 2027-01-31", "y", Some("2027-01-31")),
            ("x: y, until 2027-01-31.", "y", Some("2027-01-31")),
            ("x: y (until 2027-01-31)", "y", Some("2027-01-31")),
            ("x: until 2027-01-31", "", Some("2027-01-31")),
            ("x: y until 31.01.2027", "y", None),
        ] {
            let text = format!("terang-ignore {text}");
            let read = Comment::parse(&text).unwrap();
            let until = read.until.unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.reason, until.end.is_some()), (reason, end.is_some()), "{text}");
            assert!(end.is_none_or(|day| until.text == day), "{text}");
        }
        for prose in ["kept until 2030", "until we meet again", "it ran until the end"] {
            let text = format!("terang-ignore x: {prose}");
            assert_eq!(Comment::parse(&text).unwrap().reason, prose);
            assert_eq!(Comment::parse(&text).unwrap().until, None);
        }
        assert_eq!(Comment::parse("terang-ignore x: ...").unwrap().reason, "");
    }

    #[test]
    fn another_word_is_no_suppression() {
        for text in ["terang", "terang-ignored x: y", "see terang-ignore x: y", "terang-ignore-line x: y", ""]
        {
            assert_eq!(Comment::parse(text), None, "{text}");
        }
    }
}
