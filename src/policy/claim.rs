//! What a fact claims about the article, in a form in which two facts can be compared.

use crate::disclosure::Disclosure;
use crate::signal::Signal;
use crate::vocabulary::{Involvement, Modality, Scope, Zone};

/// What a statement is about. Statements about different subjects never contradict each other:
/// an AI picture in a human article is an everyday thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The text of the whole article.
    Article,
    /// A part of its text: a section, the headline, the summary, a table.
    Part,
    /// A picture, a sound track, a video.
    Media,
    /// The whole site: a policy, not this article.
    Site,
}

/// What `modality` and `scope` together are about; a signal that says neither is about the article.
pub(super) fn subject(modality: Option<Modality>, scope: Option<Scope>) -> Subject {
    match (scope, modality) {
        (Some(Scope::Site), _) => Subject::Site,
        (Some(Scope::Image | Scope::Audio | Scope::Video), _)
        | (_, Some(Modality::Image | Modality::Audio | Modality::Video)) => Subject::Media,
        (Some(Scope::Section), _) | (_, Some(Modality::Headline | Modality::Summary | Modality::Data)) => {
            Subject::Part
        }
        (Some(Scope::Article) | None, Some(Modality::Text) | None) => Subject::Article,
    }
}

impl Subject {
    /// The subject of a disclosure.
    pub(super) fn of_disclosure(d: &Disclosure) -> Self {
        subject(Some(d.modality), Some(d.scope))
    }

    /// The subject and the involvement of a signal that claims something, `None` where it claims nothing.
    pub(super) fn of_signal(s: &Signal) -> Option<(Self, Involvement)> {
        // Work by a program is a claim to compare, though it is none about AI; a retired value still says what it said.
        let claims = |i: &Involvement| *i == Involvement::Automated || s.claims_ai().is_some();
        Some((subject(s.modality, s.scope), s.involvement.filter(claims)?))
    }

    /// Whether it is the article's text or a part of it.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Article | Self::Part)
    }
}

/// Whether readers of the article meet it: not in the page's footer, not in metadata.
pub(super) fn in_sight(zone: Zone) -> bool {
    !matches!(zone, Zone::Footer | Zone::Metadata)
}

/// How two statements about one subject stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Conflict {
    /// Both can be true.
    Nothing,
    /// They name different amounts: made by AI, helped by AI.
    Degree,
    /// One says that no AI was used, the other that it was.
    Denial,
}

/// Compares two involvements. Text filled in by a template is automated and still no AI, so `automated` and
/// `none` can both be true.
pub(super) fn conflict(a: Involvement, b: Involvement) -> Conflict {
    use Involvement::{Assisted, Automated, Generated, None};
    match (a, b) {
        _ if a == b => Conflict::Nothing,
        (None, Automated) | (Automated, None) => Conflict::Nothing,
        (None, _) | (_, None) => Conflict::Denial,
        (Generated, Assisted) | (Assisted, Generated) => Conflict::Degree,
        _ => Conflict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_never_the_article() {
        assert_eq!(subject(Some(Modality::Image), Some(Scope::Article)), Subject::Media);
        assert_eq!(subject(Some(Modality::Text), Some(Scope::Image)), Subject::Media);
        assert_eq!(subject(None, None), Subject::Article);
        assert_eq!(subject(Some(Modality::Headline), None), Subject::Part);
        assert_eq!(subject(Some(Modality::Image), Some(Scope::Site)), Subject::Site);
    }

    #[test]
    fn a_retired_value_claims_and_a_sharpening_filter_does_not() {
        let of = |markup: &str| {
            let item =
                crate::item::Item { bytes: markup.as_bytes().to_vec(), ..crate::item::Item::default() };
            let document = crate::document::read(item, crate::document::Limits::default()).unwrap();
            let signals = crate::signal::read(&document, &crate::signal::Settings::default());
            signals.iter().map(Subject::of_signal).collect::<Vec<_>>()
        };
        let meta = |value| format!("<!doctype html><head><meta name=ai-disclosure content={value}></head>");
        assert_eq!(of(&meta("none")), [Some((Subject::Article, Involvement::None))]);
        assert_eq!(of(&meta("maybe")), [None]);
        let term = |id| {
            format!(
                "<!doctype html><div typeof=Article><link property=digitalSourceType href=digsrctype:{id}></div>"
            )
        };
        assert_eq!(of(&term("algorithmicallyEnhanced")), [None]);
        assert_eq!(of(&term("dataDrivenMedia")), [Some((Subject::Article, Involvement::Automated))]);
    }

    #[test]
    fn conflict_is_the_same_from_both_sides() {
        for &a in Involvement::ALL {
            for &b in Involvement::ALL {
                assert_eq!(conflict(a, b), conflict(b, a));
            }
        }
        assert_eq!(conflict(Involvement::None, Involvement::Translated), Conflict::Denial);
        assert_eq!(conflict(Involvement::Generated, Involvement::Translated), Conflict::Nothing);
    }
}
