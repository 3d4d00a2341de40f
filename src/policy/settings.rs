//! What a configuration says about policy: `[policy]` of `terang.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::{Fact, Tri};
use super::condition::Role;
use super::{Code, Level};
use crate::time::Timestamp;
use crate::vocabulary::Involvement;

/// What must be true of articles, as a user writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// Whether an article has to say something about the use of AI.
    pub require_disclosure: Requirement,
    /// The profiles in force: names of built-in ones, or paths of files that end in `.toml`.
    pub profiles: Vec<String>,
    /// How much findings weigh, by their codes.
    pub levels: BTreeMap<Code, LevelSetting>,
    /// What is true of every article that does not say otherwise.
    pub facts: Given,
    /// What is asked of the record beside an article.
    pub record: RecordSettings,
}

/// Facts that the configuration gives. An article's own word and its signed record come first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Given {
    /// Whether articles are published.
    pub published: Tri,
    /// The day on which they are published, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// Whether they inform the public on matters of public interest.
    pub public_interest: Tri,
    /// What whoever publishes them is in the eyes of the rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether AI shaped what the text says, more than spelling and form.
    pub substantial: Tri,
    /// Whether pictures, sound and film made by AI look like real persons, places or events.
    pub deepfake: Tri,
    /// What AI did to the text of articles that say nothing about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub involvement: Option<Involvement>,
    /// What AI did to pictures, sound and film of articles that say nothing about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_involvement: Option<Involvement>,
}

impl Given {
    /// Gives the fact `name` the value `value`, both as people write them.
    ///
    /// # Errors
    ///
    /// A sentence for people, where there is no such fact or it has no such value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let wrong = |fact: Fact| format!("`{value}` is no value of `{name}`; it is one of {}", fact.values());
        let tri = |fact| Tri::from_word(value).ok_or_else(|| wrong(fact));
        let involvement = |fact| Involvement::from_word(value).map(Some).ok_or_else(|| wrong(fact));
        match name {
            "published" => self.published = tri(Fact::Published)?,
            "public-interest" => self.public_interest = tri(Fact::PublicInterest)?,
            "substantial" => self.substantial = tri(Fact::Substantial)?,
            "deepfake" => self.deepfake = tri(Fact::Deepfake)?,
            "involvement" => self.involvement = involvement(Fact::Involvement)?,
            "media-involvement" => self.media_involvement = involvement(Fact::MediaInvolvement)?,
            "role" => self.role = Some(Role::from_word(value).ok_or_else(|| wrong(Fact::Role))?),
            "date-published" => {
                Timestamp::parse_date(value).ok_or_else(|| wrong(Fact::DatePublished))?;
                self.date_published = Some(value.to_owned());
            }
            _ => {
                return Err(format!(
                    "there is no fact `{name}`; the facts are published, date-published, public-interest, role, \
                     substantial, deepfake, involvement and media-involvement"
                ));
            }
        }
        Ok(())
    }
}

/// What is asked of the record beside an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct RecordSettings {
    /// When there has to be a record that holds, by a trusted key and for exactly this text.
    pub require: Requirement,
    /// When it has to carry a whole editorial sign-off: reviewer, role, facts checked, responsible, contact.
    pub sign_off: Requirement,
    /// Whether the key of an editor has to have signed.
    pub editor: bool,
    /// The trust file, relative to the configuration: whose records count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust: Option<String>,
}

/// When something is asked of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Requirement {
    /// It is not asked.
    #[default]
    Never,
    /// Where something shows that AI had a part in the text.
    WhenAi,
    /// Of every article.
    Always,
}

/// How much a finding of one code weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LevelSetting {
    /// It is an error.
    Error,
    /// It is a warning.
    Warning,
    /// It is a note.
    Note,
    /// It is not reported.
    Off,
}

impl LevelSetting {
    /// The level, or `None` where the finding is not reported.
    #[must_use]
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Note => Some(Level::Note),
            Self::Off => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_given_by_name_and_a_wrong_one_is_refused() {
        let mut given = Given::default();
        given.set("public-interest", "yes").unwrap();
        given.set("role", "deployer").unwrap();
        given.set("date-published", "2026-09-01").unwrap();
        assert_eq!((given.public_interest, given.role), (Tri::Yes, Some(Role::Publisher)));
        assert!(given.set("public-interest", "maybe").unwrap_err().contains("yes, no"));
        assert!(given.set("date-published", "2026-02-30").is_err());
        assert!(given.set("colour", "blue").unwrap_err().contains("no fact `colour`"));
    }

    #[test]
    fn settings_are_read_and_unknown_keys_and_codes_are_refused() {
        let read = |text: &str| toml::from_str::<Settings>(text);
        let text = "require-disclosure = \"when-ai\"\n[levels]\nsignal-retired = \"off\"\n";
        let settings = read(text).unwrap();
        assert_eq!(settings.require_disclosure, Requirement::WhenAi);
        assert_eq!(settings.levels[&Code::SignalRetired], LevelSetting::Off);
        assert!(read("require = true").is_err());
        let facts =
            "[facts]\nrole = \"publisher\"\npublic-interest = \"yes\"\n[record]\nrequire = \"always\"";
        assert_eq!(read(facts).unwrap().facts.public_interest, Tri::Yes);
        assert!(read("[facts]\npublic_interest = \"yes\"").is_err());
        assert!(read("[levels]\nsignal-retierd = \"off\"").is_err());
        assert!(read("[levels]\nsignal-retired = \"fatal\"").is_err());
    }
}
