//! The only table of exit codes. They are the same for every verb and every format.

use std::process::ExitCode;

use terang::report::Summary;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done and there is nothing to report.
    Clean,
    /// There are findings.
    Findings,
    /// It could not run, or something could not be read.
    Failed,
    /// There was nothing to check.
    NothingChecked,
    /// The reader of the output went away.
    BrokenPipe,
}

impl Exit {
    /// The exit code.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
            Self::NothingChecked => 3,
            // 128 + SIGPIPE, as a shell shows it for programs that the signal ends.
            Self::BrokenPipe => 141,
        }
    }

    /// What the counts of a check, and the findings that are to fail it, amount to: what is not known weighs more than
    /// what is.
    pub(crate) fn of(summary: &Summary, failing: u64) -> Self {
        if summary.unreadable > 0 {
            Self::Failed
        } else if failing > 0 {
            Self::Findings
        } else if summary.checked == 0 {
            Self::NothingChecked
        } else {
            Self::Clean
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
