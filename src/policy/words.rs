//! The keys of the words that findings share.

use super::Message;
use super::profile::{Carrier, Field};
use crate::signal::Signal;
use crate::vocabulary::{Involvement, Strength, Zone};

/// An involvement as part of a sentence: "states ...".
pub(super) const fn states(involvement: Involvement) -> &'static str {
    match involvement {
        Involvement::Generated => "states.generated",
        Involvement::Assisted => "states.assisted",
        Involvement::Translated => "states.translated",
        Involvement::Summarized => "states.summarized",
        Involvement::Automated => "states.automated",
        Involvement::None => "states.none",
        Involvement::Unspecified => "states.unspecified",
    }
}

/// An involvement as a label.
pub(super) const fn involvement(involvement: Involvement) -> &'static str {
    match involvement {
        Involvement::Generated => "involvement.generated",
        Involvement::Assisted => "involvement.assisted",
        Involvement::Translated => "involvement.translated",
        Involvement::Summarized => "involvement.summarized",
        Involvement::Automated => "involvement.automated",
        Involvement::None => "involvement.none",
        Involvement::Unspecified => "involvement.unspecified",
    }
}

/// A zone as a label.
pub(super) const fn zone(zone: Zone) -> &'static str {
    match zone {
        Zone::Headline => "zone.headline",
        Zone::Byline => "zone.byline",
        Zone::Body => "zone.body",
        Zone::Caption => "zone.caption",
        Zone::Aside => "zone.aside",
        Zone::Footer => "zone.footer",
        Zone::Metadata => "zone.metadata",
    }
}

/// How much a piece of residue proves, as a label.
pub(super) const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Conclusive => "strength.conclusive",
        Strength::Strong => "strength.strong",
        Strength::Weak => "strength.weak",
    }
}

/// What a signal claims.
pub(super) fn claim(signal: &Signal, claimed: Involvement) -> Message {
    Message::new("signal.claim")
        .with("carrier", signal.carrier)
        .with("name", &signal.name)
        .word("involvement", involvement(claimed))
}

/// What the stage that read a signal says is wrong with it.
pub(super) fn why(reason: &str) -> Message {
    Message::new("signal.why").with("why", reason)
}

/// A field of the sign-off as records spell it.
pub(super) const fn field(field: Field) -> &'static str {
    match field {
        Field::Reviewer => "reviewer",
        Field::Role => "role",
        Field::FactChecked => "factChecked",
        Field::ReviewedAt => "reviewedAt",
        Field::Responsible => "responsible",
        Field::Contact => "contact",
    }
}

/// A carrier as a label.
pub(super) const fn carrier(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Visible => "carrier.visible",
        Carrier::JsonLd => "carrier.json-ld",
        Carrier::Meta => "carrier.meta",
        Carrier::Attribute => "carrier.attribute",
        Carrier::FrontMatter => "carrier.front-matter",
        Carrier::Header => "carrier.header",
        Carrier::Record => "carrier.record",
    }
}
