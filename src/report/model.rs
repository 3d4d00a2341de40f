//! What came of one document.

use crate::digest::Digest;
use crate::disclosure::{Disclosure, Residue};
use crate::item::Media;
use crate::policy::Finding;
use crate::signal::Signal;
use crate::span::Position;

/// A fact with the place where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The fact.
    pub fact: T,
    /// Its line and column in the decoded source.
    pub position: Position,
}

/// The digest of the canonical text (design §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDigest {
    /// The profile by which the text was made canonical.
    pub profile: String,
    /// The root over its paragraphs.
    pub root: Digest,
}

/// The digests of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digests {
    /// SHA-256 of the bytes as they came, before decoding (of a JSON Lines record: of its text in UTF-8).
    pub sha256: Digest,
    /// Of the canonical text.
    pub text: Option<TextDigest>,
}

/// A document that was read, with all that was found in it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Where it came from.
    pub origin: String,
    /// The identifier that the input gave.
    pub id: Option<String>,
    /// What it was read as.
    pub media: Media,
    /// The language that it declares.
    pub lang: Option<String>,
    /// Whether there was nothing to read in it.
    pub empty: bool,
    /// Its digests, where they were asked for.
    pub digests: Option<Digests>,
    /// What its words state.
    pub disclosures: Vec<Placed<Disclosure>>,
    /// What its machine-readable marks state.
    pub signals: Vec<Placed<Signal>>,
    /// What chat programs left in it.
    pub residue: Vec<Placed<Residue>>,
    /// What ought to be mended, worst first.
    pub findings: Vec<Finding>,
}

/// A document that could not be read. It is not known to be clean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where it came from.
    pub origin: String,
    /// The identifier that the input gave, as far as it could be read.
    pub id: Option<String>,
    /// What is wrong, with its causes.
    pub message: String,
    /// The number of the record in a stream of records, from 1.
    pub record: Option<u64>,
    /// The column in that record, in bytes from 1.
    pub column: Option<usize>,
}

/// What came of one document.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was read.
    Checked(Box<Checked>),
    /// It was not.
    Unreadable(Unreadable),
}
