//! From what the user typed to a stream of inputs.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

#[cfg(feature = "archive")]
use super::archive;
use super::decode::Gunzip;
use super::dir::{Folder, Met, is_glob};
use super::input::shown;
use super::jsonl::{self, Cutter};
#[cfg(feature = "archive")]
use super::media::is_article;
use super::media::{is_archive, is_gz, is_records};
#[cfg(any(feature = "archive", feature = "parquet"))]
use super::spool::{self, Seekable};
#[cfg(feature = "parquet")]
use super::table::{self, Table};
use super::{Caps, Columns, Input, SourceError};
use crate::magic;

/// What the inputs are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Each file is a document; a file that is named and ends in `.jsonl` or `.ndjson` is a stream of records.
    #[default]
    Auto,
    /// Everything is a stream of records.
    Jsonl,
}

/// How inputs are opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What they are.
    pub kind: Kind,
    /// The name that standard input is read under.
    pub stdin_name: Option<String>,
    /// What reading may cost.
    pub caps: Caps,
    /// Whether folders are read whole: archives and record files too, hidden files, and what .gitignore names.
    pub whole_folders: bool,
    /// Whether folders that are read whole pass over what .gitignore and .ignore name all the same.
    pub respect_gitignore: bool,
    /// Whether archives are opened (WARC, WACZ, ZIP, Parquet) and not read as one document.
    pub archives: bool,
    /// Which columns of tables are read.
    pub columns: Columns,
}

/// The inputs behind what the user typed: `-`, files, folders and globs, in the order typed, folders sorted by name.
///
/// Nothing is opened before it is asked for.
#[must_use]
pub fn open(typed: Vec<PathBuf>, options: Options) -> Inputs {
    Inputs { typed: typed.into_iter(), options, folder: None, records: None }
}

/// The stream that [`open`] returns.
pub struct Inputs {
    typed: std::vec::IntoIter<PathBuf>,
    options: Options,
    folder: Option<Folder>,
    records: Option<Box<dyn Iterator<Item = Input>>>,
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(input) = self.records.as_mut().and_then(Iterator::next) {
                return Some(input);
            }
            self.records = None;
            match self.folder.as_mut().and_then(Iterator::next) {
                Some(Met::Other(input)) => return Some(input),
                Some(Met::File(path)) if self.streams(&path) => {
                    if let Some(failed) = self.start(&path) {
                        return Some(failed);
                    }
                    continue;
                }
                Some(Met::File(path)) => return Some(file(path)),
                None => self.folder = None,
            }
            let path = self.typed.next()?;
            if let Some(input) = self.begin(path) {
                return Some(input);
            }
        }
    }
}

impl Inputs {
    /// Begins with the next thing typed; `None` where its inputs are yet to be drawn.
    fn begin(&mut self, path: PathBuf) -> Option<Input> {
        if path.as_os_str() == "-" {
            let name = self.options.stdin_name.clone();
            let records = self.options.kind == Kind::Jsonl
                || name.as_deref().is_some_and(is_records)
                // Of a data set that an audit took for one page all pages would be lost, and nothing would say so.
                || self.options.whole_folders
                    && name.is_none()
                    && io::stdin().lock().fill_buf().is_ok_and(begins_records);
            #[cfg(feature = "archive")]
            if self.options.archives
                && !records
                && let Some(inputs) = archive::stdin(name.as_deref(), self.options.caps)
            {
                self.records = Some(inputs);
                return None;
            }
            #[cfg(any(feature = "archive", feature = "parquet"))]
            if self.options.archives && !records {
                let kind =
                    io::stdin().lock().fill_buf().ok().and_then(|b| spool::recognise(name.as_deref(), b));
                if let Some(kind) = kind {
                    let opened = self.spooled(kind, name.as_deref().unwrap_or("-"));
                    return self.begun(opened);
                }
            }
            if !records {
                return Some(Input::Stdin { name });
            }
            let origin = name.unwrap_or_else(|| "-".to_owned());
            return self.cut(&origin, io::stdin().lock());
        }
        if path.is_dir() {
            self.folder = Some(Folder::new(&path, &self.options));
            return None;
        }
        let text = path.to_string_lossy();
        if is_glob(&text) && path.symlink_metadata().is_err() {
            match Folder::glob(&text) {
                Ok(folder) => self.folder = Some(folder),
                Err(error) => return Some(Input::Failed(error)),
            }
            return None;
        }
        if self.options.kind == Kind::Jsonl || is_records(&text) || self.is_archive(&text) {
            return self.start(&path);
        }
        #[cfg(feature = "archive")]
        if self.options.archives
            && !is_article(&text)
            && let Some(kept) = archive::sniff(&path)
        {
            return self.begun(archive::open(&path, &shown(&path), kept, self.options.caps));
        }
        Some(file(path))
    }

    /// Whether a file that a folder holds is a stream of records.
    fn streams(&self, path: &Path) -> bool {
        let name = path.to_string_lossy();
        let whole = self.options.whole_folders;
        self.options.kind == Kind::Jsonl || whole && (is_records(&name) || self.is_archive(&name))
    }

    fn is_archive(&self, name: &str) -> bool {
        self.options.archives && self.options.kind == Kind::Auto && is_archive(name)
    }

    /// Begins with a file that holds many documents.
    fn start(&mut self, path: &Path) -> Option<Input> {
        #[cfg(feature = "archive")]
        if self.options.kind == Kind::Auto
            && let Some(kept) = archive::recognise(&path.to_string_lossy())
        {
            return self.begun(archive::open(path, &shown(path), kept, self.options.caps));
        }
        #[cfg(feature = "parquet")]
        if self.options.kind == Kind::Auto && table::recognise(&path.to_string_lossy()) {
            let name = shown(path);
            let file = File::open(path).map_err(|source| SourceError::Read { origin: name.clone(), source });
            let table = file.and_then(|f| Table::open(f, &name, &self.options.columns, self.options.caps));
            return self.begun(table.map(|table| Box::new(table) as Box<dyn Iterator<Item = Input>>));
        }
        self.start_records(path)
    }

    /// Standard input, written to a file first.
    #[cfg(any(feature = "archive", feature = "parquet"))]
    fn spooled(&self, kind: Seekable, name: &str) -> Result<Box<dyn Iterator<Item = Input>>, SourceError> {
        let file = spool::spool(io::stdin().lock());
        let file = file.map_err(|source| SourceError::Read { origin: name.to_owned(), source })?;
        match kind {
            #[cfg(feature = "archive")]
            Seekable::Zip => archive::zip(file, name, self.options.caps),
            #[cfg(feature = "parquet")]
            Seekable::Parquet => {
                Ok(Box::new(Table::open(file, name, &self.options.columns, self.options.caps)?))
            }
        }
    }

    /// Keeps what was opened to draw from it.
    #[cfg(any(feature = "archive", feature = "parquet"))]
    fn begun(&mut self, opened: Result<Box<dyn Iterator<Item = Input>>, SourceError>) -> Option<Input> {
        match opened {
            Ok(records) => self.records = Some(records),
            Err(error) => return Some(Input::Failed(error)),
        }
        None
    }

    fn start_records(&mut self, path: &Path) -> Option<Input> {
        let origin = shown(path);
        match File::open(path) {
            Ok(from) => self.cut(&origin, from),
            Err(source) => Some(Input::Failed(SourceError::Read { origin, source })),
        }
    }

    /// Begins to draw records from a stream, packed or not.
    fn cut(&mut self, origin: &str, from: impl io::Read + 'static) -> Option<Input> {
        const BUFFER: usize = 256 << 10;
        let caps = self.options.caps;
        let mut from = BufReader::with_capacity(BUFFER, from);
        let packed = match from.fill_buf() {
            Ok(first) => magic::gzip(first),
            Err(source) => {
                return Some(Input::Failed(SourceError::Read { origin: origin.to_owned(), source }));
            }
        };
        #[cfg(feature = "archive")]
        if from.fill_buf().is_ok_and(crate::archive::is_packed) {
            let feed = crate::archive::Stream(from);
            let from = crate::archive::Unpacked::new(feed, caps.expansion);
            self.records =
                Some(Box::new(Cutter::packed(BufReader::with_capacity(BUFFER, from), origin, caps)));
            return None;
        }
        self.records = Some(if packed {
            Box::new(Cutter::packed(BufReader::with_capacity(BUFFER, Gunzip::new(from, caps)), origin, caps))
        } else {
            Box::new(Cutter::new(from, origin, caps))
        });
        None
    }
}

/// Whether `head`, the first bytes of a stream, is how records begin, packed or not.
fn begins_records(head: &[u8]) -> bool {
    #[cfg(feature = "archive")]
    if crate::archive::is_packed(head) {
        use std::io::Read as _;
        const LOOK: u64 = 64 << 10;
        let mut text = Vec::new();
        let unpacked = crate::archive::Unpacked::new(crate::archive::Stream(head), Caps::default().expansion);
        // That these bytes end in the middle says nothing of what came out before.
        let _ = unpacked.take(LOOK).read_to_end(&mut text);
        return jsonl::begins(&text);
    }
    jsonl::begins(head)
}

fn file(path: PathBuf) -> Input {
    /// Text packs about so well.
    const PACKED: usize = 6;
    let size = path.metadata().map_or(0, |m| usize::try_from(m.len()).unwrap_or(usize::MAX));
    let size = if is_gz(&path.to_string_lossy()) { size.saturating_mul(PACKED) } else { size };
    Input::File { path, size }
}
