//! Web archives: from packed bytes to captures, going on behind whatever is damaged.
//!
//! Nothing here opens a file: bytes come in through a [`Feed`], and a slice is one, so all of it can be fuzzed.
//! [`Cutter`] unpacks and finds where records begin and end, on one thread; a [`Batch`] of its records is read on any.

mod batch;
mod capture;
mod coding;
mod cutter;
mod damage;
mod domain;
mod feed;
mod fixity;
mod gap;
mod gzip;
mod limits;
mod marks;
mod message;
mod piece;
mod recognise;
mod record;
mod space;
mod stamp;
mod token;
mod unpack;
mod unpacked;
mod wacz;
mod window;
mod zstandard;

pub use batch::Batch;
pub use cutter::Cutter;
pub use damage::{Damage, Fault};
pub use domain::Certificate;
pub use feed::{Feed, Stream};
pub use limits::{Digests, Limits};
pub use piece::Piece;
pub use recognise::is_warc;
pub use stamp::Stamp;
pub use unpacked::{Torn, Unpacked, is_packed};
pub use wacz::{Package, Signed};
