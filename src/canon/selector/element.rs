//! An element of the arena as the selector engine sees it.

use std::cell::Cell;
use std::fmt;

use cssparser::ToCss;
use html5ever::{LocalName, Namespace, ns};
use precomputed_hash::PrecomputedHash;
use selectors::OpaqueElement;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::MatchingContext;
use selectors::matching::ElementSelectorFlags;
use selectors::parser::{NonTSPseudoClass, PseudoElement, SelectorImpl};

use crate::canon::dom::{Dom, Element, NodeData, NodeId};

/// The types behind selectors here: names and values are strings, pseudo-classes of state do not exist.
#[derive(Clone, Debug)]
pub(super) struct Css;

impl SelectorImpl for Css {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Value;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Namespace;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Never;
    type PseudoElement = Never;
}

/// A name: of an element, an attribute, a class, an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name(LocalName);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, dest)
    }
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value(String);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl AsRef<str> for Value {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Value {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        cssparser::serialize_string(&self.0, dest)
    }
}

/// What the grammar never yields: pseudo-classes of state, and pseudo-elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Never {}

impl ToCss for Never {
    fn to_css<W: fmt::Write>(&self, _dest: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl NonTSPseudoClass for Never {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl PseudoElement for Never {}

/// An element and its place, with the steps that matching may still take.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) dom: &'a Dom,
    pub(super) id: NodeId,
    pub(super) element: &'a Element,
    pub(super) steps: &'a Cell<usize>,
}

impl fmt::Debug for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.id, self.element.name.local)
    }
}

impl At<'_> {
    /// Takes one step. Out of steps, no element has a neighbour: matching then ends at once, and its caller sees that
    /// the steps are used up.
    ///
    /// With debug assertions the steps only count down: the engine then compares each index that it remembers with a
    /// new count, and would find half a row of siblings.
    fn step(self) -> Option<()> {
        match self.steps.get().checked_sub(1) {
            Some(left) => {
                self.steps.set(left);
                Some(())
            }
            None => cfg!(debug_assertions).then_some(()),
        }
    }

    /// The first element among `start` and the nodes that `next` leads to.
    fn seek(self, start: Option<NodeId>, next: impl Fn(NodeId) -> Option<NodeId>) -> Option<Self> {
        let mut at = start;
        while let Some(id) = at {
            self.step()?;
            if let Some(element) = self.dom.element(id) {
                return Some(Self { id, element, ..self });
            }
            at = next(id);
        }
        None
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.element.attribute(name)
    }
}

impl selectors::Element for At<'_> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.element)
    }

    fn parent_element(&self) -> Option<Self> {
        self.seek(self.dom.parent(self.id), |_| None)
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.seek(self.dom.previous(self.id), |id| self.dom.previous(id))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.seek(self.dom.next(self.id), |id| self.dom.next(id))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.seek(self.dom.first_child(self.id), |id| self.dom.next(id))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.element.name.ns == ns!(html)
    }

    fn has_local_name(&self, local_name: &Name) -> bool {
        self.element.name.local == local_name.0
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.element.name.ns == *namespace
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.element.name.local == other.element.name.local && self.element.name.ns == other.element.name.ns
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        local_name: &Name,
        operation: &AttrSelectorOperation<&Value>,
    ) -> bool {
        self.element.attributes.iter().any(|attribute| {
            attribute.name.local == local_name.0
                && !matches!(namespace, NamespaceConstraint::Specific(ns) if attribute.name.ns != **ns)
                && operation.eval_str(&attribute.value)
        })
    }

    fn match_non_ts_pseudo_class(&self, class: &Never, _context: &mut MatchingContext<'_, Css>) -> bool {
        match *class {}
    }

    fn match_pseudo_element(&self, element: &Never, _context: &mut MatchingContext<'_, Css>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _flags: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        false
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.value("id").is_some_and(|value| case.eq(value.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        self.value("class").is_some_and(|value| {
            value.split_ascii_whitespace().any(|class| case.eq(class.as_bytes(), name.0.as_bytes()))
        })
    }

    fn has_custom_state(&self, _name: &Name) -> bool {
        false
    }

    fn imported_part(&self, _name: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _name: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let mut child = self.dom.first_child(self.id);
        while let Some(id) = child {
            if !matches!(self.dom.data(id), NodeData::Other) {
                return false;
            }
            if self.step().is_none() {
                return false;
            }
            child = self.dom.next(id);
        }
        true
    }

    fn is_root(&self) -> bool {
        self.dom.parent(self.id) == Some(NodeId::DOCUMENT)
    }

    fn add_element_unique_hashes(&self, _filter: &mut BloomFilter) -> bool {
        false
    }
}
