//! # signal-retired
//!
//! A machine-readable statement uses a value that its standard has withdrawn.
//!
//! ## What it does
//!
//! Notes values that were once in the dialect's list and are no longer. What such a value said is still known, so
//! it is compared with other statements like any other.
//!
//! ## Why
//!
//! Readers of the new edition no longer understand them, and each withdrawn value had a reason to go:
//! most were taken out because people used them for different things.
//!
//! ## Example
//!
//! ```html
//! <meta name="ai-disclosure" content="autonomous">
//! ```
//!
//! ## How to mend it
//!
//! Write the value that took its place; the finding names it where there is one.

use crate::policy::case::Case;
use crate::policy::finding::Raised;
use crate::policy::{Code, Level, Message, words};
use crate::signal::Problem;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let facts = case.facts;
    for signal in facts.signals {
        let Some(Problem::Retired(why)) = &signal.problem else { continue };
        let message = Message::new("signal-retired.message").with("name", &signal.name);
        out.push(
            Raised::at_signal(Code::SignalRetired, Level::Note, signal, message)
                .label(words::why(why))
                .help(Message::new("signal-retired.help").with("dialect", signal.dialect)),
        );
    }
}
