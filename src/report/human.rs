//! For people: each finding with its lines, and a quiet list of what stands in each document.

use annotate_snippets::{AnnotationKind, Group, Level as Severity, Renderer, Snippet};

use super::layout::{Layout, Row, Section};
use super::listed::facts;
use super::safe::push;
use super::tally::sentence;
use super::words::{Tongue, say, template};
use super::{Entry, Outcome, Summary, safe, safe_line};
use crate::place::{Excerpt, Place};
use crate::policy::{Finding, Level, Message};
use crate::span::Position;

/// Characters of a label.
const QUOTED: usize = 160;

/// How wide the excerpts may be. Colour is always written; a writer that has none takes it out.
#[derive(Clone, Copy, Debug)]
pub struct Human {
    /// Columns of the screen.
    pub width: usize,
    /// The language of findings.
    pub tongue: Tongue,
}

/// The slots: findings of each level, then the list of what stands in each document.
const FACTS: usize = Level::ALL.len();
const SECTIONS: [Section; 2] =
    [Section::new(0, FACTS, u64::MAX, ""), Section::new(FACTS, FACTS + 1, u64::MAX, "")];

impl Layout for Human {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn words(&self) -> bool {
        false
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        let Outcome::Checked(checked) = entry.outcome else { return Vec::new() };
        let open = checked.findings.iter().filter(|f| f.suppressed.is_none());
        let mut rows: Vec<Row> =
            open.map(|f| Row::new(f.level as usize, self.finding(&checked.origin, f))).collect();
        let facts = facts(checked, self.tongue);
        if !facts.is_empty() {
            rows.push(Row::new(FACTS, facts));
        }
        rows
    }
}

impl Human {
    fn finding(self, origin: &str, f: &Finding) -> String {
        let named = |severity: Severity<'static>, key| severity.with_name(template(self.tongue, key));
        let severity = match f.level {
            Level::Error => named(Severity::ERROR, "term.error"),
            Level::Warning => named(Severity::WARNING, "term.warning"),
            Level::Note => named(Severity::NOTE, "term.note"),
        };
        let say = |message: &Message| say(self.tongue, message);
        let mut group =
            Group::with_title(severity.primary_title(safe(&say(&f.message)).into_owned()).id(f.code.word()));
        group = place(group, origin, &f.place, AnnotationKind::Primary, &say(&f.label));
        for related in &f.related {
            group = place(group, origin, &related.place, AnnotationKind::Context, &say(&related.label));
        }
        if !f.help.is_empty() {
            let help = named(Severity::HELP, "term.help");
            group = group.element(help.message(safe(&say(&f.help)).into_owned()));
        }
        let mut out = Renderer::styled().term_width(self.width).render(&[group]);
        for at in std::iter::once(&f.place).chain(f.related.iter().map(|r| &r.place)) {
            keep_place(&mut out, &shown(origin, at.position));
        }
        out.push_str("\n\n");
        out
    }
}

fn place<'a>(group: Group<'a>, origin: &str, at: &'a Place, kind: AnnotationKind, label: &str) -> Group<'a> {
    let (text, marked) = clean(&at.excerpt);
    let annotation = kind.span(marked).label(safe_line(label, QUOTED));
    let snippet = Snippet::source(text).line_start(at.excerpt.first_line).path(shown(origin, at.position));
    group.element(snippet.fold(false).annotation(annotation))
}

/// A place as editors and terminals understand it.
fn shown(origin: &str, Position { line, column }: Position) -> String {
    format!("{}:{line}:{column}", safe(origin))
}

/// Takes out the place that the drawing adds to a path: it counts in the excerpt, which may be cut and escaped.
fn keep_place(drawn: &mut String, place: &str) {
    let title = drawn.find('\n').unwrap_or(0);
    for (at, _) in drawn[title..].match_indices(place) {
        let from = title + at + place.len();
        let added = drawn[from..].bytes().take_while(|b| matches!(b, b':' | b'0'..=b'9')).count();
        if added > 0 {
            drawn.replace_range(from..from + added, "");
            return;
        }
    }
}

/// The excerpt without anything that a terminal could obey, and the marked bytes in it.
fn clean(excerpt: &Excerpt) -> (String, std::ops::Range<usize>) {
    let mut out = String::new();
    if excerpt.cut_before {
        out.push('…');
    }
    let mut marked = 0..0;
    for (at, c) in excerpt.text.char_indices() {
        if at == excerpt.marked.start {
            marked.start = out.len();
        }
        if at == excerpt.marked.end {
            marked.end = out.len();
        }
        match c {
            '\n' => out.push('\n'),
            '\r' => {}
            '\t' => out.push(' '),
            c => push(&mut out, c),
        }
    }
    let all = excerpt.text.len();
    if excerpt.marked.start == all {
        marked.start = out.len();
    }
    if excerpt.marked.end == all {
        marked.end = out.len();
    }
    if excerpt.cut_after {
        out.push('…');
    }
    (out, marked)
}

/// The summary in one line, without a line ending.
#[must_use]
pub fn summary(s: &Summary, tongue: Tongue) -> String {
    sentence(s, tongue, if s.unreadable > 0 { "list.nothing-else" } else { "list.nothing" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Code;
    use crate::policy::Related;
    use crate::span::Span;

    fn finding(source: &str, span: Span, related: Span) -> Finding {
        let at = |span: Span| Place::new(source, span, crate::place::positions(source, &[span.start])[0]);
        Finding {
            code: Code::SignalInvalid,
            level: Level::Warning,
            message: Message::new("signal.why").with("why", "message \u{1b}[31m"),
            help: Message::new("signal.why").with("why", "help \u{202e}"),
            place: at(span),
            label: Message::new("signal.why").with("why", "label \u{7}"),
            related: vec![Related { place: at(related), label: Message::new("disclosure-missing.site") }],
            profile: None,
            fingerprint: crate::digest::Digest::of(b""),
            also: Vec::new(),
            suppressed: None,
        }
    }

    fn plain(finding: &Finding) -> String {
        let drawn = Human { width: 100, tongue: Tongue::En }.finding("dir/\u{1b}]8;;x\u{7}.html", finding);
        anstream::adapter::strip_str(&drawn).to_string()
    }

    #[test]
    fn places_are_those_of_the_document_even_where_the_excerpt_is_cut() {
        let source = format!("first\n{}MARK{}\nOTHER", "\u{1b}".repeat(400), "x".repeat(4000));
        let text = plain(&finding(&source, Span::new(406, 410), Span::new(source.len() - 5, source.len())));
        assert!(text.contains(":2:401\n"), "{text}");
        assert!(text.contains(":3:1\n"), "{text}");
        assert!(text.lines().all(|l| l.chars().count() <= 220), "{text}");
    }

    #[test]
    fn nothing_from_outside_reaches_the_terminal_raw() {
        let source = "a\u{1b}[2J\u{9b}31m b\u{202e}c\u{2066}\td\r\n";
        let all = finding(source, Span::new(0, source.len() - 2), Span::new(0, 1));
        let text = plain(&all);
        assert!(
            !text.chars().any(|c| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{2069}').contains(&c))),
            "{text:?}"
        );
        assert!(text.contains("\\u{1b}[2J"), "{text}");
        assert!(text.contains("dir/\\u{1b}]8;;x\\u{7}.html:1:1"), "{text}");
    }

    #[test]
    fn an_empty_document_can_have_a_finding() {
        let text = plain(&finding("", Span::new(0, 0), Span::new(0, 0)));
        assert!(text.contains(":1:1\n"), "{text}");
    }

    #[test]
    fn the_summary_counts_what_could_not_be_read() {
        let mut s = Summary { checked: 2, disclosing: 1, ..Summary::default() };
        assert_eq!(summary(&s, Tongue::En), "2 documents checked, 1 with a disclosure; nothing to report");
        s.unreadable = 1;
        s.findings = [1, 0, 2];
        assert_eq!(
            summary(&s, Tongue::En),
            "2 documents checked, 1 with a disclosure, 1 could not be read; 3 findings (1 error, 2 notes)"
        );
    }
}
