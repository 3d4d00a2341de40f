//! Use cases: the stages joined, without input or output of their own.

mod check;
#[cfg(feature = "fs")]
mod ordered;

pub use check::{Check, Computed, check};
#[cfg(feature = "fs")]
pub use ordered::{Ordered, in_order};
