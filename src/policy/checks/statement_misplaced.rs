//! # statement-misplaced
//!
//! A statement about the use of AI stands where a profile does not count it.
//!
//! ## What it does
//!
//! Takes the visible statements about what the clause is about, and asks for one of them in one of the places of the clause:
//! `in-sight` (anywhere in the article, not in the footer of the page), `near-headline` (in the headline or byline, or at
//! most two blocks away), `start` (among the first three blocks), `end` (among the last three), `caption`, `section` (under
//! one of the headings named, before those that it has to precede). Without any statement it says nothing:
//! that is a matter of `statement-missing`.
//!
//! ## Why
//!
//! A line that stands behind everything else is read by nobody. The first place counts: the rule of the EU asks for it at the
//! first exposure at the latest.
//!
//! ## Rule
//!
//! EU AI Act, Art. 50(5), with the Commission's guidelines (not in the footer, the terms of use or metadata alone) and the
//! Code of Practice (above or at the top of the text, near the headline); Elsevier (a section before the references).
//!
//! ## Example
//!
//! ```html
//! <article><h1>Tides of the week</h1><p>High water is at six.</p></article>
//! <footer><p>This article was written with AI.</p></footer>
//! ```
//!
//! ## How to mend it
//!
//! Move the statement to one of the places that the finding names.

use crate::policy::Code;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::finding::Raised;
use crate::policy::profile::Where;
use crate::policy::statement::{Layout, statements};
use crate::policy::{Level, Message, words};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::StatementMisplaced, out, |profile, clause| {
        let Some(first) = statements(case.facts, clause.about).next() else { return Kept::Yes };
        let layout = Layout::of(case.facts);
        if statements(case.facts, clause.about).any(|d| layout.stands(d, clause)) {
            return Kept::Yes;
        }
        let help = match clause.places.first() {
            Some(Where::Section) => Message::new("statement-misplaced.help-section").with("heading", {
                let heading = clause.heading.of(case.facts.document.lang.as_ref().map(|lang| lang.as_str()));
                heading.map_or("", |(text, _)| text)
            }),
            Some(Where::Caption) => "statement-misplaced.help-caption".into(),
            Some(Where::End) => "statement-misplaced.help-end".into(),
            Some(Where::InSight) => "statement-misplaced.help-in-sight".into(),
            Some(Where::NearHeadline | Where::Start) | None => "statement-misplaced.help-start".into(),
        };
        let label = Message::new("statement-misplaced.label").word("zone", words::zone(first.zone));
        let message = asked("statement-misplaced.message", profile, clause);
        Raised::new(Code::StatementMisplaced, Level::Error, first.span, message)
            .label(label)
            .help(help)
            .into()
    });
}
