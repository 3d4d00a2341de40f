//! All checks over the facts of one document.

use std::collections::BTreeMap;

use super::finding::Raised;
use super::fingerprint::fingerprints;
use super::{Code, Facts, Finding, Level, LevelSetting, Related, Requirement, Settings};
use crate::place::{Place, positions};

/// What must be true of a document.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Whether silence is a finding.
    pub require: Requirement,
    /// Codes that weigh more or less than they do by themselves.
    pub levels: BTreeMap<Code, LevelSetting>,
}

impl Policy {
    /// The policy that `settings` describe.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { require: settings.require_disclosure, levels: settings.levels.clone() }
    }

    /// How much a finding weighs that weighs `own` by itself; `None` where it is switched off.
    fn level(&self, code: Code, own: Level) -> Option<Level> {
        self.levels.get(&code).map_or(Some(own), |set| set.level())
    }
}

/// What all checks have to say about `facts`, worst first, then in document order.
#[must_use]
pub fn evaluate(facts: &Facts<'_>, policy: &Policy) -> Vec<Finding> {
    let mut raised: Vec<Raised> = Vec::new();
    for code in Code::ALL {
        code.check()(facts, policy, &mut raised);
    }
    raised.retain_mut(|r| match policy.level(r.code, r.level) {
        Some(level) => {
            r.level = level;
            true
        }
        None => false,
    });
    if raised.is_empty() {
        return Vec::new();
    }
    raised.sort_by_key(|r| (r.level, r.at.start));
    let fingerprints = fingerprints(facts.document, &raised);
    let offsets: Vec<usize> = raised
        .iter()
        .flat_map(|r| std::iter::once(r.at.start).chain(r.related.iter().map(|s| s.0.start)))
        .collect();
    let source = &facts.document.source;
    let mut places = positions(source, &offsets).into_iter();
    let mut place = |span| Place::new(source, span, places.next().expect("one position for each offset"));
    raised
        .into_iter()
        .zip(fingerprints)
        .map(|(r, fingerprint)| Finding {
            code: r.code,
            level: r.level,
            message: r.message,
            help: r.help,
            place: place(r.at),
            label: r.label,
            related: r
                .related
                .into_iter()
                .map(|(span, label)| Related { place: place(span), label })
                .collect(),
            profile: r.profile,
            fingerprint,
            suppressed: None,
        })
        .collect()
}
