//! Nodes in one vector, linked by index; no walk over them recurses.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

/// The index of a node in its [`Dom`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::canon) struct NodeId(u32);

impl NodeId {
    /// The document node.
    pub(in crate::canon) const DOCUMENT: Self = Self(0);

    /// The index as a number.
    pub(in crate::canon) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An element's own data.
#[derive(Debug)]
pub(in crate::canon) struct Element {
    /// Its name.
    pub(in crate::canon) name: QualName,
    /// Its attributes; no name twice.
    pub(in crate::canon) attributes: Vec<Attribute>,
    /// The fragment that holds a `template`'s content. No walk enters it.
    pub(super) template: Option<NodeId>,
    /// Whether it is a MathML `annotation-xml` that holds HTML.
    pub(super) integration_point: bool,
}

impl Element {
    /// The value of the attribute `name` that stands in no namespace.
    pub(in crate::canon) fn attribute(&self, name: &str) -> Option<&str> {
        let mut found = self.attributes.iter().filter(|a| a.name.ns.is_empty() && &*a.name.local == name);
        found.next().map(|a| &*a.value)
    }
}

/// What a node is.
#[derive(Debug)]
pub(in crate::canon) enum NodeData {
    /// An element.
    Element(Element),
    /// A run of text.
    Text(StrTendril),
    /// The document, a fragment, a comment: nothing that shows.
    Other,
}

/// One node and its links.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: Option<NodeId>,
    pub(super) first: Option<NodeId>,
    pub(super) last: Option<NodeId>,
    pub(super) previous: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    pub(super) data: NodeData,
}

/// A document.
#[derive(Debug)]
pub(in crate::canon) struct Dom {
    pub(super) nodes: Vec<Node>,
    /// Whether the page is in quirks mode: class and id selectors then ignore ASCII case, as in browsers.
    pub(in crate::canon) quirks: bool,
}

impl Dom {
    /// A document without a node in it.
    pub(super) fn new() -> Self {
        let mut dom = Self { nodes: Vec::new(), quirks: false };
        dom.add(NodeData::Other);
        dom
    }

    /// Adds a node that has no parent yet.
    pub(super) fn add(&mut self, data: NodeData) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).expect("the cap on nodes is far below 2^32"));
        self.nodes.push(Node { parent: None, first: None, last: None, previous: None, next: None, data });
        id
    }

    /// How many nodes there are.
    pub(in crate::canon) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    /// What a node is.
    pub(in crate::canon) fn data(&self, id: NodeId) -> &NodeData {
        &self.node(id).data
    }

    /// The element at `id`, where it is one.
    pub(in crate::canon) fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).data {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The parent of a node.
    pub(in crate::canon) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// The first child of a node.
    pub(in crate::canon) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).first
    }

    /// The sibling before a node.
    pub(in crate::canon) fn previous(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).previous
    }

    /// The sibling after a node.
    pub(in crate::canon) fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    /// Takes a node out of its parent.
    pub(super) fn detach(&mut self, id: NodeId) {
        let node = self.node_mut(id);
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match previous {
            Some(previous) => self.node_mut(previous).next = next,
            None => {
                if let Some(parent) = parent {
                    self.node_mut(parent).first = next;
                }
            }
        }
        match next {
            Some(next) => self.node_mut(next).previous = previous,
            None => {
                if let Some(parent) = parent {
                    self.node_mut(parent).last = previous;
                }
            }
        }
    }

    /// Puts a detached node under `parent`, before `next` or last.
    pub(super) fn insert(&mut self, parent: NodeId, id: NodeId, next: Option<NodeId>) {
        let previous = match next {
            Some(next) => self.node_mut(next).previous.replace(id),
            None => self.node_mut(parent).last.replace(id),
        };
        match previous {
            Some(previous) => self.node_mut(previous).next = Some(id),
            None => self.node_mut(parent).first = Some(id),
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (Some(parent), previous, next);
    }

    /// Walks `root` and all below it in document order.
    pub(in crate::canon) fn walk(&self, root: NodeId) -> Walk<'_> {
        Walk { dom: self, root, at: Some((root, true)) }
    }
}

/// One step of a [`Walk`].
#[derive(Clone, Copy, Debug)]
pub(in crate::canon) enum Step {
    /// Before the children of a node.
    Enter(NodeId),
    /// After the children of a node.
    Leave(NodeId),
}

/// A walk in document order that enters and leaves every node.
pub(in crate::canon) struct Walk<'a> {
    dom: &'a Dom,
    root: NodeId,
    /// The node of the next step, and whether it is entered.
    at: Option<(NodeId, bool)>,
}

impl Walk<'_> {
    /// Passes over the node that was just entered, without its children and without leaving it.
    pub(in crate::canon) fn pass_over(&mut self, id: NodeId) {
        self.at = self.after(id);
    }

    fn after(&self, id: NodeId) -> Option<(NodeId, bool)> {
        if id == self.root {
            return None;
        }
        let node = self.dom.node(id);
        node.next.map(|next| (next, true)).or_else(|| node.parent.map(|parent| (parent, false)))
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let (id, enter) = self.at?;
        if enter {
            self.at = Some(self.dom.node(id).first.map_or((id, false), |child| (child, true)));
            Some(Step::Enter(id))
        } else {
            self.at = self.after(id);
            Some(Step::Leave(id))
        }
    }
}
