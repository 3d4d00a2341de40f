//! Where articles come from: files, folders, globs, standard input, JSON Lines, and `.gz` and `.zst` of each; web archives, ZIP, tables.
//!
//! [`open`] walks and cuts, on the caller's thread; [`Input::read`] reads and unpacks, on whichever thread works.
//! What cannot be read is a value in the stream, with its origin, and stops nothing else.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads files and standard input")]

#[cfg(feature = "archive")]
mod archive;
mod columns;
mod decode;
mod dir;
mod error;
mod file;
mod files;
mod http;
mod input;
mod jsonl;
mod line;
mod media;
mod open;
mod piece;
mod said;
#[cfg(any(feature = "archive", feature = "parquet"))]
mod spool;
#[cfg(feature = "parquet")]
mod table;
#[cfg(feature = "archive")]
mod unzstd;

pub use columns::Columns;
pub use decode::Caps;
pub use error::SourceError;
pub use file::named;
pub use files::{Found, files};
pub use input::{Input, shown};
pub use jsonl::records;
pub use media::{is_article, is_read, media_of};
pub use open::{Inputs, Kind, Options, open};
pub use piece::Piece;
