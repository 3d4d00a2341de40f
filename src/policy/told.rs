//! Findings that are made when the checks are done: about suppressions, about the baseline.

use super::{Code, Finding, Level, Message, Policy};
use crate::digest::Digest;
use crate::place::{Place, positions};
use crate::span::Span;

/// A finding before its place is looked up.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it is about.
    pub code: Code,
    /// How much it weighs by itself.
    pub level: Level,
    /// What was seen.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
    /// Where, in bytes of the source.
    pub at: Span,
}

/// The findings that `told` are in `source` under the levels of `policy`, in the same order.
#[must_use]
pub fn tell(policy: &Policy, source: &str, told: Vec<Told>) -> Vec<Finding> {
    let starts: Vec<usize> = told.iter().map(|t| t.at.start).collect();
    let places = positions(source, &starts);
    told.into_iter()
        .zip(places)
        .filter_map(|(t, position)| {
            let level = policy.level(t.code, t.level)?;
            let matched = source.get(t.at.start..t.at.end).unwrap_or_default();
            Some(Finding {
                code: t.code,
                level,
                message: t.message,
                help: t.help,
                place: Place::new(source, t.at, position),
                label: Message::default(),
                related: Vec::new(),
                profile: None,
                fingerprint: Digest::of(format!("{}\0{matched}\0", t.code).as_bytes()),
                also: Vec::new(),
                suppressed: None,
            })
        })
        .collect()
}
