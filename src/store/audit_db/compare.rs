//! What changed from one audit to the next.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rusqlite::{Rows, params};

use super::entries::{COLUMNS, FROM, entry};
use super::{AuditDb, AuditDbError};
use crate::audit::{Change, Version, changes};

/// The newest capture of one page: the pages come in the order of their numbers.
struct Newest<'a> {
    rows: Rows<'a>,
    ahead: Option<(i64, Version)>,
}

impl<'a> Newest<'a> {
    fn new(rows: Rows<'a>) -> Result<Self, AuditDbError> {
        let mut newest = Self { rows, ahead: None };
        newest.ahead = newest.row()?;
        Ok(newest)
    }

    fn row(&mut self) -> Result<Option<(i64, Version)>, AuditDbError> {
        let Some(row) = self.rows.next()? else { return Ok(None) };
        // The number stands behind the columns of the entry.
        Ok(Some((row.get(20)?, Version::from(&entry(row)?))))
    }

    /// The number of the next page.
    fn page(&self) -> Option<i64> {
        self.ahead.as_ref().map(|(page, _)| *page)
    }

    /// The newest capture of the next page.
    fn take(&mut self) -> Result<Option<Version>, AuditDbError> {
        let Some((page, mut newest)) = self.ahead.take() else { return Ok(None) };
        loop {
            match self.row()? {
                Some((same, version)) if same == page => newest = version,
                next => {
                    self.ahead = next;
                    return Ok(Some(newest));
                }
            }
        }
    }
}

impl AuditDb {
    /// Compares audit `run` with the audit `before` it, keeps every change, and returns how many there are of each kind.
    ///
    /// Only pages with a capture in a file that one of the two has and the other has not, or has as it was at another time,
    /// can have changed; only they are looked at.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read or written.
    pub fn compare(&mut self, before: i64, run: i64) -> Result<BTreeMap<String, u64>, AuditDbError> {
        self.write()?;
        self.connection.execute("DELETE FROM change WHERE run = ?1", [run])?;
        self.connection.execute_batch(
            "DROP TABLE IF EXISTS temp.touched; CREATE TEMP TABLE touched(page INTEGER PRIMARY KEY)",
        )?;
        let readings =
            "SELECT reading FROM part WHERE run = ?1 EXCEPT SELECT reading FROM part WHERE run = ?2";
        let touch = format!(
            "INSERT OR IGNORE INTO temp.touched SELECT page FROM entry WHERE reading IN ({readings})"
        );
        for (one, other) in [(before, run), (run, before)] {
            self.connection.execute(&touch, params![one, other])?;
        }
        let mut counts = BTreeMap::new();
        let mut number = 0_i64;
        let sql = format!(
            "SELECT {COLUMNS}, entry.page FROM temp.touched CROSS JOIN entry INDEXED BY entry_page \
             ON entry.page = touched.page JOIN part ON part.reading = entry.reading AND part.run = ?1 \
             JOIN source ON source.id = part.source LEFT JOIN facts ON facts.id = entry.facts \
             ORDER BY touched.page, entry.captured, part.position, entry.number"
        );
        debug_assert!(FROM.contains("LEFT JOIN facts"), "the two selections have the same columns");
        {
            let mut old = self.connection.prepare(&sql)?;
            let mut new = self.connection.prepare(&sql)?;
            let mut old = Newest::new(old.query([before])?)?;
            let mut new = Newest::new(new.query([run])?)?;
            let mut put = self
                .connection
                .prepare("INSERT INTO change(run, number, kind, body) VALUES(?1, ?2, ?3, ?4)")?;
            loop {
                let (a, b) = (old.page(), new.page());
                let Some(page) = a.into_iter().chain(b).min() else { break };
                let then = if a == Some(page) { old.take()? } else { None };
                let now = if b == Some(page) { new.take()? } else { None };
                for change in changes(then.as_ref(), now.as_ref()) {
                    number += 1;
                    *counts.entry(change.change.word().to_owned()).or_default() += 1;
                    put.execute(params![run, number, change.change.word(), serde_json::to_string(&change)?])?;
                }
            }
        }
        self.connection.execute_batch("DROP TABLE temp.touched")?;
        Ok(counts)
    }

    /// The files of the audit `before` that `run` has not: how many, and of the first ones the name and its captures then.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn missing(
        &self,
        before: i64,
        run: i64,
        first: usize,
    ) -> Result<(usize, Vec<(String, u64)>), AuditDbError> {
        let mut statement = self.connection.prepare(
            "SELECT source.name, part.reading FROM part JOIN source ON source.id = part.source WHERE part.run = ?1 \
             AND NOT EXISTS(SELECT 1 FROM part here WHERE here.run = ?2 AND here.source = part.source) \
             ORDER BY part.position",
        )?;
        let mut captures = self.connection.prepare("SELECT count(*) FROM entry WHERE reading = ?1")?;
        let mut rows = statement.query([before, run])?;
        let (mut count, mut named) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            count += 1;
            if named.len() < first {
                let held: i64 = captures.query_row([row.get::<_, i64>(1)?], |r| r.get(0))?;
                named.push((row.get(0)?, u64::try_from(held).unwrap_or(0)));
            }
        }
        Ok((count, named))
    }

    /// Keeps one change of audit `run`, the `number`-th.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where it cannot be written.
    pub fn put_change(&mut self, run: i64, number: u64, change: &Change) -> Result<(), AuditDbError> {
        self.write()?;
        self.connection
            .prepare_cached("INSERT INTO change(run, number, kind, body) VALUES(?1, ?2, ?3, ?4)")?
            .execute(params![
                run,
                number.cast_signed(),
                change.change.word(),
                serde_json::to_string(change)?
            ])?;
        Ok(())
    }

    /// Gives every change of audit `run` to `each`, until it breaks.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn changes<B>(
        &self,
        run: i64,
        mut each: impl FnMut(Change) -> ControlFlow<B>,
    ) -> Result<Option<B>, AuditDbError> {
        let mut statement =
            self.connection.prepare("SELECT body FROM change WHERE run = ?1 ORDER BY number")?;
        let mut rows = statement.query([run])?;
        while let Some(row) = rows.next()? {
            let body: String = row.get(0)?;
            if let ControlFlow::Break(value) = each(serde_json::from_str(&body)?) {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}
