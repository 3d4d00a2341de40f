//! Bytes to a [`Document`]: decoding, media type, zones, blocks and machine-readable marks.
//!
//! Nothing here judges what a text or a mark means.

mod charset;
mod copied;
mod error;
mod flow;
mod front_matter;
mod html;
mod markdown;
mod model;
mod open_block;
mod plain;
mod read;
mod reference;
mod section;
mod sniff;
mod wrapper;

pub use charset::{Charset, charset};
pub use error::DocumentError;
pub use html::{Tagged, tags};
pub use model::{Block, BlockKind, Carrier, Document, FrontMatterKind, Mark, Piece, Visible};
pub use read::{Limits, media, read};
pub use section::Section;
