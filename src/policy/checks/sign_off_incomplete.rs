//! # sign-off-incomplete
//!
//! The editorial sign-off in the record lacks what is asked for.
//!
//! ## What it does
//!
//! Reads the sign-off of a record that holds, and names each field that is asked for and not filled: `reviewer`, `role`,
//! `factChecked`, `reviewedAt`, `responsible`, `contact`. A sign-off that says that the facts were *not* checked does not fill
//! `factChecked`. Without a record all of them are lacking.
//!
//! ## Why
//!
//! Who checked what, and who answers for it, is the whole worth of a sign-off.
//!
//! ## Rule
//!
//! EU AI Act, Art. 50(4): review or editorial control *and* editorial responsibility; the Commission's guidelines take the check of
//! facts for the least that a review is, and ask that the responsible person can be found. `[policy.record] sign-off` asks for
//! the same of every article, or of those with AI.
//!
//! ## Example
//!
//! ```json
//! {"editorial": {"reviewer": "Ana Prado"}}
//! ```
//!
//! ## How to mend it
//!
//! Sign again with the missing fields: `terang sign --help` names the options, and front matter can hold them.

use crate::policy::Code;
use crate::policy::Level;
use crate::policy::answer::Fact;
use crate::policy::case::{Case, Kept, rule};
use crate::policy::exempt::{incomplete, lacking};
use crate::policy::finding::Raised;
use crate::policy::record_fact::RecordFact;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::SignOffIncomplete, out, |profile, clause| {
        let editorial = match case.facts.record {
            None => return Kept::unknown(Fact::Record),
            Some(RecordFact::Unasked) => return Kept::unknown(Fact::Trust),
            Some(RecordFact::Held(held)) => held.editorial.as_ref(),
            Some(RecordFact::Missing | RecordFact::Refused { .. }) => None,
        };
        let lacking = lacking(editorial, &clause.sign_off);
        if lacking.is_empty() {
            return Kept::Yes;
        }
        incomplete(case, Level::Error, &lacking, rule(profile, &clause.source)).into()
    });
}
