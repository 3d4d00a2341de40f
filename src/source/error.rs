//! Why an input could not be read.

use std::io;

/// Why one input could not be read; the next one is not concerned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The file, folder or stream cannot be opened or read.
    #[error("cannot be read")]
    Read {
        /// What was to be read.
        origin: String,
        /// Why not.
        source: io::Error,
    },
    /// It is larger than the limit.
    #[error("larger than the limit of {limit} bytes (--max-size)")]
    TooLarge {
        /// What was to be read.
        origin: String,
        /// The limit in force.
        limit: usize,
    },
    /// Its name ends in `.gz` and its content is no gzip.
    #[error("the name ends in .gz, the content is not gzip")]
    NotGzip {
        /// What was to be read.
        origin: String,
    },
    /// It is a file of a kind that holds no text that terang reads.
    #[error("this is {kind}, not text")]
    Binary {
        /// What was to be read.
        origin: String,
        /// What it looks like.
        kind: &'static str,
    },
    /// A glob cannot be understood.
    #[error("not a glob")]
    Glob {
        /// The glob as typed.
        origin: String,
        /// Why not.
        source: globset::Error,
    },
    /// One record of a JSON Lines stream is bad; the next one is read.
    #[error("column {column}: {message}")]
    Record {
        /// The stream and the number of the record.
        origin: String,
        /// The number of the record, from 1.
        record: u64,
        /// The column in the record, in bytes from 1.
        column: usize,
        /// What is wrong.
        message: String,
        /// The record's identifier, where it could be read.
        id: Option<String>,
        /// Its first byte in the file and its length in bytes; `None` where the file is packed.
        extent: Option<(u64, u64)>,
    },
    /// A file in an archive, or an archive as a whole, cannot be read or does not hold.
    #[error("{message}")]
    Entry {
        /// The archive and the name inside it.
        origin: String,
        /// What is wrong.
        message: String,
    },
    /// Some bytes of an archive are damaged; what stands behind them is read.
    #[error("byte {offset}, {length} bytes: {message}")]
    Damaged {
        /// The archive.
        origin: String,
        /// The number of the record, from 1, where the damage is one record's.
        record: Option<u64>,
        /// The first byte concerned.
        offset: u64,
        /// How many bytes of the file are concerned.
        length: u64,
        /// What is wrong.
        message: String,
        /// The address of the document that is lost, where it could be read.
        uri: Option<String>,
    },
}

impl SourceError {
    /// What was to be read, as a person would name it.
    #[must_use]
    pub fn origin(&self) -> &str {
        match self {
            Self::Read { origin, .. }
            | Self::TooLarge { origin, .. }
            | Self::NotGzip { origin }
            | Self::Binary { origin, .. }
            | Self::Glob { origin, .. }
            | Self::Entry { origin, .. }
            | Self::Record { origin, .. }
            | Self::Damaged { origin, .. } => origin,
        }
    }
}
