//! The baseline: findings that were there before the check was switched on (`docs/spec/baseline.md`).
//!
//! An entry holds for a fingerprint, which neither line nor path is part of; its path says only whether a run could have
//! met it.

mod file;
mod hold;

pub use file::{BaselineError, Entry, File, SCHEMA, read, write};
pub use hold::{Known, Marked, Moved, Spread, Stale};
