//! Entries: one row each.

use std::ops::ControlFlow;

use rusqlite::{Row, params};

use super::{AuditDb, AuditDbError};
use crate::audit::{Entry, Facts, Origin, State, Status};
use crate::digest::Digest;
use crate::time::Timestamp;

/// The columns that [`entry`] reads, in its order.
pub(super) const COLUMNS: &str = "source.name, entry.name, entry.record, entry.offset, entry.length, entry.id, entry.url, \
     entry.captured, entry.truncated, entry.digests, entry.state, entry.status, entry.media, entry.lang, entry.section, \
     entry.payload, entry.text, facts.body, entry.verified, entry.problem";

/// Where they come from, for one audit.
pub(super) const FROM: &str = "part JOIN entry ON entry.reading = part.reading JOIN source ON source.id = part.source \
     LEFT JOIN facts ON facts.id = entry.facts";

impl AuditDb {
    /// Keeps facts, and returns the number under which entries name them.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where they cannot be written.
    pub fn put_facts(&mut self, facts: &Facts) -> Result<i64, AuditDbError> {
        self.write()?;
        let body = serde_json::to_string(facts)?;
        self.connection.prepare_cached("INSERT INTO facts(body) VALUES(?1)")?.execute([body])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Keeps entry `number` of a reading; `facts` is what [`AuditDb::put_facts`] gave, `None` where nothing was found.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where it cannot be written.
    pub fn put(
        &mut self,
        reading: i64,
        number: u64,
        entry: &Entry,
        facts: Option<i64>,
    ) -> Result<(), AuditDbError> {
        self.write()?;
        let o = &entry.origin;
        let whole = |n: Option<u64>| n.map(u64::cast_signed);
        let digest = |d: &Option<Digest>| d.map(|d| d.0.to_vec());
        let digests = (!o.digests.is_empty()).then(|| serde_json::to_string(&o.digests)).transpose()?;
        let verified = entry.verified.as_ref().map(serde_json::to_string).transpose()?;
        self.connection
            .prepare_cached(
                "INSERT INTO entry VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)",
            )?
            .execute(params![
                reading,
                number.cast_signed(),
                o.page_number(),
                o.name,
                whole(o.record),
                whole(o.offset),
                whole(o.length),
                o.id,
                o.url,
                o.captured.map(Timestamp::unix),
                o.truncated,
                digests,
                entry.state.word(),
                entry.status.map(Status::word),
                entry.media,
                entry.lang,
                entry.section,
                digest(&entry.payload),
                digest(&entry.text),
                facts,
                verified,
                entry.problem,
            ])?;
        Ok(())
    }

    /// Gives every entry of audit `run` to `each`, in the order of the archive, until it breaks.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn entries<B>(
        &self,
        run: i64,
        mut each: impl FnMut(Entry) -> ControlFlow<B>,
    ) -> Result<Option<B>, AuditDbError> {
        let sql =
            format!("SELECT {COLUMNS} FROM {FROM} WHERE part.run = ?1 ORDER BY part.position, entry.number");
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([run])?;
        while let Some(row) = rows.next()? {
            if let ControlFlow::Break(value) = each(entry(row)?) {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// How many entries of audit `run` have the payload of one before them.
    ///
    /// # Errors
    ///
    /// [`AuditDbError`] where the database cannot be read.
    pub fn repeated(&self, run: i64) -> Result<u64, AuditDbError> {
        let sql = "SELECT count(payload) - count(DISTINCT payload) FROM part \
                   JOIN entry ON entry.reading = part.reading WHERE run = ?1";
        let count: i64 = self.connection.query_row(sql, [run], |r| r.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

/// The entry in a row of [`COLUMNS`].
pub(super) fn entry(row: &Row<'_>) -> Result<Entry, AuditDbError> {
    let whole = |n: Option<i64>| n.and_then(|n| u64::try_from(n).ok());
    let digest = |at: usize| -> Result<Option<Digest>, AuditDbError> {
        let bytes: Option<Vec<u8>> = row.get(at)?;
        Ok(bytes.and_then(|b| <[u8; 32]>::try_from(b).ok()).map(Digest))
    };
    let json = |at: usize| -> Result<Option<String>, AuditDbError> { Ok(row.get(at)?) };
    let state: String = row.get(10)?;
    let status: Option<String> = row.get(11)?;
    let unknown = |what: &str| AuditDbError::Content { what: format!("a state `{what}`") };
    let captured: Option<i64> = row.get(7)?;
    Ok(Entry {
        origin: Origin {
            source: row.get(0)?,
            name: row.get(1)?,
            record: whole(row.get(2)?),
            offset: whole(row.get(3)?),
            length: whole(row.get(4)?),
            id: row.get(5)?,
            url: row.get(6)?,
            captured: captured.and_then(Timestamp::from_unix),
            truncated: row.get(8)?,
            digests: json(9)?.map(|j| serde_json::from_str(&j)).transpose()?.unwrap_or_default(),
        },
        state: State::from_word(&state).ok_or_else(|| unknown(&state))?,
        status: status.map(|s| Status::from_word(&s).ok_or_else(|| unknown(&s))).transpose()?,
        media: row.get(12)?,
        lang: row.get(13)?,
        section: row.get(14)?,
        payload: digest(15)?,
        text: digest(16)?,
        facts: json(17)?.map(|j| serde_json::from_str::<Facts>(&j)).transpose()?.unwrap_or_default(),
        verified: json(18)?.map(|j| serde_json::from_str(&j)).transpose()?,
        problem: row.get(19)?,
    })
}
