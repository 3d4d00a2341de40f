//! The tables. docs/spec/audit-db.md says what each column means; a change is a new version.

/// `PRAGMA application_id`: "tera".
pub(super) const APPLICATION: i64 = 0x7465_7261;

/// `PRAGMA user_version`.
pub(super) const VERSION: i64 = 1;

/// Makes an empty database one of this version.
pub(super) const TABLES: &str = "
CREATE TABLE run(
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('open', 'done', 'left')),
  settings TEXT NOT NULL,
  result TEXT
);
CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE reading(
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(id),
  settings BLOB NOT NULL,
  size INTEGER,
  modified INTEGER,
  ends BLOB,
  seen INTEGER NOT NULL DEFAULT 0,
  early INTEGER NOT NULL DEFAULT 0,
  unsampled INTEGER NOT NULL DEFAULT 0,
  passed TEXT NOT NULL DEFAULT '{}',
  done INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX reading_source ON reading(source);
CREATE TABLE part(
  run INTEGER NOT NULL REFERENCES run(id),
  position INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source(id),
  reading INTEGER NOT NULL REFERENCES reading(id),
  PRIMARY KEY(run, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX part_source ON part(run, source);
CREATE INDEX part_reading ON part(reading);
CREATE TABLE facts(id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE entry(
  reading INTEGER NOT NULL REFERENCES reading(id),
  number INTEGER NOT NULL,
  page INTEGER NOT NULL,
  name TEXT NOT NULL,
  record INTEGER,
  offset INTEGER,
  length INTEGER,
  id TEXT,
  url TEXT,
  captured INTEGER,
  truncated TEXT,
  digests TEXT,
  state TEXT NOT NULL,
  status TEXT,
  media TEXT,
  lang TEXT,
  section TEXT,
  payload BLOB,
  text BLOB,
  facts INTEGER REFERENCES facts(id),
  verified TEXT,
  problem TEXT,
  PRIMARY KEY(reading, number)
) WITHOUT ROWID;
CREATE INDEX entry_page ON entry(page);
CREATE TABLE notice(run INTEGER NOT NULL REFERENCES run(id), text TEXT NOT NULL, UNIQUE(run, text));
CREATE TABLE change(
  run INTEGER NOT NULL REFERENCES run(id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(run, number)
) WITHOUT ROWID;
";
