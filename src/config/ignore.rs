//! `[[ignore]]`: a finding that is known and answered for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::policy::{Code, Finding};

/// A finding that is known and answered for. It names the finding by `fingerprint`, by `text`, or by `code` and
/// `path` together; all that is named must fit.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ignore {
    /// The code of the finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// Its fingerprint, as the formats print it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Words of the line that it points at; white space does not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A glob over paths, relative to the folder of the configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why the finding is left as it is.
    pub reason: String,
    /// The last day on which the entry holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl Ignore {
    /// Whether the entry is for `finding`, as far as its path is no part of the question.
    #[must_use]
    pub fn fits(&self, finding: &Finding) -> bool {
        let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = |text: &String| fold(&finding.place.excerpt.text).contains(&fold(text));
        finding.code.suppressible()
            && self.code.is_none_or(|code| code == finding.code)
            && self
                .fingerprint
                .as_ref()
                .is_none_or(|f| finding.fingerprint.to_string().starts_with(f.as_str()))
            && self.text.as_ref().is_none_or(quoted)
    }

    /// What is wrong with the entry, and what to do about it; `None` where nothing is.
    pub(super) fn fault(&self) -> Option<(String, String)> {
        let told = |what: &str, help: &str| Some((what.to_owned(), help.to_owned()));
        if !self.reason.contains(char::is_alphanumeric) {
            return told("this entry gives no reason", "say in `reason` why the finding is left as it is");
        }
        if let Some(code) = self.code.filter(|code| !code.suppressible()) {
            return told(&format!("`{code}` can never be set aside"), "mend what the finding says");
        }
        if self.text.as_ref().is_some_and(|t| t.trim().is_empty()) {
            return told("`text` is empty", "quote a few words of the line, or leave `text` out");
        }
        let hex = |f: &String| f.len() >= 16 && f.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if self.fingerprint.as_ref().is_some_and(|f| !hex(f)) {
            return told("`fingerprint` is none", "copy it from --format json, all of it");
        }
        let named = self.fingerprint.is_some() || self.text.is_some();
        if !named && (self.code.is_none() || self.path.is_none()) {
            let help = "name the finding by `fingerprint`, by `text`, or by `code` and `path` together";
            return told("this entry would hide too much", help);
        }
        None
    }
}
