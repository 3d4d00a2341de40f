//! Why bytes are no record.

/// What is wrong with a payload whose signature holds.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The envelope holds something else than an in-toto statement.
    #[error("the payload is of another type than {}", super::PAYLOAD_TYPE)]
    PayloadType,
    /// A statement of another kind than ours.
    #[error("the statement is of another kind than an AI disclosure record")]
    OtherPredicate,
    /// A version that this program does not know; a newer one may.
    #[error("the record's {part} is of version `{found}`, which is not known here")]
    Version {
        /// What has a version.
        part: &'static str,
        /// The version that was found.
        found: String,
    },
    /// Not the JSON of a record: unknown, doubled or missing fields, or values of another type.
    #[error("the record is malformed")]
    Json(#[source] serde_json::Error),
    /// The fields are right each by itself, and do not go together.
    #[error("the record contradicts itself: {0}")]
    Inconsistent(&'static str),
}
