//! # suppression-without-reason
//!
//! A comment sets a finding aside and does not say why.
//!
//! ## What it does
//!
//! Reads every `terang-ignore` comment and asks for words after the colon. Without them nothing is set aside.
//!
//! ## Why
//!
//! Who meets the comment a year later has to know whether it still holds, and only the reason tells.
//!
//! ## Example
//!
//! ```html
//! <!-- terang-ignore residue-without-disclosure -->
//! ```
//!
//! ## How to mend it
//!
//! Write the reason behind a colon: `terang-ignore residue-without-disclosure: a quotation from the court file`.

pub(in crate::policy) use super::elsewhere as check;
