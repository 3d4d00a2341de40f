//! Where records and keys are kept: files that are there whole or not at all.
//!
//! A record lies beside its article, `article.html.terang.json` beside `article.html`. It is not trusted for lying
//! there. A key file that others may read is refused.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads and writes records and keys")]

mod article;
#[cfg(feature = "sqlite")]
pub mod audit_db;
mod command;
mod entropy;
mod error;
mod key_file;
mod sidecar;
mod whole;

pub use article::{read_article, replace_article};
pub use command::CommandSigner;
pub use entropy::random;
pub use error::StoreError;
pub use key_file::{read_public, read_secret, write_public, write_secret};
pub use sidecar::{SUFFIX, read_record, read_text, sidecar, write_record, write_text};
pub use whole::open;
