//! The shape of a rule file, as its author writes it (see `docs/spec/rule-files.md`).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::vocabulary::{Involvement, Modality, Review, Scope, Strength, Zone};

/// One language's rule file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSpec {
    /// The language (BCP 47), also the first half of every rule id.
    pub lang: String,
    /// The language's English name.
    pub name: String,
    /// A built-in language whose terms and rules this pack adds to.
    #[serde(default)]
    pub extends: Option<String>,
    /// Words by role; a role such as `act.make` is written as a nested key.
    #[serde(default)]
    pub terms: BTreeMap<String, Words>,
    /// The shapes of a disclosure.
    #[serde(default, rename = "rule")]
    pub rules: Vec<RuleSpec>,
    /// What chat programs leave behind in this language.
    #[serde(default, rename = "residue")]
    pub residue: Vec<ResidueSpec>,
}

/// Words of one role, or of the roles below it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// The words themselves.
    List(Vec<String>),
    /// A further level: `act.make`, `act.write`.
    Nested(BTreeMap<String, Vec<String>>),
}

/// One shape of a disclosure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// The second half of the rule id, in kebab-case.
    pub id: String,
    /// One sentence: what it takes.
    #[serde(default)]
    pub about: String,
    /// Roles: a space means "then, close by", a comma "and, anywhere in the sentence", a bar "or".
    pub shape: String,
    /// Words allowed between two roles of a phrase; 4 where not given.
    #[serde(default)]
    pub gap: Option<u8>,
    /// `anywhere` (default), `start`, `front`, `alone`.
    #[serde(default, rename = "where")]
    pub place: Option<String>,
    /// Only in these zones.
    #[serde(default)]
    pub zones: Vec<Zone>,
    /// Only in sentences of at most so many words.
    #[serde(default)]
    pub max_words: Option<u8>,
    /// Fixed involvement; otherwise from role and act.
    #[serde(default)]
    pub involvement: Option<Involvement>,
    /// Fixed modality; otherwise from the self-reference.
    #[serde(default)]
    pub modality: Option<Modality>,
    /// Fixed scope; otherwise from the self-reference.
    #[serde(default)]
    pub scope: Option<Scope>,
    /// Fixed review; otherwise from the review clause.
    #[serde(default)]
    pub review: Option<Review>,
    /// `explicit` (default) or `likely`.
    #[serde(default)]
    pub confidence: Option<String>,
    /// Vetoes that do not apply to this rule.
    #[serde(default)]
    pub allow: Vec<String>,
    /// Sentences that it must take.
    pub examples: Vec<Example>,
    /// Sentences that no rule may take.
    pub counter_examples: Vec<String>,
}

/// A sentence that a rule must take, alone or with what must be read from it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Example {
    /// Only the sentence.
    Text(String),
    /// The sentence and its meaning.
    Labelled(LabelledExample),
}

/// A sentence with the words of the vocabulary that must be read from it; a key that is left out is not checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledExample {
    /// The sentence.
    pub text: String,
    /// What AI did.
    #[serde(default)]
    pub involvement: Option<Involvement>,
    /// To what kind of content.
    #[serde(default)]
    pub modality: Option<Modality>,
    /// To how much of the page.
    #[serde(default)]
    pub scope: Option<Scope>,
    /// Whether a person answers for it.
    #[serde(default)]
    pub review: Option<Review>,
    /// The product or model that is named.
    #[serde(default)]
    pub tool: Option<String>,
}

impl Example {
    /// The sentence.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Labelled(labelled) => &labelled.text,
        }
    }
}

/// How a residue pattern begins whose anchors stand at the start of a line or behind a tag, after flags such as `(?m)`.
pub(super) const LINE: &str = r"(?:^|>)[ \t*>]{0,4}";

/// One kind of residue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResidueSpec {
    /// The second half of the rule id, in kebab-case.
    pub id: String,
    /// One sentence: what it takes.
    #[serde(default)]
    pub about: String,
    /// `conclusive`, `strong` or `weak`.
    pub strength: Strength,
    /// Phrases; `…` stands for up to six words.
    #[serde(default)]
    pub any: Vec<String>,
    /// A regular expression over the decoded source without its scripts (but for JSON) and style sheets, with `anchors`,
    /// instead of phrases.
    #[serde(default)]
    pub pattern: Option<String>,
    /// Literal strings one of which every match of `pattern` contains.
    #[serde(default)]
    pub anchors: Vec<String>,
    /// `anywhere` (default), `start`: only at the start of a sentence, or `line` for a pattern that begins with `(?m)(?:^|>)[ \t*>]{0,4}`.
    #[serde(default, rename = "where")]
    pub place: Option<String>,
    /// Texts that it must take.
    pub examples: Vec<String>,
    /// Texts that no residue rule may take.
    pub counter_examples: Vec<String>,
}
