//! # baseline-stale
//!
//! A finding of the baseline is there no more.
//!
//! ## What it does
//!
//! Compares the baseline with what was found. An entry is stale where its file was checked, or is gone from a
//! folder that was, and no finding has its fingerprint. In CI (the variable `CI` is set) and with
//! `--strict-baseline` this is an error; elsewhere terang only tells of it. Where the file of an entry is gone and several
//! documents have the same, it is an error everywhere: an entry is for one, and the others are new.
//!
//! ## Why
//!
//! A baseline is meant to shrink. An entry that stays would let the same finding come back in silence.
//!
//! ## Example
//!
//! ```json
//! {"fingerprint":"5f0c…","code":"signal-invalid","path":"content/a.md"}
//! ```
//!
//! ## How to mend it
//!
//! Run `terang baseline prune`, and commit the file. Where several have the same, mend the new ones.

pub(in crate::policy) use super::elsewhere as check;
