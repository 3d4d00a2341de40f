//! # disclosure-missing
//!
//! The article says nothing about the use of AI, and `--require-disclosure` or the configuration asks it to.
//!
//! ## What it does
//!
//! Only with `--require-disclosure` or `require-disclosure` in the configuration: looks for a visible disclosure about the text of the article. A statement
//! that no AI was used is one. A credit under a picture, a policy about the whole site and a machine-readable
//! signal are not. Under `require-disclosure = "when-ai"` only articles are asked of which something says that AI had a part
//! in the text: a valid signal, `involvement` in front matter, the record, or words that only a chat program leaves.
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

use crate::policy::case::Case;
use crate::policy::claim::Subject;
use crate::policy::finding::Raised;
use crate::policy::{Code, Level, Requirement};
use crate::span::Span;
use crate::vocabulary::{Involvement, Zone};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let (facts, policy) = (case.facts, case.policy);
    let asked = match policy.require {
        Requirement::Never => false,
        Requirement::WhenAi => case.known().involvement.iter().any(|i| *i != Involvement::None),
        Requirement::Always => true,
    };
    if !asked {
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
    let mut raised = Raised::new(Code::DisclosureMissing, Level::Error, at, "disclosure-missing.message")
        .label("disclosure-missing.label")
        .help("disclosure-missing.help");
    let elsewhere = facts.disclosures.iter().find(|d| Subject::of_disclosure(d) == Subject::Site);
    if let Some(d) = elsewhere {
        raised = raised.related(d.span, "disclosure-missing.site");
    }
    out.push(raised);
}
