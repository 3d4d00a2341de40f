//! A piece of input before it is read.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::jsonl::Batch;
use super::{Caps, Piece, SourceError, file};
use crate::item::Item;

/// A piece of input before it is read: small to hold, ready to be sent to the thread that works on it.
#[derive(Debug)]
pub enum Input {
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// About how many bytes it has, unpacked.
        size: usize,
    },
    /// Standard input as one document.
    Stdin {
        /// The file name that it is to be read under.
        name: Option<String>,
    },
    /// Some records of a stream.
    Records(Batch),
    /// Some records of a web archive.
    #[cfg(feature = "archive")]
    Archive(crate::archive::Batch),
    /// What was read already, and about how many bytes it holds.
    Ready(Vec<Piece>, usize),
    /// Something that cannot be read.
    Failed(SourceError),
    /// Something that a person should know and that is no error.
    Notice(String),
}

impl Input {
    /// About how many bytes are held while it is worked on.
    #[must_use]
    pub fn cost(&self) -> usize {
        match self {
            Self::File { size, .. } => *size,
            Self::Records(batch) => batch.size(),
            #[cfg(feature = "archive")]
            Self::Archive(batch) => batch.size(),
            Self::Ready(_, size) => *size,
            Self::Stdin { .. } | Self::Failed(_) | Self::Notice(_) => 0,
        }
    }

    /// Reads it, and gives each of its documents to `each`. A notice holds none.
    pub fn read(self, caps: Caps, mut each: impl FnMut(Result<Item, SourceError>)) {
        self.pieces(caps, |piece| match piece {
            Piece::Document(item) => each(Ok(item)),
            Piece::Failed(error) => each(Err(error)),
            Piece::Revisit(_) | Piece::Passed(..) => {}
        });
    }

    /// Reads it, and gives all that is in it to `each`: documents, and what an archive holds beside them.
    pub fn pieces(self, caps: Caps, mut each: impl FnMut(Piece)) {
        let mut one =
            |read: Result<Item, SourceError>| each(read.map_or_else(Piece::Failed, Piece::Document));
        match self {
            Self::File { path, .. } => {
                let origin = shown(&path);
                one(file::file(&path, origin, caps));
            }
            Self::Stdin { name } => one(file::stdin(name, caps)),
            Self::Records(batch) => batch.read(caps, one),
            #[cfg(feature = "archive")]
            Self::Archive(batch) => super::archive::read(batch, caps, each),
            Self::Ready(pieces, _) => pieces.into_iter().for_each(each),
            Self::Failed(error) => one(Err(error)),
            Self::Notice(_) => {}
        }
    }
}

/// A path as people read it; `./` in front says nothing. A byte that is no UTF-8 is written as `\xE9`, so that two
/// names that differ are never shown as one.
#[must_use]
pub fn shown(path: &std::path::Path) -> String {
    let path = path.strip_prefix(".").ok().filter(|p| !p.as_os_str().is_empty()).unwrap_or(path);
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02X}");
        }
    }
    out
}
