//! Claims to facts: whether a record holds, and whether an article is still the one that it speaks of.
//!
//! Three outcomes, never two: it matches, it differs, it cannot be checked. A statement that was not verified has
//! another type, so nothing here can be asked of it.

mod align;
mod article;
mod compare;
mod disclosures;
mod outcome;
mod side;
mod signature;
mod told;
mod verified;
mod words;

pub use align::{ParagraphChange, State};
pub use article::{Asked, article};
pub use compare::{Comparison, compare};
pub use disclosures::{DisclosureChange, DisclosureState};
pub use outcome::{Outcome, Reason, Refusal, Verdict};
pub use side::Side;
pub use signature::record;
pub use told::{
    Changes, DisclosureTold, HeadlineTold, ParagraphTold, Verification, differences, told, unchanged,
};
pub use verified::{SignedBy, Verified};
pub use words::{WordChange, word_diff};

#[cfg(test)]
mod tests;
