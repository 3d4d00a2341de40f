//! The checks, one file a code. The head of each file is the code's public page.

use super::finding::Raised;
use super::{Facts, Policy};

pub(super) mod disclosure_missing;
pub(super) mod disclosure_out_of_sight;
pub(super) mod residue_without_disclosure;
pub(super) mod signal_contradicts_signal;
pub(super) mod signal_contradicts_text;
pub(super) mod signal_ignored;
pub(super) mod signal_invalid;
pub(super) mod signal_retired;

/// A check looks at the facts under a policy and adds what it has to say.
pub(super) type Check = fn(&Facts<'_>, &Policy, &mut Vec<Raised>);
