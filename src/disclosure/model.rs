//! What detection finds: disclosures and residue, as facts with their places.

use crate::span::Span;
use crate::vocabulary::{Confidence, Involvement, Modality, Review, Scope, Strength, Zone};

/// A statement in the visible text about the use of AI in the making of this document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// The rule that took it, `<language>/<name>`.
    pub rule: String,
    /// What AI did.
    pub involvement: Involvement,
    /// To what kind of content.
    pub modality: Modality,
    /// To how much of the page.
    pub scope: Scope,
    /// Whether a person answers for it.
    pub review: Review,
    /// The product or model that is named, as written.
    pub tool: Option<String>,
    /// The language of the statement (BCP 47).
    pub lang: String,
    /// Where on the page it stands.
    pub zone: Zone,
    /// The number of its block, from 1.
    pub paragraph: u32,
    /// Its visible text.
    pub text: String,
    /// Its bytes in the decoded source.
    pub span: Span,
    /// How plainly the words say it.
    pub confidence: Confidence,
}

/// Text that a chat program left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residue {
    /// The rule that took it, `<language>/<name>` or `any/<name>`.
    pub rule: String,
    /// How much it proves.
    pub strength: Strength,
    /// The number of its block, from 1; 0 where it stands in markup outside every block.
    pub paragraph: u32,
    /// Where on the page it stands.
    pub zone: Zone,
    /// Its text.
    pub text: String,
    /// Its bytes in the decoded source.
    pub span: Span,
}
