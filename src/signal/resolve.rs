//! Which `ai-disclosure` value holds for an element: the processing rules of the draft report of 2026-09-21.
//!
//! The nearest valid declaration wins, on the element or on an ancestor; then the page default, which is the first
//! `meta` of that name in `head`, valid or not. HTTP headers have no part in it.

use super::attributes::value as attribute;
use super::w3c;
use crate::document::{Carrier, Document};

/// The three values of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AiDisclosure {
    /// A positive statement that no generative AI made the text.
    HumanOnly,
    /// AI was involved, and a person reviewed the text before publication.
    AiAssisted,
    /// AI was involved, and nobody reviewed the text.
    AiAutonomous,
}

impl AiDisclosure {
    /// Reads a value: the whole of it, without regard to ASCII case; white space makes it invalid (`None`).
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        [Self::HumanOnly, Self::AiAssisted, Self::AiAutonomous]
            .into_iter()
            .find(|keyword| value.eq_ignore_ascii_case(keyword.keyword()))
    }

    /// The keyword as the draft spells it.
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::HumanOnly => "human-only",
            Self::AiAssisted => "ai-assisted",
            Self::AiAutonomous => "ai-autonomous",
        }
    }
}

/// What holds for one element or for the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effective<'d> {
    /// The value; `None` is the draft's "unknown".
    pub value: Option<AiDisclosure>,
    /// The model, where AI is declared and a model is named.
    pub model: Option<&'d str>,
    /// The provider, likewise.
    pub provider: Option<&'d str>,
    /// The address of the prompt, likewise and as written.
    pub prompt_url: Option<&'d str>,
}

impl Effective<'_> {
    /// The model, else the provider.
    pub(super) fn tool(&self) -> Option<String> {
        self.model.or(self.provider).map(super::model::shorten)
    }
}

/// A declaration in force: `Some("")` is a name that was cleared, `None` one that nobody gave.
#[derive(Clone, Copy, Debug, Default)]
struct Declared<'d> {
    value: Option<AiDisclosure>,
    model: Option<&'d str>,
    provider: Option<&'d str>,
    prompt_url: Option<&'d str>,
}

impl<'d> Declared<'d> {
    fn under(attributes: &'d [(String, String)], value: Option<&str>, outer: Self) -> Self {
        Self {
            value: value.and_then(AiDisclosure::parse).or(outer.value),
            model: attribute(attributes, "ai-model").or(outer.model),
            provider: attribute(attributes, "ai-provider").or(outer.provider),
            prompt_url: attribute(attributes, "ai-prompt-url").or(outer.prompt_url),
        }
    }

    fn effective(self) -> Effective<'d> {
        let named = |name: Option<&'d str>| name.filter(|name| !name.is_empty());
        match self.value {
            None | Some(AiDisclosure::HumanOnly) => Effective { value: self.value, ..Effective::default() },
            Some(_) => Effective {
                value: self.value,
                model: named(self.model),
                provider: named(self.provider),
                prompt_url: named(self.prompt_url),
            },
        }
    }
}

/// The effective values of one document.
#[derive(Debug)]
pub struct Resolution<'d> {
    page: Declared<'d>,
    page_meta: Option<usize>,
    marks: Vec<Declared<'d>>,
}

/// The effective `ai-disclosure` values of `document`, for the page and for every marked element.
#[must_use]
pub fn resolve(document: &Document) -> Resolution<'_> {
    Resolution::new(document)
}

impl<'d> Resolution<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let page_meta = document.marks.iter().position(|mark| match &mark.carrier {
            Carrier::Meta { attributes, in_head: true } => w3c::is_named(attributes),
            _ => false,
        });
        let page = match page_meta.map(|index| &document.marks[index].carrier) {
            Some(Carrier::Meta { attributes, .. }) => {
                Declared::under(attributes, attribute(attributes, "content"), Declared::default())
            }
            _ => Declared::default(),
        };
        // Ancestors come before their descendants, so one pass does for any depth.
        let mut marks: Vec<Declared<'d>> = Vec::with_capacity(document.marks.len());
        for mark in &document.marks {
            let outer = mark.parent.and_then(|parent| marks.get(parent)).copied().unwrap_or(page);
            marks.push(match &mark.carrier {
                Carrier::Element { attributes, .. } => {
                    Declared::under(attributes, attribute(attributes, w3c::NAME), outer)
                }
                _ => outer,
            });
        }
        Self { page, page_meta, marks }
    }

    /// What holds for the page as a whole.
    #[must_use]
    pub fn page(&self) -> Effective<'d> {
        self.page.effective()
    }

    /// What holds for the element at `mark`, an index in [`Document::marks`]; the page's where there is none.
    #[must_use]
    pub fn element(&self, mark: usize) -> Effective<'d> {
        self.marks.get(mark).copied().unwrap_or(self.page).effective()
    }

    /// The index of the `meta` that sets the page default.
    pub(super) const fn page_meta(&self) -> Option<usize> {
        self.page_meta
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{element, head_meta, header, meta, page};
    use super::*;

    fn default_of(content: &str) -> crate::document::Mark {
        head_meta(&[
            ("name", "AI-DISCLOSURE"),
            ("content", content),
            ("ai-model", "lyra-2"),
            ("ai-provider", "Acme"),
            ("ai-prompt-url", "/how"),
        ])
    }

    fn values(marks: Vec<crate::document::Mark>) -> Vec<Option<AiDisclosure>> {
        let document = page(marks);
        let resolution = resolve(&document);
        (0..document.marks.len()).map(|i| resolution.element(i).value).collect()
    }

    #[test]
    fn nothing_declared_is_unknown() {
        let document = page(vec![]);
        assert_eq!(resolve(&document).page(), Effective::default());
        assert_eq!(resolve(&document).element(7), Effective::default());
    }

    #[test]
    fn the_nearest_declaration_wins() {
        let of = values(vec![
            default_of("human-only"),
            element("section", &[("ai-disclosure", "ai-autonomous")], None),
            element("p", &[("ai-disclosure", "Human-Only")], Some(1)),
            element("p", &[], Some(1)),
            element("p", &[], None),
        ]);
        assert_eq!(
            of[1..],
            [
                Some(AiDisclosure::AiAutonomous),
                Some(AiDisclosure::HumanOnly),
                Some(AiDisclosure::AiAutonomous),
                Some(AiDisclosure::HumanOnly)
            ]
        );
    }

    #[test]
    fn invalid_and_empty_declarations_do_not_hide_an_ancestor() {
        let of = values(vec![
            default_of("human-only"),
            element("div", &[("ai-disclosure", "ai-assisted")], None),
            element("section", &[("ai-disclosure", "mixed")], Some(1)),
            element("p", &[("ai-disclosure", " ai-autonomous ")], Some(2)),
            element("b", &[("ai-disclosure", "")], Some(3)),
        ]);
        assert_eq!(of[4], Some(AiDisclosure::AiAssisted));
    }

    #[test]
    fn the_first_meta_controls_even_where_it_is_invalid() {
        let marks = |first| {
            vec![
                head_meta(&[("name", "ai-disclosure"), ("content", first)]),
                default_of("human-only"),
                element("p", &[], None),
            ]
        };
        assert_eq!(values(marks("mixed"))[2], None);
        assert_eq!(values(marks("AI-AUTONOMOUS"))[2], Some(AiDisclosure::AiAutonomous));
        assert_eq!(values(marks("ai_summarized; required=no"))[2], None);
    }

    #[test]
    fn a_meta_in_the_body_and_a_header_set_no_default() {
        let of = values(vec![
            header("AI-Disclosure", "mode=machine-generated"),
            header("ai-disclosure", "ai-autonomous"),
            meta(&[("name", "ai-disclosure"), ("content", "human-only")], false),
            element("p", &[], None),
        ]);
        assert_eq!(of, [None; 4]);
    }

    #[test]
    fn names_inherit_one_by_one_and_an_empty_one_clears() {
        let document = page(vec![
            default_of("AI-Assisted"),
            element("article", &[("ai-provider", "Umbra")], None),
            element("p", &[("ai-model", "nova"), ("ai-prompt-url", "")], Some(1)),
            element("b", &[("ai-model", "")], Some(2)),
        ]);
        let resolution = resolve(&document);
        let p = resolution.element(2);
        assert_eq!((p.model, p.provider, p.prompt_url), (Some("nova"), Some("Umbra"), None));
        assert_eq!(resolution.element(3).model, None);
        assert_eq!(resolution.page().prompt_url, Some("/how"));
    }

    #[test]
    fn names_count_only_where_ai_is_declared() {
        let names = |content: &'static str, value: &'static str| {
            let document = page(vec![default_of(content), element("p", &[("ai-disclosure", value)], None)]);
            resolve(&document).element(1).model.map(str::to_owned)
        };
        assert_eq!(names("ai-assisted", "ai-autonomous").as_deref(), Some("lyra-2"));
        assert_eq!(names("human-only", "ai-autonomous").as_deref(), Some("lyra-2"));
        assert_eq!(names("ai-assisted", "human-only"), None);
        assert_eq!(names("nonsense", ""), None);
    }

    #[test]
    fn a_parent_that_does_not_come_before_is_no_ancestor() {
        let of = values(vec![
            element("p", &[], Some(1)),
            element("div", &[("ai-disclosure", "ai-assisted")], Some(9)),
        ]);
        assert_eq!(of, [None, Some(AiDisclosure::AiAssisted)]);
    }
}
