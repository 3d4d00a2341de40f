//! What changed from one audit to the next.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

use rusqlite::{Rows, params};

use super::entries::{COLUMNS, FROM, entry};
use super::{AuditDb, AuditDbError};
use crate::audit::{Change, Run, Settings, State, Version, changes, rejudged};

/// What came of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// How many changes of each kind.
    pub changes: BTreeMap<String, u64>,
    /// Pages that may be there all the same: their file was not asked for, or not all of it could be read.
    pub unseen: u64,
    /// Pages of the same bytes that are judged in another way.
    pub rejudged: u64,
}

/// A capture, and the file that it lies in.
struct Placed {
    source: String,
    version: Version,
}

/// The newest capture of one page: the pages come in the order of their numbers.
struct Newest<'a> {
    rows: Rows<'a>,
    ahead: Option<(i64, Placed)>,
}

impl<'a> Newest<'a> {
    fn new(rows: Rows<'a>) -> Result<Self, AuditDbError> {
        let mut newest = Self { rows, ahead: None };
        newest.ahead = newest.row()?;
        Ok(newest)
    }

    fn row(&mut self) -> Result<Option<(i64, Placed)>, AuditDbError> {
        let Some(row) = self.rows.next()? else { return Ok(None) };
        let entry = entry(row)?;
        let version = Version::from(&entry);
        // The number stands behind the columns of the entry.
        Ok(Some((row.get(20)?, Placed { source: entry.origin.source, version })))
    }

    /// The number of the next page.
    fn page(&self) -> Option<i64> {
        self.ahead.as_ref().map(|(page, _)| *page)
    }

    /// The newest capture of the next page that could be checked, else the newest: one that was cut must not hide what became
    /// of those before it.
    fn take(&mut self) -> Result<Option<Placed>, AuditDbError> {
        let Some((page, mut newest)) = self.ahead.take() else { return Ok(None) };
        loop {
            match self.row()? {
                Some((same, placed)) if same == page => {
                    let checked = |p: &Placed| p.version.state == State::Checked;
                    let other_form = newest.version.outweighs(&placed.version);
                    if (checked(&placed) || !checked(&newest)) && !other_form {
                        newest = placed;
                    }
                }
                next => {
                    self.ahead = next;
                    return Ok(Some(newest));
                }
            }
        }
    }
}

/// Which pages one audit can have overlooked.
struct Overlooked {
    /// Files of which something could not be read that may have been any page.
    damaged: HashSet<String>,
    /// What was asked for, where not all files were looked for.
    asked: Option<Settings>,
}

impl Overlooked {
    /// Whether the page of which that is the newest capture can be there all the same.
    fn holds(&self, newest: &Placed) -> bool {
        self.damaged.contains(&newest.source)
            || self.asked.as_ref().is_some_and(|asked| !asked.asks_for(&newest.source))
    }
}

impl AuditDb {
    /// Compares audit `run` with the audit `before` it, and keeps every change.
    ///
    /// Only pages with a capture in a file that one of the two has and the other has not, or has as it was at another time,
    /// can have changed; only they are looked at.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read or written.
    pub fn compare(&mut self, before: &Run, run: &Run) -> Result<Differences, AuditDbError> {
        self.write()?;
        self.connection.execute("DELETE FROM change WHERE run = ?1", [run.run])?;
        self.connection.execute_batch(
            "DROP TABLE IF EXISTS temp.touched; CREATE TEMP TABLE touched(page INTEGER PRIMARY KEY)",
        )?;
        let readings =
            "SELECT reading FROM part WHERE run = ?1 EXCEPT SELECT reading FROM part WHERE run = ?2";
        let touch = format!(
            "INSERT OR IGNORE INTO temp.touched SELECT page FROM entry WHERE reading IN ({readings})"
        );
        for (one, other) in [(before, run), (run, before)] {
            self.connection.execute(&touch, params![one.run, other.run])?;
        }
        let then_overlooked = Overlooked { damaged: self.damaged(before.run, run.run)?, asked: None };
        let asked = Some(run.settings.clone());
        let now_overlooked = Overlooked { damaged: self.damaged(run.run, before.run)?, asked };
        let mut out = Differences::default();
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
            let mut old = Newest::new(old.query([before.run])?)?;
            let mut new = Newest::new(new.query([run.run])?)?;
            let mut put = self
                .connection
                .prepare("INSERT INTO change(run, number, kind, body) VALUES(?1, ?2, ?3, ?4)")?;
            loop {
                let (a, b) = (old.page(), new.page());
                let Some(page) = a.into_iter().chain(b).min() else { break };
                let then = if a == Some(page) { old.take()? } else { None };
                let now = if b == Some(page) { new.take()? } else { None };
                let overlooked = match (&then, &now) {
                    // What could not be read is no page that comes or goes.
                    (Some(one), None) | (None, Some(one)) if one.version.state == State::Unreadable => {
                        continue;
                    }
                    (Some(then), None) => now_overlooked.holds(then),
                    (None, Some(now)) => then_overlooked.holds(now),
                    (Some(then), Some(now)) => {
                        out.rejudged += u64::from(rejudged(&then.version, &now.version));
                        false
                    }
                    (None, None) => false,
                };
                if overlooked {
                    out.unseen += 1;
                    continue;
                }
                let (then, now) = (then.map(|p| p.version), now.map(|p| p.version));
                for change in changes(then.as_ref(), now.as_ref(), run.settings.records.is_some()) {
                    number += 1;
                    *out.changes.entry(change.change.word().to_owned()).or_default() += 1;
                    put.execute(params![
                        run.run,
                        number,
                        change.change.word(),
                        serde_json::to_string(&change)?
                    ])?;
                }
            }
        }
        self.connection.execute_batch("DROP TABLE temp.touched")?;
        Ok(out)
    }

    /// The files that audit `run` has read otherwise than `other`, and of which something could not be read whose address is not
    /// known, and that was not in the same way unreadable in `other`.
    fn damaged(&self, run: i64, other: i64) -> Result<HashSet<String>, AuditDbError> {
        let mut statement = self.connection.prepare(
            "SELECT source.name FROM part JOIN source ON source.id = part.source WHERE part.run = ?1 \
             AND part.reading NOT IN (SELECT reading FROM part WHERE run = ?2) \
             AND EXISTS(SELECT length, problem FROM entry \
             WHERE reading = part.reading AND state = 'unreadable' AND url IS NULL \
             EXCEPT SELECT length, problem FROM entry \
             WHERE reading = (SELECT reading FROM part there WHERE there.run = ?2 AND there.source = part.source) \
             AND state = 'unreadable' AND url IS NULL)",
        )?;
        let names = statement.query_map([run, other], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
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
