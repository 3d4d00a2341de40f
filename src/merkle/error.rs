//! Why a proof does not hold.

/// What is wrong with a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// The leaf's number is not below the size of the tree.
    #[error("leaf {index} is not in a tree of {size} leaves")]
    OutOfRange {
        /// The leaf's number, from 0.
        index: u64,
        /// How many leaves the tree has.
        size: u64,
    },
    /// The newer tree has fewer leaves than the older.
    #[error("a tree of {old} leaves cannot shrink to {new}")]
    Shrunk {
        /// Leaves of the older tree.
        old: u64,
        /// Leaves of the newer tree.
        new: u64,
    },
    /// The proof has more or fewer hashes than trees of these sizes ask for.
    #[error("the proof has the wrong number of hashes")]
    Length,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    Root,
}
