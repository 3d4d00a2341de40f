//! The Merkle tree of RFC 6962 §2.1 and RFC 9162 §2.1: hashes, inclusion proofs, consistency proofs.
//!
//! A leaf is SHA-256(0x00 ‖ data) and a node SHA-256(0x01 ‖ left ‖ right), so that no leaf passes for a node.
//! The tree knows nothing of what its leaves are.

mod consistency;
mod error;
mod hash;
mod inclusion;

pub use consistency::{check_consistency, consistency_proof};
pub use error::ProofError;
pub use hash::{leaf_hash, node_hash, root};
pub use inclusion::{check_inclusion, inclusion_proof, root_from_inclusion};
