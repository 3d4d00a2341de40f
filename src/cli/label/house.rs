//! What holds for the articles under one configuration: the flags over the file.

use std::path::PathBuf;

use terang::config::Config;
use terang::disclosure::RuleSet;
use terang::label::{Carriers, Position};
use terang::lang::Lang;
use terang::pipeline::{Asked, Declaration, LabelHow};
use terang::policy::{Given, LevelSetting, Profile, Requirement};
use terang::signal::Settings;
use terang::source::Caps;

use super::args::Label;
use super::asked::{asked, profiles};
use crate::cli::failure::Failure;
use crate::cli::reach::Reach;
use crate::cli::term::Term;
use crate::cli::{project, rules};

/// How the articles under one configuration are labelled.
pub(super) struct House {
    /// The profiles that are labelled for.
    pub(super) profiles: Vec<Profile>,
    /// Which files of a folder are articles.
    pub(super) reach: Reach,
    /// What reading may cost.
    pub(super) caps: Caps,
    rules: RuleSet,
    signals: Settings,
    asked: Asked,
    lang: Option<Lang>,
    facts: Given,
}

impl House {
    /// What `config` and `args` amount to; `term` is told what no label does.
    pub(super) fn new(config: &Config, args: &Label, term: Option<Term>) -> Result<Self, Failure> {
        let values = &config.values;
        let policy = &values.policy;
        let names = if args.profile.is_empty() { &policy.profiles } else { &args.profile };
        let mut profiles = profiles(names)?;
        let off = |code| policy.levels.get(&code) == Some(&LevelSetting::Off);
        profiles.iter_mut().for_each(|profile| profile.clause.retain(|clause| !off(clause.check)));
        let house = policy.record.require != Requirement::Never;
        let asked = asked(&profiles, args.position, house.then_some("[policy.record]"), term)?;
        let mut packs: Vec<PathBuf> = values.rules.packs.iter().map(PathBuf::from).collect();
        packs.extend(args.rules.iter().cloned());
        let mut signals = Settings::default();
        signals.front_matter_claims.extend(values.signals.front_matter_keys.iter().cloned());
        signals.front_matter_claims.extend(args.front_matter_key.iter().cloned());
        Ok(Self {
            profiles,
            reach: Reach::new(config)?,
            caps: Caps {
                size: values.files.max_size.0,
                expansion: values.files.max_expansion,
                ..Caps::default()
            },
            rules: rules::load(&packs)?,
            signals,
            asked,
            lang: project::lang(args.lang.as_ref(), values)?,
            facts: policy.facts.clone(),
        })
    }

    /// How an article of which `declaration` is declared is labelled under `args`.
    pub(super) fn how<'a>(&'a self, declaration: &'a Declaration, args: &Label) -> LabelHow<'a> {
        LabelHow {
            rules: &self.rules,
            signals: self.signals.clone(),
            declaration,
            lang: self.lang.clone(),
            position: self.asked.position.unwrap_or(Position::Start),
            only_there: self.asked.only_there,
            sections: self.asked.sections.clone(),
            only_sections: self.asked.only_sections,
            terms: self.asked.terms.clone(),
            carriers: if args.carriers.is_empty() {
                self.asked.carriers.clone()
            } else {
                Carriers::These(args.carriers.clone())
            },
            facts: self.facts.clone(),
        }
    }

    /// The rules by which statements are read.
    pub(super) const fn rules(&self) -> &RuleSet {
        &self.rules
    }
}
