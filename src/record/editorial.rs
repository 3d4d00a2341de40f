//! The editorial sign-off.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::Words;
use crate::time::Timestamp;

/// Who answers for exactly this text; the exemption in Art. 50(4) of the EU AI Act turns on human review and
/// editorial responsibility.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Editorial {
    /// The person who reviewed the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<Words>,
    /// That person's role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Words>,
    /// Whether its facts were checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact_checked: Option<bool>,
    /// When it was reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_at: Option<Timestamp>,
    /// The person or body with editorial responsibility.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Words>,
    /// Where that person or body can be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Words>,
}

impl Editorial {
    /// Whether it says nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
