//! What is declared against what was observed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::observed::{ObservedDisclosure, ObservedSignal};
use super::predicate::AiUse;
use crate::vocabulary::{Involvement, Modality, Review, Scope};

/// A way in which the declaration and the article itself cannot both be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Contradiction {
    /// Declared: no AI. The article says that AI was used.
    DeclaredNoneObservedUse,
    /// Declared: no AI. The text holds what only a chat program writes.
    DeclaredNoneObservedResidue,
    /// Declared: AI was used. The article says that none was.
    DeclaredUseObservedNone,
    /// Declared: another involvement than every statement in the article about the same content.
    InvolvementDiffers,
    /// Declared: reviewed. The article says that nobody checked it.
    DeclaredReviewedObservedUnreviewed,
    /// Declared: not reviewed. The article says that somebody answers for it.
    DeclaredUnreviewedObservedReviewed,
}

impl Contradiction {
    /// The published spelling.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::DeclaredNoneObservedUse => "declared-none-observed-use",
            Self::DeclaredNoneObservedResidue => "declared-none-observed-residue",
            Self::DeclaredUseObservedNone => "declared-use-observed-none",
            Self::InvolvementDiffers => "involvement-differs",
            Self::DeclaredReviewedObservedUnreviewed => "declared-reviewed-observed-unreviewed",
            Self::DeclaredUnreviewedObservedReviewed => "declared-unreviewed-observed-reviewed",
        }
    }

    /// What it means, as one sentence without its full stop.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::DeclaredNoneObservedUse => {
                "you declare that no AI was used, and the article says that it was"
            }
            Self::DeclaredNoneObservedResidue => {
                "you declare that no AI was used, and the text holds what only a chat program writes"
            }
            Self::DeclaredUseObservedNone => {
                "you declare that AI was used, and the article says that none was"
            }
            Self::InvolvementDiffers => "you declare another use of AI than the article states",
            Self::DeclaredReviewedObservedUnreviewed => {
                "you declare it reviewed, and the article says that nobody checked it"
            }
            Self::DeclaredUnreviewedObservedReviewed => {
                "you declare it not reviewed, and the article says that somebody answers for it"
            }
        }
    }
}

impl std::fmt::Display for Contradiction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// What one statement in the article says, from whichever carrier.
struct Said {
    involvement: Involvement,
    modality: Option<Modality>,
    scope: Option<Scope>,
    review: Review,
}

/// Every contradiction between `declared` and what was observed, each once, in order.
///
/// Statements about the whole site contradict nothing, an unspecified involvement agrees with every use, and a
/// statement about another kind of content (a picture) says nothing of the declared one (the text).
/// `residue` is whether the text holds conclusive residue.
#[must_use]
pub fn contradictions(
    declared: &AiUse,
    disclosures: &[ObservedDisclosure],
    signals: &[ObservedSignal],
    residue: bool,
) -> Vec<Contradiction> {
    let visible = disclosures.iter().map(|d| Said {
        involvement: d.involvement,
        modality: Some(d.modality),
        scope: Some(d.scope),
        review: d.review,
    });
    let marked = signals.iter().filter_map(|s| {
        Some(Said { involvement: s.involvement?, modality: s.modality, scope: s.scope, review: s.review })
    });
    let said: Vec<Said> = visible.chain(marked).filter(|s| s.scope != Some(Scope::Site)).collect();
    let used = |s: &&Said| s.involvement != Involvement::None;
    let same_content = |s: &&Said| {
        s.modality.is_none_or(|m| m == declared.modality) && s.scope.is_none_or(|p| p == declared.scope)
    };

    let mut found = Vec::new();
    if declared.involvement == Involvement::None {
        // "No AI" declared for the whole article covers its pictures too; declared for a part, that part alone.
        let covered = |s: &&Said| declared.scope == Scope::Article || same_content(s);
        if said.iter().filter(used).any(|s| covered(&s)) {
            found.push(Contradiction::DeclaredNoneObservedUse);
        }
        if residue {
            found.push(Contradiction::DeclaredNoneObservedResidue);
        }
    } else {
        let about_it: Vec<&Said> = said.iter().filter(same_content).collect();
        if about_it.iter().any(|s| s.involvement == Involvement::None) {
            found.push(Contradiction::DeclaredUseObservedNone);
        }
        let specific = |i: Involvement| !matches!(i, Involvement::None | Involvement::Unspecified);
        let stated: Vec<Involvement> =
            about_it.iter().map(|s| s.involvement).filter(|i| specific(*i)).collect();
        if specific(declared.involvement) && !stated.is_empty() && !stated.contains(&declared.involvement) {
            found.push(Contradiction::InvolvementDiffers);
        }
        let reviews = |r: Review| about_it.iter().any(|s| s.review == r);
        match declared.review {
            Review::Reviewed if reviews(Review::Unreviewed) => {
                found.push(Contradiction::DeclaredReviewedObservedUnreviewed);
            }
            Review::Unreviewed if reviews(Review::Reviewed) => {
                found.push(Contradiction::DeclaredUnreviewedObservedReviewed);
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Words;
    use crate::vocabulary::{Confidence, Zone};

    fn declared(involvement: Involvement, review: Review) -> AiUse {
        AiUse { involvement, modality: Modality::Text, scope: Scope::Article, review, tools: vec![] }
    }

    fn seen(
        involvement: Involvement,
        modality: Modality,
        scope: Scope,
        review: Review,
    ) -> ObservedDisclosure {
        ObservedDisclosure {
            rule: Words::cleaned("en/x"),
            involvement,
            modality,
            scope,
            review,
            tool: None,
            lang: Words::cleaned("en"),
            zone: Zone::Body,
            confidence: Confidence::Explicit,
            paragraph: None,
            quote: Words::cleaned("x"),
        }
    }

    fn text(involvement: Involvement, review: Review) -> ObservedDisclosure {
        seen(involvement, Modality::Text, Scope::Article, review)
    }

    #[test]
    fn a_declared_none_stands_against_every_use_but_the_sites() {
        let none = declared(Involvement::None, Review::Unstated);
        let used = text(Involvement::Assisted, Review::Unstated);
        assert_eq!(contradictions(&none, &[used], &[], false), [Contradiction::DeclaredNoneObservedUse]);
        let picture = seen(Involvement::Generated, Modality::Image, Scope::Image, Review::Unstated);
        assert_eq!(contradictions(&none, &[picture], &[], false), [Contradiction::DeclaredNoneObservedUse]);
        let site = seen(Involvement::Assisted, Modality::Text, Scope::Site, Review::Unstated);
        assert_eq!(contradictions(&none, &[site], &[], false), []);
        assert_eq!(contradictions(&none, &[], &[], true), [Contradiction::DeclaredNoneObservedResidue]);
    }

    #[test]
    fn a_declared_use_stands_against_a_denial_and_another_use() {
        let assisted = declared(Involvement::Assisted, Review::Unstated);
        let denial = text(Involvement::None, Review::Unstated);
        assert_eq!(
            contradictions(&assisted, &[denial], &[], false),
            [Contradiction::DeclaredUseObservedNone]
        );
        let made = text(Involvement::Generated, Review::Unstated);
        assert_eq!(contradictions(&assisted, &[made], &[], false), [Contradiction::InvolvementDiffers]);
        let vague = text(Involvement::Unspecified, Review::Unstated);
        assert_eq!(contradictions(&assisted, &[vague], &[], false), []);
        let picture = seen(Involvement::Generated, Modality::Image, Scope::Image, Review::Unreviewed);
        assert_eq!(contradictions(&assisted, &[picture], &[], false), []);
    }

    #[test]
    fn review_is_compared_both_ways() {
        let open = text(Involvement::Assisted, Review::Unreviewed);
        let held = text(Involvement::Assisted, Review::Reviewed);
        let reviewed = declared(Involvement::Assisted, Review::Reviewed);
        let unreviewed = declared(Involvement::Assisted, Review::Unreviewed);
        assert_eq!(
            contradictions(&reviewed, &[open], &[], false),
            [Contradiction::DeclaredReviewedObservedUnreviewed]
        );
        assert_eq!(
            contradictions(&unreviewed, &[held], &[], false),
            [Contradiction::DeclaredUnreviewedObservedReviewed]
        );
    }
}
