//! The sections of a configuration file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bytes, Ignore};
use crate::policy::{Level, Settings};

/// A configuration of terang: `terang.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct File {
    /// The version of the configuration; always 1.
    #[schemars(extend("const" = 1))]
    pub version: u32,
    /// Configuration files that this one builds on, relative to it; a later one wins over an earlier one, and this one over all of them.
    pub extends: Vec<String>,
    /// From which level on findings give exit status 1.
    pub fail_on: FailOn,
    /// Which files are read, and how.
    pub files: Files,
    /// The rules that find disclosures and residue.
    pub rules: Rules,
    /// How machine-readable marks are read.
    pub signals: Signals,
    /// What must be true of articles.
    pub policy: Settings,
    /// Findings that are known and answered for.
    pub ignore: Vec<Ignore>,
    /// Findings that were there before.
    pub baseline: Baseline,
}

impl Default for File {
    fn default() -> Self {
        Self {
            version: 1,
            extends: Vec::new(),
            fail_on: FailOn::default(),
            files: Files::default(),
            rules: Rules::default(),
            signals: Signals::default(),
            policy: Settings::default(),
            ignore: Vec::new(),
            baseline: Baseline::default(),
        }
    }
}

/// From which level on findings give exit status 1.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors only.
    Error,
    /// Errors and warnings.
    Warning,
    /// Every finding.
    #[default]
    Note,
    /// No finding.
    Never,
}

impl FailOn {
    /// Whether a finding of `level` counts.
    #[must_use]
    pub fn counts(self, level: Level) -> bool {
        match self {
            Self::Error => level == Level::Error,
            Self::Warning => level <= Level::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// Which files are read, and how.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Files {
    /// Globs; of the files found in folders only those that match one are read. Relative to the folder of the configuration.
    pub include: Vec<String>,
    /// Globs; files found in folders that match one are passed over. Relative to the folder of the configuration.
    pub exclude: Vec<String>,
    /// The language of articles that do not say theirs (BCP 47); unset: none is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The largest document or record, unpacked.
    pub max_size: Bytes,
    /// How many times its packed size a compressed file may unpack to.
    #[schemars(range(min = 1))]
    pub max_expansion: usize,
    /// How many elements of a page may be open at once.
    #[schemars(range(min = 1))]
    pub max_depth: usize,
}

impl Default for Files {
    fn default() -> Self {
        Self {
            include: Vec::new(),
            exclude: Vec::new(),
            lang: None,
            max_size: Bytes(64 << 20),
            max_expansion: 256,
            max_depth: 4096,
        }
    }
}

/// The rules that find disclosures and residue.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Rules {
    /// Rule files beside the built-in ones, relative to the configuration; those of an extended file are kept.
    pub packs: Vec<String>,
}

/// How machine-readable marks are read.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Signals {
    /// Keys of front matter that state the use of AI, beside the built-in ones; those of an extended file are kept.
    pub front_matter_keys: Vec<String>,
}

/// Findings that were there before.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Baseline {
    /// The baseline file, relative to the configuration; unset: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Whether an entry that is found no more is an error outside CI too.
    pub strict: bool,
}
