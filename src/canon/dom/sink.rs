//! What html5ever's tree builder writes its tree into.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use super::arena::{Dom, Element, NodeData, NodeId};

/// The arena while it is built; the tree builder holds it by shared reference.
#[derive(Debug)]
pub(super) struct Sink(pub(super) RefCell<Dom>);

impl Sink {
    /// Puts `child` under `parent`, before `next` or last; text joins the text before it.
    fn place(&self, parent: NodeId, child: NodeOrText<NodeId>, next: Option<NodeId>) {
        let dom = &mut *self.0.borrow_mut();
        match child {
            NodeOrText::AppendNode(id) => {
                dom.detach(id);
                dom.insert(parent, id, next);
            }
            NodeOrText::AppendText(text) => {
                let previous = next.map_or(dom.node(parent).last, |next| dom.node(next).previous);
                if let Some(previous) = previous
                    && let NodeData::Text(before) = &mut dom.node_mut(previous).data
                {
                    before.push_tendril(&text);
                } else {
                    let id = dom.add(NodeData::Text(text));
                    dom.insert(parent, id, next);
                }
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        self.0.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |dom| {
            &dom.element(*target).expect("the tree builder asks for names of elements only").name
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let mut dom = self.0.borrow_mut();
        let template = flags.template.then(|| dom.add(NodeData::Other));
        let integration_point = flags.mathml_annotation_xml_integration_point;
        dom.add(NodeData::Element(Element { name, attributes, template, integration_point }))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.0.borrow_mut().add(NodeData::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.0.borrow_mut().add(NodeData::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.place(*parent, child, None);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.0.borrow().parent(*element);
        match parent {
            Some(parent) => self.place(parent, child, Some(*element)),
            None => self.place(*previous, child, None),
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.0.borrow().parent(*sibling);
        self.place(
            parent.expect("the tree builder names siblings that have a parent"),
            child,
            Some(*sibling),
        );
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let dom = self.0.borrow();
        dom.element(*target)
            .and_then(|element| element.template)
            .expect("create_element gives templates content")
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.0.borrow_mut().quirks = mode == QuirksMode::Quirks;
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut dom = self.0.borrow_mut();
        if let NodeData::Element(element) = &mut dom.node_mut(*target).data {
            for attribute in attributes {
                if element.attributes.iter().all(|known| known.name != attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let dom = &mut *self.0.borrow_mut();
        while let Some(child) = dom.first_child(*node) {
            dom.detach(child);
            dom.insert(*new_parent, child, None);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.0.borrow().element(*handle).is_some_and(|element| element.integration_point)
    }

    fn allow_declarative_shadow_roots(&self, _parent: &NodeId) -> bool {
        false
    }
}
