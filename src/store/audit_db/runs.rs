//! Audits: begun, gone on with, done.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension as _, params};

use super::{AuditDb, AuditDbError};
use crate::audit::{Run, Settings, Skipped};
use crate::time::Timestamp;

/// How far an audit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    /// It was interrupted, or is at work.
    Open,
    /// It came to its end.
    Done,
    /// It was interrupted, and another one was begun.
    Left,
}

impl RunState {
    fn from_word(word: &str) -> Self {
        match word {
            "done" => Self::Done,
            "left" => Self::Left,
            _ => Self::Open,
        }
    }
}

/// An audit as it is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The audit; what is known only at its end is empty before.
    pub run: Run,
    /// How far it has come.
    pub state: RunState,
}

impl AuditDb {
    /// The audit with that number, or the newest.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn run(&self, number: Option<i64>) -> Result<Option<Stored>, AuditDbError> {
        let sql = "SELECT id, at, state, settings, result FROM run WHERE ?1 IS NULL OR id = ?1 ORDER BY id DESC LIMIT 1";
        self.one_run(sql, number)
    }

    /// The newest audit before `run` that came to its end.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn done_before(&self, run: i64) -> Result<Option<Stored>, AuditDbError> {
        let sql = "SELECT id, at, state, settings, result FROM run WHERE id < ?1 AND state = 'done' ORDER BY id DESC LIMIT 1";
        self.one_run(sql, Some(run))
    }

    fn one_run(&self, sql: &str, number: Option<i64>) -> Result<Option<Stored>, AuditDbError> {
        type Row = (i64, i64, String, String, Option<String>);
        let row: Option<Row> = self
            .connection
            .query_row(sql, [number], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))
            .optional()?;
        let Some((id, at, state, settings, result)) = row else { return Ok(None) };
        let mut run: Run = result.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
        run.run = id;
        run.at = Timestamp::from_unix(at);
        run.settings = serde_json::from_str(&settings)?;
        Ok(Some(Stored { run, state: RunState::from_word(&state) }))
    }

    /// Begins an audit, and returns its number. One that was not finished is left behind.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where it cannot be written.
    pub fn begin(&mut self, at: Timestamp, settings: &Settings) -> Result<i64, AuditDbError> {
        self.write()?;
        self.connection.execute("UPDATE run SET state = 'left' WHERE state = 'open'", [])?;
        self.connection.execute(
            "INSERT INTO run(at, state, settings) VALUES(?1, 'open', ?2)",
            params![at.unix(), serde_json::to_string(settings)?],
        )?;
        let number = self.connection.last_insert_rowid();
        self.commit()?;
        Ok(number)
    }

    /// Takes an audit in that was done elsewhere, under its own number.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where it cannot be written.
    pub fn take_in(&mut self, run: &Run) -> Result<(), AuditDbError> {
        self.write()?;
        self.connection.execute(
            "INSERT INTO run(id, at, state, settings, result) VALUES(?1, ?2, 'done', ?3, ?4)",
            params![
                run.run,
                run.at.map_or(0, Timestamp::unix),
                serde_json::to_string(&run.settings)?,
                serde_json::to_string(run)?
            ],
        )?;
        Ok(())
    }

    /// Adds to `run` what its parts say: files, what was passed over, notices.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn sum_up(&self, run: &mut Run) -> Result<(), AuditDbError> {
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        let mut parts = self.connection.prepare(
            "SELECT early, unsampled, passed FROM part JOIN reading ON reading.id = part.reading WHERE run = ?1",
        )?;
        let mut rows = parts.query([run.run])?;
        (run.files, run.skipped) = (0, Skipped::default());
        while let Some(row) = rows.next()? {
            let passed: String = row.get(2)?;
            run.files += 1;
            run.skipped.add(&Skipped {
                early: count(row.get(0)?),
                unsampled: count(row.get(1)?),
                passed: if passed == "{}" { BTreeMap::new() } else { serde_json::from_str(&passed)? },
            });
        }
        let reused = self.connection.query_row(
            "SELECT count(*) FROM part p WHERE p.run = ?1 \
             AND EXISTS(SELECT 1 FROM part q WHERE q.reading = p.reading AND q.run < p.run)",
            [run.run],
            |r| r.get(0),
        )?;
        run.reused = count(reused);
        let mut notices = self.connection.prepare("SELECT text FROM notice WHERE run = ?1 ORDER BY rowid")?;
        run.notices = notices.query_map([run.run], |r| r.get(0))?.collect::<Result<_, _>>()?;
        Ok(())
    }

    /// How many of the records were met by a capture of `run`.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn records_met(&self, run: i64) -> Result<u64, AuditDbError> {
        let sql = "SELECT count(DISTINCT json_extract(verified, '$.record')) FROM part \
                   JOIN entry ON entry.reading = part.reading WHERE part.run = ?1 AND verified IS NOT NULL";
        let met: i64 = self.connection.query_row(sql, [run], |r| r.get(0))?;
        Ok(u64::try_from(met).unwrap_or(0))
    }

    /// Ends the audit.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where it cannot be written.
    pub fn finish(&mut self, run: &Run) -> Result<(), AuditDbError> {
        self.write()?;
        self.connection.execute(
            "UPDATE run SET state = 'done', result = ?2 WHERE id = ?1",
            params![run.run, serde_json::to_string(run)?],
        )?;
        self.commit()
    }

    /// Keeps what a person should know of an input.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where it cannot be written.
    pub fn notice(&mut self, run: i64, text: &str) -> Result<(), AuditDbError> {
        self.write()?;
        let mut put =
            self.connection.prepare_cached("INSERT OR IGNORE INTO notice(run, text) VALUES(?1, ?2)")?;
        put.execute(params![run, text])?;
        Ok(())
    }
}
