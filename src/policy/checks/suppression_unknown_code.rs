//! # suppression-unknown-code
//!
//! A comment names a finding that terang does not have.
//!
//! ## What it does
//!
//! Looks up every code that a `terang-ignore` comment names.
//!
//! ## Why
//!
//! A code with a slip in it sets nothing aside, and the finding that it was meant for comes back.
//!
//! ## Example
//!
//! ```html
//! <!-- terang-ignore signal-invald: the old shop writes it -->
//! ```
//!
//! ## How to mend it
//!
//! Copy the code from the finding; `terang explain CODE` knows them all.

pub(in crate::policy) use super::elsewhere as check;
