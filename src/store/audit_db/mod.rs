//! The state of audits in SQLite, as docs/spec/audit-db.md describes it.
//!
//! A kill at any moment costs what was not committed, and nothing else: the next run goes on where the last commit was.

mod compare;
mod entries;
mod error;
mod fingerprint;
mod history;
mod open;
mod readings;
mod runs;
mod schema;

pub use compare::Differences;
pub use error::AuditDbError;
pub use fingerprint::{Fingerprint, Trusting, fingerprint};
pub use open::AuditDb;
pub use readings::{Begun, Taken};
pub use runs::{RunState, Stored};
