//! The published JSON of `terang verify`, `diff` and `excerpt`, version 1: these types and nothing else are the promise
//! (`docs/verify-v1.md`).
//!
//! A field is never renamed, removed or given another meaning under `terang.verify/1`; new fields may come.

mod convert;
mod model;

pub use convert::{difference, line, report, schema};
pub use model::{
    ChangesV1, Counts, CoverageV1, DIFF_SCHEMA, Difference, DisclosureV1, Excerpt, ExcerptVersion,
    HeadlineV1, Line, ParagraphV1, REPORT_SCHEMA, Report, SCHEMA, SignedBy, Stated, WordsV1,
};
