//! What terang found in the article when it was signed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::Words;
use crate::vocabulary::{Confidence, Involvement, Modality, Review, Scope, Zone};

/// A statement that stood in the visible text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObservedDisclosure {
    /// The rule that took it.
    pub rule: Words,
    /// What AI did.
    pub involvement: Involvement,
    /// To what kind of content.
    pub modality: Modality,
    /// To how much of the page.
    pub scope: Scope,
    /// Whether a person answers for it.
    pub review: Review,
    /// The product or model that is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<Words>,
    /// The language of the statement, BCP 47.
    pub lang: Words,
    /// Where on the page it stood.
    pub zone: Zone,
    /// How plainly the words say it.
    pub confidence: Confidence,
    /// The paragraph of the canonical text that holds it, from 1; 0 is the headline. Absent where it stood
    /// outside the canonical text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Its words, normalised as the canonical text is.
    pub quote: Words,
}

/// A machine-readable statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObservedSignal {
    /// What carried it.
    pub carrier: Words,
    /// Whose rules it was read by.
    pub dialect: Words,
    /// Its key as written.
    pub name: Words,
    /// Its value as written.
    pub value: Words,
    /// What AI did, where the value says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub involvement: Option<Involvement>,
    /// To what kind of content, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// To how much of the page, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Whether a person answers for it.
    pub review: Review,
    /// The product or model that is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<Words>,
}
