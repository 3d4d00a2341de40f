//! How large a report is, and how large it would be packed.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use terang::report::Limit;

use super::failure::Failure;

/// Bytes after which the packed size is looked at again. Each look costs a few bytes of it.
const LOOK: u64 = 256 << 10;

/// Counts what is written to it.
#[derive(Default)]
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Holds a report to its limit.
pub(super) struct Meter {
    limit: Limit,
    bytes: u64,
    packed: Option<GzEncoder<Counter>>,
    /// Bytes since the packed size was looked at.
    since: u64,
}

impl Meter {
    pub(super) fn new(limit: Limit) -> Self {
        let packed = limit.packed.map(|_| GzEncoder::new(Counter::default(), Compression::default()));
        Self { limit, bytes: 0, packed, since: 0 }
    }

    /// Whether so many bytes more are within the limit.
    pub(super) fn fits(&mut self, more: usize) -> Result<bool, Failure> {
        let more = more as u64;
        if self.bytes.saturating_add(more) > self.limit.bytes {
            return Ok(false);
        }
        let (Some(packed), Some(limit)) = (&mut self.packed, self.limit.packed) else { return Ok(true) };
        // Packing never makes it larger by more than a little, so that nothing needs a look while there is room.
        if packed.get_ref().0 + self.since + more <= limit && self.since < LOOK {
            return Ok(true);
        }
        packed.flush()?;
        self.since = 0;
        Ok(packed.get_ref().0 + more <= limit)
    }

    /// Counts what was written.
    pub(super) fn count(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.bytes += bytes.len() as u64;
        self.since += bytes.len() as u64;
        if let Some(packed) = &mut self.packed {
            packed.write_all(bytes)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text that packs badly.
    fn noise(n: u64) -> Vec<u8> {
        let mut state = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as u8
        };
        (0..1_000).map(|_| next()).collect()
    }

    #[test]
    fn a_report_ends_close_under_its_packed_limit() {
        let mut meter = Meter::new(Limit { bytes: u64::MAX, packed: Some(1_000_000) });
        let mut whole = GzEncoder::new(Counter::default(), Compression::default());
        let mut rows = 0_u64;
        while meter.fits(1_000).unwrap() {
            meter.count(&noise(rows)).unwrap();
            whole.write_all(&noise(rows)).unwrap();
            rows += 1;
            assert!(rows < 5_000);
        }
        let size = whole.finish().unwrap().0;
        assert!((950_000..=1_000_000).contains(&size), "{size}");
    }

    #[test]
    fn a_plain_limit_is_kept_to_the_byte() {
        let mut meter = Meter::new(Limit { bytes: 10, packed: None });
        meter.count(b"123456").unwrap();
        assert!(meter.fits(4).unwrap() && !meter.fits(5).unwrap());
    }
}
