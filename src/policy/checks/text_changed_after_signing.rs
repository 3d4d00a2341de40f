//! # text-changed-after-signing
//!
//! The article is not the one that was signed: its text, its headline or its disclosure changed.
//!
//! ## What it does
//!
//! The signature holds, and the canonical text is another: paragraphs changed, came or went. Markup may change freely. Where the
//! record carries an editorial sign-off, the finding says so: nobody has answered for this text. `terang verify` and `terang diff`
//! show what changed.
//!
//! ## Why
//!
//! A sign-off is for the words that were read. The change may be a comma, or the sentence that said that AI was used.
//!
//! ## Rule
//!
//! EU AI Act, Art. 50(4), with the Commission's guidelines: no step by AI that changes the substance after the review. Dewan Pers
//! regulation 1/2025, Art. 6: changes and corrections are told openly.
//!
//! ## Example
//!
//! ```text
//! terang sign news.html --key desk.pem --reviewer "Ana Prado"
//! # ... and then somebody edits news.html
//! ```
//!
//! ## How to mend it
//!
//! Review the new text and sign it again; the new record names the old one as its predecessor.

use crate::policy::case::Case;
use crate::policy::finding::Raised;
use crate::policy::record_fact::RecordFact;
use crate::policy::{Code, Level, Message};
use crate::verify::{Outcome, Reason};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let Some(RecordFact::Held(held)) = case.facts.record else { return };
    if held.outcome != Outcome::Differs {
        return;
    }
    let gone =
        held.reasons.iter().any(|r| matches!(r, Reason::DisclosureRemoved | Reason::DisclosureChanged));
    let key = match (gone, held.editorial.is_some()) {
        (true, _) => "text-changed-after-signing.disclosure",
        (false, true) => "text-changed-after-signing.sign-off",
        (false, false) => "text-changed-after-signing.message",
    };
    let label = Message::new("text-changed-after-signing.label").with("n", held.changed);
    let raised = Raised::new(Code::TextChangedAfterSigning, Level::Error, case.headline(), key)
        .label(label)
        .help("text-changed-after-signing.help");
    // Who took one change into a baseline knows nothing of the next.
    out.push(Raised { about: held.difference.to_string(), ..raised });
}
