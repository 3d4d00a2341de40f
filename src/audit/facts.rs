//! What was found in one payload, in a form that is kept and read again.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Confidence, Involvement, Modality, Review, Scope, Strength, Zone};

/// The most facts of one kind that are kept of one payload; how many more there were is counted.
pub const MOST: usize = 32;

/// A visible statement about the use of AI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The rule that took it.
    pub rule: String,
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
    pub tool: Option<String>,
    /// The language of the statement.
    pub lang: String,
    /// Where on the page it stands.
    pub zone: Zone,
    /// How plainly the words say it.
    pub confidence: Confidence,
    /// Its words.
    pub text: String,
    /// The line in the decoded source, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// A machine-readable statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Marked {
    /// What carries it.
    pub carrier: String,
    /// Whose rules it was read by.
    pub dialect: String,
    /// Its key as written.
    pub name: String,
    /// Its value as written.
    pub value: String,
    /// What AI did, where the value says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub involvement: Option<Involvement>,
    /// Whether it claims that AI was used (`true`), that it was not (`false`), or nothing of the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<bool>,
    /// What is wrong with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// The line in the decoded source, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// What a chat program left behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Left {
    /// The rule that took it.
    pub rule: String,
    /// How much it proves.
    pub strength: Strength,
    /// Its words.
    pub text: String,
    /// The line in the decoded source, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// What a check has to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// The code, as in docs/findings.md.
    pub code: String,
    /// How much it weighs: `error`, `warning`, `note`.
    pub level: String,
    /// What was seen, in English.
    pub message: String,
    /// The same in Indonesian.
    pub message_id: String,
    /// What stands there.
    pub text: String,
    /// The line in the decoded source, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// Everything that was found in one payload. It depends on the bytes and on how they were to be read, and on nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    /// Visible statements, in document order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disclosures: Vec<Said>,
    /// Machine-readable statements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Marked>,
    /// What chat programs left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub residue: Vec<Left>,
    /// What ought to be mended, worst first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Fault>,
    /// Facts that were found and are not kept, see [`MOST`].
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

impl Facts {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.disclosures.is_empty()
            && self.signals.is_empty()
            && self.residue.is_empty()
            && self.findings.is_empty()
    }

    /// The statement that stands for all visible ones: that AI was used before that it was not, about this article before
    /// about the site, the furthest-reaching involvement first, the first of equals.
    #[must_use]
    pub fn leading(&self) -> Option<&Said> {
        self.disclosures.iter().min_by_key(|d| {
            (d.involvement == Involvement::None, d.scope == Scope::Site, weight(d.involvement))
        })
    }

    /// Whether a person answers for the text, over all visible statements.
    #[must_use]
    pub fn review(&self) -> Review {
        let says = |review| self.disclosures.iter().any(|d| d.review == review);
        if says(Review::Reviewed) {
            Review::Reviewed
        } else if says(Review::Unreviewed) {
            Review::Unreviewed
        } else {
            Review::Unstated
        }
    }
}

/// How far an involvement reaches, the furthest first; `unspecified` says least.
const fn weight(involvement: Involvement) -> u8 {
    match involvement {
        Involvement::Generated => 0,
        Involvement::Translated => 1,
        Involvement::Summarized => 2,
        Involvement::Assisted => 3,
        Involvement::Automated => 4,
        Involvement::Unspecified => 5,
        Involvement::None => 6,
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A statement with that involvement and scope.
    pub(in crate::audit) fn said(involvement: Involvement, scope: Scope) -> Said {
        Said {
            rule: "en/test".into(),
            involvement,
            modality: Modality::Text,
            scope,
            review: Review::Unstated,
            tool: None,
            lang: "en".into(),
            zone: Zone::Body,
            confidence: Confidence::Explicit,
            text: format!("{involvement}"),
            line: 1,
            column: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::said;
    use super::*;

    #[test]
    fn the_article_leads_the_site_and_use_leads_denial() {
        let facts = |all: &[(Involvement, Scope)]| Facts {
            disclosures: all.iter().map(|(i, s)| said(*i, *s)).collect(),
            ..Facts::default()
        };
        let leads = |all: &[(Involvement, Scope)]| facts(all).leading().map(|d| (d.involvement, d.scope));
        let (a, g) = (Involvement::Assisted, Involvement::Generated);
        assert_eq!(leads(&[(g, Scope::Site), (a, Scope::Article)]), Some((a, Scope::Article)));
        assert_eq!(leads(&[(Involvement::None, Scope::Article), (g, Scope::Site)]), Some((g, Scope::Site)));
        assert_eq!(leads(&[(a, Scope::Article), (g, Scope::Image)]), Some((g, Scope::Image)));
        assert_eq!(leads(&[]), None);
    }

    #[test]
    fn facts_read_back_as_they_were_written() {
        let facts =
            Facts { disclosures: vec![said(Involvement::None, Scope::Section)], more: 3, ..Facts::default() };
        let json = serde_json::to_string(&facts).unwrap();
        assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
        assert_eq!(serde_json::to_string(&Facts::default()).unwrap(), "{}");
    }
}
