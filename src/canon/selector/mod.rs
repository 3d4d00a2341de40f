//! The CSS selectors of a scope, matched as browsers match them.
//!
//! Taken are type, class, id and attribute selectors, the four combinators, lists, `:is()`, `:where()`, `:not()`
//! and the structural pseudo-classes: what depends on nothing but the tree.

mod element;
mod list;

pub(super) use list::{Drops, Selectors};
