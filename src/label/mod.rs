//! Labels: what an article lacks of the statement about the use of AI in its making, as the smallest edits.
//!
//! What is true is declared by the caller; nothing is ever made up. Each edit is tried before it counts: the edited
//! bytes are read again, and must say what was declared and leave everything else as it was (docs/labels.md).

mod bytes;
mod edits;
mod error;
mod front_matter;
mod grown;
mod guard;
mod head;
mod json;
mod markdown;
mod model;
mod outline;
mod own_keys;
mod page;
mod plain;
mod proof;
mod sentence;
mod standing;
mod visible;
mod words;

pub use edits::label;
pub use error::LabelError;
pub use model::{Carriers, Declared, Edit, Kind, Labelled, Note, Position, Use, Wish};
pub use words::{languages, sentence};
