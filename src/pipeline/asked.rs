//! What profiles ask of a label, and what they still ask of an article that has one.

use super::label::LabelHow;
use crate::disclosure::Found;
use crate::document::{Limits, Section, read};
use crate::item::Item;
use crate::label::{Carriers, Declared, Kind, Position};
use crate::lang::Lang;
use crate::policy::profile::{About, Carrier, Clause, Headings, Where};
use crate::policy::{Code, Facts, Finding, Given, Policy, Profile, Tri, evaluate};
use crate::signal;

/// What profiles ask of a label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Where the statement goes; `None` where any place in the article will do.
    pub position: Option<Position>,
    /// Whether a statement that stands elsewhere does not do.
    pub only_there: bool,
    /// The sections that it has to stand in.
    pub sections: Vec<SectionAsked>,
    /// Whether a section will do for all that is asked.
    pub only_sections: bool,
    /// Languages in which a profile names the terms that a statement has to have.
    pub terms: Vec<String>,
    /// What is written.
    pub carriers: Carriers,
    /// The profiles that ask for a signed record, which no label is.
    pub records: Vec<String>,
}

/// A section that a profile asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionAsked {
    /// The headings that it may have.
    pub heading: Headings,
    /// Those that it has to stand before.
    pub before: Vec<String>,
}

impl SectionAsked {
    /// What is written for an article in `lang`.
    #[must_use]
    pub fn declared(&self, lang: Option<&Lang>) -> Declared {
        let (heading, tag) = self.heading.of(lang.map(Lang::as_str)).unwrap_or_default();
        Declared {
            section: Section::new(self.heading.all(), self.before.iter().map(String::as_str)),
            heading: heading.to_owned(),
            lang: tag.and_then(Lang::parse),
        }
    }
}

/// Profiles that no one statement can satisfy.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{start} asks for the statement at the start, {end} at the end")]
pub struct Apart {
    /// The profile that asks for the start.
    pub start: String,
    /// The profile that asks for the end.
    pub end: String,
}

impl Asked {
    /// What `profiles` ask of a label. A `position` that is chosen already settles where they differ.
    ///
    /// # Errors
    ///
    /// [`Apart`] where one wants the start, another the end, and nothing is chosen.
    pub fn by(profiles: &[Profile], position: Option<Position>) -> Result<Self, Apart> {
        let mut out = Self { position, ..Self::default() };
        let (mut start, mut end, mut either, mut marks) = (None, None, false, false);
        for profile in profiles {
            for clause in profile.clause.iter().filter(|c| c.level.level().is_some()) {
                out.also_asked(clause, position.is_none());
                match places(clause) {
                    Some((true, false)) => start = start.or(Some(&profile.id)),
                    Some((false, true)) => end = end.or(Some(&profile.id)),
                    Some((true, true)) => either = true,
                    _ => {}
                }
                marks |= clause.check == Code::NotMachineMarked && !clause.or_statement;
                marks |= clause.among.contains(&Carrier::FrontMatter);
                let of_record = matches!(
                    clause.check,
                    Code::RecordMissing | Code::SignOffIncomplete | Code::ReviewUnproven
                ) || clause.among.contains(&Carrier::Record);
                if of_record && !out.records.contains(&profile.id) {
                    out.records.push(profile.id.clone());
                }
            }
        }
        if marks {
            // Front matter is begun where it is missing: Markdown has no other mark.
            out.carriers = Carriers::These(Kind::ALL.to_vec());
        }
        match (position, start, end) {
            (None, Some(start), Some(end)) => {
                return Err(Apart { start: start.clone(), end: end.clone() });
            }
            (None, Some(_), None) => out.position = Some(Position::Start),
            (None, None, Some(_)) => out.position = Some(Position::End),
            (None, None, None) if either => out.position = Some(Position::Start),
            _ => {}
        }
        out.only_sections = out.position.is_none();
        out.only_there = match out.position {
            Some(Position::Start) => start.is_some(),
            Some(Position::End) => end.is_some(),
            None => false,
        };
        Ok(out)
    }

    /// What a clause asks beside a place and marks. Where a place was typed no section is heard.
    fn also_asked(&mut self, clause: &Clause, sections: bool) {
        let languages = clause.words.keys().filter(|tag| *tag != "*");
        self.terms.extend(languages.filter(|tag| !self.terms.contains(tag)).cloned().collect::<Vec<_>>());
        let alone = clause.places == [Where::Section] && clause.about == About::Text;
        let asked = SectionAsked { heading: clause.heading.clone(), before: clause.before.clone() };
        if sections && alone && !self.sections.contains(&asked) {
            self.sections.push(asked);
        }
    }
}

/// Whether the start and the end will do for a clause that does not take every place in sight.
fn places(clause: &Clause) -> Option<(bool, bool)> {
    let holds = |wanted: &[Where]| clause.places.iter().any(|p| wanted.contains(p));
    let asks = clause.check == Code::StatementMisplaced && clause.about == About::Text;
    (asks && !holds(&[Where::InSight]))
        .then(|| (holds(&[Where::Start, Where::NearHeadline]), holds(&[Where::End])))
}

/// What `profiles` still ask of the statement and the marks of `item`, were it published today on a matter of public
/// interest, where neither it nor `how` says otherwise. An exemption by a record is not counted.
pub(super) fn left(item: Item, how: &LabelHow<'_>, profiles: &[Profile]) -> Vec<Finding> {
    let origin = item.origin.clone();
    let Ok(document) = read(item, Limits::default()) else { return Vec::new() };
    let Found { disclosures, residue } = how.rules.find(&document);
    let signals = signal::read(&document, &how.signals);
    let facts = Facts {
        origin: &origin,
        document: &document,
        disclosures: &disclosures,
        signals: &signals,
        residue: &residue,
        record: None,
    };
    let mut out = Vec::new();
    for profile in profiles {
        let own = &how.facts;
        let given = Given {
            published: own.published.or(Tri::Yes),
            public_interest: own.public_interest.or(Tri::Yes),
            substantial: own.substantial.or(Tri::Yes),
            role: own.role.or(profile.applies.role.first().copied()),
            ..own.clone()
        };
        let mut profile = Profile { in_force: None, ..profile.clone() };
        profile.clause.retain(|c| of_labels(c.check));
        profile.clause.iter_mut().for_each(|c| c.unless = None);
        let policy = Policy { profiles: vec![profile], facts: given, ..Policy::default() };
        out.extend(
            evaluate(&facts, &policy).into_iter().filter(|f| f.profile.is_some() && of_labels(f.code)),
        );
    }
    out
}

/// Whether a check is about what a label writes.
fn of_labels(code: Code) -> bool {
    matches!(
        code,
        Code::StatementMissing
            | Code::StatementMisplaced
            | Code::StatementLanguage
            | Code::StatementWords
            | Code::NotMachineMarked
            | Code::ToolNotNamed
            | Code::CarriersDisagree
    )
}
