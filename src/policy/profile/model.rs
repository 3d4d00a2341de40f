//! What a profile holds.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Headings;
use crate::policy::Code;
use crate::policy::condition::When;
use crate::policy::settings::LevelSetting;

/// A profile: who asks for what, since when, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Its name, as in `--profile` and in findings.
    pub id: String,
    /// Its title for people.
    pub title: Title,
    /// What it asks, in a sentence or two.
    pub about: Title,
    /// Where it is in force: `EU`, `ID`, `publisher`, `house`.
    pub jurisdiction: String,
    /// What binds: law, regulation of a press council, rule of a publisher or a house.
    pub binding: String,
    /// The first day on which it is in force, where it has one. Older articles are not judged by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<String>,
    /// The day on which the sources were last looked at.
    pub as_of: String,
    /// How sure the reading of the sources is, and what in it is a choice of this profile.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reading: String,
    /// Where it is written, by the names that clauses use.
    pub source: BTreeMap<String, Source>,
    /// To which articles it applies at all.
    #[serde(default)]
    pub applies: When,
    /// Under what a clause need not be kept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub exemption: BTreeMap<String, Exemption>,
    /// What it asks.
    pub clause: Vec<Clause>,
}

/// Words for people in both languages that terang speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// In English.
    pub en: String,
    /// In Indonesian.
    pub id: String,
}

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What findings print: the rule and its article.
    pub cite: String,
    /// Where it can be read. Nothing is fetched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Under what a clause need not be kept: a signed record for exactly this text with these fields of the sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Exemption {
    /// The name of its source.
    pub source: String,
    /// The fields of the sign-off that have to be filled.
    pub sign_off: Vec<Field>,
    /// Whether the key of an editor has to have signed.
    #[serde(default)]
    pub editor: bool,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Clause {
    /// Its name within the profile.
    pub id: String,
    /// The check, by the code of its finding.
    pub check: Code,
    /// How much the finding weighs.
    pub level: LevelSetting,
    /// The name of its source.
    pub source: String,
    /// When it applies, besides `applies` of the profile.
    #[serde(default)]
    pub when: When,
    /// The exemption under which it need not be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<String>,
    /// Whether it is about the text or about pictures, sound and film.
    #[serde(default)]
    pub about: About,
    /// `statement-missing`: a statement that no AI was used will do.
    #[serde(default)]
    pub denial: bool,
    /// `statement-misplaced`: the places of which one will do.
    #[serde(default, rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Where>,
    /// `statement-misplaced`: the headings of which one stands over the statement, for `section`.
    #[serde(default, skip_serializing_if = "Headings::is_empty")]
    pub heading: Headings,
    /// `statement-misplaced`: the headings before which the statement stands, for `section`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// `statement-words`: for a language or `*` for the others, groups of terms; one of each group has to stand there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Vec<Vec<String>>>,
    /// `not-machine-marked`: how many kinds of carrier say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carriers: Option<usize>,
    /// `not-machine-marked`: the dialects of which one has to be among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dialects: Vec<String>,
    /// `not-machine-marked`: a visible statement in the article will do as well.
    #[serde(default)]
    pub or_statement: bool,
    /// `carriers-disagree`: the carriers that have to say the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub among: Vec<Carrier>,
    /// `sign-off-incomplete`: the fields of the sign-off that have to be filled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sign_off: Vec<Field>,
    /// `record-missing`: the key of an editor has to have signed.
    #[serde(default)]
    pub editor: bool,
}

/// What a clause is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// The text.
    #[default]
    Text,
    /// Pictures, sound and film.
    Media,
}

/// A place in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// Anywhere in the article: not in the footer of the page, not in metadata.
    InSight,
    /// In the headline or the byline, or at most two blocks from the headline.
    NearHeadline,
    /// Among the first three blocks of the text.
    Start,
    /// Among the last three.
    End,
    /// In a caption.
    Caption,
    /// Under one of the headings of the clause.
    Section,
}

/// What can carry a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    /// The visible words.
    Visible,
    /// JSON-LD, microdata or RDFa of schema.org.
    JsonLd,
    /// A `meta` element.
    Meta,
    /// An attribute of an element.
    Attribute,
    /// Front matter.
    FrontMatter,
    /// An HTTP header.
    Header,
    /// The signed record.
    Record,
}

/// A field of the editorial sign-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Who reviewed the text.
    Reviewer,
    /// That person's role.
    Role,
    /// That the facts were checked.
    FactChecked,
    /// When.
    ReviewedAt,
    /// Who has editorial responsibility.
    Responsible,
    /// Where they can be reached.
    Contact,
}
