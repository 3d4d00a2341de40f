//! The published vectors of the Merkle tree.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read its fixtures and stop")]

use serde::Deserialize;
use terang::digest::Digest;
use terang::merkle::{check_consistency, check_inclusion, leaf_hash, root};

#[derive(Deserialize)]
struct Inclusion {
    name: String,
    index: u64,
    size: u64,
    root: String,
    leaf: String,
    proof: Vec<String>,
    holds: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consistency {
    name: String,
    old: u64,
    new: u64,
    old_root: String,
    new_root: String,
    proof: Vec<String>,
    holds: bool,
}

fn rows<T: serde::de::DeserializeOwned>(file: &str) -> Vec<T> {
    let path = format!("{}/fixtures/vectors/merkle/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// Hashes of a wrong length are among the vectors; our type cannot hold them, so they do not hold.
fn hashes(hex: &[String]) -> Option<Vec<Digest>> {
    hex.iter().map(|h| Digest::from_hex(h)).collect()
}

#[test]
fn every_published_inclusion_vector_is_judged_as_published() {
    let rows: Vec<Inclusion> = rows("inclusion.jsonl");
    assert_eq!(rows.len(), 98);
    for v in rows {
        let parts = (Digest::from_hex(&v.leaf), Digest::from_hex(&v.root), hashes(&v.proof));
        let (Some(leaf), Some(root), Some(proof)) = parts else {
            assert!(!v.holds, "{}", v.name);
            continue;
        };
        let held = check_inclusion(&leaf, v.index, v.size, &proof, &root).is_ok();
        assert_eq!(held, v.holds, "{}", v.name);
    }
}

#[test]
fn every_published_consistency_vector_is_judged_as_published_but_for_the_empty_tree() {
    let rows: Vec<Consistency> = rows("consistency.jsonl");
    assert_eq!(rows.len(), 98);
    let mut differing = Vec::new();
    for v in rows {
        let parts = (Digest::from_hex(&v.old_root), Digest::from_hex(&v.new_root), hashes(&v.proof));
        let (Some(old), Some(new), Some(proof)) = parts else {
            // A root that is no SHA-256 digest is refused here, even between equal sizes.
            assert!(!v.holds || v.old == v.new, "{}", v.name);
            continue;
        };
        let held = check_consistency(v.old, v.new, &old, &new, &proof).is_ok();
        if held != v.holds {
            assert_eq!(v.old, 0, "{}", v.name);
            differing.push((v.name, held));
        }
    }
    // That library calls every proof from size 0 an error. We hold with tlog-witness: the empty proof is right,
    // but only where the root given for it is the root of no leaves.
    assert!(differing.iter().all(|(_, held)| *held), "{differing:?}");
    assert!(differing.len() <= 3, "{differing:?}");
}

#[test]
fn the_roots_of_the_certificate_transparency_reference_are_ours() {
    let leaves: Vec<_> = [
        &b""[..],
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ]
    .iter()
    .map(|l| leaf_hash(l))
    .collect();
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    for (size, expected) in (1..).zip(roots) {
        assert_eq!(root(&leaves[..size]).to_string(), expected, "{size} leaves");
    }
}
