//! # suppression-unused
//!
//! A comment sets nothing aside.
//!
//! ## What it does
//!
//! Looks, for every code that a `terang-ignore` comment names, whether there is such a finding where the comment
//! reaches: in the block that it stands in, and in the element or block that it stands before.
//!
//! ## Why
//!
//! What it was for is mended, or it stands in the wrong place. Left where it is it would hide the next finding.
//!
//! ## Example
//!
//! ```html
//! <!-- terang-ignore signal-invalid: the old shop writes it -->
//! <meta name="ai-disclosure" content="none">
//! ```
//!
//! ## How to mend it
//!
//! Take the comment out, or put it right before what it is for.

pub(in crate::policy) use super::elsewhere as check;
