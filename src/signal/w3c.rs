//! `ai-disclosure` of the W3C Community Group "AI Content Disclosure", draft report of 2026-09-21.
//!
//! Three values today; four or five in the drafts of January to July 2026. A page that uses any word which only
//! those older drafts had is read as written to them: there `ai-assisted` promised no review.

use super::attributes::value as attribute;
use super::drupal;
use super::model::{Authority, Problem, Signal, shorten};
use super::resolve::{AiDisclosure, Effective, Resolution};
use crate::document::{Carrier, Document};
use crate::span::Span;
use crate::vocabulary::{Involvement, Modality, Review, Scope};

/// The name of the attribute and of the `meta`.
pub(super) const NAME: &str = "ai-disclosure";
const PERCENT: &str = "ai-assisted-percent";
const DIALECT: &str = "w3c-ai-disclosure";

/// A value of an older draft: what it said, and how it is said today.
struct Older {
    word: &'static str,
    involvement: Involvement,
    review: Review,
    today: &'static str,
}

const OLDER: &[Older] = &[
    Older { word: "none", involvement: Involvement::None, review: Review::Unstated, today: "`human-only`" },
    Older {
        word: "ai-generated",
        involvement: Involvement::Generated,
        review: Review::Unstated,
        today: "`ai-assisted` where a person reviewed it, else `ai-autonomous`",
    },
    Older {
        word: "autonomous",
        involvement: Involvement::Generated,
        review: Review::Unreviewed,
        today: "`ai-autonomous`",
    },
    Older {
        word: "mixed",
        involvement: Involvement::Unspecified,
        review: Review::Unstated,
        today: "a value on each part of the page",
    },
];

/// Reads every `ai-disclosure` carrier of one document, in its order.
pub(super) struct Reader<'d> {
    resolution: Resolution<'d>,
    older: bool,
}

impl<'d> Reader<'d> {
    /// Looks at the whole document once: which `meta` is the page default, and which draft the page is written to.
    pub(super) fn new(document: &'d Document) -> Self {
        let older = document.marks.iter().any(|mark| match &mark.carrier {
            Carrier::Element { attributes, .. } => speaks_older(attribute(attributes, NAME), attributes),
            Carrier::Meta { attributes, .. } if is_named(attributes) => {
                speaks_older(attribute(attributes, "content"), attributes)
            }
            _ => false,
        });
        Self { resolution: Resolution::new(document), older }
    }

    /// Reads a `meta` element; nothing unless its name is `ai-disclosure`.
    pub(super) fn meta(
        &self,
        index: usize,
        attributes: &[(String, String)],
        in_head: bool,
        span: Span,
        out: &mut Vec<Signal>,
    ) {
        if !is_named(attributes) {
            return;
        }
        let content = attribute(attributes, "content").unwrap_or_default();
        if let Some(signal) = drupal::meta(content, span) {
            out.push(signal);
            return;
        }
        let mut signal = self.value("meta", content, span);
        signal.scope = Some(Scope::Article);
        signal.tool = tool_of(&signal, attributes, self.resolution.page());
        out.push(match (self.resolution.page_meta() == Some(index), in_head) {
            (true, _) => signal,
            (false, false) => {
                signal.with_problem(Problem::Ignored("only a `meta` in `head` counts".to_owned()))
            }
            (false, true) => signal.with_problem(Problem::Ignored(
                "only the first `meta` of that name counts, even where it is invalid".to_owned(),
            )),
        });
        percent("meta", attributes, span, out);
    }

    /// Reads an element; nothing unless it has the attribute.
    pub(super) fn element(
        &self,
        index: usize,
        tag: &str,
        attributes: &[(String, String)],
        span: Span,
        out: &mut Vec<Signal>,
    ) {
        if let Some(content) = attribute(attributes, NAME) {
            let mut signal = self.value("attribute", content, span);
            signal.scope = Some(match tag {
                "html" | "body" | "main" | "article" => Scope::Article,
                _ => Scope::Section,
            });
            if tag == "h1" {
                signal.modality = Some(Modality::Headline);
            }
            signal.tool = tool_of(&signal, attributes, self.resolution.element(index));
            out.push(signal);
        }
        percent("attribute", attributes, span, out);
    }

    fn value(&self, carrier: &'static str, content: &str, span: Span) -> Signal {
        let mut signal = Signal::new(carrier, DIALECT, Authority::Community, NAME, content, span);
        signal.modality = Some(Modality::Text);
        if let Some(value) = AiDisclosure::parse(content) {
            (signal.involvement, signal.review) = match (value, self.older) {
                (AiDisclosure::HumanOnly, _) => (Some(Involvement::None), Review::Unstated),
                (AiDisclosure::AiAssisted, false) => (Some(Involvement::Unspecified), Review::Reviewed),
                (AiDisclosure::AiAutonomous, false) => (Some(Involvement::Unspecified), Review::Unreviewed),
                (AiDisclosure::AiAssisted, true) => (Some(Involvement::Assisted), Review::Unstated),
                (AiDisclosure::AiAutonomous, true) => (Some(Involvement::Generated), Review::Unreviewed),
            };
            return signal;
        }
        if let Some(older) = OLDER.iter().find(|older| content.eq_ignore_ascii_case(older.word)) {
            signal.authority = Authority::Vendor;
            (signal.involvement, signal.review) = (Some(older.involvement), older.review);
            return signal.with_problem(Problem::Retired(format!(
                "`{}` is a value of the drafts of January to July 2026; today {}",
                older.word, older.today
            )));
        }
        let trimmed = content.trim();
        let why = if content.is_empty() {
            "the value is empty".to_owned()
        } else if trimmed != content && AiDisclosure::parse(trimmed).is_some() {
            "the value has white space around it, which the draft does not strip".to_owned()
        } else {
            "the value is none of `human-only`, `ai-assisted`, `ai-autonomous`".to_owned()
        };
        signal.with_problem(Problem::Invalid(why))
    }
}

/// Whether a `meta` has this name, without regard to ASCII case.
pub(super) fn is_named(attributes: &[(String, String)]) -> bool {
    attribute(attributes, "name").is_some_and(|name| name.eq_ignore_ascii_case(NAME))
}

fn speaks_older(value: Option<&str>, attributes: &[(String, String)]) -> bool {
    value.is_some_and(|value| OLDER.iter().any(|older| value.eq_ignore_ascii_case(older.word)))
        || attribute(attributes, PERCENT).is_some()
}

/// What names the tool: by today's rules the nearest word on it, for an older value only the element's own.
/// Where no AI is declared it is ignored.
fn tool_of(signal: &Signal, attributes: &[(String, String)], nearest: Effective<'_>) -> Option<String> {
    match (signal.claims_ai(), &signal.problem) {
        (Some(true), None) => nearest.tool(),
        (Some(true), Some(_)) => ["ai-model", "ai-provider"]
            .iter()
            .find_map(|name| attribute(attributes, name).filter(|value| !value.is_empty()))
            .map(shorten),
        _ => None,
    }
}

fn percent(carrier: &'static str, attributes: &[(String, String)], span: Span, out: &mut Vec<Signal>) {
    if let Some(value) = attribute(attributes, PERCENT) {
        out.push(
            Signal::new(carrier, DIALECT, Authority::Vendor, PERCENT, value, span)
                .with_problem(Problem::Retired(
                "`ai-assisted-percent` was in the draft of June 2026 only; today nothing stands in its place"
                    .to_owned(),
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{element, head_meta, meta, page, read};
    use super::*;

    fn one(content: &str) -> Signal {
        let mut signals = read(vec![head_meta(&[("name", "ai-disclosure"), ("content", content)])]);
        assert_eq!(signals.len(), 1);
        signals.remove(0)
    }

    #[test]
    fn the_three_values_of_today() {
        let of = |content| {
            let signal = one(content);
            (signal.involvement, signal.review, signal.problem)
        };
        assert_eq!(of("human-only"), (Some(Involvement::None), Review::Unstated, None));
        assert_eq!(of("AI-Assisted"), (Some(Involvement::Unspecified), Review::Reviewed, None));
        assert_eq!(of("ai-autonomous"), (Some(Involvement::Unspecified), Review::Unreviewed, None));
    }

    #[test]
    fn white_space_other_letters_and_unknown_words_are_invalid() {
        for content in
            ["", " ai-assisted", "ai-assisted\n", "aı-assisted", "true", "https://news.example/ai", "KI"]
        {
            let signal = one(content);
            assert!(matches!(signal.problem, Some(Problem::Invalid(_))), "{content:?}");
            assert_eq!(signal.claims_ai(), None, "{content:?}");
        }
        assert!(one(" ai-assisted").problem.unwrap().reason().contains("white space"));
    }

    #[test]
    fn older_values_are_retired_and_still_say_what_they_said() {
        for (content, involvement, review, today) in [
            ("none", Involvement::None, Review::Unstated, "human-only"),
            ("ai-generated", Involvement::Generated, Review::Unstated, "ai-autonomous"),
            ("Autonomous", Involvement::Generated, Review::Unreviewed, "ai-autonomous"),
            ("mixed", Involvement::Unspecified, Review::Unstated, "each part"),
        ] {
            let signal = one(content);
            assert_eq!((signal.involvement, signal.review), (Some(involvement), review), "{content}");
            assert_eq!(signal.authority, Authority::Vendor, "{content}");
            let Some(Problem::Retired(why)) = signal.problem else { panic!("{content}") };
            assert!(why.contains(today), "{why}");
        }
    }

    #[test]
    fn an_older_value_keeps_the_tool_beside_it() {
        let old = &[("name", "ai-disclosure"), ("content", "ai-generated"), ("ai-model", "lyra-1")];
        assert_eq!(read(vec![head_meta(old)])[0].tool.as_deref(), Some("lyra-1"));
    }

    #[test]
    fn on_a_page_of_an_older_draft_assisted_promises_no_review() {
        let signals = read(vec![
            head_meta(&[("name", "ai-disclosure"), ("content", "mixed")]),
            element("p", &[("ai-disclosure", "ai-assisted")], None),
        ]);
        assert_eq!(
            (signals[1].involvement, signals[1].review),
            (Some(Involvement::Assisted), Review::Unstated)
        );
        let signals = read(vec![element(
            "p",
            &[("ai-disclosure", "ai-assisted"), ("ai-assisted-percent", "30")],
            None,
        )]);
        assert_eq!(signals[0].review, Review::Unstated);
        assert!(matches!(signals[1].problem, Some(Problem::Retired(_))));
        assert_eq!((signals[1].name.as_str(), signals[1].claims_ai()), ("ai-assisted-percent", None));
    }

    #[test]
    fn later_and_misplaced_metas_are_ignored() {
        let signals = read(vec![
            meta(&[("name", "ai-disclosure"), ("content", "human-only")], false),
            head_meta(&[("name", "AI-Disclosure"), ("content", "whatever")]),
            head_meta(&[("name", "ai-disclosure"), ("content", "ai-autonomous")]),
        ]);
        assert!(matches!(signals[0].problem, Some(Problem::Ignored(_))));
        assert!(matches!(signals[1].problem, Some(Problem::Invalid(_))));
        assert!(matches!(signals[2].problem, Some(Problem::Ignored(_))));
        assert!(signals.iter().all(|s| s.claims_ai().is_none()));
    }

    #[test]
    fn scope_comes_from_the_element_and_the_tool_from_the_nearest_word_on_it() {
        let document = page(vec![
            head_meta(&[("name", "ai-disclosure"), ("content", "ai-assisted"), ("ai-provider", "Acme")]),
            element("article", &[("ai-model", "lyra-2"), ("ai-disclosure", "ai-autonomous")], None),
            element("h1", &[("ai-disclosure", "ai-assisted")], Some(1)),
            element("p", &[("ai-disclosure", "human-only")], Some(1)),
        ]);
        let signals = crate::signal::read(&document, &crate::signal::Settings::default());
        let of = |i: usize| (signals[i].scope, signals[i].modality, signals[i].tool.as_deref());
        assert_eq!(of(0), (Some(Scope::Article), Some(Modality::Text), Some("Acme")));
        assert_eq!(of(1), (Some(Scope::Article), Some(Modality::Text), Some("lyra-2")));
        assert_eq!(of(2), (Some(Scope::Section), Some(Modality::Headline), Some("lyra-2")));
        assert_eq!(of(3), (Some(Scope::Section), Some(Modality::Text), None));
    }
}
