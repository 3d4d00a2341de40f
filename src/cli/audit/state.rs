//! What is wrong with the state of an audit, and what to do about it.

use terang::store::audit_db::AuditDbError;

use crate::cli::failure::{Failure, chain};

/// A failure of the state, with what to do about it.
pub(crate) fn told(error: AuditDbError) -> Failure {
    let help = match error {
        AuditDbError::Full => "what was committed is kept: make room, and run the same command again",
        AuditDbError::Locked => "wait until it is done, or give this audit a --db of its own",
        AuditDbError::Newer { .. } => "use the terang that made it, or give this audit a --db of its own",
        AuditDbError::Foreign { .. } => "is the path right? A new --db is made where there is no file",
        AuditDbError::ReadOnly => "may the file and its folder be written to?",
        AuditDbError::Unmerged { .. } => "copy both into a folder that may be written to, and read the copy",
        AuditDbError::Open { .. } => "is it a file, and is its folder there and may it be written to?",
        AuditDbError::Content { .. } | AuditDbError::Sqlite(_) => {
            "the database may be damaged: put it aside, and the next audit makes a new one and reads everything again"
        }
        _ => "",
    };
    // What SQLite says of a file that it cannot open is that it cannot.
    let said = if matches!(error, AuditDbError::Open { .. }) { error.to_string() } else { chain(&error) };
    let failure = Failure::new(said);
    if help.is_empty() { failure } else { failure.help(help) }
}
