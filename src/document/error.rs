//! Why a document could not be read.

/// Why one item could not be read as a document; the next item is not concerned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The decoded source is larger than the limit.
    #[error("the document has {size} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Bytes found.
        size: usize,
        /// The limit in force.
        limit: usize,
    },
    /// More elements are open at once than the limit.
    #[error("elements are nested {limit} deep and deeper (byte {offset})")]
    TooDeep {
        /// The limit in force.
        limit: usize,
        /// Byte of the decoded source where the limit was passed.
        offset: usize,
    },
}
