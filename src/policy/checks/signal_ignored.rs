//! # signal-ignored
//!
//! A machine-readable statement stands where its standard does not look.
//!
//! ## What it does
//!
//! Reports signals that a reader of the standard passes over: a second `meta` of the same name, a `meta`
//! outside `head`.
//!
//! ## Why
//!
//! It looks as if the page said something, and no machine will ever read it.
//!
//! ## Example
//!
//! ```html
//! <head>
//!   <meta name="ai-disclosure" content="none">
//!   <meta name="ai-disclosure" content="ai-assisted">
//! </head>
//! ```
//!
//! ## How to mend it
//!
//! Keep one of them, in `head`.

use crate::policy::case::Case;
use crate::policy::finding::Raised;
use crate::policy::{Code, Level, Message, words};
use crate::signal::Problem;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let facts = case.facts;
    for signal in facts.signals {
        let Some(Problem::Ignored(why)) = &signal.problem else { continue };
        let message = Message::new("signal-ignored.message").with("name", &signal.name);
        out.push(
            Raised::at_signal(Code::SignalIgnored, Level::Warning, signal, message)
                .label(words::why(why))
                .help("signal-ignored.help"),
        );
    }
}
