//! Archives in files: WARC, WACZ and ZIP.

mod listing;
mod open;
mod refuse;
mod warc;
mod zip;

pub(super) use open::{Kept, open, recognise, stdin, zip};
use refuse::refusal;
pub(super) use warc::read;
