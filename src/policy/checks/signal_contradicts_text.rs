//! # signal-contradicts-text
//!
//! A machine-readable statement and the visible words cannot both be true.
//!
//! ## What it does
//!
//! Compares each valid signal about the text of the article, and what the article declares for its record (`involvement` in
//! front matter, `terang:involvement` in a `meta`), with the visible disclosures about it. "No AI was used" on one side and any use of AI on the other is an error; "made by AI" against "helped by AI" is a
//! warning. A signal that agrees with at least one visible disclosure is left alone. Statements about a
//! picture or a video, and policies about the whole site, are not compared with those about the article.
//!
//! ## Why
//!
//! Readers are told one thing and machines another. One of the two is wrong, and whoever finds it will ask why.
//!
//! ## Example
//!
//! ```html
//! <script type="application/ld+json">
//! {"@type": "NewsArticle", "digitalSourceType": "trainedAlgorithmicMedia"}
//! </script>
//! <p>No AI was used in the making of this article.</p>
//! ```
//!
//! ## How to mend it
//!
//! Decide which one is true and write both from the same field of the CMS.

use crate::disclosure::Disclosure;
use crate::policy::case::Case;
use crate::policy::claim::{Conflict, Subject, conflict};
use crate::policy::finding::Raised;
use crate::policy::{Code, Level, Message, words};
use crate::signal::Signal;
use crate::vocabulary::{Confidence, Involvement, Zone};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let facts = case.facts;
    let visible: Vec<&Disclosure> = facts
        .disclosures
        .iter()
        .filter(|d| Subject::of_disclosure(d).is_text() && d.zone != Zone::Metadata)
        .collect();
    if visible.is_empty() {
        return;
    }
    let mut seen: Vec<(Subject, Involvement)> = Vec::new();
    for signal in case.claims() {
        let Some(claim @ (subject, involvement)) = Subject::of_signal(signal).filter(|(s, _)| s.is_text())
        else {
            continue;
        };
        // One finding for each thing claimed: a page may repeat its signal a thousand times.
        if seen.contains(&claim) {
            continue;
        }
        seen.push(claim);
        if let Some((words_of_page, how)) = against(subject, involvement, &visible) {
            out.push(raise(signal, involvement, words_of_page, how));
        }
    }
}

/// The visible disclosure that the claim conflicts with most; `None` where one agrees with it or none is about it.
fn against<'a>(
    subject: Subject,
    involvement: Involvement,
    visible: &[&'a Disclosure],
) -> Option<(&'a Disclosure, Conflict)> {
    let mut worst: Option<(&Disclosure, Conflict)> = None;
    for d in visible {
        let how = match (subject, Subject::of_disclosure(d)) {
            (Subject::Article, Subject::Article) => conflict(involvement, d.involvement),
            // A part made by AI belies "no AI was used in this article"; all else about parts can stand together.
            (Subject::Part, Subject::Article) if d.involvement == Involvement::None => {
                conflict(involvement, d.involvement)
            }
            (Subject::Article, Subject::Part) if involvement == Involvement::None => {
                conflict(involvement, d.involvement)
            }
            _ => continue,
        };
        if how == Conflict::Nothing {
            return None;
        }
        if worst.is_none_or(|(_, before)| how > before) {
            worst = Some((d, how));
        }
    }
    worst
}

fn raise(signal: &Signal, involvement: Involvement, d: &Disclosure, how: Conflict) -> Raised {
    let plain = how == Conflict::Denial && d.confidence == Confidence::Explicit;
    let level = if plain { Level::Error } else { Level::Warning };
    let message = Message::new("signal-contradicts-text.message")
        .word("words", words::states(d.involvement))
        .word("signal", words::states(involvement));
    let label =
        Message::new("signal-contradicts-text.label").word("involvement", words::involvement(d.involvement));
    Raised::new(Code::SignalContradictsText, level, d.span, message)
        .label(label)
        .related(signal.span, words::claim(signal, involvement))
        .help("signal-contradicts-text.help")
}
