//! Every output format, held against something that terang did not write: schemas, parsers, and the rules by which the
//! runner of GitHub reads a line.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start programs and stop")]

mod annotations;
mod hostile;
mod large;
mod outside;
mod page;
mod run;
mod sarif;
mod tables;
