//! Two Drupal modules: `ai_disclosure` (a `meta` with the W3C name and values of its own) and `generated_by_ai`.

use super::model::{Authority, Problem, Signal};
use crate::span::Span;
use crate::vocabulary::{Involvement, Review, Scope};

const DIALECT: &str = "drupal";

/// The class that the module `generated_by_ai` puts on its visible label.
pub(super) const LABEL_CLASS: &str = "generated-by-ai-label";

const GRADES: &[(&str, Involvement, Review)] = &[
    ("human_only", Involvement::None, Review::Unstated),
    ("ai_metadata", Involvement::Assisted, Review::Unstated),
    ("ai_rated", Involvement::Assisted, Review::Unstated),
    ("ai_translated", Involvement::Translated, Review::Unstated),
    ("ai_summarized", Involvement::Summarized, Review::Unstated),
    ("ai_partly_assisted", Involvement::Assisted, Review::Unstated),
    // "hitl": a human in the loop.
    ("ai_assisted_hitl", Involvement::Assisted, Review::Reviewed),
    ("ai_generated_autonomous", Involvement::Generated, Review::Unreviewed),
    ("ai_deepfake", Involvement::Generated, Review::Unstated),
];

/// Reads the content of a `meta name="ai-disclosure"` that has the shape of this dialect, `None` if it has not.
///
/// The shape is a known grade alone, or any first word followed by `; required=` or `; icon=`.
pub(super) fn meta(content: &str, span: Span) -> Option<Signal> {
    let mut parts = content.split(';').map(str::trim);
    let grade = parts.next()?;
    let known = GRADES.iter().find(|(word, ..)| grade.eq_ignore_ascii_case(word));
    let parameters = parts.any(|part| {
        part.split_once('=').is_some_and(|(key, _)| {
            key.trim().eq_ignore_ascii_case("required") || key.trim().eq_ignore_ascii_case("icon")
        })
    });
    if known.is_none() && !parameters {
        return None;
    }
    let mut signal = Signal::new("meta", DIALECT, Authority::Vendor, super::w3c::NAME, content, span);
    signal.scope = Some(Scope::Article);
    let Some(&(_, involvement, review)) = known else {
        return Some(
            signal.with_problem(Problem::Invalid("not a grade of Drupal's ai_disclosure module".to_owned())),
        );
    };
    (signal.involvement, signal.review) = (Some(involvement), review);
    Some(signal)
}

/// The label of `generated_by_ai` on an element.
pub(super) fn label(span: Span) -> Signal {
    let mut signal = Signal::new("attribute", DIALECT, Authority::Vendor, "class", LABEL_CLASS, span);
    signal.involvement = Some(Involvement::Generated);
    signal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_read_with_and_without_parameters() {
        let full = meta("ai_translated; required=undetermined; icon=ai_generated", Span::default()).unwrap();
        assert_eq!((full.dialect, full.involvement), ("drupal", Some(Involvement::Translated)));
        assert_eq!(full.problem, None);
        for &(grade, involvement, review) in GRADES {
            let bare = meta(grade, Span::default()).unwrap();
            assert_eq!((bare.involvement, bare.review), (Some(involvement), review), "{grade}");
        }
    }

    #[test]
    fn an_unknown_grade_in_this_shape_is_invalid_here_and_not_by_the_w3c() {
        let odd = meta("ai_poetry; required=yes; icon=none", Span::default()).unwrap();
        assert!(matches!(odd.problem, Some(Problem::Invalid(_))));
        assert_eq!((odd.dialect, odd.claims_ai()), ("drupal", None));
    }

    #[test]
    fn values_of_other_dialects_have_not_this_shape() {
        for content in ["ai-assisted", "human-only", "", "ai-assisted; charset=utf-8", "none", "AI; ML"] {
            assert_eq!(meta(content, Span::default()), None, "{content}");
        }
    }
}
