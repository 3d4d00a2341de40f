//! One document under one policy: what every check is given, and where clauses of profiles are settled.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Fact};
use super::condition::When;
use super::exempt::{Exempt, exempt};
use super::finding::Raised;
use super::known::Known;
use super::profile::{Clause, Profile};
use super::{Code, Facts, Level, Message, Policy};
use crate::signal::{self, Signal};
use crate::span::Span;
use crate::vocabulary::Zone;

/// One document under one policy.
pub(super) struct Case<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) policy: &'a Policy,
    known: OnceCell<Known>,
    declared: OnceCell<Option<Signal>>,
    /// What could not be decided, by the profile's place in the policy.
    undecided: RefCell<BTreeMap<usize, BTreeSet<Fact>>>,
}

/// What a clause comes to, apart from whether it applies.
pub(super) enum Kept {
    /// It is kept.
    Yes,
    /// It is not.
    No(Box<Raised>),
    /// That depends on these.
    Unknown(BTreeSet<Fact>),
}

impl Kept {
    pub(super) fn unknown(fact: Fact) -> Self {
        Self::Unknown(BTreeSet::from([fact]))
    }
}

impl From<Raised> for Kept {
    fn from(raised: Raised) -> Self {
        Self::No(Box::new(raised))
    }
}

impl<'a> Case<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, policy: &'a Policy) -> Self {
        Self {
            facts,
            policy,
            known: OnceCell::new(),
            declared: OnceCell::new(),
            undecided: RefCell::default(),
        }
    }

    /// What is known about the article; gathered when it is first asked for.
    pub(super) fn known(&self) -> &Known {
        self.known.get_or_init(|| Known::of(self.facts, &self.policy.facts))
    }

    /// What the article's marks claim: its signals, and what it declares in terang's own word.
    pub(super) fn claims(&self) -> impl Iterator<Item = &Signal> {
        let declared = self.declared.get_or_init(|| signal::declared(self.facts.document));
        self.facts.signals.iter().chain(declared)
    }

    /// The headline, or else the first block: where something is missing from the whole article.
    pub(super) fn headline(&self) -> Span {
        let document = self.facts.document;
        let blocks = document.blocks();
        let headline = blocks.iter().find(|b| b.zone == Zone::Headline).or_else(|| blocks.first());
        headline.map_or(Span::new(0, 0), |b| document.source_span(b.range))
    }

    /// Asks every clause of the check `code` in every profile, and raises what is not kept where it applies.
    ///
    /// What is kept passes, whether or not it applies; so does what does not apply. Everything else is raised or
    /// left undecided, never passed.
    pub(super) fn settle(&self, code: Code, out: &mut Vec<Raised>, kept: impl Fn(&Profile, &Clause) -> Kept) {
        for (n, profile) in self.policy.profiles.iter().enumerate() {
            for clause in profile.clause.iter().filter(|c| c.check == code) {
                let applies = self.applies(profile, &clause.when);
                if applies == Answer::No {
                    continue;
                }
                let raised = match kept(profile, clause) {
                    Kept::Yes => continue,
                    Kept::No(raised) => Ok(raised),
                    Kept::Unknown(facts) => Err(facts),
                };
                let mut lacking = BTreeSet::new();
                if let Answer::Unknown(facts) = applies {
                    lacking.extend(facts);
                }
                let exempt = match &clause.unless {
                    Some(name) => exempt(self, profile, name, clause.level.level().unwrap_or(Level::Error)),
                    None => Exempt::No,
                };
                let raised = match (raised, exempt) {
                    (_, Exempt::Yes) => continue,
                    (_, Exempt::Unknown(facts)) => {
                        lacking.extend(facts);
                        None
                    }
                    (Err(facts), _) => {
                        lacking.extend(facts);
                        None
                    }
                    (Ok(_), Exempt::Unproven(raised)) => Some(raised),
                    (Ok(raised), Exempt::No) => Some(raised),
                };
                match raised {
                    Some(mut raised) if lacking.is_empty() => {
                        let Some(level) = clause.level.level() else { continue };
                        raised.level = level;
                        raised.profile = Some(profile.id.clone());
                        raised.about = clause.id.clone();
                        out.push(*raised);
                    }
                    _ => self.undecided.borrow_mut().entry(n).or_default().extend(lacking),
                }
            }
        }
    }

    /// Whether a condition of a profile applies to the article.
    fn applies(&self, profile: &Profile, when: &When) -> Answer {
        let known = self.known();
        let since = When { from: profile.in_force.clone(), ..When::default() };
        profile.applies.holds(known).and(since.holds(known)).and(when.holds(known))
    }

    /// The profiles that left something undecided, and the facts that they want.
    pub(super) fn undecided(&self) -> Vec<(&'a Profile, BTreeSet<Fact>)> {
        let taken = self.undecided.take();
        taken.into_iter().map(|(n, facts)| (&self.policy.profiles[n], facts)).collect()
    }
}

/// A sentence with the rule that asks for it in its gap `rule`.
pub(super) fn asked(key: &'static str, profile: &Profile, clause: &Clause) -> Message {
    Message::new(key).with("rule", rule(profile, &clause.source))
}

/// The profile and what it rests on.
pub(super) fn rule(profile: &Profile, source: &str) -> String {
    format!("{}: {}", profile.id, profile.cite(source))
}
