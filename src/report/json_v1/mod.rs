//! The published JSON, version 1: these types and nothing else are the promise (`docs/json-v1.md`).
//!
//! A field is never renamed, removed or given another meaning under `terang.check/1`; new fields may come.

mod convert;
mod model;

pub use convert::{line, report_end, report_start, schema};
pub use model::{
    DigestsV1, DisclosureV1, DocumentLine, ErrorLine, ErrorV1, FindingV1, LevelsV1, Line, ProblemV1,
    REPORT_SCHEMA, Report, ResidueV1, SCHEMA, SignalV1, SummaryV1, SuppressedV1, TextDigestV1,
};
