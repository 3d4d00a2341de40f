//! # disclosure-out-of-sight
//!
//! The use of AI is stated only where readers of the article do not meet it: in the footer of the page or in
//! its metadata.
//!
//! ## What it does
//!
//! Takes all statements that AI was used in this article. Where none of them is visible in the headline, the
//! byline, the text, a caption or a box beside it, the one in the footer, in the metadata or in an element that its own
//! `style` hides is reported: as a warning where it is about the text, as a note where it is about a picture, a sound track or a video. A
//! policy about the whole site is no statement about this article and is not reported.
//!
//! ## Why
//!
//! A disclosure is for the reader of the article. The EU AI Act asks for it "in a clear and distinguishable
//! manner at the latest at the time of the first interaction or exposure" (Art. 50(5)); text extractors and
//! reader views drop footers, and nobody reads metadata.
//!
//! ## Example
//!
//! ```html
//! <article><p>The council met on Tuesday.</p></article>
//! <footer><p>This article was written with the help of AI.</p></footer>
//! ```
//!
//! ## How to mend it
//!
//! Put the line into the article, under the headline, in the byline or at the end of the text.

use crate::disclosure::Disclosure;
use crate::policy::case::Case;
use crate::policy::claim::{Subject, in_sight};
use crate::policy::finding::Raised;
use crate::policy::{Code, Facts, Level, Message, words};
use crate::signal::Signal;
use crate::vocabulary::{Involvement, Zone};

const HELP: &str = "disclosure-out-of-sight.help";

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let facts = case.facts;
    about(facts, Level::Warning, Subject::is_text, out);
    about(facts, Level::Note, |s| s == Subject::Media, out);
}

fn about(facts: &Facts<'_>, level: Level, subject: fn(Subject) -> bool, out: &mut Vec<Raised>) {
    let of_subject = || facts.disclosures.iter().filter(|d| subject(Subject::of_disclosure(d)));
    // A visible denial is a matter of signal-contradicts-text.
    if of_subject().any(|d| in_sight(d.zone)) {
        return;
    }
    let hidden = of_subject().find(|d| d.involvement != Involvement::None);
    let signal = facts
        .signals
        .iter()
        .find(|s| Subject::of_signal(s).is_some_and(|(about, i)| subject(about) && i != Involvement::None));
    match (hidden, signal) {
        (Some(d), _) => out.push(of_disclosure(d, level)),
        (None, Some(s)) => out.push(of_signal(s, level)),
        (None, None) => {}
    }
}

fn of_disclosure(d: &Disclosure, level: Level) -> Raised {
    let message = match d.zone {
        Zone::Footer => "disclosure-out-of-sight.footer",
        _ => "disclosure-out-of-sight.metadata",
    };
    let label = Message::new("disclosure-out-of-sight.label")
        .word("involvement", words::involvement(d.involvement))
        .word("zone", words::zone(d.zone));
    Raised::new(Code::DisclosureOutOfSight, level, d.span, message).label(label).help(HELP)
}

fn of_signal(s: &Signal, level: Level) -> Raised {
    let label = Message::new("signal.label").with("carrier", s.carrier).with("name", &s.name);
    Raised::at_signal(Code::DisclosureOutOfSight, level, s, "disclosure-out-of-sight.signal")
        .label(label)
        .help(HELP)
}
