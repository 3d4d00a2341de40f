//! # disclosure-missing
//!
//! The article says nothing about the use of AI, and `--require-disclosure` asks every article to.
//!
//! ## What it does
//!
//! Only with `--require-disclosure`: looks for a visible disclosure about the text of the article. A statement
//! that no AI was used is one. A credit under a picture, a policy about the whole site and a machine-readable
//! signal are not.
//!
//! ## Why
//!
//! Silence means "unknown", never "no AI was used". A newsroom whose policy is to disclose wants to hear of an
//! article that went out without.
//!
//! ## Example
//!
//! ```text
//! The council met on Tuesday.
//! ```
//!
//! ## How to mend it
//!
//! Add a line that says what AI did and who checked it, or that no AI was used.

use crate::policy::claim::Subject;
use crate::policy::finding::Raised;
use crate::policy::{Code, Facts, Level, Policy, Requirement};
use crate::span::Span;
use crate::vocabulary::Zone;

pub(in crate::policy) fn check(facts: &Facts<'_>, policy: &Policy, out: &mut Vec<Raised>) {
    if policy.require == Requirement::Nothing {
        return;
    }
    let stated =
        facts.disclosures.iter().any(|d| Subject::of_disclosure(d).is_text() && d.zone != Zone::Metadata);
    if stated {
        return;
    }
    let document = facts.document;
    let blocks = document.blocks();
    let headline = blocks.iter().find(|b| b.zone == Zone::Headline).or_else(|| blocks.first());
    let at = headline.map_or(Span::new(0, 0), |b| document.source_span(b.range));
    let mut raised =
        Raised::new(Code::DisclosureMissing, Level::Error, at, "no disclosure about the use of AI")
            .label("this article says nothing")
            .help("say what AI did and who checked it, or that no AI was used");
    let elsewhere = facts.disclosures.iter().find(|d| Subject::of_disclosure(d) == Subject::Site);
    if let Some(d) = elsewhere {
        raised = raised.related(d.span, "this is about the whole site");
    }
    out.push(raised);
}
