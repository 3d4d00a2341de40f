//! Words and formats for people and programs.
//!
//! A report cannot judge again: it gets outcomes that carry their own places and excerpts, and no document.

pub mod audit;
#[cfg(feature = "formats")]
mod checkstyle;
mod claim;
#[cfg(feature = "formats")]
mod csv;
#[cfg(feature = "formats")]
mod entry;
#[cfg(feature = "formats")]
mod format;
#[cfg(feature = "formats")]
mod github;
#[cfg(feature = "formats")]
mod gitlab;
#[cfg(feature = "formats")]
mod html;
#[cfg(feature = "formats")]
pub mod human;
#[cfg(feature = "formats")]
mod json;
pub mod json_v1;
#[cfg(feature = "formats")]
mod junit;
#[cfg(feature = "formats")]
mod layout;
#[cfg(feature = "formats")]
mod listed;
#[cfg(feature = "formats")]
mod location;
#[cfg(feature = "formats")]
mod markdown;
mod model;
mod safe;
#[cfg(feature = "formats")]
mod sarif;
mod summary;
#[cfg(feature = "formats")]
mod tally;
pub mod verify_text;
pub mod verify_v1;
pub mod words;
#[cfg(feature = "formats")]
mod xml;

pub use claim::claim;
#[cfg(feature = "formats")]
pub use entry::{Entry, Remark};
#[cfg(feature = "formats")]
pub use format::{Format, Style};
#[cfg(feature = "formats")]
pub use layout::{Layout, Limit, Row, Section, Totals};
#[cfg(feature = "formats")]
pub use markdown::job_summary;
pub use model::{Checked, Digests, Outcome, Placed, TextDigest, Unreadable};
pub use safe::{safe, safe_line};
pub use summary::Summary;
