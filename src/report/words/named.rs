//! The keys of published words: what the catalogues call an involvement, a scope, a reason.

use super::{Tongue, template};
use crate::verify::{Outcome, Reason, State};
use crate::vocabulary::{Involvement, Modality, Scope, Strength, Zone};

/// A published word that the catalogues have a word for people for.
pub(in crate::report) trait Named: Copy {
    /// Its key in the catalogues.
    fn key(self) -> &'static str;

    /// Its word in `tongue`.
    fn named(self, tongue: Tongue) -> &'static str {
        template(tongue, self.key())
    }
}

impl Named for Involvement {
    fn key(self) -> &'static str {
        match self {
            Self::Generated => "involvement.generated",
            Self::Assisted => "involvement.assisted",
            Self::Translated => "involvement.translated",
            Self::Summarized => "involvement.summarized",
            Self::Automated => "involvement.automated",
            Self::None => "involvement.none",
            Self::Unspecified => "involvement.unspecified",
        }
    }
}

impl Named for Zone {
    fn key(self) -> &'static str {
        match self {
            Self::Headline => "zone.headline",
            Self::Byline => "zone.byline",
            Self::Body => "zone.body",
            Self::Caption => "zone.caption",
            Self::Aside => "zone.aside",
            Self::Footer => "zone.footer",
            Self::Metadata => "zone.metadata",
        }
    }
}

impl Named for Strength {
    fn key(self) -> &'static str {
        match self {
            Self::Conclusive => "strength.conclusive",
            Self::Strong => "strength.strong",
            Self::Weak => "strength.weak",
        }
    }
}

impl Named for Scope {
    fn key(self) -> &'static str {
        match self {
            Self::Article => "scope.article",
            Self::Section => "scope.section",
            Self::Image => "scope.image",
            Self::Audio => "scope.audio",
            Self::Video => "scope.video",
            Self::Site => "scope.site",
        }
    }
}

impl Named for Modality {
    fn key(self) -> &'static str {
        match self {
            Self::Text => "modality.text",
            Self::Headline => "modality.headline",
            Self::Summary => "modality.summary",
            Self::Image => "modality.image",
            Self::Audio => "modality.audio",
            Self::Video => "modality.video",
            Self::Data => "modality.data",
        }
    }
}

impl Named for State {
    fn key(self) -> &'static str {
        match self {
            Self::Same => "state.same",
            Self::Changed => "state.changed",
            Self::Moved => "state.moved",
            Self::Added => "state.added",
            Self::Gone => "state.gone",
        }
    }
}

impl Named for Outcome {
    fn key(self) -> &'static str {
        match self {
            Self::Matches => "outcome.matches",
            Self::Differs => "outcome.differs",
            Self::CannotCheck => "outcome.cannot-check",
        }
    }
}

impl Named for Reason {
    fn key(self) -> &'static str {
        match self {
            Self::Exact => "reason.exact",
            Self::Text => "reason.text",
            Self::ContentChanged => "reason.content-changed",
            Self::HeadlineChanged => "reason.headline-changed",
            Self::DisclosureRemoved => "reason.disclosure-removed",
            Self::DisclosureChanged => "reason.disclosure-changed",
            Self::SignatureInvalid => "reason.signature-invalid",
            Self::KeyUnknown => "reason.key-unknown",
            Self::KeyExpired => "reason.key-expired",
            Self::KeyRevoked => "reason.key-revoked",
            Self::KeyScope => "reason.key-scope",
            Self::RecordMissing => "reason.record-missing",
            Self::RecordMalformed => "reason.record-malformed",
            Self::RecordVersionUnsupported => "reason.record-version-unsupported",
            Self::WrongArticle => "reason.wrong-article",
            Self::TimeUnproven => "reason.time-unproven",
            Self::InputUnreadable => "reason.input-unreadable",
        }
    }
}

/// What the published word of a reason means to people; `None` for a word of another version.
pub(in crate::report) fn of_verdict(word: &str, tongue: Tongue) -> Option<&'static str> {
    Reason::ALL.iter().find(|reason| reason.word() == word).map(|reason| reason.named(tongue))
}
