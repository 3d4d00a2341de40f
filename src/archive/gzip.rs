//! Gzip members (RFC 1952).

use flate2::{Decompress, FlushDecompress, Status};
use libdeflater::{Crc, Decompressor};
use memchr::memmem;

use super::space::Space;
use super::unpack::Step;

/// Packed bytes of a member that is unpacked in one go.
pub(super) const WHOLE: usize = 4 << 20;
/// Unpacked bytes of such a member.
const WHOLE_OUT: u64 = 16 << 20;
/// Bytes made in one step of a larger one.
const STEP: usize = 128 << 10;
/// The shortest member: head, empty block, checksum and size.
const SHORTEST: usize = 18;

/// How a member begins.
pub(super) const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// Whether a member may begin here: the magic number, no reserved flag, and what is ever found behind them.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
        && bytes.get(3).is_none_or(|flags| flags & 0xE0 == 0)
        && bytes.get(8).is_none_or(|extra| matches!(extra, 0 | 2 | 4))
        && bytes.get(9).is_none_or(|system| matches!(system, 0..=19 | 255))
}

/// What came of trying to unpack a whole member.
pub(super) enum Whole {
    /// It was unpacked; so many bytes were eaten.
    Done(usize),
    /// Its end is not among these bytes.
    MoreInput,
    /// It has to be unpacked step by step.
    Odd,
}

/// Unpacks members.
pub(super) struct Gzip {
    fast: Decompressor,
    slow: Option<Decompress>,
}

impl Gzip {
    pub(super) fn new() -> Self {
        Self { fast: Decompressor::new(), slow: None }
    }

    /// Unpacks the member at the beginning of `from`, where its end is plain to see.
    ///
    /// The end is guessed: it is where the next member may begin. The last eight bytes before it say how many bytes
    /// come out and what their checksum is, so a wrong guess is found out, and so is every kind of damage.
    pub(super) fn whole(&mut self, from: &[u8], last: bool, most: u64, to: &mut Space) -> Whole {
        let Some(end) = guess(from, last) else {
            return if last || from.len() >= WHOLE { Whole::Odd } else { Whole::MoreInput };
        };
        let (Some(sum), Some(size)) = (number(from, end - 8), number(from, end - 4)) else {
            return Whole::Odd;
        };
        if u64::from(size) > most.min(WHOLE_OUT) {
            return Whole::Odd;
        }
        let size = size as usize;
        let room = &mut to.room(size)[..size];
        if self.fast.gzip_decompress(&from[..end], room) != Ok(size) {
            return Whole::Odd;
        }
        let mut crc = Crc::new();
        crc.update(room);
        if crc.sum() != sum {
            return Whole::Odd;
        }
        to.add(size);
        Whole::Done(end)
    }

    /// Begins with a member that is unpacked step by step.
    pub(super) fn begin(&mut self) {
        self.slow = Some(Decompress::new_gzip(15));
    }

    /// Unpacks some of it: bytes eaten, bytes made, and how it stands.
    pub(super) fn step(&mut self, from: &[u8], to: &mut Space) -> (usize, usize, Step) {
        let slow = self.slow.get_or_insert_with(|| Decompress::new_gzip(15));
        let (eaten, made) = (slow.total_in(), slow.total_out());
        let status = slow.decompress(from, &mut to.room(STEP)[..STEP], FlushDecompress::None);
        let eaten = usize::try_from(slow.total_in() - eaten).unwrap_or(from.len());
        let made = usize::try_from(slow.total_out() - made).unwrap_or(0);
        to.add(made);
        let step = match status {
            Ok(Status::StreamEnd) => Step::End,
            Ok(_) if eaten == 0 && made == 0 => Step::Starved,
            Ok(_) => Step::Going,
            Err(_) => Step::Bad("gzip data"),
        };
        (eaten, made, step)
    }
}

/// Where the member at the beginning of `from` probably ends.
fn guess(from: &[u8], last: bool) -> Option<usize> {
    let after = from.get(SHORTEST..)?;
    memmem::find_iter(after, MAGIC)
        .map(|at| at + SHORTEST)
        .find(|&at| may_begin(&from[at..]))
        .or_else(|| last.then_some(from.len()))
}

fn number(from: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(from.get(at..at + 4)?.try_into().ok()?))
}

/// Whether a member begins here that holds a WARC record.
pub(super) fn holds_record(from: &[u8]) -> bool {
    probe(from, |out| out.starts_with(b"WARC/1."))
}

/// Whether a member begins here that holds text.
pub(super) fn holds_text(from: &[u8]) -> bool {
    probe(from, is_text)
}

/// Whether bytes could stand in a text: none is a control character that no text has.
pub(super) fn is_text(out: &[u8]) -> bool {
    !out.is_empty() && !out.iter().any(|b| matches!(b, 0..=8 | 14..=31 | 127))
}

fn probe(from: &[u8], holds: impl Fn(&[u8]) -> bool) -> bool {
    if !may_begin(from) {
        return false;
    }
    let mut out = [0; 64];
    let mut probe = Decompress::new_gzip(15);
    let sound = probe.decompress(from, &mut out, FlushDecompress::None).is_ok();
    let made = usize::try_from(probe.total_out()).unwrap_or(0).min(out.len());
    sound && holds(&out[..made])
}
