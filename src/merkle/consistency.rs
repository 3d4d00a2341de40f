//! Consistency proofs: a newer tree begins with all leaves of an older one (RFC 9162 §2.1.4).

use super::error::ProofError;
use super::hash::{node_hash, root, split};
use crate::digest::Digest;

/// The proof that the tree over `leaves` begins with the tree over its first `old`, RFC 9162 §2.1.4.1.
///
/// The proof is empty where `old` is 0 or all leaves.
///
/// # Errors
///
/// [`ProofError::Shrunk`] where `old` is more than all leaves.
pub fn consistency_proof(leaves: &[Digest], old: usize) -> Result<Vec<Digest>, ProofError> {
    if old > leaves.len() {
        return Err(ProofError::Shrunk { old: old as u64, new: leaves.len() as u64 });
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    let (mut part, mut rest, mut known, mut proof) = (leaves, old, true, Vec::new());
    while rest != part.len() {
        let (left, right) = part.split_at(split(part.len()));
        if rest <= left.len() {
            proof.push(root(right));
            part = left;
        } else {
            proof.push(root(left));
            rest -= left.len();
            part = right;
            known = false;
        }
    }
    // The whole older tree needs no hash: whoever checks holds its root.
    if !known {
        proof.push(root(part));
    }
    proof.reverse();
    Ok(proof)
}

/// Checks that the tree of `new` leaves with `new_root` begins with the tree of `old` leaves with `old_root`,
/// RFC 9162 §2.1.4.2.
///
/// Every tree begins with the empty one: for `old` 0 the proof is empty and `old_root` the root of no leaves.
///
/// # Errors
///
/// [`ProofError`] where the newer tree is smaller, the proof has the wrong length, or it leads to other roots.
pub fn check_consistency(
    old: u64,
    new: u64,
    old_root: &Digest,
    new_root: &Digest,
    proof: &[Digest],
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Shrunk { old, new });
    }
    if old == new || old == 0 {
        if !proof.is_empty() {
            return Err(ProofError::Length);
        }
        let expected = if old == new { *new_root } else { root(&[]) };
        let empty_new = new != 0 || *new_root == root(&[]);
        return if *old_root == expected && empty_new { Ok(()) } else { Err(ProofError::Root) };
    }
    let (first, rest) = if old.is_power_of_two() {
        (old_root, proof)
    } else {
        proof.split_first().ok_or(ProofError::Length)?
    };
    let (mut node, mut last) = (old - 1, new - 1);
    let skip = node.trailing_ones();
    node >>= skip;
    last >>= skip;
    let (mut from_old, mut from_new) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if node & 1 == 1 || node == last {
            from_old = node_hash(sibling, &from_old);
            from_new = node_hash(sibling, &from_new);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            from_new = node_hash(&from_new, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::Length);
    }
    if from_old == *old_root && from_new == *new_root { Ok(()) } else { Err(ProofError::Root) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::leaf_hash;

    #[test]
    fn every_small_tree_grows_provably_and_only_from_its_own_past() {
        let leaves: Vec<_> = (0..33u8).map(|i| leaf_hash(&[i])).collect();
        for new in 0..=33usize {
            let new_root = root(&leaves[..new]);
            for old in 0..=new {
                let proof = consistency_proof(&leaves[..new], old).unwrap();
                let old_root = root(&leaves[..old]);
                let check =
                    |r: &Digest, p: &[Digest]| check_consistency(old as u64, new as u64, r, &new_root, p);
                assert_eq!(check(&old_root, &proof), Ok(()), "{old} to {new}");
                assert!(check(&leaf_hash(b"other"), &proof).is_err(), "{old} to {new}");
                let mut long = proof.clone();
                long.push(new_root);
                assert!(check(&old_root, &long).is_err(), "{old} to {new}");
                if let Some((_, short)) = proof.split_last() {
                    assert!(check(&old_root, short).is_err(), "{old} to {new}");
                }
            }
        }
    }

    #[test]
    fn a_tree_never_shrinks() {
        let leaves = [leaf_hash(b"a")];
        assert_eq!(consistency_proof(&leaves, 2), Err(ProofError::Shrunk { old: 2, new: 1 }));
        let r = root(&leaves);
        assert_eq!(check_consistency(2, 1, &r, &r, &[]), Err(ProofError::Shrunk { old: 2, new: 1 }));
    }
}
