//! What profiles say of articles: each clause kept, broken, and not to be decided.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start the program and stop")]

mod academic;
mod china;
mod dewan_pers;
mod eu;
mod house;
mod judge;
mod korea;
mod records;
mod slips;
mod unknown;
