//! Sieves of the fast path: bit tables that say no quickly, and batches of places that they let through.

use std::borrow::Cow;
use std::hash::Hasher;

use serde::{Deserialize, Serialize};

/// Sets bit 5 of every byte: capital ASCII letters become small, and some other bytes become alike.
pub(super) const CASE: u64 = 0x2020_2020_2020_2020;

/// The first five bytes of eight.
pub(super) const FIVE: u64 = 0xFF_FFFF_FFFF;

/// The first seven bytes of eight.
pub(super) const SEVEN: u64 = 0xFF_FFFF_FFFF_FFFF;

/// The first three bytes of eight.
pub(super) const THREE: u64 = 0xFF_FFFF;

/// The high bit of every byte.
pub(super) const HIGH: u64 = 0x8080_8080_8080_8080;

/// 2^20 bits, which a few ten thousand keys leave nearly empty, and which still fit the second-level cache.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Bits(#[serde(borrow)] Cow<'static, [u8]>);

const BYTES: usize = 1 << 17;

/// The bits of a table, to be asked often.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sieve<'a>(&'a [u8; BYTES]);

impl Bits {
    pub(super) fn new() -> Self {
        Self(Cow::Owned(vec![0; BYTES]))
    }

    pub(super) fn set(&mut self, key: u64) {
        let slot = slot(key);
        self.0.to_mut()[slot / 8] |= 1 << (slot % 8);
    }

    pub(super) fn sieve(&self) -> Sieve<'_> {
        Sieve(self.0.first_chunk().expect("laid out with so many bytes"))
    }
}

impl Sieve<'_> {
    pub(super) fn get(self, key: u64) -> u64 {
        let slot = slot(key);
        u64::from(self.0[slot / 8] >> (slot % 8) & 1)
    }
}

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 44) as usize
}

/// Up to eight bytes at `at`, ASCII letters small; zeros behind the end.
pub(super) fn eight(bytes: &[u8], at: usize) -> u64 {
    let mut out = [0; 8];
    let rest = &bytes[at.min(bytes.len())..(at + 8).min(bytes.len())];
    out[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(out) | CASE
}

/// As [`eight`], quick where eight bytes are left.
pub(super) fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        Some(block) => u64::from_le_bytes(*block) | CASE,
        None => eight(bytes, at),
    }
}

/// The high bit of every byte that is a capital ASCII letter.
pub(super) const fn capitals(block: u64) -> u64 {
    let low = block & !HIGH;
    let from_a = low + 0x3F3F_3F3F_3F3F_3F3F;
    let behind_z = low + 0x2525_2525_2525_2525;
    from_a & !behind_z & !block & HIGH
}

/// The first four bytes of eight.
pub(super) const fn window(eight: u64) -> u64 {
    eight & 0xFFFF_FFFF
}

/// Places that came through a sieve.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) places: [u64; BATCH],
    pub(super) count: usize,
}

const BATCH: usize = 256;

impl Default for Batch {
    fn default() -> Self {
        Self { places: [0; BATCH], count: 0 }
    }
}

impl Batch {
    /// Keeps `place` where `through` is 1, without a branch.
    #[inline(always)]
    pub(super) fn keep(&mut self, place: usize, through: u64) {
        self.places[self.count] = place as u64;
        self.count += through as usize;
    }

    /// Whether the places of one more round might find no room.
    pub(super) fn is_full(&self) -> bool {
        self.count + 4 >= BATCH
    }
}

/// A hasher for keys that are a few bytes already.
#[derive(Debug, Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }
}
