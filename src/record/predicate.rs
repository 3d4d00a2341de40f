//! The predicate: what is stated about the article.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::contradiction::Contradiction;
use super::editorial::Editorial;
use super::observed::{ObservedDisclosure, ObservedSignal};
use super::words::Words;
use crate::canon::{self, ContentDigests};
use crate::digest::Digest;
use crate::time::Timestamp;
use crate::vocabulary::{Involvement, Modality, Review, Scope};

/// What is stated about the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Predicate {
    /// The version of this list of fields.
    pub schema_version: SchemaVersion,
    /// The article as people know it.
    pub article: Article,
    /// The article's canonical text as digests.
    pub text: TextDigests,
    /// The use of AI as the signer declares it.
    pub ai_use: AiUse,
    /// The statements that stood in the article's visible text at signing.
    pub disclosures: Vec<ObservedDisclosure>,
    /// The machine-readable statements that stood in the article at signing.
    pub signals: Vec<ObservedSignal>,
    /// Who answers for exactly this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editorial: Option<Editorial>,
    /// What looked at the article before it was signed.
    pub checked_with: Checked,
    /// When the signer says that it signed; nothing proves it.
    pub issued_at: Timestamp,
    /// SHA-256 of the bytes of the envelope that this record takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Digest>,
}

/// The versions of the predicate's fields that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum SchemaVersion {
    /// The first.
    #[serde(rename = "1.0")]
    V1_0,
}

/// The article as people know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Article {
    /// Its own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<Words>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<Words>,
    /// Its language, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Words>,
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Words>,
    /// When it was published, as the publisher gives it: a date or a time of ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<Words>,
}

/// The article's canonical text as digests (docs/spec/canonical-text.md).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextDigests {
    /// The rules by which the text was taken, `terang-text/1`.
    pub profile: Words,
    /// The version of the Unicode tables that were used.
    pub unicode: Words,
    /// The CSS selector of the article root, where the signer gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selector: Option<Words>,
    /// The CSS selectors of elements that were left out.
    pub drop: Vec<Words>,
    /// The leaf hash of the headline, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<Digest>,
    /// The Merkle root over `paragraphs`.
    pub root: Digest,
    /// The leaf hash of each paragraph in order.
    pub paragraphs: Vec<Digest>,
}

impl From<&ContentDigests> for TextDigests {
    fn from(digests: &ContentDigests) -> Self {
        Self {
            profile: Words::cleaned(&digests.profile),
            unicode: Words::cleaned(&digests.unicode),
            selector: digests.scope.selector.as_deref().map(Words::cleaned),
            drop: digests.scope.drop.iter().map(|d| Words::cleaned(d)).collect(),
            headline: digests.headline,
            root: digests.root,
            paragraphs: digests.paragraphs.clone(),
        }
    }
}

impl TextDigests {
    /// The scope under which the text was taken and is to be taken again.
    #[must_use]
    pub fn scope(&self) -> canon::Scope {
        canon::Scope {
            selector: self.selector.as_ref().map(Words::to_string),
            drop: self.drop.iter().map(Words::to_string).collect(),
        }
    }
}

/// The use of AI as the signer declares it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AiUse {
    /// What AI did.
    pub involvement: Involvement,
    /// To what kind of content.
    pub modality: Modality,
    /// To how much of the article.
    pub scope: Scope,
    /// Whether a person answers for it.
    pub review: Review,
    /// The products or models that were used.
    pub tools: Vec<Tool>,
}

/// A product or model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its name.
    pub name: Words,
    /// Its version, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<Words>,
}

/// What looked at the article before it was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// The version of terang.
    pub version: Words,
    /// The digest of the rules for disclosures and residue.
    pub ruleset: Digest,
    /// The digest of the policy file, where one was in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Digest>,
    /// Contradictions between what is declared and what was observed, which the signer chose to sign over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Contradiction>,
}
