//! Parquet: each row is one document.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::basic::{LogicalType, TimeUnit, Type as Physical};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::file::serialized_reader::ReadOptionsBuilder;
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
    /// Whether whole numbers are nanoseconds.
    Date(bool),
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
    ("plain_text", Some(Media::Plain)),
    ("maintext", Some(Media::Plain)),
];
const URL: &[&str] =
    &["url", "uri", "warc_target_uri", "WARC-Target-URI", "link", "requested_url", "responded_url"];
const DATE: &[&str] = &[
    "date",
    "warc_date",
    "timestamp",
    "published",
    "publish_date",
    "published_date",
    "date_publish",
    "fetch_time",
];
const ID: &[&str] = &["id", "warc_record_id", "record_id"];
const LANG: &[&str] = &["language", "lang"];

/// The rows of a table.
pub(super) struct Table {
    rows: RowIter<'static>,
    /// The file, and what is read of it, to go on behind a row group that is damaged.
    file: File,
    wanted: Type,
    groups: Vec<Group>,
    /// How often that may still be done.
    agains: u8,
    uses: Vec<(String, Use)>,
    name: String,
    caps: Caps,
    row: u64,
    done: bool,
}

/// Some rows of a table that stand together in the file.
struct Group {
    /// The number of its last row.
    last: u64,
    offset: u64,
    length: u64,
}

/// Row groups behind which reading goes on, in one file.
const AGAINS: u8 = 100;

impl Table {
    pub(super) fn open(file: File, name: &str, columns: &Columns, caps: Caps) -> Result<Self, SourceError> {
        let refused = |message: String| SourceError::Entry { origin: name.to_owned(), message };
        let again = file.try_clone();
        let again = again.map_err(|source| SourceError::Read { origin: name.to_owned(), source })?;
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
        let groups = groups(reader.metadata());
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(wanted.clone()));
        let rows = rows.map_err(|e| refused(plain(&e)))?;
        let name = name.to_owned();
        Ok(Self { rows, file: again, wanted, groups, agains: AGAINS, uses, name, caps, row: 0, done: false })
    }

    /// Goes on behind the row group of the row that cannot be read, and tells what is lost.
    fn behind(&mut self, why: &str) -> SourceError {
        let first = self.row;
        let at = self.groups.partition_point(|group| group.last < first);
        let Some(group) = self.groups.get(at) else {
            self.done = true;
            let origin = format!("{}#{first}", self.name);
            return SourceError::Entry { origin, message: why.to_owned() };
        };
        self.row = group.last;
        self.done = at + 1 >= self.groups.len();
        let mut lost = format!("rows {first} to {} are lost", group.last);
        if !self.done {
            self.agains = self.agains.saturating_sub(1);
            match self.rows_behind(at) {
                Some(rows) if self.agains > 0 => self.rows = rows,
                _ => {
                    self.done = true;
                    lost.push_str(", and the rows behind them are not read");
                }
            }
        }
        SourceError::Damaged {
            origin: format!("{}#{first}", self.name),
            record: Some(first),
            offset: group.offset,
            length: group.length,
            message: format!("{why}; {lost}"),
            uri: None,
        }
    }

    /// The rows of the groups behind group `at`.
    fn rows_behind(&self, at: usize) -> Option<RowIter<'static>> {
        let file = self.file.try_clone().ok()?;
        let wanted = self.wanted.clone();
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let options =
                ReadOptionsBuilder::new().with_predicate(Box::new(move |_, group| group > at)).build();
            let reader = SerializedFileReader::new_with_options(file, options).ok()?;
            RowIter::from_file_into(Box::new(reader)).project(Some(wanted)).ok()
        }));
        opened.ok().flatten()
    }

    /// A row without a text is an empty document.
    fn item(&self, row: Row) -> Result<Item, SourceError> {
        let origin = format!("{}#{}", self.name, self.row);
        let mut item = Item { origin, charset: Some("utf-8".to_owned()), ..Item::default() };
        let mut capture = Capture {
            file: self.name.clone(),
            kind: RecordKind::Row,
            record: self.row,
            ..Capture::default()
        };
        for (name, field) in row.into_columns() {
            let Some((_, used)) = self.uses.iter().find(|(column, _)| *column == name) else { continue };
            if let Use::Content(media) = used {
                item.media = *media;
                item.bytes = match field {
                    Field::Str(text) => text.into_bytes(),
                    Field::Bytes(bytes) => bytes.data().to_vec(),
                    _ => Vec::new(),
                };
                // Bytes say their encoding themselves, as a page does.
                continue;
            }
            let Some(text) = text(field, *used == Use::Date(true)) else { continue };
            match used {
                Use::Url => item.uri = Some(text),
                Use::Date(_) => capture.date = Some(text),
                Use::Id => item.id = Some(text),
                _ => item.lang = Some(text),
            }
        }
        if item.bytes.len() > self.caps.size {
            return Err(SourceError::TooLarge { origin: item.origin, limit: self.caps.size });
        }
        item.capture = Some(Box::new(capture));
        Ok(item)
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
            match row {
                Ok(None) => self.done = true,
                Ok(Some(Ok(row))) => match self.item(row) {
                    Ok(item) => {
                        size += item.bytes.len() + 256;
                        pieces.push(Piece::Document(item));
                    }
                    Err(error) => pieces.push(Piece::Failed(error)),
                },
                Ok(Some(Err(error))) => {
                    pieces.push(Piece::Failed(self.behind(&plain(&error))));
                }
                Err(_) => pieces.push(Piece::Failed(self.behind(BROKEN))),
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
    let field = |name: &str| schema.get_fields().iter().find(|f| f.name() == name && f.is_primitive());
    let is = |name: &str| field(name).is_some();
    let mut out = Vec::new();
    let media = |name: &str| CONTENT.iter().find(|(known, _)| *known == name).and_then(|(_, media)| *media);
    let content = match &columns.text {
        Some(name) if is(name) => Some((name.clone(), media(name))),
        Some(name) => return Err(format!("there is no column `{name}`; there are: {}", names(schema))),
        None => CONTENT.iter().find(|(name, _)| is(name)).map(|(name, media)| ((*name).to_owned(), *media)),
    };
    let Some((name, media)) = content else {
        return Err(format!(
            "no column is known to hold articles, name it with --column text=NAME; there are: {}",
            names(schema)
        ));
    };
    let holds_text = |physical| matches!(physical, Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY);
    if !field(&name).is_some_and(|f| holds_text(f.get_physical_type())) {
        return Err(format!("the column `{name}` holds no text"));
    }
    out.push((name, Use::Content(media)));
    let nanos = |name: &String| field(name).is_some_and(|f| is_nanos(f));
    let rest = [
        (&columns.url, URL, Use::Url),
        (&columns.date, DATE, Use::Date(false)),
        (&columns.id, ID, Use::Id),
        (&columns.lang, LANG, Use::Lang),
    ];
    for (given, known, used) in rest {
        let name = match given {
            Some(name) if is(name) => Some(name.clone()),
            Some(name) => return Err(format!("there is no column `{name}`; there are: {}", names(schema))),
            None => known.iter().find(|name| is(name)).map(|name| (*name).to_owned()),
        };
        out.extend(name.map(|name| match used {
            Use::Date(_) => (name.clone(), Use::Date(nanos(&name))),
            other => (name, other),
        }));
    }
    Ok(out)
}

/// The first columns, for people who misspelt one.
fn names(schema: &Type) -> String {
    schema.get_fields().iter().map(|f| f.name()).take(20).collect::<Vec<_>>().join(", ")
}

fn is_nanos(field: &Type) -> bool {
    let logical = field.get_basic_info().logical_type_ref();
    matches!(logical, Some(LogicalType::Timestamp(of)) if of.unit == TimeUnit::NANOS)
}

/// The row groups as the file says them.
fn groups(metadata: &ParquetMetaData) -> Vec<Group> {
    let size = |number: i64| u64::try_from(number).unwrap_or(0);
    let mut last: u64 = 0;
    let of = |group: &RowGroupMetaData| {
        last = last.saturating_add(size(group.num_rows()));
        let starts =
            group.columns().iter().map(|c| size(c.dictionary_page_offset().unwrap_or(c.data_page_offset())));
        Group { last, offset: starts.min().unwrap_or(0), length: size(group.compressed_size()) }
    };
    metadata.row_groups().iter().map(of).collect()
}

/// A short value as text; points in time as RFC 3339. `nanos` says that whole numbers are nanoseconds.
fn text(field: Field, nanos: bool) -> Option<String> {
    Some(match field {
        Field::Null => return None,
        Field::Long(ns) if nanos => {
            crate::time::Timestamp::from_unix(ns.div_euclid(1_000_000_000))?.to_string()
        }
        Field::Str(text) => text,
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::TimestampMillis(ms) => crate::time::Timestamp::from_unix(ms.div_euclid(1000))?.to_string(),
        Field::TimestampMicros(us) => {
            crate::time::Timestamp::from_unix(us.div_euclid(1_000_000))?.to_string()
        }
        Field::Date(days) => crate::time::Timestamp::from_unix(i64::from(days) * 86_400)?.to_string(),
        // As other kinds of records write them: parquet's own way has an exponent from 1e15 and `0E0`.
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        other => other.to_string(),
    })
}
