//! Machine-readable statements about the use of AI, read by dialect and mapped to the words of design §2.
//!
//! A signal is a fact: what the carrier says, what that means in our words, and whether it is valid by the
//! rules of its own dialect. Judging it is the work of `policy`. The dialects are described in
//! `docs/spec/signals.md`.

mod about;
mod aigc;
mod attributes;
mod c2pa;
mod drupal;
mod folk_attribute;
mod folk_meta;
mod front_matter;
mod header;
mod iptc;
mod json_ld;
mod level;
mod model;
mod ninjs;
mod own;
mod property;
mod read;
mod resolve;
mod sign_off;
mod spdx;
#[cfg(test)]
mod testing;
mod text_code;
mod tree;
mod w3c;
mod work;
mod yaml;

pub use about::{About, about};
pub use header::is_read as reads_header;
pub use model::{Authority, Problem, Signal};
pub use own::declared;
pub use read::{Settings, read};
pub use resolve::{AiDisclosure, Effective, Resolution, resolve};
pub use sign_off::{SignOff, sign_off};
