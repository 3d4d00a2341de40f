//! Rules as data: what the visible text says about the use of AI, and what chat programs left in it.

mod model;

pub use model::{Disclosure, Residue};
