//! # record-missing
//!
//! No record lies beside the article, and one is asked for.
//!
//! ## What it does
//!
//! Looks for `ARTICLE.terang.json` beside the file. With `editor = true` a record that holds must also be signed by a key that has the
//! role of an editor in the trust file. Whether a record that is there holds is told by `record-invalid`,
//! `record-untrusted-key`, `record-of-another-article` and `text-changed-after-signing`, whatever is asked for. Standard input and
//! records of JSON Lines have nothing beside them: that is `cannot-decide`.
//!
//! ## Why
//!
//! Only a record can show later what was stated when the article went out, and by whom.
//!
//! ## Rule
//!
//! House rules: `[policy.record] require = "when-ai"` or `"always"`, or a clause of a profile. No law asks for a record of each
//! article.
//!
//! ## Example
//!
//! ```toml
//! [policy.record]
//! require = "always"
//! ```
//!
//! ## How to mend it
//!
//! Sign the article: `terang sign ARTICLE --key KEY`.

use crate::policy::Code;
use crate::policy::Level;
use crate::policy::answer::Fact;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::finding::Raised;
use crate::policy::record_fact::RecordFact;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::RecordMissing, out, |profile, clause| {
        let key = match case.facts.record {
            None => return Kept::unknown(Fact::Record),
            Some(RecordFact::Unasked) => return Kept::unknown(Fact::Trust),
            Some(RecordFact::Held(held)) if held.unreadable() => return Kept::unknown(Fact::Record),
            Some(RecordFact::Missing) => "record-missing.message",
            Some(RecordFact::Held(held)) if clause.editor && !held.by_editor => "record-missing.editor",
            // That it does not hold is a finding of its own.
            Some(RecordFact::Held(_) | RecordFact::Refused { .. }) => return Kept::Yes,
        };
        Raised::new(Code::RecordMissing, Level::Error, case.headline(), asked(key, profile, clause))
            .label("record-missing.label")
            .help("record-missing.help")
            .into()
    });
}
