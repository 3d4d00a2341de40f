//! Leaf, node and tree hashes.

use sha2::{Digest as _, Sha256};

use crate::digest::Digest;

/// The hash of a leaf that holds `data`: SHA-256(0x00 ‖ data), RFC 6962 §2.1.
#[must_use]
pub fn leaf_hash(data: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update([0x00]);
    hasher.update(data);
    Digest(hasher.finalize().into())
}

/// The hash of a node over two subtrees: SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1.
#[must_use]
pub fn node_hash(left: &Digest, right: &Digest) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update([0x01]);
    hasher.update(left.0);
    hasher.update(right.0);
    Digest(hasher.finalize().into())
}

/// The root of the tree over `leaves`, RFC 6962 §2.1; of no leaf at all it is SHA-256 of the empty string.
#[must_use]
pub fn root(leaves: &[Digest]) -> Digest {
    // One hash for each one bit of the count of leaves taken so far: the full subtrees, widest first.
    let mut full: Vec<Digest> = Vec::with_capacity(usize::BITS as usize);
    for (taken, leaf) in leaves.iter().enumerate() {
        let mut hash = *leaf;
        for _ in 0..taken.trailing_ones() {
            let left = full.pop().expect("each trailing one of the count stands for a full subtree");
            hash = node_hash(&left, &hash);
        }
        full.push(hash);
    }
    full.into_iter().rev().reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(|| Digest::of(b""))
}

/// The largest power of two below `size`: where RFC 6962 §2.1 splits a tree of at least two leaves.
pub(super) const fn split(size: usize) -> usize {
    1 << (usize::BITS - 1 - (size - 1).leading_zeros())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(count: usize) -> Vec<Digest> {
        (0..count).map(|i| leaf_hash(&[u8::try_from(i).unwrap()])).collect()
    }

    #[test]
    fn no_leaf_is_the_hash_of_nothing() {
        assert_eq!(root(&[]), Digest::of(b""));
    }

    #[test]
    fn one_leaf_is_its_own_root() {
        let leaf = leaf_hash(b"terang");
        assert_eq!(root(&[leaf]), leaf);
    }

    #[test]
    fn three_leaves_split_two_and_one() {
        let l = leaves(3);
        assert_eq!(root(&l), node_hash(&node_hash(&l[0], &l[1]), &l[2]));
    }

    #[test]
    fn seven_leaves_split_four_two_and_one() {
        let l = leaves(7);
        let four = node_hash(&node_hash(&l[0], &l[1]), &node_hash(&l[2], &l[3]));
        let three = node_hash(&node_hash(&l[4], &l[5]), &l[6]);
        assert_eq!(root(&l), node_hash(&four, &three));
    }

    #[test]
    fn a_leaf_never_passes_for_a_node() {
        let l = leaves(2);
        let glued = [l[0].0, l[1].0].concat();
        assert_ne!(leaf_hash(&glued), node_hash(&l[0], &l[1]));
    }

    #[test]
    fn a_tree_splits_at_the_largest_power_of_two_below_its_size() {
        let splits: Vec<_> = (2..=9).map(split).collect();
        assert_eq!(splits, [1, 2, 2, 4, 4, 4, 4, 8]);
    }
}
