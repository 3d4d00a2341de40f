//! An audit in words and tables: for people, for programs, and as a page that anybody can open.

#[cfg(feature = "cli")]
mod chart;
#[cfg(feature = "parquet")]
mod columns;
mod history;
mod jsonl;
#[cfg(feature = "cli")]
pub mod page;
mod row;
mod sentence;
#[cfg(feature = "cli")]
pub mod table;
pub mod text;

#[cfg(feature = "parquet")]
pub use columns::Columns;
pub use history::{history_line, history_text};
pub use jsonl::{First, Line, SCHEMA, change, document, head, parse};
pub use row::{COLUMNS, Cell, Kind, row};
pub use sentence::{View, changed, counted, headline, left_out, number, percent, scope};
