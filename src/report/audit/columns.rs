//! Captures as a Parquet table, column by column.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::{COLUMNS, Cell, Kind, row};
use crate::audit::Entry;

/// Captures that are held until their columns are written.
const ROWS: usize = 16_384;

/// A Parquet table that is written in groups of rows.
pub struct Columns<W: Write + Send> {
    to: SerializedFileWriter<W>,
    rows: Vec<Vec<Cell>>,
}

impl<W: Write + Send> Columns<W> {
    /// An empty table: the columns of the CSV table under the same names, all of them optional, times in milliseconds.
    ///
    /// # Errors
    ///
    /// Whatever `to` says.
    pub fn new(to: W) -> io::Result<Self> {
        let fields = COLUMNS.iter().map(|(name, kind)| {
            let (physical, logical) = match kind {
                Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                Kind::Number => (Physical::INT64, None),
                Kind::Time => {
                    let unit = TimeUnit::MILLIS;
                    (Physical::INT64, Some(LogicalType::timestamp(true, unit)))
                }
            };
            Type::primitive_type_builder(name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(logical)
                .build()
                .map(Arc::new)
        });
        let fields = fields.collect::<Result<Vec<_>, ParquetError>>().map_err(io::Error::other)?;
        let schema =
            Type::group_type_builder("capture").with_fields(fields).build().map_err(io::Error::other)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("terang".to_owned())
            .build();
        let to = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties))
            .map_err(io::Error::other)?;
        Ok(Self { to, rows: Vec::new() })
    }

    /// Adds one capture.
    ///
    /// # Errors
    ///
    /// Whatever is written to says.
    pub fn capture(&mut self, entry: &Entry) -> io::Result<()> {
        self.rows.push(row(entry));
        if self.rows.len() >= ROWS { self.group().map_err(io::Error::other) } else { Ok(()) }
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.to.next_row_group()?;
        let mut number = 0;
        while let Some(mut column) = group.next_column()? {
            let kind = COLUMNS.get(number).map(|(_, kind)| *kind);
            let (mut texts, mut numbers, mut levels) =
                (Vec::new(), Vec::new(), Vec::with_capacity(rows.len()));
            for row in &rows {
                let there = match row.get(number) {
                    Some(Cell::Text(Some(text))) => {
                        texts.push(ByteArray::from(text.as_str()));
                        true
                    }
                    Some(Cell::Number(Some(n))) => {
                        numbers.push(if kind == Some(Kind::Time) { n.saturating_mul(1000) } else { *n });
                        true
                    }
                    _ => false,
                };
                levels.push(i16::from(there));
            }
            if kind == Some(Kind::Text) {
                column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None)?;
            } else {
                column.typed::<Int64Type>().write_batch(&numbers, Some(&levels), None)?;
            }
            column.close()?;
            number += 1;
        }
        group.close()?;
        Ok(())
    }

    /// Writes what is left, and the footer.
    ///
    /// # Errors
    ///
    /// Whatever is written to says.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.rows.is_empty() {
            self.group().map_err(io::Error::other)?;
        }
        self.to.close().map(drop).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Facts, Origin, State, Status};
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::RowAccessor as _;

    #[test]
    fn what_is_written_reads_back_over_several_groups() {
        let file = tempfile::tempfile().unwrap();
        let mut table = Columns::new(file.try_clone().unwrap()).unwrap();
        let many = ROWS + 3;
        for n in 0..many {
            let entry = Entry {
                origin: Origin {
                    source: "a.warc".into(),
                    name: format!("a.warc#{n}"),
                    captured: crate::time::Timestamp::from_unix(1_800_000_000),
                    record: Some(n as u64),
                    ..Origin::default()
                },
                state: State::Checked,
                status: Some(Status::Silent),
                media: None,
                lang: None,
                section: None,
                payload: None,
                text: None,
                facts: Facts::default(),
                verified: None,
                problem: None,
            };
            table.capture(&entry).unwrap();
        }
        table.finish().unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!((rows.len(), reader.num_row_groups()), (many, 2));
        let last = &rows[many - 1];
        assert_eq!(last.get_string(1).unwrap(), &format!("a.warc#{}", many - 1));
        assert_eq!(last.get_long(2).unwrap(), i64::try_from(many - 1).unwrap());
        assert_eq!(last.get_timestamp_millis(9).unwrap(), 1_800_000_000_000);
        assert!(last.get_string(6).is_err());
    }
}
