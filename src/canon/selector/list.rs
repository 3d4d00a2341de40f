//! Selector lists: parsed, and matched against a whole tree.

use std::cell::Cell;

use cssparser::{BasicParseErrorKind, ParseErrorKind};
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::matches_selector_list;
use selectors::parser::{ParseRelative, SelectorList, SelectorParseErrorKind};

use super::element::{At, Css};
use crate::canon::CanonError;
use crate::canon::dom::{Dom, NodeId, Step};

/// Bytes of one selector; nesting is thereby bounded too.
const MAX_LENGTH: usize = 1024;
/// Steps from element to element for one selector: this many, and as many again for each node.
const MAX_STEPS: usize = 10_000_000;

/// The elements that `drop` names.
pub(in crate::canon) struct Drops(Vec<bool>);

impl Drops {
    /// Matches all of `selectors` against the tree as it was parsed.
    ///
    /// # Errors
    ///
    /// [`CanonError`] where one of them cannot be used or is too costly.
    pub(in crate::canon) fn find(dom: &Dom, selectors: &[String]) -> Result<Self, CanonError> {
        let mut all = Vec::new();
        for selector in selectors {
            let matches = Selectors::parse(selector)?.matches(dom)?;
            all.resize(matches.len(), false);
            all.iter_mut().zip(matches).for_each(|(known, new)| *known |= new);
        }
        Ok(Self(all))
    }

    /// Whether the element at `id` is dropped.
    pub(in crate::canon) fn contains(&self, id: NodeId) -> bool {
        self.0.get(id.index()).copied().unwrap_or(false)
    }
}

/// A parsed selector list.
pub(in crate::canon) struct Selectors<'a> {
    source: &'a str,
    list: SelectorList<Css>,
}

impl<'a> Selectors<'a> {
    /// Parses `source`.
    ///
    /// # Errors
    ///
    /// [`CanonError::BadSelector`] where it is not a selector of the profile.
    pub(in crate::canon) fn parse(source: &'a str) -> Result<Self, CanonError> {
        let bad = |reason: String| CanonError::BadSelector { selector: source.to_owned(), reason };
        if source.len() > MAX_LENGTH {
            return Err(bad(format!("it is longer than {MAX_LENGTH} bytes")));
        }
        let mut input = cssparser::Parser::new(source);
        match SelectorList::parse_disallow_pseudo(&Grammar, &mut input, ParseRelative::No) {
            Ok(list) => Ok(Self { source, list }),
            Err(error) => Err(bad(reason(&error.kind).to_owned())),
        }
    }

    /// For each node whether it is an element that matches.
    ///
    /// # Errors
    ///
    /// [`CanonError::SelectorTooCostly`] where it takes too many steps.
    pub(in crate::canon) fn matches(&self, dom: &Dom) -> Result<Vec<bool>, CanonError> {
        let quirks = if dom.quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks };
        let mut caches = SelectorCaches::default();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            quirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let steps = Cell::new(MAX_STEPS + 16 * dom.len());
        let mut out = vec![false; dom.len()];
        for step in dom.walk(NodeId::DOCUMENT) {
            if let Step::Enter(id) = step
                && let Some(element) = dom.element(id)
            {
                let at = At { dom, id, element, steps: &steps };
                out[id.index()] = matches_selector_list(&self.list, at, &mut context);
                if steps.get() == 0 {
                    return Err(CanonError::SelectorTooCostly { selector: self.source.to_owned() });
                }
            }
        }
        Ok(out)
    }
}

/// What a person should know about a selector that does not parse.
const fn reason(kind: &ParseErrorKind<Problem>) -> &'static str {
    match kind {
        ParseErrorKind::Custom(Problem(kind)) => match kind {
            SelectorParseErrorKind::EmptySelector => "it, or a part of its list, is empty",
            SelectorParseErrorKind::DanglingCombinator => "a combinator has nothing behind it",
            SelectorParseErrorKind::UnsupportedPseudoClassOrElement
            | SelectorParseErrorKind::PseudoElementExpectedIdent
            | SelectorParseErrorKind::PseudoElementExpectedColon => {
                "only the structural pseudo-classes and :is, :where and :not are taken"
            }
            SelectorParseErrorKind::ExpectedNamespace => "namespace prefixes are not taken",
            SelectorParseErrorKind::ClassNeedsIdent => "a dot stands without a class name",
            SelectorParseErrorKind::NoQualifiedNameInAttributeSelector
            | SelectorParseErrorKind::UnexpectedTokenInAttributeSelector
            | SelectorParseErrorKind::ExpectedBarInAttr
            | SelectorParseErrorKind::BadValueInAttr
            | SelectorParseErrorKind::InvalidQualNameInAttr => "an attribute selector is malformed",
            _ => "it is not CSS selector syntax",
        },
        ParseErrorKind::Basic(BasicParseErrorKind::EndOfInput) => "it ends too early",
        ParseErrorKind::Basic(_) => "it is not CSS selector syntax",
    }
}

/// The grammar: what `selectors` takes by default, with `:is()` and `:where()`, where every part must be valid.
struct Grammar;

struct Problem(SelectorParseErrorKind);

impl From<SelectorParseErrorKind> for Problem {
    fn from(kind: SelectorParseErrorKind) -> Self {
        Self(kind)
    }
}

impl selectors::Parser<'_> for Grammar {
    type Impl = Css;
    type Error = Problem;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }
}
