//! `meta` names that people have made up, and two that plugins document.
//!
//! `generator` is never read: it names the system that made the page, not the text.

use super::attributes::{is_source_type, value as attribute};
use super::model::{Authority, Problem, Signal, shorten};
use super::{iptc, level};
use crate::document::{Carrier, Document};
use crate::span::Span;
use crate::vocabulary::{Involvement, Scope};

/// Names whose content says how much AI there was.
const CLAIMS: [&str; 8] = [
    "aigenerated",
    "aigeneratedcontent",
    "aiassisted",
    "aiedited",
    "aitranslated",
    "aisummarized",
    "aisummarised",
    "aicontent",
];
/// Names of plugins' companions to `ai-generated`; with them it is the plugin's dialect.
const COMPANIONS: [&str; 2] = ["aisystem", "aioperator"];
const MODEL: &str = "aimodel";
const SOURCE_TYPE: &str = "tapsourcetype";

/// What the folk `meta` elements of one page say together.
#[derive(Default)]
pub(super) struct Metas {
    tool: Option<String>,
    companions: bool,
    /// Whether there is a claim that the other names belong to.
    claimed: bool,
    /// Whether some claim is that AI was used; then `false` for another act denies that act only.
    positive: bool,
}

impl Metas {
    /// Looks at every `meta` of the document once.
    pub(super) fn new(document: &Document) -> Self {
        let mut metas = Self::default();
        for mark in &document.marks {
            let Carrier::Meta { attributes, .. } = &mark.carrier else { continue };
            let Some((name, content)) = named(attributes) else { continue };
            if CLAIMS.contains(&name.as_str()) {
                metas.claimed = true;
                let said = claim(&name, content);
                metas.positive |= said.is_some_and(|l| l.involvement != Some(Involvement::None));
            } else if COMPANIONS.contains(&name.as_str()) || name == MODEL {
                metas.companions |= name != MODEL;
                if name != "aioperator" && !content.trim().is_empty() && metas.tool.is_none() {
                    metas.tool = Some(shorten(content.trim()));
                }
            }
        }
        metas
    }

    /// Reads one `meta`.
    pub(super) fn read(&self, attributes: &[(String, String)], span: Span, out: &mut Vec<Signal>) {
        let written = attribute(attributes, "name").unwrap_or_default();
        let content = attribute(attributes, "content").unwrap_or_default();
        if is_source_type(written) {
            let mut signal = Signal::new("meta", "iptc", Authority::Folk, written, content, span);
            signal.scope = Some(Scope::Article);
            out.push(iptc::apply(content, signal));
            return;
        }
        let Some((name, content)) = named(attributes) else { return };
        let dialect = if self.companions { "nfaiact" } else { "folk" };
        let authority = if self.companions { Authority::Vendor } else { Authority::Folk };
        let mut signal = Signal::new("meta", dialect, authority, written, content, span);
        signal.scope = Some(Scope::Article);
        if CLAIMS.contains(&name.as_str()) {
            let said = claim(&name, content);
            if said.is_none() && name != "aicontent" {
                let why = format!("`{written}` wants true, false or a level, not this");
                out.push(signal.with_problem(Problem::Invalid(why)));
                return;
            }
            if let Some(said) = said {
                signal.involvement = said.involvement;
                signal.review = said.review;
            }
            match signal.involvement {
                Some(Involvement::None) if self.positive => signal.involvement = None,
                Some(Involvement::None) | None => {}
                Some(_) => signal.tool.clone_from(&self.tool),
            }
            out.push(signal);
        } else if name == SOURCE_TYPE {
            if let Some(said) = level::word(content) {
                signal.involvement = said.involvement;
                signal.review = said.review;
            }
            out.push(signal);
        } else if !self.claimed && (name == MODEL || name == "aisystem") && !content.trim().is_empty() {
            // A model's name alone is a hint: what it was used for is not said.
            signal.tool = Some(shorten(content.trim()));
            out.push(signal);
        }
    }
}

/// The name without case and joints, and the content.
fn named(attributes: &[(String, String)]) -> Option<(String, &str)> {
    let name = attribute(attributes, "name")?;
    (name.len() <= 32).then(|| (level::squeeze(name), attribute(attributes, "content").unwrap_or_default()))
}

fn claim(name: &str, content: &str) -> Option<level::Level> {
    match level::boolean(content) {
        Some(true) => Some(level::Level::of(level::act(name))),
        Some(false) => Some(level::Level::of(Involvement::None)),
        None => level::word(content),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{head_meta, read};
    use super::*;

    fn said(metas: &[(&str, &str)]) -> Vec<Signal> {
        read(metas.iter().map(|(name, content)| head_meta(&[("name", name), ("content", content)])).collect())
    }

    #[test]
    fn generated_has_five_words() {
        for (content, involvement) in [
            ("true", Involvement::Generated),
            ("all", Involvement::Generated),
            ("partially", Involvement::Assisted),
            ("false", Involvement::None),
            ("none", Involvement::None),
        ] {
            let signals = said(&[("ai-generated", content)]);
            assert_eq!(signals[0].involvement, Some(involvement), "{content}");
            assert_eq!((signals[0].authority, signals[0].dialect), (Authority::Folk, "folk"));
        }
        assert!(matches!(said(&[("ai-generated", "perhaps")])[0].problem, Some(Problem::Invalid(_))));
    }

    #[test]
    fn false_for_one_act_denies_that_act_only_where_another_is_claimed() {
        let signals = said(&[("ai-generated", "false"), ("ai-assisted", "true")]);
        assert_eq!([signals[0].claims_ai(), signals[1].claims_ai()], [None, Some(true)]);
    }

    #[test]
    fn a_plugins_names_belong_together() {
        let signals = said(&[("ai-generated", "true"), ("ai-system", "Lyra 2"), ("ai-operator", "Acme")]);
        assert_eq!(signals.len(), 1);
        assert_eq!((signals[0].dialect, signals[0].authority), ("nfaiact", Authority::Vendor));
        assert_eq!(signals[0].tool.as_deref(), Some("Lyra 2"));
    }

    #[test]
    fn a_model_alone_is_a_hint_and_a_generator_is_nothing() {
        let signals =
            said(&[("ai-model", "lyra-2"), ("generator", "ChatGPT"), ("AI", "true"), ("author", "AI")]);
        assert_eq!(signals.len(), 1);
        assert_eq!((signals[0].claims_ai(), signals[0].tool.as_deref()), (None, Some("lyra-2")));
    }

    #[test]
    fn free_content_is_kept_and_claims_nothing() {
        let signals = said(&[("ai-content", "see our policy"), ("tap:source-type", "wire")]);
        assert_eq!(signals.len(), 2);
        assert!(signals.iter().all(|s| s.claims_ai().is_none() && s.problem.is_none()));
        assert_eq!(said(&[("tap:source-type", "ai-generated")])[0].claims_ai(), Some(true));
    }

    #[test]
    fn a_source_type_in_a_meta_is_read_by_its_vocabulary() {
        let signals = said(&[("DigitalSourceType", "trainedAlgorithmicMedia"), ("digital-source-type", "x")]);
        assert_eq!((signals[0].claims_ai(), signals[0].authority), (Some(true), Authority::Folk));
        assert!(matches!(signals[1].problem, Some(Problem::Invalid(_))));
    }
}
