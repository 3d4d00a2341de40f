//! Why the state of an audit cannot be read or kept.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuditDbError {
    /// The file is something else.
    #[error("{} is not a database of audits", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer terang made it.
    #[error("{} is of version {found}, and this terang knows version {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version that is known here.
        known: i64,
    },
    /// Another program holds it.
    #[error("another audit is working with this database")]
    Locked,
    /// There is no room for it.
    #[error("there is no room left for the database")]
    Full,
    /// It can be read and not written.
    #[error("the database cannot be written to")]
    ReadOnly,
    /// It may not be written, and a log lies beside it that has to be written into it.
    #[error("{} cannot be read as it is: {} belongs into it, and neither may be written", path.display(), log.display())]
    Unmerged {
        /// The file.
        path: PathBuf,
        /// What an audit that was cut short left beside it.
        log: PathBuf,
    },
    /// There is no such file, or it cannot be opened.
    #[error("{} cannot be opened", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: rusqlite::Error,
    },
    /// What it holds cannot be read.
    #[error("the database holds what no terang wrote: {what}")]
    Content {
        /// What is wrong.
        what: String,
    },
    /// Anything else that SQLite says.
    #[error("the database cannot be used")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for AuditDbError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<serde_json::Error> for AuditDbError {
    fn from(error: serde_json::Error) -> Self {
        Self::Content { what: error.to_string() }
    }
}
