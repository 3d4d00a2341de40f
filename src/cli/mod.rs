//! The command line: flags to settings, results to files and the terminal.
//!
//! Only here is anything printed. All it does is done with the public items of the library.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads flags and writes results")]

mod address;
mod archive;
mod args;
mod aside;
#[cfg(feature = "sqlite")]
mod audit;
mod baseline;
mod book;
mod check;
mod clock;
mod config;
mod declare;
mod diff;
mod excerpt;
mod exit;
mod explain;
mod failure;
mod git;
#[cfg(feature = "sqlite")]
mod history;
mod init;
mod key;
mod label;
mod leftover;
mod manual;
mod output;
mod packed;
mod passphrase;
mod policy;
mod progress;
mod project;
mod projects;
mod reach;
mod refusal;
#[cfg(feature = "sqlite")]
mod report;
mod rules;
mod run;
mod runner;
mod sign;
mod signed;
mod sink;
mod term;
mod tongue;
mod trust;
mod verify;
mod written;

pub(crate) use run::run;
