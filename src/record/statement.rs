//! The in-toto Statement v1 around the predicate.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::predicate::Predicate;
use super::words::Words;
use crate::digest::Digest;

/// A signed statement about one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The kind of statement.
    #[serde(rename = "_type")]
    pub kind: StatementType,
    /// The article as bytes: exactly one.
    pub subject: [Subject; 1],
    /// The kind of predicate.
    #[serde(rename = "predicateType")]
    pub predicate_type: PredicateType,
    /// What is stated.
    pub predicate: Predicate,
}

/// The one statement type that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum StatementType {
    /// in-toto Statement v1.
    #[serde(rename = "https://in-toto.io/Statement/v1")]
    V1,
}

/// The one predicate type that is read: an identifier, nothing is fetched from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PredicateType {
    /// AI disclosure record, major version 1.
    #[serde(rename = "https://w3id.org/terang/ai-disclosure/v1")]
    V1,
}

/// The article's raw bytes, by name and digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The file's name as it was signed; a help for people, never compared.
    pub name: Words,
    /// The digest of its bytes.
    pub digest: DigestSet,
}

/// The digests of the bytes: SHA-256 alone, since any match of a weaker one would count as a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DigestSet {
    /// SHA-256 of the raw bytes.
    pub sha256: Digest,
}

impl Statement {
    /// A statement of today's version about the bytes of `name`.
    #[must_use]
    pub fn new(name: Words, sha256: Digest, predicate: Predicate) -> Self {
        Self {
            kind: StatementType::V1,
            subject: [Subject { name, digest: DigestSet { sha256 } }],
            predicate_type: PredicateType::V1,
            predicate,
        }
    }

    /// The digest of the raw bytes that were signed.
    #[must_use]
    pub fn sha256(&self) -> Digest {
        self.subject[0].digest.sha256
    }
}
