//! What a `terang.toml` says: read, merged with what it extends, each value with the place that it came from.
//!
//! Texts come in as arguments and values go out; finding files is the work of the command line. Nothing here is ever
//! read from what is being verified or audited.

mod bytes;
mod day;
mod error;
mod file;
mod ignore;
mod layer;
mod merge;
mod schema;

pub use bytes::{Bytes, size};
pub use day::Day;
pub use error::{ConfigError, nearest};
pub use file::{Baseline, FailOn, File, Files, Rules, Signals};
pub use ignore::Ignore;
pub use layer::{Layer, Located};
pub use merge::{Config, Origin, Setting, merge};
pub use schema::schema;
