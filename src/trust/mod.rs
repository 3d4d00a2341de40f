//! Which keys are trusted, for whom, for what and for how long: the trust file.
//!
//! docs/spec/record.md §Trust defines the file. Only what stands in it is trusted; nothing found beside an article
//! ever is.

mod error;
mod file;
mod judge;
mod model;
mod scope;
mod when;

pub use error::TrustError;
pub use judge::{Accepted, Fault, Question};
pub use model::{Publisher, Revocation, Role, Trust, TrustedKey};
pub use scope::{Prefix, same_address};
