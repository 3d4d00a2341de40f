//! What a publisher states about one article: an in-toto Statement v1 with terang's own predicate.
//!
//! docs/spec/record.md defines it field by field. The bytes that were signed are the record: they are written once,
//! read strictly into these types (nothing unknown, nothing twice), and never written again to be verified.

mod codec;
mod contradiction;
mod editorial;
mod error;
mod observed;
mod predicate;
mod schema;
mod statement;
mod words;

pub use codec::PAYLOAD_TYPE;
pub use contradiction::{Contradiction, contradictions};
pub use editorial::Editorial;
pub use error::RecordError;
pub use observed::{ObservedDisclosure, ObservedSignal};
pub use predicate::{AiUse, Article, Checked, Predicate, SchemaVersion, TextDigests, Tool};
pub use schema::json_schema;
pub use statement::{DigestSet, PredicateType, Statement, StatementType, Subject};
pub use words::Words;
