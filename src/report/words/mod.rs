//! Words for people, in more than one language. The catalogues are data: one TOML file a tongue.

mod catalogue;
mod named;
mod pages;
mod reason;
mod tongue;

pub use catalogue::{keys, say, template, text};
pub(in crate::report) use named::{Named, of_verdict};
pub use pages::page;
pub use reason::reason;
pub use tongue::Tongue;
