//! Profiles: what a law, a press council, a publisher or a house asks of an article, as data.
//!
//! A profile is a TOML file (`docs/spec/profiles.md`). Its clauses name a check each; the checks are the same for all
//! profiles. The built-in ones are under `src/policy/profiles`.

mod built_in;
mod error;
mod headings;
mod model;
mod read;

pub use built_in::{built_in, names, source};
pub use error::ProfileError;
pub use headings::Headings;
pub use model::{About, Carrier, Clause, Exemption, Field, Profile, Source, Title, Where};
