//! What comes out of an archive.

use super::Damage;
use crate::item::{Item, Passed};

/// One thing that came out of an archive, in its order.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A capture to look at.
    Document(Item),
    /// A capture that says it is the same as an earlier one. Its item has no bytes.
    Revisit(Item),
    /// Records that are nothing to look at, and how many.
    Passed(Passed, u64),
    /// A stretch that could not be read.
    Damaged(Damage),
}
