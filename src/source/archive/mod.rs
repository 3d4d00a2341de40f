//! Archives in files: WARC, WACZ and ZIP.

mod body;
mod listing;
mod open;
mod refuse;
mod salvage;
mod signer;
mod warc;
mod zip;

pub(super) use open::{Kept, open, recognise, sniff, stdin, zip};
use refuse::refusal;
pub(super) use warc::read;
