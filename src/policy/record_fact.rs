//! What is known of the record beside an article.

use crate::digest::Digest;
use crate::record::{AiUse, Editorial};
use crate::verify::{Outcome, Reason};

/// The record beside an article, as verification left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordFact {
    /// There is none.
    Missing,
    /// There is one, and no key is trusted in this run: nothing in it can be believed.
    Unasked,
    /// There is one, and it is not believed. Nothing that it says is known.
    Refused {
        /// Why.
        reason: Reason,
        /// A sentence for people; it may hold bytes of the input.
        detail: String,
    },
    /// Its signature holds, by a key that is trusted.
    Held(Box<HeldRecord>),
}

/// What a record says whose signature holds, and whether the article is still the one that it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRecord {
    /// Whether the article is as it was signed.
    pub outcome: Outcome,
    /// Why, the gravest first.
    pub reasons: Vec<Reason>,
    /// How many paragraphs are not as they were signed.
    pub changed: usize,
    /// What differs from what was signed: after one more edit it is another.
    pub difference: Digest,
    /// Whether a key with the role of an editor signed.
    pub by_editor: bool,
    /// The name of the publisher in the trust file.
    pub publisher: String,
    /// The use of AI as the signer declares it.
    pub ai_use: AiUse,
    /// Who answers for the text.
    pub editorial: Option<Editorial>,
}

impl RecordFact {
    /// The record where it holds and speaks of exactly this text.
    #[must_use]
    pub fn of_this_text(&self) -> Option<&HeldRecord> {
        match self {
            Self::Held(held) if held.outcome == Outcome::Matches => Some(held),
            _ => None,
        }
    }
}

impl HeldRecord {
    /// Whether the article could not be held against it.
    #[must_use]
    pub fn unreadable(&self) -> bool {
        self.outcome == Outcome::CannotCheck && self.reasons.contains(&Reason::InputUnreadable)
    }
}
