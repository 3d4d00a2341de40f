//! That a finding was seen and set aside, and why.

use std::collections::HashMap;

use super::Finding;
use crate::digest::Digest;
use crate::place::Place;

/// Why a finding does not count. It is still reported as set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What sets it aside.
    pub kind: SuppressedBy,
    /// The reason that was given; of a baseline its own words, where it has any.
    pub reason: String,
    /// The last day on which it holds (RFC 3339 full-date), where one was given.
    pub until: Option<String>,
}

/// What sets a finding aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuppressedBy {
    /// A comment in the article.
    Inline,
    /// An entry in the configuration.
    Config,
    /// The baseline: it was there before the check was switched on.
    Baseline,
}

impl SuppressedBy {
    /// The published spelling.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Config => "config",
            Self::Baseline => "baseline",
        }
    }
}

/// Which places of the findings of one document are answered for. A finding that gathers several is set aside where each
/// of them is.
#[derive(Debug, Default)]
pub struct Answered {
    /// By the number of the finding.
    places: HashMap<usize, Vec<bool>>,
}

impl Answered {
    /// Answers for those places of `finding`, the `n`th of its document, that `fits` is true of, and says whether there are
    /// any. Once no place is left it is set aside, for what `why` gives.
    pub fn settle(
        &mut self,
        n: usize,
        finding: &mut Finding,
        fits: impl Fn(&Place, Digest) -> bool,
        why: impl FnOnce() -> Suppressed,
    ) -> bool {
        let all = self.places.entry(n).or_insert_with(|| vec![false; 1 + finding.also.len()]);
        let mut any = false;
        for (answered, (place, fingerprint)) in all.iter_mut().zip(finding.places()) {
            if fits(place, fingerprint) {
                (*answered, any) = (true, true);
            }
        }
        if any && !all.contains(&false) {
            finding.suppressed.get_or_insert_with(why);
        }
        any
    }
}
