//! # review-unproven
//!
//! The article says that a person reviewed it, and no signed record proves it.
//!
//! ## What it does
//!
//! Looks for a visible statement or a machine-readable mark that says of AI-made text that a person checked it or answers for
//! it. A record that holds, is for exactly this text and names a reviewer proves it. Without keys to trust, or without
//! a place to look for the record, that is `cannot-decide`.
//!
//! ## Why
//!
//! "Reviewed by our editors" in a template is true of whatever it is printed under. A claim that nobody signed is worth what a
//! template is worth.
//!
//! ## Rule
//!
//! House rules against claims without ground. The exemption in Art. 50(4) of the EU AI Act needs more: see
//! `exemption-unproven`.
//!
//! ## Example
//!
//! ```text
//! This article was written with AI and reviewed by our editors.
//! ```
//!
//! ## How to mend it
//!
//! Let whoever reviewed the text sign it (`terang sign --reviewer NAME ...`), or take the claim out.

use crate::policy::Code;
use crate::policy::Level;
use crate::policy::answer::Fact;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::finding::Raised;
use crate::policy::record_fact::RecordFact;
use crate::policy::statement::statements;
use crate::vocabulary::Review;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::ReviewUnproven, out, |profile, clause| {
        let visible =
            statements(case.facts, clause.about).find(|d| d.review == Review::Reviewed).map(|d| d.span);
        let marked = || {
            let valid = case.facts.signals.iter().filter(|s| s.claims_ai() == Some(true));
            valid.filter(|s| s.review == Review::Reviewed).map(|s| s.span).next()
        };
        let Some(at) = visible.or_else(marked) else { return Kept::Yes };
        match case.facts.record {
            None => return Kept::unknown(Fact::Record),
            Some(RecordFact::Unasked) => return Kept::unknown(Fact::Trust),
            Some(RecordFact::Held(held)) if held.unreadable() => return Kept::unknown(Fact::Record),
            Some(_) => {}
        }
        let held = case.facts.record.and_then(RecordFact::of_this_text);
        if held.and_then(|h| h.editorial.as_ref()).is_some_and(|e| e.reviewer.is_some()) {
            return Kept::Yes;
        }
        Raised::new(
            Code::ReviewUnproven,
            Level::Warning,
            at,
            asked("review-unproven.message", profile, clause),
        )
        .label("review-unproven.label")
        .help("review-unproven.help")
        .into()
    });
}
