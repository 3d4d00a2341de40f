//! One document as the formats print it: words in one language, harmless, and of bounded length.

use super::words::{Tongue, say};
use super::{Checked, Outcome, Unreadable, safe, safe_line};
use crate::place::Place;
use crate::policy::{Finding, Level, Suppressed};
use crate::span::Position;

/// Characters of a sentence.
const SENTENCE: usize = 1_000;
/// Characters of a quotation.
const QUOTED: usize = 300;
/// Characters of a path or address.
const NAME: usize = 4_000;

/// What there is to tell of one document.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What came of the document.
    pub outcome: &'a Outcome,
    /// Where it came from, as it is: for addresses, not for people.
    pub origin: &'a str,
    /// Where it came from, on one line and harmless.
    pub shown: String,
    /// The identifier that the input gave, harmless; empty where it gave none.
    pub id: String,
    /// Why it could not be read, where it could not.
    pub unreadable: Option<String>,
    /// Its findings, worst first, those that are set aside too.
    pub remarks: Vec<Remark>,
}

/// One finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which check says so.
    pub code: &'static str,
    /// How much it weighs.
    pub level: Level,
    /// What was seen, on one line.
    pub message: String,
    /// What to do about it, on one line; may be empty.
    pub help: String,
    /// What stands at the place, on one line; may be empty.
    pub label: String,
    /// Where it begins.
    pub at: Position,
    /// Where it ends, one character past its last; nothing where the end was not kept.
    pub end: Option<Position>,
    /// The words that it is about, on one line.
    pub quote: String,
    /// Further places, each with what stands there.
    pub related: Vec<(Position, String)>,
    /// The profile whose clause says so; empty where none does.
    pub profile: String,
    /// The same for the same finding in the same words, in hex.
    pub fingerprint: String,
    /// Why it does not count, where it does not.
    pub suppressed: Option<Suppressed>,
}

impl<'a> Entry<'a> {
    /// What there is to tell of `outcome`, in `tongue`.
    #[must_use]
    pub fn new(outcome: &'a Outcome, tongue: Tongue) -> Self {
        let (origin, id) = match outcome {
            Outcome::Checked(c) => (&c.origin, &c.id),
            Outcome::Unreadable(u) => (&u.origin, &u.id),
        };
        let (unreadable, remarks) = match outcome {
            Outcome::Checked(checked) => (None, remarks(checked, tongue)),
            Outcome::Unreadable(unreadable) => (Some(why(unreadable)), Vec::new()),
        };
        let id = safe_line(id.as_deref().unwrap_or_default(), NAME);
        Self { outcome, origin, shown: name(origin), id, unreadable, remarks }
    }

    /// `outcome` without any words, for formats that print none.
    #[must_use]
    pub fn bare(outcome: &'a Outcome) -> Self {
        let origin = match outcome {
            Outcome::Checked(c) => &c.origin,
            Outcome::Unreadable(u) => &u.origin,
        };
        let (shown, id) = (String::new(), String::new());
        Self { outcome, origin, shown, id, unreadable: None, remarks: Vec::new() }
    }

    /// Its findings that count.
    pub(super) fn open(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|r| r.suppressed.is_none())
    }
}

/// A path or address on one line. Spaces are part of it and stay.
fn name(origin: &str) -> String {
    if origin.len() <= NAME {
        return safe(origin).into_owned();
    }
    let mut cut = safe(&origin.chars().take(NAME).collect::<String>()).into_owned();
    cut.push('…');
    cut
}

fn why(u: &Unreadable) -> String {
    safe_line(&u.message, SENTENCE)
}

fn remarks(checked: &Checked, tongue: Tongue) -> Vec<Remark> {
    checked.findings.iter().map(|f| remark(f, tongue)).collect()
}

fn remark(f: &Finding, tongue: Tongue) -> Remark {
    let sentence = |message| safe_line(&say(tongue, message), SENTENCE);
    let Place { position, excerpt, .. } = &f.place;
    let marked = excerpt.text.get(excerpt.marked.start..excerpt.marked.end).unwrap_or_default();
    let suppressed = f.suppressed.as_ref().map(|s| Suppressed {
        kind: s.kind,
        reason: safe_line(&s.reason, SENTENCE),
        until: s.until.as_ref().map(|u| safe_line(u, QUOTED)),
    });
    Remark {
        code: f.code.word(),
        level: f.level,
        message: sentence(&f.message),
        help: if f.help.is_empty() { String::new() } else { sentence(&f.help) },
        label: if f.label.is_empty() { String::new() } else { sentence(&f.label) },
        at: *position,
        end: (marked.len() == f.place.span.end.saturating_sub(f.place.span.start))
            .then(|| after(*position, marked)),
        quote: safe_line(marked, QUOTED),
        related: f.related.iter().map(|r| (r.place.position, sentence(&r.label))).collect(),
        profile: safe_line(f.profile.as_deref().unwrap_or_default(), QUOTED),
        fingerprint: f.fingerprint.to_string(),
        suppressed,
    }
}

/// Where `text` ends that begins at `from`.
fn after(from: Position, text: &str) -> Position {
    let Position { mut line, mut column } = from;
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\n' if before == '\r' => {}
            '\n' | '\r' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
        before = c;
    }
    Position { line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_counted_in_characters_and_lines() {
        let at = |line, column| Position { line, column };
        assert_eq!(after(at(3, 5), "añ€😀"), at(3, 9));
        assert_eq!(after(at(3, 5), "a\r\nb\rc\nde"), at(6, 3));
        assert_eq!(after(at(1, 1), ""), at(1, 1));
    }

    #[test]
    fn a_very_long_path_is_cut_and_made_harmless() {
        let long = format!("a\u{1b}[2J{}", "x".repeat(1 << 20));
        let shown = name(&long);
        assert!(shown.starts_with("a\\u{1b}[2J") && shown.chars().count() < NAME + 20);
    }
}
