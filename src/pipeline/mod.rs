//! Use cases: the stages joined, without input or output of their own.

mod asked;
mod audit;
mod beside;
mod check;
mod cosign;
mod label;
mod observe;
#[cfg(feature = "fs")]
mod ordered;
mod sign;
mod verify;

pub use asked::{Apart, Asked, SectionAsked};
pub use audit::{Judged, Judgement, Known, judge};
pub use beside::{Beside, Records};
pub use check::{Check, Computed, check, check_beside};
pub use cosign::{Cosign, CosignError, cosign};
pub use label::{LabelHow, Refused, label, label_as};
pub use observe::{Observed, observe};
#[cfg(feature = "fs")]
pub use ordered::{Ordered, in_order};
pub use sign::{Declaration, SignError, statement};
pub use verify::{Verify, verify, verify_against};
