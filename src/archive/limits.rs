//! What reading an archive may cost.

/// What reading an archive may cost, and what is verified on the way.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one record, and of one body unpacked.
    pub record: usize,
    /// How many times its packed size a member, frame or body may unpack to, after the first mebibyte.
    pub expansion: usize,
    /// Which digests are compared.
    pub digests: Digests,
}

impl Default for Limits {
    /// 64 MiB, 1,032 times (the most that deflate can do), and payload digests.
    fn default() -> Self {
        Self { record: 64 << 20, expansion: 1032, digests: Digests::default() }
    }
}

impl Limits {
    /// The bytes that `packed` bytes may unpack to.
    pub(super) fn unpacked(&self, packed: u64) -> u64 {
        const ALWAYS: u64 = 1 << 20;
        packed.saturating_mul(u64::try_from(self.expansion).unwrap_or(u64::MAX)).max(ALWAYS)
    }
}

/// Which digests of a capture are compared with its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digests {
    /// None.
    Skipped,
    /// The payload's; the block's where the payload has none, or another one.
    #[default]
    Payload,
    /// Both, at the price of hashing nearly everything twice.
    All,
}
