//! Opening a database, and when it is written.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::AuditDbError;
use super::schema::{APPLICATION, TABLES, VERSION};

/// How long to wait for somebody else who has the database.
const PATIENCE: Duration = Duration::from_secs(2);

/// The state of audits: a file, or a temporary one that goes with the value.
pub struct AuditDb {
    pub(super) connection: Connection,
    /// Whether something was written since the last commit.
    pub(super) writing: bool,
    /// The audit in which a file was read that no audit before had as it is.
    pub(super) grown: Option<i64>,
}

impl AuditDb {
    /// Opens the database at `path` for an audit, or makes it. It is this program's alone until it is closed.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`]: nothing is changed in a file that is something else, newer, or another audit's.
    pub fn open(path: &Path) -> Result<Self, AuditDbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = connect(path, flags)?;
        // Asked before anything is changed, and before the first lock is taken for good.
        let fresh = is_fresh(&connection, path)?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // A write-ahead log is whole after a kill at any moment. Without a sync for each commit the last of them can be lost
        // with the machine's power; what they held is then read again, and the file stays sound.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        if fresh {
            connection.execute_batch(TABLES)?;
            connection.pragma_update(None, "application_id", APPLICATION)?;
            connection.pragma_update(None, "user_version", VERSION)?;
        }
        connection.execute_batch("COMMIT")?;
        Self::with(connection)
    }

    /// Opens the database at `path` to read in it.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where there is none, or it cannot be read.
    pub fn read(path: &Path) -> Result<Self, AuditDbError> {
        // A log that a killed audit left behind can be taken in only by who may write.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        match Self::read_by(path, connect(path, flags)?) {
            Err(error) if is_refusal(&error) => Self::read_only(path),
            read => read,
        }
    }

    fn read_by(path: &Path, connection: Connection) -> Result<Self, AuditDbError> {
        if is_fresh(&connection, path)? {
            return Err(AuditDbError::Foreign { path: path.to_owned() });
        }
        connection.pragma_update(None, "query_only", true)?;
        Self::with(connection)
    }

    /// Opens a database that may not be written, a copy kept as evidence for one: SQLite is told that nobody writes it.
    fn read_only(path: &Path) -> Result<Self, AuditDbError> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if Path::new(&log).metadata().is_ok_and(|log| log.len() > 0) {
            return Err(AuditDbError::Unmerged { path: path.to_owned(), log: log.into() });
        }
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let address = url::Url::from_file_path(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
            .map_err(|()| AuditDbError::ReadOnly)?;
        Self::read_by(path, connect(Path::new(&format!("{address}?immutable=1")), flags)?)
    }

    /// A database in a temporary file that is gone when the value is.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where there is no room for it.
    pub fn temporary() -> Result<Self, AuditDbError> {
        let connection = Connection::open("")?;
        // Nobody is going to read it after a failure.
        connection.pragma_update(None, "journal_mode", "OFF")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.execute_batch(TABLES)?;
        Self::with(connection)
    }

    fn with(connection: Connection) -> Result<Self, AuditDbError> {
        // In KiB where negative. What does not fit into memory is sorted and kept on disk.
        connection.pragma_update(None, "cache_size", -32_768)?;
        connection.pragma_update(None, "temp_store", "FILE")?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection, writing: false, grown: None })
    }

    /// Begins a transaction, where none is open.
    pub(super) fn write(&mut self) -> Result<(), AuditDbError> {
        if !self.writing {
            self.connection.execute_batch("BEGIN")?;
            self.writing = true;
        }
        Ok(())
    }

    /// Makes everything that was put so far last.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`]; then all since the last commit is undone.
    pub fn commit(&mut self) -> Result<(), AuditDbError> {
        if std::mem::take(&mut self.writing) {
            self.connection.execute_batch("COMMIT")?;
        }
        Ok(())
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, AuditDbError> {
    let cannot = |source: rusqlite::Error| AuditDbError::Open { path: path.to_owned(), source };
    let connection = Connection::open_with_flags(path, flags).map_err(cannot)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// Whether SQLite says that it may not write, which it has to for the log's sake even where it only reads.
fn is_refusal(error: &AuditDbError) -> bool {
    match error {
        AuditDbError::ReadOnly => true,
        AuditDbError::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen),
        _ => false,
    }
}

/// Whether the database is empty; else it is one of ours that is understood.
fn is_fresh(connection: &Connection, path: &Path) -> Result<bool, AuditDbError> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = number("application_id").map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => AuditDbError::Foreign { path: path.to_owned() },
        _ => error.into(),
    })?;
    if application == 0 {
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
        return if tables == 0 { Ok(true) } else { Err(AuditDbError::Foreign { path: path.to_owned() }) };
    }
    if application != APPLICATION {
        return Err(AuditDbError::Foreign { path: path.to_owned() });
    }
    let found = number("user_version")?;
    if found > VERSION {
        return Err(AuditDbError::Newer { path: path.to_owned(), found, known: VERSION });
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_written_is_read_unless_a_log_belongs_into_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a b%3F?#é.sqlite");
        drop(AuditDb::open(&path).unwrap());
        let tables = |db: &AuditDb| {
            let count = "SELECT count(*) FROM sqlite_master";
            db.connection.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap()
        };
        let want = tables(&AuditDb::read(&path).unwrap());
        let db = AuditDb::read_only(&path).unwrap();
        assert_eq!(tables(&db), want);
        assert!(db.connection.execute_batch("CREATE TABLE more (a)").is_err());
        drop(db);
        let names = || folder.path().read_dir().unwrap().count();
        assert_eq!(names(), 1);
        let mut log = path.clone().into_os_string();
        log.push("-wal");
        std::fs::write(&log, b"x").unwrap();
        assert!(matches!(AuditDb::read_only(&path), Err(AuditDbError::Unmerged { .. })));
    }
}
