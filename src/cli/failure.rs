//! Why a command could not run or finish, in words for people.

use std::error::Error;
use std::fmt::Write as _;
use std::io;

use super::exit::Exit;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The reader of standard output went away; nobody is left to tell.
    BrokenPipe,
    /// Something else, in words.
    Told {
        /// What failed, with its causes.
        what: String,
        /// What to do about it, or nothing.
        help: String,
    },
}

impl Failure {
    /// `what` failed.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self::Told { what: what.into(), help: String::new() }
    }

    /// `what` failed because of `error`.
    pub(crate) fn because(what: &str, error: &dyn Error) -> Self {
        Self::new(format!("{what}: {}", chain(error)))
    }

    /// With a word on what to do.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        match self {
            Self::BrokenPipe => self,
            Self::Told { what, .. } => Self::Told { what, help: help.into() },
        }
    }

    /// The exit that it leads to.
    pub(crate) const fn exit(&self) -> Exit {
        match self {
            Self::BrokenPipe => Exit::BrokenPipe,
            Self::Told { .. } => Exit::Failed,
        }
    }
}

/// A failure to write to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::because("the output cannot be written", &error),
        }
    }
}

/// An error and all its causes, one after the other.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut out = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(out, ": {error}");
        cause = error.source();
    }
    out
}
