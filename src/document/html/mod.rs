//! HTML: one token pass to zoned blocks and marks.
//!
//! A tree would cost ten times the time and can be made to grow without bounds; text needs only to know which
//! elements are open around it.

mod attribute;
mod charset;
mod drive;
mod element;
mod end;
mod formatting;
mod inside;
mod mark;
mod name;
mod quirks;
mod read;
mod reader;
mod room;
#[cfg(test)]
mod second;
mod stack;
mod start;
mod tag;
mod tags;
mod token;
mod zone;

pub(super) use charset::{declared as declared_charset, last_meta};
pub(super) use read::read;
pub(super) use reader::Reader;
pub use tags::{Tagged, tags};
