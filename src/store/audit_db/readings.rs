//! Files, and what each reading of them gave.

use rusqlite::{OptionalExtension as _, params};

use super::{AuditDb, AuditDbError, Fingerprint};
use crate::audit::{Skipped, UNREFERRED};
use crate::digest::Digest;

/// What is to be done with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Nothing: this audit has it already.
    Known,
    /// Nothing: it is as it was when it was last read.
    Unchanged,
    /// It is to be read.
    Read(Begun),
}

/// A reading that is to be gone on with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// Its number.
    pub reading: i64,
    /// The number of the last entry that is kept.
    pub entries: u64,
    /// Documents that were met before the interruption, kept or passed over.
    pub seen: u64,
    /// Those of them that were passed over.
    pub skipped: Skipped,
    /// The number of the last record that is kept, where records have numbers.
    pub record: Option<u64>,
}

impl AuditDb {
    /// Says what audit `run` has to do with a file, and notes that it is part of it.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read or written.
    pub fn take(
        &mut self,
        run: i64,
        source: &str,
        print: Option<&Fingerprint>,
        settings: Digest,
        reread: bool,
    ) -> Result<Taken, AuditDbError> {
        self.write()?;
        let source = self.source(source)?;
        let part: Option<i64> = self
            .connection
            .prepare_cached("SELECT reading FROM part WHERE run = ?1 AND source = ?2")?
            .query_row(params![run, source], |r| r.get(0))
            .optional()?;
        if let Some(reading) = part {
            if !self.was_read_before(run, reading)? {
                self.grown = Some(run);
            }
            return self.go_on(reading, print);
        }
        let unchanged = match print.filter(|_| !reread) {
            Some(print) => self.unchanged(source, print, settings)?,
            None => None,
        };
        // What a capture in it refers to may have come with a file that stands before it now.
        let unchanged = match unchanged {
            Some(reading) if self.grown == Some(run) && self.lacks(reading)? => None,
            unchanged => unchanged,
        };
        let (reading, taken) = if let Some(reading) = unchanged {
            (reading, Taken::Unchanged)
        } else {
            self.connection
                .prepare_cached(
                    "INSERT INTO reading(source, settings, size, modified, ends) VALUES(?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    source,
                    &settings.0[..],
                    print.map(|p| p.size.cast_signed()),
                    print.map(|p| p.modified),
                    print.and_then(|p| p.ends).map(|d| d.0.to_vec()),
                ])?;
            let reading = self.connection.last_insert_rowid();
            let begun = Begun { reading, ..Begun::default() };
            self.grown = Some(run);
            (reading, Taken::Read(begun))
        };
        self.connection
            .prepare_cached(
                "INSERT INTO part(run, position, source, reading) \
                 VALUES(?1, (SELECT ifnull(max(position), 0) + 1 FROM part WHERE run = ?1), ?2, ?3)",
            )?
            .execute(params![run, source, reading])?;
        Ok(taken)
    }

    fn source(&self, name: &str) -> Result<i64, AuditDbError> {
        let known: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM source WHERE name = ?1")?
            .query_row([name], |r| r.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        self.connection.prepare_cached("INSERT INTO source(name) VALUES(?1)")?.execute([name])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Whether an audit before `run` has the same reading.
    fn was_read_before(&self, run: i64, reading: i64) -> Result<bool, AuditDbError> {
        let mut asked = self
            .connection
            .prepare_cached("SELECT EXISTS(SELECT 1 FROM part WHERE reading = ?1 AND run < ?2)")?;
        Ok(asked.query_row([reading, run], |r| r.get(0))?)
    }

    /// Whether a capture of a reading refers to one that was not there.
    fn lacks(&self, reading: i64) -> Result<bool, AuditDbError> {
        let mut asked = self
            .connection
            .prepare_cached("SELECT EXISTS(SELECT 1 FROM entry WHERE reading = ?1 AND problem = ?2)")?;
        Ok(asked.query_row(params![reading, UNREFERRED], |r| r.get(0))?)
    }

    /// The newest whole reading of the same content with the same settings.
    fn unchanged(
        &self,
        source: i64,
        print: &Fingerprint,
        settings: Digest,
    ) -> Result<Option<i64>, AuditDbError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT id FROM reading WHERE source = ?1 AND done = 1 AND settings = ?2 AND size = ?3 AND modified = ?4 \
                 AND ends IS ?5 ORDER BY id DESC LIMIT 1",
            )?
            .query_row(
                params![
                    source,
                    &settings.0[..],
                    print.size.cast_signed(),
                    print.modified,
                    print.ends.map(|d| d.0.to_vec())
                ],
                |r| r.get(0),
            )
            .optional()?;
        Ok(found)
    }

    /// Goes on with a reading of this audit; one of a file that has changed since begins anew.
    fn go_on(&mut self, reading: i64, print: Option<&Fingerprint>) -> Result<Taken, AuditDbError> {
        type Row = (bool, i64, i64, i64, String, Option<i64>, Option<i64>, Option<Vec<u8>>);
        let (done, seen, early, unsampled, passed, size, modified, ends): Row = self.connection.query_row(
            "SELECT done, seen, early, unsampled, passed, size, modified, ends FROM reading WHERE id = ?1",
            [reading],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?, r.get(6)?, r.get(7)?)),
        )?;
        if done {
            return Ok(Taken::Known);
        }
        let same = print.is_some_and(|p| {
            (size, modified) == (Some(p.size.cast_signed()), Some(p.modified))
                && ends.as_deref() == p.ends.as_ref().map(|d| &d.0[..])
        });
        if !same {
            self.connection.execute("DELETE FROM entry WHERE reading = ?1", [reading])?;
            self.connection.execute(
                "UPDATE reading SET seen = 0, early = 0, unsampled = 0, passed = '{}', size = ?2, modified = ?3, ends = ?4 WHERE id = ?1",
                params![
                    reading,
                    print.map(|p| p.size.cast_signed()),
                    print.map(|p| p.modified),
                    print.and_then(|p| p.ends).map(|d| d.0.to_vec())
                ],
            )?;
            let begun = Begun { reading, ..Begun::default() };
            return Ok(Taken::Read(begun));
        }
        let (entries, record): (i64, Option<i64>) = self.connection.query_row(
            "SELECT ifnull(max(number), 0), max(record) FROM entry WHERE reading = ?1",
            [reading],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        Ok(Taken::Read(Begun {
            reading,
            entries: count(entries),
            seen: count(seen),
            skipped: Skipped {
                early: count(early),
                unsampled: count(unsampled),
                passed: serde_json::from_str(&passed)?,
            },
            record: record.map(count),
        }))
    }

    /// Notes how far a reading has come. Call it before every commit that follows an entry.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where it cannot be written.
    pub fn progress(&mut self, begun: &Begun, done: bool) -> Result<(), AuditDbError> {
        self.write()?;
        let number = |n: u64| n.cast_signed();
        self.connection
            .prepare_cached(
                "UPDATE reading SET seen = ?2, early = ?3, unsampled = ?4, done = ?5, passed = ?6 WHERE id = ?1",
            )?
            .execute(params![
                begun.reading,
                number(begun.seen),
                number(begun.skipped.early),
                number(begun.skipped.unsampled),
                done,
                serde_json::to_string(&begun.skipped.passed)?,
            ])?;
        Ok(())
    }

    /// Takes the files out of audit `run` of which nothing was read: those that lie behind its limit.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where it cannot be written.
    pub fn drop_untouched(&mut self, run: i64) -> Result<(), AuditDbError> {
        self.write()?;
        self.connection.execute(
            "DELETE FROM part WHERE run = ?1 AND reading IN (SELECT id FROM reading WHERE seen = 0 AND done = 0)",
            [run],
        )?;
        Ok(())
    }

    /// How many entries audit `run` has.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn entry_count(&self, run: i64) -> Result<u64, AuditDbError> {
        let sql = "SELECT count(*) FROM part JOIN entry ON entry.reading = part.reading WHERE run = ?1";
        let count: i64 = self.connection.query_row(sql, [run], |r| r.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}
