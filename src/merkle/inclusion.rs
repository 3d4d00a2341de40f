//! Inclusion proofs: one leaf belongs to a tree, shown without the other leaves (RFC 9162 §2.1.3).

use super::error::ProofError;
use super::hash::{node_hash, root, split};
use crate::digest::Digest;

/// The proof that leaf `index` (from 0) belongs to the tree over `leaves`, RFC 9162 §2.1.3.1.
///
/// # Errors
///
/// [`ProofError::OutOfRange`] where there is no such leaf.
pub fn inclusion_proof(leaves: &[Digest], index: usize) -> Result<Vec<Digest>, ProofError> {
    if index >= leaves.len() {
        return Err(ProofError::OutOfRange { index: index as u64, size: leaves.len() as u64 });
    }
    let (mut part, mut at, mut proof) = (leaves, index, Vec::new());
    while part.len() > 1 {
        let (left, right) = part.split_at(split(part.len()));
        if at < left.len() {
            proof.push(root(right));
            part = left;
        } else {
            proof.push(root(left));
            at -= left.len();
            part = right;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The root that `proof` leads to from `leaf`, number `index` (from 0) of `size`, RFC 9162 §2.1.3.2.
///
/// # Errors
///
/// [`ProofError::OutOfRange`] where `index` is not below `size`, [`ProofError::Length`] where the proof is too
/// long or too short for that place.
pub fn root_from_inclusion(
    leaf: &Digest,
    index: u64,
    size: u64,
    proof: &[Digest],
) -> Result<Digest, ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange { index, size });
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last == 0 { Ok(hash) } else { Err(ProofError::Length) }
}

/// Checks that `leaf` is number `index` (from 0) of the tree of `size` leaves with that `root`.
///
/// # Errors
///
/// As [`root_from_inclusion`], and [`ProofError::Root`] where the proof leads to another root.
pub fn check_inclusion(
    leaf: &Digest,
    index: u64,
    size: u64,
    proof: &[Digest],
    root: &Digest,
) -> Result<(), ProofError> {
    if root_from_inclusion(leaf, index, size, proof)? == *root { Ok(()) } else { Err(ProofError::Root) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::leaf_hash;

    #[test]
    fn every_leaf_of_every_small_tree_is_proved_and_no_other_place_is() {
        for size in 1..=33usize {
            let leaves: Vec<_> = (0..size).map(|i| leaf_hash(&i.to_be_bytes())).collect();
            let root = root(&leaves);
            for index in 0..size {
                let proof = inclusion_proof(&leaves, index).unwrap();
                for claimed in 0..size {
                    let held =
                        check_inclusion(&leaves[index], claimed as u64, size as u64, &proof, &root).is_ok();
                    assert_eq!(held, claimed == index, "leaf {index} of {size} as {claimed}");
                }
                let mut long = proof.clone();
                long.push(root);
                assert!(check_inclusion(&leaves[index], index as u64, size as u64, &long, &root).is_err());
                if let Some((_, short)) = proof.split_last() {
                    assert!(
                        check_inclusion(&leaves[index], index as u64, size as u64, short, &root).is_err()
                    );
                }
            }
        }
    }

    #[test]
    fn the_largest_sizes_neither_loop_nor_overflow() {
        let leaf = leaf_hash(b"x");
        let proof = vec![leaf; 64];
        assert!(root_from_inclusion(&leaf, u64::MAX - 2, u64::MAX, &proof).is_ok());
        assert_eq!(root_from_inclusion(&leaf, 0, u64::MAX, &[]), Err(ProofError::Length));
        let (index, size) = (u64::MAX, u64::MAX);
        assert_eq!(root_from_inclusion(&leaf, index, size, &[]), Err(ProofError::OutOfRange { index, size }));
    }
}
