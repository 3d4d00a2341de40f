//! What a configuration says about policy: `[policy]` of `terang.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Code, Level};

/// What must be true of articles, as a user writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// Whether an article has to say something about the use of AI.
    pub require_disclosure: Requirement,
    /// How much findings weigh, by their codes.
    pub levels: BTreeMap<Code, LevelSetting>,
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
    fn settings_are_read_and_unknown_keys_and_codes_are_refused() {
        let read = |text: &str| toml::from_str::<Settings>(text);
        let text = "require-disclosure = \"when-ai\"\n[levels]\nsignal-retired = \"off\"\n";
        let settings = read(text).unwrap();
        assert_eq!(settings.require_disclosure, Requirement::WhenAi);
        assert_eq!(settings.levels[&Code::SignalRetired], LevelSetting::Off);
        assert!(read("require = true").is_err());
        assert!(read("[levels]\nsignal-retierd = \"off\"").is_err());
        assert!(read("[levels]\nsignal-retired = \"fatal\"").is_err());
    }
}
