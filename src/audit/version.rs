//! The captures of one page, one after the other.

use serde::{Deserialize, Serialize};

use super::change::{ChangeKind, between};
use super::{Entry, Origin, State, Status};
use crate::digest::Digest;
use crate::time::Timestamp;
use crate::vocabulary::Involvement;

/// What is compared of one capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// What a person would call the capture.
    pub name: String,
    /// The identifier that the input gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The address that was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<Timestamp>,
    /// Where its record begins, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// Whether anything can be said of it.
    pub state: State,
    /// What it says of the use of AI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// SHA-256 of its payload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Digest>,
    /// SHA-256 of its visible text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Digest>,
    /// What verification said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// What AI did, by its leading statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub involvement: Option<Involvement>,
    /// The words of its leading statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The line of that statement, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

impl From<&Entry> for Version {
    fn from(entry: &Entry) -> Self {
        let leading = entry.facts.leading();
        Self {
            name: entry.origin.name.clone(),
            id: entry.origin.id.clone(),
            url: entry.origin.url.clone(),
            captured: entry.origin.captured,
            offset: entry.origin.offset,
            state: entry.state,
            status: entry.status,
            payload: entry.payload,
            text: entry.text,
            outcome: entry.verified.as_ref().map(|v| v.outcome.clone()),
            involvement: leading.map(|d| d.involvement),
            quote: leading.map(|d| d.text.clone()),
            line: leading.map(|d| d.line),
        }
    }
}

impl Version {
    /// The number under which its page is found.
    #[must_use]
    pub fn page_number(&self) -> i64 {
        let (name, id, url) = (self.name.clone(), self.id.clone(), self.url.clone());
        Origin { name, id, url, ..Origin::default() }.page_number()
    }

    /// The file that it lies in, or the innermost of files in a file.
    fn file(&self) -> &str {
        self.name.rsplit_once('#').map_or(&self.name, |(file, _)| file)
    }

    /// Whether it discloses and `other`, of the same moment in another file, does not: that is the same capture in another
    /// form, such as its bare text, and not the later one.
    #[must_use]
    pub fn outweighs(&self, other: &Self) -> bool {
        self.discloses() == Some(true)
            && other.discloses() != Some(true)
            && self.captured.is_some()
            && self.captured == other.captured
            && self.file() != other.file()
    }

    /// Whether it tells readers that AI was used in it; `None` where that is not known.
    #[must_use]
    pub fn discloses(&self) -> Option<bool> {
        (self.state == State::Checked).then(|| self.status == Some(Status::Disclosed))
    }
}

/// One version, and what is different from the one before it of which anything can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The version.
    pub version: Version,
    /// What became of the page; empty for the first, and where nothing did.
    pub kinds: Vec<ChangeKind>,
    /// The version that it was compared with, by its place in the list.
    pub since: Option<usize>,
}

/// Whether it is known that `after` came after `before`: by their times, else by their order in one file.
fn follows(after: &Version, before: &Version) -> bool {
    match (before.captured, after.captured) {
        (Some(before), Some(after)) if before != after => true,
        (Some(_), None) | (None, Some(_)) => false,
        _ => before.file() == after.file(),
    }
}

/// The versions in their order, each compared with the last one before it that could be checked.
#[must_use]
pub fn steps(versions: Vec<Version>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::with_capacity(versions.len());
    let mut last: Option<usize> = None;
    for version in versions {
        let known = version.state == State::Checked;
        let since = last.filter(|at| known && follows(&version, &out[*at].version));
        let kinds = since.map(|at| between(&out[at].version, &version)).unwrap_or_default();
        if known && !last.is_some_and(|at| out[at].version.outweighs(&version)) {
            last = Some(out.len());
        }
        out.push(Step { version, kinds, since });
    }
    out
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A version of that state and status.
    pub(in crate::audit) fn version(state: State, status: Option<Status>, text: &str) -> Version {
        Version {
            name: "a".into(),
            id: None,
            url: None,
            captured: None,
            offset: None,
            state,
            status,
            payload: None,
            text: Some(Digest::of(text.as_bytes())),
            outcome: None,
            involvement: None,
            quote: None,
            line: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::version;
    use super::*;

    #[test]
    fn a_version_that_cannot_be_checked_is_stepped_over() {
        let told = version(State::Checked, Some(Status::Disclosed), "a");
        let cut = version(State::Inconclusive, None, "b");
        let silent = version(State::Checked, Some(Status::Silent), "a");
        let steps = steps(vec![told, cut, silent]);
        assert_eq!(steps[1].kinds, []);
        assert_eq!(
            (steps[2].since, steps[2].kinds.as_slice()),
            (Some(0), &[ChangeKind::DisclosureRemoved][..])
        );
    }

    #[test]
    fn nothing_is_gone_later_where_it_is_not_known_what_is_later() {
        let at = |name: &str, captured: Option<&str>, status| Version {
            name: name.into(),
            captured: captured.and_then(Timestamp::parse),
            ..version(State::Checked, Some(status), "a")
        };
        let removed = |name: &str, captured: Option<&str>, after: &str, then: Option<&str>| {
            let both = vec![at(name, captured, Status::Disclosed), at(after, then, Status::Silent)];
            steps(both)[1].kinds == [ChangeKind::DisclosureRemoved]
        };
        let (one, two) = (Some("2026-01-01T00:00:00Z"), Some("2026-01-02T00:00:00Z"));
        assert!(removed("a.jsonl#1", None, "a.jsonl#2", None));
        assert!(removed("a.jsonl#1", one, "b.jsonl#1", two));
        assert!(!removed("a.jsonl#1", None, "b.jsonl#1", None));
        assert!(!removed("a.jsonl#1", None, "b.jsonl#1", two));
        // The text beside a page is the same capture, and what comes after both is later.
        assert!(!removed("a.warc#1", one, "a.wet#1", one) && removed("a.warc#1", one, "a.warc#2", one));
        let three = [
            ("a.warc#1", one, Status::Disclosed),
            ("a.wet#1", one, Status::Silent),
            ("b.warc#1", two, Status::Silent),
        ];
        let all =
            steps(three.into_iter().map(|(name, captured, status)| at(name, captured, status)).collect());
        assert_eq!((all[1].kinds.as_slice(), all[2].since), (&[][..], Some(0)));
    }
}
