//! The WHATWG DOM of a page: html5gum's tokenizer, html5ever's tree builder, and nodes in one flat arena.

#[cfg(test)]
mod agree;
mod arena;
mod parse;
mod sink;

pub(super) use arena::{Dom, Element, NodeData, NodeId, Step};
pub(super) use parse::parse;
