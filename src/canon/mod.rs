//! Canonical text, profile `terang-text/1` (docs/spec/canonical-text.md): one article, one text, one root,
//! whether it comes as HTML, Markdown or plain text.
//!
//! Everything here is signed for years: a change of any rule is a new profile, never a change to this one.

mod collect;
mod digests;
mod dom;
mod error;
mod front_matter;
mod html;
mod markdown;
mod model;
mod normalize;
mod plain;
mod root;
mod selector;
mod shadow;
mod text;

pub use digests::ContentDigests;
pub use error::CanonError;
pub use model::{CanonicalText, Coverage, PROFILE, RootRule, Scope, unicode_version};
pub use normalize::paragraph;
pub use text::{digests, text};
