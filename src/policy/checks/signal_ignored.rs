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

use crate::policy::finding::Raised;
use crate::policy::{Code, Facts, Level, Policy};
use crate::signal::Problem;

pub(in crate::policy) fn check(facts: &Facts<'_>, _: &Policy, out: &mut Vec<Raised>) {
    for signal in facts.signals {
        let Some(Problem::Ignored(why)) = &signal.problem else { continue };
        let message = format!("`{}` stands where nobody looks for it", signal.name);
        out.push(
            Raised::new(Code::SignalIgnored, Level::Warning, signal.span, message)
                .label(why.clone())
                .help("keep the one that is read, and take this one out"),
        );
    }
}
