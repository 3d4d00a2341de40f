//! Machine-readable statements about the use of AI, read by dialect and mapped to the words of design §2.
//!
//! A signal is a fact: what the carrier says, what that means in our words, and whether it is valid by the
//! rules of its own dialect. Judging it is the work of `policy`.

mod model;

pub use model::{Authority, Problem, Signal};
