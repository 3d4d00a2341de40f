//! Zstandard frames (RFC 8878), with the dictionary of a `.warc.zst`.

use zstd::stream::raw::{Decoder, Operation as _};

use super::gzip::is_text;
use super::space::Space;
use super::unpack::Step;

/// Bytes made in one step.
const STEP: usize = 256 << 10;
/// The largest dictionary; the format's makers advise some hundred kilobytes.
pub(super) const DICTIONARY: usize = 16 << 20;

/// How a frame begins that is not skippable.
pub(super) const MAGIC: &[u8] = b"\x28\xb5\x2f\xfd";

/// Whether a frame may begin here, skippable or not.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC) || is_skippable(bytes)
}

fn is_skippable(bytes: &[u8]) -> bool {
    bytes.len() >= 4 && bytes[0] & 0xF0 == 0x50 && bytes[1..4] == *b"\x2a\x4d\x18"
}

/// How long the dictionary frame is that `bytes` begin with, head and all; `None` where there is none.
pub(super) fn dictionary_frame(bytes: &[u8]) -> Option<usize> {
    let size = bytes.strip_prefix(b"\x5d\x2a\x4d\x18")?.get(..4)?;
    let size = usize::try_from(u32::from_le_bytes(size.try_into().ok()?)).ok()?;
    (size <= DICTIONARY).then_some(size + 8)
}

/// Unpacks frames.
pub(super) struct Zstandard {
    dictionary: Vec<u8>,
    decoder: Option<Decoder<'static>>,
}

impl Zstandard {
    /// `frame` is the dictionary frame, if the file has one; what it holds may be packed itself.
    pub(super) fn new(frame: Option<&[u8]>) -> Self {
        let content = frame.and_then(|f| f.get(8..)).unwrap_or_default();
        let dictionary = if may_begin(content) {
            zstd::bulk::decompress(content, DICTIONARY).unwrap_or_default()
        } else {
            content.to_vec()
        };
        Self { dictionary, decoder: None }
    }

    /// Begins with a frame.
    pub(super) fn begin(&mut self) {
        let ready = self.decoder.as_mut().is_some_and(|d| d.reinit().is_ok());
        if !ready {
            self.decoder = Decoder::with_dictionary(&self.dictionary).ok();
        }
    }

    /// Unpacks some of it: bytes eaten, bytes made, and how it stands.
    pub(super) fn step(&mut self, from: &[u8], to: &mut Space) -> (usize, usize, Step) {
        let Some(decoder) = &mut self.decoder else { return (0, 0, Step::Bad("zstd dictionary")) };
        match decoder.run_on_buffers(from, &mut to.room(STEP)[..STEP]) {
            Ok(status) => {
                to.add(status.bytes_written);
                let (eaten, made) = (status.bytes_read, status.bytes_written);
                let step = match (status.remaining, eaten, made) {
                    (0, ..) => Step::End,
                    (_, 0, 0) => Step::Starved,
                    _ => Step::Going,
                };
                (eaten, made, step)
            }
            Err(_) => {
                self.decoder = None;
                (0, 0, Step::Bad("zstd data"))
            }
        }
    }

    /// Whether a frame begins here that holds a WARC record.
    pub(super) fn holds_record(&self, from: &[u8]) -> bool {
        self.holds(from, false)
    }

    /// Whether a frame begins here that holds text, or else a WARC record.
    pub(super) fn holds(&self, from: &[u8], text: bool) -> bool {
        if !from.starts_with(MAGIC) {
            return false;
        }
        // A frame shows nothing before its first block is whole, and a block is at most 128 KiB.
        let mut out = vec![0; 64];
        let Ok(mut probe) = Decoder::with_dictionary(&self.dictionary) else { return false };
        let Ok(status) = probe.run_on_buffers(from, &mut out) else { return false };
        let made = &out[..status.bytes_written.min(out.len())];
        if text { is_text(made) } else { made.starts_with(b"WARC/1.") }
    }
}
