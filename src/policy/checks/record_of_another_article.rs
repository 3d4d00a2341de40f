//! # record-of-another-article
//!
//! The record beside the article speaks of another article.
//!
//! ## What it does
//!
//! The signature holds, and nothing of the text that was signed stands in this article.
//!
//! ## Why
//!
//! A record that was copied along with a template looks like a proof and is none.
//!
//! ## Rule
//!
//! None asks for a record; whoever has one keeps it with its article.
//!
//! ## Example
//!
//! ```text
//! cp monday.html.terang.json tuesday.html.terang.json
//! ```
//!
//! ## How to mend it
//!
//! Sign this article, or put its own record beside it.

use crate::policy::case::Case;
use crate::policy::finding::Raised;
use crate::policy::record_fact::RecordFact;
use crate::policy::{Code, Level};
use crate::verify::{Outcome, Reason};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let Some(RecordFact::Held(held)) = case.facts.record else { return };
    if held.outcome != Outcome::CannotCheck || !held.reasons.contains(&Reason::WrongArticle) {
        return;
    }
    out.push(
        Raised::new(
            Code::RecordOfAnotherArticle,
            Level::Error,
            case.headline(),
            "record-of-another-article.message",
        )
        .label("record-of-another-article.label")
        .help("record-of-another-article.help"),
    );
}
