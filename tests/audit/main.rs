//! `terang audit` as a whole program: killed at any moment, on a full disk, over hostile archives.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start the program and stop")]

mod archive;
mod change;
mod faults;
mod interrupted;
mod recorded;
mod referred;
mod reports;
mod warc;
