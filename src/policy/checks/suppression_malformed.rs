//! # suppression-malformed
//!
//! A comment begins like a suppression and cannot be understood.
//!
//! ## What it does
//!
//! Reads every `terang-ignore` comment. It needs at least one code, and what follows `; until` has to be a day.
//! Nothing is set aside where that is not so.
//!
//! ## Why
//!
//! A slip must neither hide more than was meant nor pass in silence.
//!
//! ## Example
//!
//! ```html
//! <!-- terang-ignore signal-invalid: the old shop writes it; until spring -->
//! ```
//!
//! ## How to mend it
//!
//! Write `terang-ignore CODE: reason` or `terang-ignore CODE: reason; until 2027-01-31`.

pub(in crate::policy) use super::elsewhere as check;
