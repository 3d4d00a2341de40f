//! # signal-invalid
//!
//! A machine-readable statement has a value that its own standard does not know, or cannot be parsed at all.
//!
//! ## What it does
//!
//! Reads every carrier by the rules of its dialect and reports values that are not in the dialect's list
//! (a misspelt digital source type, an unknown word in `ai-disclosure`) and carriers that cannot be parsed
//! (JSON-LD with a trailing comma).
//!
//! ## Why
//!
//! Whoever reads it, reads nothing: the page says less than its makers believe.
//!
//! ## Example
//!
//! ```html
//! <meta name="ai-disclosure" content="AI generated">
//! ```
//!
//! ## How to mend it
//!
//! Write one of the values of the standard; the finding names the value that was met.

use crate::policy::finding::Raised;
use crate::policy::{Code, Facts, Level, Policy};
use crate::signal::Problem;

pub(in crate::policy) fn check(facts: &Facts<'_>, _: &Policy, out: &mut Vec<Raised>) {
    for signal in facts.signals {
        let (message, why) = match &signal.problem {
            Some(Problem::Invalid(why)) => {
                (format!("`{}` has no value that its standard knows", signal.name), why)
            }
            Some(Problem::Malformed(why)) => (format!("`{}` cannot be parsed", signal.name), why),
            _ => continue,
        };
        out.push(
            Raised::new(Code::SignalInvalid, Level::Warning, signal.span, message).label(why.clone()).help(
                format!(
                    "write a value of the dialect `{}`, or take the {} out",
                    signal.dialect, signal.carrier
                ),
            ),
        );
    }
}
