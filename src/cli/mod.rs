//! The command line: flags to settings, results to files and the terminal.
//!
//! Only here is anything printed. All it does is done with the public items of the library.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads flags and writes results")]

mod args;
mod check;
mod exit;
mod explain;
mod failure;
mod manual;
mod output;
mod progress;
mod rules;
mod run;
mod sink;
mod term;

pub(crate) use run::run;
