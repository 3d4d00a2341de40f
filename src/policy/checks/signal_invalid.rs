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

use crate::policy::case::Case;
use crate::policy::finding::Raised;
use crate::policy::{Code, Level, Message, words};
use crate::signal::Problem;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let facts = case.facts;
    for signal in facts.signals {
        let (message, why) = match &signal.problem {
            Some(Problem::Invalid(why)) => ("signal-invalid.value", why),
            Some(Problem::Malformed(why)) => ("signal-invalid.parse", why),
            _ => continue,
        };
        let message = Message::new(message).with("name", &signal.name);
        let help = Message::new("signal-invalid.help")
            .with("dialect", signal.dialect)
            .with("carrier", signal.carrier);
        out.push(
            Raised::at_signal(Code::SignalInvalid, Level::Warning, signal, message)
                .label(words::why(why))
                .help(help),
        );
    }
}
