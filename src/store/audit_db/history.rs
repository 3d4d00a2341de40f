//! All captures of one page.

use std::ops::ControlFlow;

use rusqlite::Params;

use super::entries::{COLUMNS, FROM, entry};
use super::{AuditDb, AuditDbError};
use crate::audit::{Attention, ChangeKind, Entry, Origin, Step, Version, steps};

/// Captures of one page that are compared at once; an archive that holds more of one is cut into such stretches.
const STRETCH: usize = 10_000;

impl AuditDb {
    /// The captures of the page at `asked` that audit `run` holds, in the order of their times, each compared with the one
    /// before it. Pages without an address are asked for by the name of their file, or by their identifier.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn history(&self, run: i64, asked: &str) -> Result<Vec<Step>, AuditDbError> {
        let placed = Origin { url: Some(asked.to_owned()), name: asked.to_owned(), ..Origin::default() };
        let steps = self.of_page(run, &placed)?;
        if !steps.is_empty() {
            return Ok(steps);
        }
        self.of_page(run, &Origin { id: Some(asked.to_owned()), ..Origin::default() })
    }

    fn of_page(&self, run: i64, asked: &Origin) -> Result<Vec<Step>, AuditDbError> {
        let page = asked.page();
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE part.run = ?1 AND entry.page = ?2 \
             ORDER BY entry.captured, part.position, entry.number"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query((run, asked.page_number()))?;
        let mut versions = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = entry(row)?;
            // Two pages can have one number.
            if entry.origin.page() == page {
                versions.push(Version::from(&entry));
            }
        }
        Ok(steps(versions))
    }

    /// Gives every time that a page of audit `run` stopped telling readers of the use of AI, from one capture to the next,
    /// to `each`.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn removed(&self, run: i64, mut each: impl FnMut(Attention)) -> Result<(), AuditDbError> {
        // Most pages never change; only those with both kinds of captures are looked at.
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE part.run = ?1 AND entry.state = 'checked' AND entry.page IN \
             (SELECT e.page FROM part p JOIN entry e ON e.reading = p.reading WHERE p.run = ?1 AND e.state = 'checked' \
              GROUP BY e.page HAVING min(e.status = 'disclosed') = 0 AND max(e.status = 'disclosed') = 1) \
             ORDER BY entry.page, entry.captured, part.position, entry.number"
        );
        let mut page: Option<String> = None;
        let mut versions: Vec<Version> = Vec::new();
        let mut turn = |versions: &mut Vec<Version>| {
            let all = steps(std::mem::take(versions));
            for step in all.iter().filter(|s| s.kinds.contains(&ChangeKind::DisclosureRemoved)) {
                if let Some(before) = step.since.and_then(|at| all.get(at)) {
                    each(Attention::removed(before, step));
                }
            }
        };
        self.sorted(&sql, run, |entry| {
            let now = entry.origin.page();
            if page.as_ref() != Some(&now) {
                turn(&mut versions);
                page = Some(now);
            } else if versions.len() == STRETCH {
                let last = versions.last().cloned();
                turn(&mut versions);
                versions.extend(last);
            }
            versions.push(Version::from(&entry));
            ControlFlow::Continue(())
        })?;
        turn(&mut versions);
        Ok(())
    }

    /// Gives what pages of audit `run` lost since audit `before`, and what nothing else in `run` shows, to `each`.
    ///
    /// A page that is still there as it disclosed is among [`AuditDb::removed`], and a record that speaks of a capture says so
    /// beside it.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn lost(&self, before: i64, run: i64, mut each: impl FnMut(Attention)) -> Result<(), AuditDbError> {
        let mut shown = self.connection.prepare(
            "SELECT EXISTS(SELECT 1 FROM part JOIN entry ON entry.reading = part.reading WHERE part.run = ?1 \
             AND entry.page = ?2 AND entry.state = 'checked' AND entry.status = 'disclosed')",
        )?;
        let failed = self.changes(run, |change| {
            let known = match (&change.change, &change.after) {
                (ChangeKind::DisclosureRemoved, Some(now)) => {
                    shown.query_row((run, now.page_number()), |row| row.get(0))
                }
                (ChangeKind::RecordBroken, Some(now)) => Ok(now.outcome.is_some()),
                _ => Ok(true),
            };
            match known {
                Ok(true) => {}
                Ok(false) => Attention::since(before, &change).into_iter().for_each(&mut each),
                Err(error) => return ControlFlow::Break(error),
            }
            ControlFlow::Continue(())
        })?;
        failed.map_or(Ok(()), |error| Err(error.into()))
    }

    /// The capture in audit `run` that a revisit in `reading` refers to: of the page at `url`, the latest before with the
    /// payload digest `stated`; of captures that state none, the latest.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn referred(
        &self,
        run: i64,
        reading: i64,
        url: &str,
        stated: Option<&str>,
    ) -> Result<Option<Entry>, AuditDbError> {
        let asked = Origin { url: Some(url.to_owned()), name: url.to_owned(), ..Origin::default() };
        let page = asked.page_number();
        // Nearly always it lies in the same file, and there the index has the order: a page that was captured a hundred
        // thousand times is not sorted at each of them.
        let same = format!(
            "SELECT {COLUMNS} FROM entry JOIN source ON source.id = (SELECT source FROM reading WHERE id = ?2) \
             LEFT JOIN facts ON facts.id = entry.facts \
             WHERE entry.page = ?1 AND entry.reading = ?2 AND entry.payload IS NOT NULL ORDER BY entry.number DESC"
        );
        if let Some(found) = self.fitting(&same, (page, reading), stated)? {
            return Ok(Some(found));
        }
        let before = format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE part.run = ?1 AND entry.page = ?2 AND entry.payload IS NOT NULL \
             AND part.position < (SELECT position FROM part WHERE run = ?1 AND reading = ?3) \
             ORDER BY part.position DESC, entry.number DESC"
        );
        self.fitting(&before, (run, page, reading), stated)
    }

    /// The first entry with the payload digest `stated`, or that states none.
    fn fitting(
        &self,
        sql: &str,
        given: impl Params,
        stated: Option<&str>,
    ) -> Result<Option<Entry>, AuditDbError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(given)?;
        while let Some(row) = rows.next()? {
            let entry = entry(row)?;
            let own = entry.origin.digests.first().map(|d| d.stated.as_str());
            if own.zip(stated).is_none_or(|(own, stated)| own == stated) {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// Gives the entries that `sql` selects for audit `run` to `each`.
    fn sorted(
        &self,
        sql: &str,
        run: i64,
        mut each: impl FnMut(Entry) -> ControlFlow<()>,
    ) -> Result<(), AuditDbError> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([run])?;
        while let Some(row) = rows.next()? {
            if each(entry(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }
}
