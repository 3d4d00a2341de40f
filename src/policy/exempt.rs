//! Whether a clause need not be kept, because somebody answers for exactly this text in a signed record.

use std::collections::BTreeSet;

use super::answer::Fact;
use super::case::{Case, rule};
use super::finding::Raised;
use super::profile::{Field, Profile};
use super::record_fact::RecordFact;
use super::{Code, Level, Message, words};
use crate::record::Editorial;
use crate::verify::Outcome;

/// What an exemption comes to.
pub(super) enum Exempt {
    /// It holds.
    Yes,
    /// Nobody claims it.
    No,
    /// It is claimed, and what it needs is not there.
    Unproven(Box<Raised>),
    /// It is claimed, and whether it holds depends on these.
    Unknown(BTreeSet<Fact>),
}

/// Whether the exemption `name` of `profile` holds for the article.
pub(super) fn exempt(case: &Case<'_>, profile: &Profile, name: &str, level: Level) -> Exempt {
    let Some(exemption) = profile.exemption.get(name) else { return Exempt::No };
    let own = &case.known().sign_off;
    let claimed = own.reviewer.is_some() || own.responsible.is_some();
    let unproven = |why: &'static str| {
        let message = Message::new("exemption-unproven.message")
            .word("why", why)
            .with("rule", rule(profile, &exemption.source));
        let raised = Raised::new(Code::ExemptionUnproven, level, case.headline(), message)
            .label("exemption-unproven.label")
            .help("exemption-unproven.help");
        Exempt::Unproven(Box::new(raised))
    };
    match case.facts.record {
        None if claimed => Exempt::Unknown(BTreeSet::from([Fact::Record])),
        Some(RecordFact::Unasked) => Exempt::Unknown(BTreeSet::from([Fact::Trust])),
        Some(RecordFact::Missing) if claimed => unproven("exemption-unproven.no-record"),
        Some(RecordFact::Refused { .. }) => unproven("exemption-unproven.refused"),
        Some(RecordFact::Held(held)) if held.unreadable() => Exempt::Unknown(BTreeSet::from([Fact::Record])),
        Some(RecordFact::Held(held)) if held.outcome != Outcome::Matches => {
            unproven("exemption-unproven.other-text")
        }
        Some(RecordFact::Held(held)) if held.editorial.is_none() && !claimed => Exempt::No,
        Some(RecordFact::Held(held)) if held.editorial.is_none() => {
            unproven("exemption-unproven.no-sign-off")
        }
        Some(RecordFact::Held(held)) if exemption.editor && !held.by_editor => {
            unproven("exemption-unproven.no-editor")
        }
        Some(RecordFact::Held(held)) => {
            let lacking = lacking(held.editorial.as_ref(), &exemption.sign_off);
            if lacking.is_empty() {
                return Exempt::Yes;
            }
            let rule = rule(profile, &exemption.source);
            Exempt::Unproven(Box::new(incomplete(case, level, &lacking, rule)))
        }
        None | Some(RecordFact::Missing) => Exempt::No,
    }
}

/// The fields of `wanted` that the sign-off does not fill.
pub(super) fn lacking(editorial: Option<&Editorial>, wanted: &[Field]) -> Vec<Field> {
    let filled = |field: &Field| {
        editorial.is_some_and(|e| match field {
            Field::Reviewer => e.reviewer.is_some(),
            Field::Role => e.role.is_some(),
            // A sign-off that says that the facts were not checked does not fill it.
            Field::FactChecked => e.fact_checked == Some(true),
            Field::ReviewedAt => e.reviewed_at.is_some(),
            Field::Responsible => e.responsible.is_some(),
            Field::Contact => e.contact.is_some(),
        })
    };
    wanted.iter().copied().filter(|f| !filled(f)).collect()
}

/// The finding that a sign-off lacks fields.
pub(super) fn incomplete(case: &Case<'_>, level: Level, lacking: &[Field], rule: String) -> Raised {
    let fields = lacking.iter().map(|f| words::field(*f)).collect::<Vec<_>>().join(", ");
    let message = Message::new("sign-off-incomplete.message").with("fields", &fields).with("rule", rule);
    Raised::new(Code::SignOffIncomplete, level, case.headline(), message)
        .label("sign-off-incomplete.label")
        .help(Message::new("sign-off-incomplete.help").with("fields", fields))
}
