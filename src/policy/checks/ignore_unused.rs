//! # ignore-unused
//!
//! An entry of `[[ignore]]` sets nothing aside, or is over.
//!
//! ## What it does
//!
//! Looks, when all files were checked that an entry of `[[ignore]]` could be for, whether it was needed; and
//! compares its `until` with today, in UTC.
//!
//! ## Why
//!
//! What it was for is mended, or changed. Left where it is it would hide the next finding.
//!
//! ## Example
//!
//! ```toml
//! [[ignore]]
//! text = "As an AI language model"
//! reason = "a quotation"
//! until = 2025-06-30
//! ```
//!
//! ## How to mend it
//!
//! Take the entry out, or give it a new end and a reason for it.

pub(in crate::policy) use super::elsewhere as check;
