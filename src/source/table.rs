//! Parquet: each row is one document.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::{Caps, Columns, Input, Piece, SourceError};
use crate::item::{Capture, Item, Media, RecordKind};

/// Bytes of the rows that are handed over together.
const BATCH: usize = 1 << 20;

/// Whether the name says that it is a Parquet file.
pub(super) fn recognise(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".parquet") || name.ends_with(".parq")
}

/// What a column is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Content(Option<Media>),
    Url,
    Date,
    Id,
    Lang,
}

/// The names that are looked for where none is given, the first that is there.
const CONTENT: &[(&str, Option<Media>)] = &[
    ("text", Some(Media::Plain)),
    ("html", Some(Media::Html)),
    ("markdown", Some(Media::Markdown)),
    ("content", None),
    ("raw_content", None),
    ("body", None),
];
const URL: &[&str] = &["url", "uri", "warc_target_uri", "WARC-Target-URI", "link"];
const DATE: &[&str] = &["date", "warc_date", "timestamp", "published", "publish_date", "fetch_time"];
const ID: &[&str] = &["id", "warc_record_id", "record_id"];
const LANG: &[&str] = &["language", "lang"];

/// The rows of a table.
pub(super) struct Table {
    rows: RowIter<'static>,
    uses: Vec<(String, Use)>,
    name: String,
    caps: Caps,
    row: u64,
    done: bool,
}

impl Table {
    pub(super) fn open(file: File, name: &str, columns: &Columns, caps: Caps) -> Result<Self, SourceError> {
        let refused = |message: String| SourceError::Entry { origin: name.to_owned(), message };
        let guarded = catch_unwind(AssertUnwindSafe(|| SerializedFileReader::new(file)));
        let reader = guarded.map_err(|_| refused(BROKEN.to_owned()))?.map_err(|e| refused(plain(&e)))?;
        let schema = reader.metadata().file_metadata().schema_descr().root_schema().clone();
        let uses = uses(&schema, columns).map_err(refused)?;
        if let Some(column) = bomb(reader.metadata(), &uses, caps) {
            let times = caps.expansion;
            return Err(refused(format!(
                "the column `{column}` unpacks to more than {times} times its size (--max-expansion)"
            )));
        }
        let fields = schema.get_fields().iter();
        let fields = fields.filter(|f| uses.iter().any(|(column, _)| column == f.name())).cloned().collect();
        let wanted = Type::group_type_builder(schema.name()).with_fields(fields).build();
        let wanted = wanted.map_err(|e| refused(plain(&e)))?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(wanted));
        let rows = rows.map_err(|e| refused(plain(&e)))?;
        Ok(Self { rows, uses, name: name.to_owned(), caps, row: 0, done: false })
    }

    fn item(&self, row: Row) -> Result<Option<Item>, SourceError> {
        let origin = format!("{}#{}", self.name, self.row);
        let mut item = Item { origin, charset: Some("utf-8".to_owned()), ..Item::default() };
        let mut capture = Capture {
            file: self.name.clone(),
            kind: RecordKind::Row,
            record: self.row,
            ..Capture::default()
        };
        let mut found = false;
        for (name, field) in row.into_columns() {
            let Some((_, used)) = self.uses.iter().find(|(column, _)| *column == name) else { continue };
            if let Use::Content(media) = used {
                item.media = *media;
                found = !matches!(field, Field::Null);
                item.bytes = match field {
                    Field::Str(text) => text.into_bytes(),
                    Field::Bytes(bytes) => bytes.data().to_vec(),
                    _ => Vec::new(),
                };
                // Bytes say their encoding themselves, as a page does.
                continue;
            }
            let Some(text) = text(field) else { continue };
            match used {
                Use::Url => item.uri = Some(text),
                Use::Date => capture.date = Some(text),
                Use::Id => item.id = Some(text),
                _ => item.lang = Some(text),
            }
        }
        if item.bytes.len() > self.caps.size {
            return Err(SourceError::TooLarge { origin: item.origin, limit: self.caps.size });
        }
        item.capture = Some(Box::new(capture));
        Ok(found.then_some(item))
    }
}

impl Iterator for Table {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        let (mut pieces, mut size) = (Vec::new(), 0);
        while !self.done && size < BATCH {
            // The library checks most of what a file says of itself, and panics on some of the rest.
            let row = catch_unwind(AssertUnwindSafe(|| self.rows.next()));
            self.row += 1;
            let failed = |message: String| {
                let origin = format!("{}#{}", self.name, self.row);
                Piece::Failed(SourceError::Entry { origin, message })
            };
            match row {
                Ok(None) => self.done = true,
                Ok(Some(Ok(row))) => match self.item(row) {
                    Ok(None) => {}
                    Ok(Some(item)) => {
                        size += item.bytes.len() + 256;
                        pieces.push(Piece::Document(item));
                    }
                    Err(error) => pieces.push(Piece::Failed(error)),
                },
                Ok(Some(Err(error))) => {
                    pieces.push(failed(format!("{}; the rows behind it are not read", plain(&error))));
                    self.done = true;
                }
                Err(_) => {
                    pieces.push(failed(format!("{BROKEN}; the rows behind it are not read")));
                    self.done = true;
                }
            }
        }
        (!pieces.is_empty()).then_some(Input::Ready(pieces, size))
    }
}

/// The column that unpacks to too much, as the file says itself. A page is unpacked whole, whatever is in it.
fn bomb<'a>(metadata: &ParquetMetaData, uses: &'a [(String, Use)], caps: Caps) -> Option<&'a str> {
    /// What is always allowed.
    const SMALL: u64 = 4 << 20;
    let size = |bytes: i64| u64::try_from(bytes).unwrap_or(u64::MAX);
    let chunks = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    let mut large = chunks.filter(|chunk| {
        let most = size(chunk.compressed_size()).saturating_mul(caps.expansion as u64).max(SMALL);
        size(chunk.uncompressed_size()) > most
    });
    large.find_map(|chunk| {
        let name = chunk.column_path().parts().first()?;
        uses.iter().map(|(used, _)| used.as_str()).find(|used| used == name)
    })
}

const BROKEN: &str = "what the Parquet file says of itself does not hold";

fn plain(error: &parquet::errors::ParquetError) -> String {
    format!("not to be read as Parquet: {error}")
}

/// Which columns are read, and as what.
fn uses(schema: &Type, columns: &Columns) -> Result<Vec<(String, Use)>, String> {
    let is = |name: &str| schema.get_fields().iter().any(|f| f.name() == name && f.is_primitive());
    let mut out = Vec::new();
    let media = |name: &str| CONTENT.iter().find(|(known, _)| *known == name).and_then(|(_, media)| *media);
    let content = match &columns.text {
        Some(name) if is(name) => Some((name.clone(), media(name))),
        Some(name) => return Err(format!("there is no column `{name}`")),
        None => CONTENT.iter().find(|(name, _)| is(name)).map(|(name, media)| ((*name).to_owned(), *media)),
    };
    let Some((name, media)) = content else {
        let names: Vec<&str> = schema.get_fields().iter().map(|f| f.name()).take(20).collect();
        return Err(format!("no column is known to hold articles; there are: {}", names.join(", ")));
    };
    out.push((name, Use::Content(media)));
    let rest = [
        (&columns.url, URL, Use::Url),
        (&columns.date, DATE, Use::Date),
        (&columns.id, ID, Use::Id),
        (&columns.lang, LANG, Use::Lang),
    ];
    for (given, known, used) in rest {
        let name = match given {
            Some(name) if is(name) => Some(name.clone()),
            Some(name) => return Err(format!("there is no column `{name}`")),
            None => known.iter().find(|name| is(name)).map(|name| (*name).to_owned()),
        };
        out.extend(name.map(|name| (name, used)));
    }
    Ok(out)
}

/// A short value as text; points in time as RFC 3339.
fn text(field: Field) -> Option<String> {
    Some(match field {
        Field::Null => return None,
        Field::Str(text) => text,
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::TimestampMillis(ms) => crate::time::Timestamp::from_unix(ms.div_euclid(1000))?.to_string(),
        Field::TimestampMicros(us) => {
            crate::time::Timestamp::from_unix(us.div_euclid(1_000_000))?.to_string()
        }
        Field::Date(days) => crate::time::Timestamp::from_unix(i64::from(days) * 86_400)?.to_string(),
        other => other.to_string(),
    })
}
