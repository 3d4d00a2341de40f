//! The directory of a ZIP, entry by entry.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom};

/// How an entry of the directory begins (APPNOTE.TXT 4.3.12), and how many bytes it has before its name.
const MAGIC: &[u8] = b"PK\x01\x02";
const HEAD: usize = 46;
/// Entries that are looked at.
const MOST: usize = 1 << 20;

/// An entry that another one of the same name stands before.
pub(super) struct Hidden {
    pub(super) name: String,
    /// Where it begins in the file.
    pub(super) offset: u64,
    /// Its bytes, packed.
    pub(super) packed: u64,
}

/// The entries whose name comes again further on: only the last of each name is ever unpacked.
///
/// `directory` is where the directory begins in the file, `begins` where the ZIP does.
pub(super) fn hidden(file: &File, directory: u64, begins: u64) -> io::Result<Vec<Hidden>> {
    let mut file = file;
    file.seek(SeekFrom::Start(directory))?;
    let mut from = BufReader::new(file);
    let mut all: Vec<Hidden> = Vec::new();
    let mut last: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut out: Vec<usize> = Vec::new();
    let mut head = [0; HEAD];
    while all.len() < MOST && from.read_exact(&mut head).is_ok() && head.starts_with(MAGIC) {
        let short = |at: usize| u64::from(u16::from_le_bytes([head[at], head[at + 1]]));
        let long = |at: usize| short(at) | short(at + 2) << 16;
        let mut name = vec![0; usize::try_from(short(28)).unwrap_or(0)];
        from.read_exact(&mut name)?;
        io::copy(&mut from.by_ref().take(short(30) + short(32)), &mut io::sink())?;
        let shown = String::from_utf8_lossy(&name).into_owned();
        if let Some(before) = last.insert(name, all.len()) {
            out.push(before);
        }
        all.push(Hidden { name: shown, offset: begins + long(42), packed: long(20) });
    }
    out.sort_unstable();
    let mut wanted = out.into_iter().peekable();
    Ok(all
        .into_iter()
        .enumerate()
        .filter(|(at, _)| wanted.next_if_eq(at).is_some())
        .map(|(_, h)| h)
        .collect())
}
