//! Suppressions in the article itself: a comment that names a code and gives a reason.
//!
//! What is set aside is kept and marked. A comment that gives no reason, holds no longer, is not needed, or reaches for
//! what can never be set aside is a finding of its own. The form is told in `docs/suppress.md`.

mod apply;
mod comment;
mod find;
mod reach;

pub use apply::apply;
