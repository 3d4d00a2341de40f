//! Archives in files: WARC.

mod open;
mod refuse;
mod warc;

pub(super) use open::{open, recognise, stdin};
use refuse::refusal;
pub(super) use warc::read;
