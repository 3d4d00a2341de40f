//! What comes out of an input.

use super::SourceError;
use crate::item::{Item, Passed};

/// One thing that came out of an input, in the order of the input.
#[derive(Debug)]
pub enum Piece {
    /// A document.
    Document(Item),
    /// A capture that says it is the same as an earlier one. Its item has headers, a capture and no bytes.
    Revisit(Item),
    /// Records that are no documents to look at, and how many.
    Passed(Passed, u64),
    /// Something that could not be read.
    Failed(SourceError),
}
