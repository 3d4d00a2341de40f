//! # record-untrusted-key
//!
//! The record beside the article is signed by a key that is not trusted for it.
//!
//! ## What it does
//!
//! Holds the key of the record against the trust file: it may be unknown, ended, revoked, for other addresses or for another role
//! (an editorial sign-off needs the key of an editor). Nothing that such a record says is shown.
//!
//! ## Why
//!
//! Anyone can sign. What counts is whose key it was, and that stands in the trust file, not in the record.
//!
//! ## Rule
//!
//! None asks for a record; the trust file says whose records count here.
//!
//! ## Example
//!
//! ```text
//! terang check news.html --trust trust.toml
//! ```
//!
//! ## How to mend it
//!
//! Sign with a key that the trust file has for this purpose, or let whoever keeps the trust file add the key.

use crate::policy::case::Case;
use crate::policy::finding::Raised;
use crate::policy::record_fact::RecordFact;
use crate::policy::{Code, Level, Message};
use crate::verify::Reason;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let Some(RecordFact::Refused { reason, detail }) = case.facts.record else { return };
    let key = match reason {
        Reason::KeyUnknown => "record-untrusted-key.unknown",
        Reason::KeyExpired => "record-untrusted-key.expired",
        Reason::KeyRevoked => "record-untrusted-key.revoked",
        Reason::KeyScope => "record-untrusted-key.scope",
        Reason::TimeUnproven => "record-untrusted-key.time",
        _ => return,
    };
    out.push(
        Raised::new(Code::RecordUntrustedKey, Level::Error, case.headline(), key)
            .label(Message::new("record-untrusted-key.label").with("detail", detail))
            .help("record-untrusted-key.help"),
    );
}
