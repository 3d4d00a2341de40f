//! Every output format, held against something that terang did not write: schemas, parsers, and the rules by which the
//! runner of GitHub reads a line.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::type_complexity,
    reason = "a test may start programs, print why it is skipped, and stop"
)]

mod annotations;
mod aside;
mod hostile;
mod large;
mod outside;
mod page;
mod run;
mod sarif;
mod tables;
