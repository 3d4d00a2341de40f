//! # suppression-expired
//!
//! A comment was to hold until a day that is over.
//!
//! ## What it does
//!
//! Compares the day behind `; until` with today, in UTC; the day itself still counts. A comment that is over sets
//! nothing aside.
//!
//! ## Why
//!
//! An end was given so that somebody looks again.
//!
//! ## Example
//!
//! ```html
//! <!-- terang-ignore signal-invalid: fixed with the new shop; until 2025-06-30 -->
//! ```
//!
//! ## How to mend it
//!
//! Mend what it was about and take the comment out, or give it a new end and a reason for it.

pub(in crate::policy) use super::elsewhere as check;
