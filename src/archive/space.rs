//! Room for unpacked bytes, used again and again.

use std::sync::{Arc, Mutex};

/// Buffers that are kept.
const KEPT: usize = 16;
/// A larger buffer is not kept.
const LARGEST: usize = 4 << 20;

/// Buffers that have served and may serve again.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool(Arc<Mutex<Vec<Vec<u8>>>>);

impl Pool {
    pub(super) fn take(&self) -> Space {
        let bytes = self.0.lock().ok().and_then(|mut kept| kept.pop()).unwrap_or_default();
        Space { bytes, filled: 0, pool: self.clone() }
    }
}

/// A buffer whose whole length is initialised and whose first `filled` bytes mean something.
#[derive(Debug)]
pub(super) struct Space {
    bytes: Vec<u8>,
    filled: usize,
    pool: Pool,
}

impl Space {
    pub(super) fn filled(&self) -> usize {
        self.filled
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.filled]
    }

    /// At least `size` bytes behind what is filled.
    pub(super) fn room(&mut self, size: usize) -> &mut [u8] {
        let want = self.filled + size;
        if self.bytes.len() < want {
            self.bytes.resize(want.max(self.bytes.len() * 2).max(1 << 16), 0);
        }
        &mut self.bytes[self.filled..]
    }

    /// Says that `made` bytes of the room were filled.
    pub(super) fn add(&mut self, made: usize) {
        self.filled = (self.filled + made).min(self.bytes.len());
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.room(bytes.len())[..bytes.len()].copy_from_slice(bytes);
        self.add(bytes.len());
    }

    pub(super) fn cut(&mut self, filled: usize) {
        self.filled = filled.min(self.filled);
    }
}

impl Drop for Space {
    fn drop(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        if (1..=LARGEST).contains(&bytes.len())
            && let Ok(mut kept) = self.pool.0.lock()
            && kept.len() < KEPT
        {
            kept.push(bytes);
        }
    }
}
