//! What is known about one document when it is judged.

use super::record_fact::RecordFact;
use crate::disclosure::{Disclosure, Residue};
use crate::document::Document;
use crate::signal::Signal;

/// The facts about one document.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Where it came from: rules may hold for some paths only.
    pub origin: &'a str,
    /// The document itself, for its blocks and places.
    pub document: &'a Document,
    /// What its visible text and its descriptions state.
    pub disclosures: &'a [Disclosure],
    /// What its machine-readable marks state.
    pub signals: &'a [Signal],
    /// What chat programs left in it.
    pub residue: &'a [Residue],
    /// Its record; `None` where nobody looked for one.
    pub record: Option<&'a RecordFact>,
}
