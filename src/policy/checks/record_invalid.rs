//! # record-invalid
//!
//! The record beside the article does not hold: its signature is wrong, or it is no record.
//!
//! ## What it does
//!
//! Verifies `ARTICLE.terang.json` against the keys that are trusted in this run (`--trust`, `--key`, or the configuration; never a key
//! that lies beside the article). Nothing that such a record says is shown. It can neither be suppressed nor switched off, nor
//! be made less than an error. A record of a version that this program does not know is no forgery and only a warning.
//!
//! ## Why
//!
//! A record that does not hold proves nothing, and whoever shows it shows a broken seal.
//!
//! ## Rule
//!
//! None asks for a record; whoever has one keeps it whole.
//!
//! ## Example
//!
//! ```text
//! news.html
//! news.html.terang.json     # edited by hand after signing
//! ```
//!
//! ## How to mend it
//!
//! Sign the article again, from the text that was reviewed. If nobody here changed the record, find out who did.

use crate::policy::case::Case;
use crate::policy::finding::Raised;
use crate::policy::record_fact::RecordFact;
use crate::policy::{Code, Level, Message};
use crate::verify::Reason;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let Some(RecordFact::Refused { reason, detail }) = case.facts.record else { return };
    let (level, key) = match reason {
        Reason::SignatureInvalid => (Level::Error, "record-invalid.signature"),
        Reason::RecordMalformed => (Level::Error, "record-invalid.malformed"),
        Reason::RecordVersionUnsupported => (Level::Warning, "record-invalid.version"),
        _ => return,
    };
    out.push(
        Raised::new(Code::RecordInvalid, level, case.headline(), key)
            .label(Message::new("record-invalid.label").with("detail", detail))
            .help("record-invalid.help"),
    );
}
