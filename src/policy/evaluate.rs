//! All checks over the facts of one document.

use std::collections::BTreeMap;

use super::case::Case;
use super::finding::{Also, Raised};
use super::fingerprint::fingerprints;
use super::of_settings::of_settings;
use super::profile::{Carrier, Clause, Profile};
use super::settings::Given;
use super::{Code, Facts, Finding, Level, LevelSetting, Related, Requirement, Settings};
use crate::place::{Place, positions};
use crate::time::Timestamp;

/// What must be true of a document.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Whether silence is a finding.
    pub require: Requirement,
    /// Codes that weigh more or less than they do by themselves.
    pub levels: BTreeMap<Code, LevelSetting>,
    /// The profiles in force.
    pub profiles: Vec<Profile>,
    /// What is true of every article that does not say otherwise.
    pub facts: Given,
}

/// Why settings are no policy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// A code is switched off, or made to weigh less, of which nobody may do so.
    #[error("`{0}` cannot be switched off or made less than an error")]
    AlwaysOn(Code),
    /// Two profiles have one name.
    #[error("two profiles are called `{0}`")]
    Twice(String),
    /// A day that is no day.
    #[error("`{0}` is no day; write YYYY-MM-DD")]
    Day(String),
}

impl Policy {
    /// The policy that `settings` describe, with the `profiles` that they name.
    ///
    /// # Errors
    ///
    /// [`PolicyError`].
    pub fn new(settings: &Settings, mut profiles: Vec<Profile>) -> Result<Self, PolicyError> {
        let off = |(code, set): (&Code, &LevelSetting)| {
            (set.level() != Some(Level::Error) && !code.suppressible()).then_some(*code)
        };
        if let Some(code) = settings.levels.iter().find_map(off) {
            return Err(PolicyError::AlwaysOn(code));
        }
        if let Some(date) =
            settings.facts.date_published.as_ref().filter(|d| Timestamp::parse_date(d).is_none())
        {
            return Err(PolicyError::Day(date.clone()));
        }
        profiles.extend(of_settings(&settings.record));
        for (n, profile) in profiles.iter().enumerate() {
            if profiles[..n].iter().any(|before| before.id == profile.id) {
                return Err(PolicyError::Twice(profile.id.clone()));
            }
        }
        Ok(Self {
            require: settings.require_disclosure,
            levels: settings.levels.clone(),
            profiles,
            facts: settings.facts.clone(),
        })
    }

    /// Whether anything that is asked depends on the record beside an article.
    #[must_use]
    pub fn asks_for_records(&self) -> bool {
        let asks = |c: &Clause| {
            let check =
                matches!(c.check, Code::RecordMissing | Code::SignOffIncomplete | Code::ReviewUnproven);
            check || c.unless.is_some() || c.among.contains(&Carrier::Record)
        };
        self.profiles.iter().flat_map(|p| &p.clause).any(asks)
    }

    /// How much a finding weighs that weighs `own` by itself; `None` where it is switched off.
    pub(super) fn level(&self, code: Code, own: Level) -> Option<Level> {
        self.levels.get(&code).map_or(Some(own), |set| set.level())
    }
}

/// What all checks have to say about `facts`, worst first, then in document order.
#[must_use]
pub fn evaluate(facts: &Facts<'_>, policy: &Policy) -> Vec<Finding> {
    let mut raised: Vec<Raised> = Vec::new();
    let case = Case::new(facts, policy);
    for code in Code::ALL {
        code.check()(&case, &mut raised);
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
        .flat_map(|r| {
            let related = r.related.iter().map(|s| s.0.start);
            std::iter::once(r.at.start).chain(related).chain(r.also.iter().map(|s| s.start))
        })
        .collect();
    let source = &facts.document.source;
    let mut places = positions(source, &offsets).into_iter();
    let mut place = |span| Place::new(source, span, places.next().expect("one position for each offset"));
    raised
        .into_iter()
        .zip(fingerprints)
        .map(|(r, (fingerprint, also))| Finding {
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
            also: (r.also.into_iter().zip(also))
                .map(|(span, fingerprint)| Also { place: place(span), fingerprint })
                .collect(),
            suppressed: None,
        })
        .collect()
}
