//! Words and formats for people and programs.
//!
//! A report cannot judge again: it gets outcomes that carry their own places and excerpts, and no document.

pub mod audit;
mod claim;
mod format;
#[cfg(feature = "cli")]
pub mod human;
pub mod json_v1;
mod model;
mod safe;
mod summary;
pub mod verify_text;
pub mod verify_v1;
pub mod words;

pub use claim::claim;
pub use format::Format;
pub use model::{Checked, Digests, Outcome, Placed, TextDigest, Unreadable};
pub use safe::{safe, safe_line};
pub use summary::Summary;
