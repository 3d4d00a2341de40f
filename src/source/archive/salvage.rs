//! A ZIP whose directory is lost: a new directory, made of what its entries say themselves (APPNOTE.TXT 4.3.7).

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use memchr::memmem;

/// How an entry begins (APPNOTE.TXT 4.3.7), and how many bytes it has before its name.
const ENTRY: &[u8; 4] = b"PK\x03\x04";
const HEAD: usize = 30;
/// How the sizes behind an entry begin that was written before they were known (APPNOTE.TXT 4.3.9).
const SIZES: &[u8; 4] = b"PK\x07\x08";
/// Places that are looked at; what lies behind the last of them belongs to no entry.
const MOST: usize = 1 << 20;
/// Places behind an entry of unknown size where its sizes are looked for.
const NEAR: usize = 64;
/// What a 32-bit field holds whose value stands in the ZIP64 extra field.
const ELSEWHERE: u64 = u32::MAX as u64;

/// What was found of a ZIP without its directory.
pub(super) struct Salvaged {
    /// A directory and its end, as they would stand behind the file.
    pub(super) directory: Vec<u8>,
    /// How many bytes the file has.
    pub(super) length: u64,
    /// How many entries it lists.
    pub(super) entries: usize,
    /// Stretches of the file that belong to no entry: first byte and length.
    pub(super) gaps: Vec<(u64, u64)>,
    /// Entries that have the name of another one further on: name, first byte and packed length.
    pub(super) hidden: Vec<(String, u64, u64)>,
}

/// One entry, as its own header and the sizes behind it say.
struct Entry {
    /// The header from the version up to the date, as it stands there.
    fields: [u8; 10],
    checksum: [u8; 4],
    packed: u64,
    size: u64,
    name: Vec<u8>,
    start: u64,
    /// One past the last byte that belongs to it.
    end: u64,
}

/// Looks for the entries of a ZIP by their own headers; `None` where there is none.
///
/// # Errors
///
/// [`io::Error`] where the file cannot be read.
pub(super) fn salvage(file: &mut File) -> io::Result<Option<Salvaged>> {
    let length = file.metadata()?.len();
    let places = places(file)?;
    let (mut entries, mut gaps, mut end) = (Vec::new(), Vec::new(), 0);
    for (number, (at, begins)) in places.iter().enumerate() {
        if *at < end || !begins {
            continue;
        }
        let Some(entry) = entry(file, length, *at, &places[number + 1..])? else { continue };
        if end < *at {
            gaps.push((end, at - end));
        }
        end = entry.end;
        entries.push(entry);
    }
    if end < length {
        gaps.push((end, length - end));
    }
    let mut names = HashSet::new();
    let mut hidden = Vec::new();
    for entry in entries.iter().rev() {
        if !names.insert(entry.name.as_slice()) {
            hidden.push((String::from_utf8_lossy(&entry.name).into_owned(), entry.start, entry.packed));
        }
    }
    hidden.reverse();
    Ok((!entries.is_empty()).then(|| Salvaged {
        directory: directory(&entries, length),
        length,
        entries: entries.len(),
        gaps,
        hidden,
    }))
}

/// Where entries (`true`) and the sizes behind them may begin.
fn places(file: &mut File) -> io::Result<Vec<(u64, bool)>> {
    const BLOCK: usize = 1 << 20;
    let finder = memmem::Finder::new(b"PK");
    let (mut out, mut buffer, mut kept, mut before) = (Vec::new(), vec![0; BLOCK], 0, 0_u64);
    file.seek(SeekFrom::Start(0))?;
    loop {
        let read = file.read(&mut buffer[kept..])?;
        let bytes = &buffer[..kept + read];
        for at in finder.find_iter(bytes) {
            match bytes.get(at..at + 4) {
                Some(sign) if sign == ENTRY => out.push((before + at as u64, true)),
                Some(sign) if sign == SIZES => out.push((before + at as u64, false)),
                _ => {}
            }
            if out.len() >= MOST {
                return Ok(out);
            }
        }
        if read == 0 {
            return Ok(out);
        }
        // A sign may be cut by the end of what was read.
        let rest = bytes.len().min(3);
        let from = bytes.len() - rest;
        before += from as u64;
        buffer.copy_within(from..from + rest, 0);
        kept = rest;
    }
}

/// The entry at `start`, if there is one; `behind` are the places behind it.
fn entry(file: &mut File, length: u64, start: u64, behind: &[(u64, bool)]) -> io::Result<Option<Entry>> {
    let mut head = [0; HEAD];
    if !whole(file, start, &mut head)? {
        return Ok(None);
    }
    let mut name = vec![0; usize::from(short(&head, 26))];
    let mut extra = vec![0; usize::from(short(&head, 28))];
    if name.is_empty()
        || !whole(file, start + HEAD as u64, &mut name)?
        || !whole(file, start + HEAD as u64 + name.len() as u64, &mut extra)?
    {
        return Ok(None);
    }
    let data = start + (HEAD + name.len() + extra.len()) as u64;
    let (mut packed, mut size) = (u64::from(long(&head, 18)), u64::from(long(&head, 22)));
    let wide = large(&extra);
    if let Some((wide_size, wide_packed)) = wide {
        if size == ELSEWHERE {
            size = wide_size;
        }
        if packed == ELSEWHERE {
            packed = wide_packed;
        }
    }
    let mut fields = [0; 10];
    fields.copy_from_slice(&head[4..14]);
    let mut entry = Entry {
        fields,
        checksum: [head[14], head[15], head[16], head[17]],
        packed,
        size,
        name,
        start,
        end: 0,
    };
    // Bit 3: the sizes were not known when the header was written.
    let unknown = short(&head, 6) & 8 != 0 && packed == 0;
    entry.end = data.saturating_add(packed);
    let mut sign = [0; 2];
    let stands = entry.end <= next(behind, data, length)
        || entry.end <= length && whole(file, entry.end, &mut sign)? && &sign == b"PK";
    // Where it reaches over another entry and nothing of a ZIP stands behind it, its size lies, or it is cut.
    if unknown || !stands {
        close(file, &mut entry, length, data, behind, wide.is_some())?;
    }
    Ok(Some(entry))
}

/// Finds where an entry ends whose header does not say it.
fn close(
    file: &mut File,
    entry: &mut Entry,
    length: u64,
    data: u64,
    behind: &[(u64, bool)],
    wide: bool,
) -> io::Result<()> {
    for (at, _) in behind.iter().filter(|(at, begins)| !begins && *at >= data).take(NEAR) {
        let mut sizes = [0; 24];
        let width = if wide { 24 } else { 16 };
        if !whole(file, *at, &mut sizes[..width])? {
            break;
        }
        let (packed, size) = if wide {
            let number =
                |from: usize| u64::from(long(&sizes, from)) | u64::from(long(&sizes, from + 4)) << 32;
            (number(8), number(16))
        } else {
            (u64::from(long(&sizes, 8)), u64::from(long(&sizes, 12)))
        };
        if packed == at - data {
            entry.checksum.copy_from_slice(&sizes[4..8]);
            (entry.packed, entry.size, entry.end) = (packed, size, at + width as u64);
            return Ok(());
        }
    }
    // It is cut, or the sizes behind it have no sign: what is there up to the next entry is tried.
    let next = next(behind, data, length);
    (entry.packed, entry.end) = (next - data.min(next), next);
    Ok(())
}

/// Where the next entry begins, or the file ends.
fn next(behind: &[(u64, bool)], data: u64, length: u64) -> u64 {
    behind.iter().find(|(at, begins)| *begins && *at >= data).map_or(length, |(at, _)| *at)
}

/// Size and packed size in the ZIP64 extra field (APPNOTE.TXT 4.5.3), which a local header gives together.
fn large(mut extra: &[u8]) -> Option<(u64, u64)> {
    while extra.len() >= 4 {
        let (id, length) = (short(extra, 0), usize::from(short(extra, 2)));
        let field = extra.get(4..4 + length)?;
        if id == 1 && length >= 16 {
            let number = |from: usize| u64::from(long(field, from)) | u64::from(long(field, from + 4)) << 32;
            return Some((number(0), number(8)));
        }
        extra = &extra[4 + length..];
    }
    None
}

/// Fills `into` from `at` on; `false` where the file ends before.
fn whole(file: &mut File, at: u64, into: &mut [u8]) -> io::Result<bool> {
    // Beyond this no system can seek.
    if i64::try_from(at).is_err() {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(at))?;
    match file.read_exact(into) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// The directory of the entries (APPNOTE.TXT 4.3.12 to 4.3.16), to stand at `at`; sizes and places always in ZIP64.
fn directory(entries: &[Entry], at: u64) -> Vec<u8> {
    let mut out = Vec::new();
    for entry in entries {
        out.extend(b"PK\x01\x02\x2d\0");
        out.extend(entry.fields);
        out.extend(entry.checksum);
        out.extend([0xFF; 8]);
        out.extend((entry.name.len() as u16).to_le_bytes());
        // A ZIP64 field of three numbers; no comment, disk 0, no attributes.
        out.extend(28_u16.to_le_bytes());
        out.extend([0; 10]);
        out.extend([0xFF; 4]);
        out.extend(&entry.name);
        out.extend(b"\x01\0\x18\0");
        for number in [entry.size, entry.packed, entry.start] {
            out.extend(number.to_le_bytes());
        }
    }
    let (count, size) = (entries.len() as u64, out.len() as u64);
    let end = at + size;
    out.extend(b"PK\x06\x06");
    out.extend(44_u64.to_le_bytes());
    out.extend(b"\x2d\0\x2d\0\0\0\0\0\0\0\0\0");
    for number in [count, count, size, at] {
        out.extend(number.to_le_bytes());
    }
    out.extend(b"PK\x06\x07\0\0\0\0");
    out.extend(end.to_le_bytes());
    out.extend(1_u32.to_le_bytes());
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([0xFF; 12]);
    out.extend([0; 2]);
    out
}
