//! # suppression-forbidden
//!
//! A comment wants to set a finding aside that never may be.
//!
//! ## What it does
//!
//! Looks whether what a `terang-ignore` comment names may be set aside at all. That a signature does not hold may
//! not.
//!
//! ## Why
//!
//! A text whose signature is broken must not be able to say that this is all right.
//!
//! ## Example
//!
//! ```html
//! <!-- terang-ignore record-invalid: we know -->
//! ```
//!
//! ## How to mend it
//!
//! Take the comment out, and sign the article again or find out who changed it.

pub(in crate::policy) use super::elsewhere as check;
