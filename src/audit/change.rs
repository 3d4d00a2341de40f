//! What became of a page between two audits, or between two captures.

use serde::{Deserialize, Serialize};

use super::entry::words;
use super::{State, Version};

words! {
    /// What became of a page.
    ChangeKind {
        /// A record that held does not hold any more.
        RecordBroken = "record-broken",
        /// It told readers of the use of AI, and does not any more.
        DisclosureRemoved = "disclosure-removed",
        /// It tells readers of the use of AI, and did not before.
        DisclosureAdded = "disclosure-added",
        /// Its visible text is another.
        TextChanged = "text-changed",
        /// It was there, and is not any more.
        Gone = "gone",
        /// It is there, and was not before.
        New = "new",
    }
}

/// What became of one page since the audit before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// What.
    pub change: ChangeKind,
    /// Its newest version then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Version>,
    /// Its newest version now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Version>,
}

/// All that became of a page from its newest version in one audit to that in the next.
#[must_use]
pub fn changes(before: Option<&Version>, after: Option<&Version>) -> Vec<Change> {
    let kinds = match (before, after) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![ChangeKind::New],
        (Some(_), None) => vec![ChangeKind::Gone],
        (Some(before), Some(after)) => between(before, after),
    };
    let change = |change| Change { change, before: before.cloned(), after: after.cloned() };
    kinds.into_iter().map(change).collect()
}

/// What is different between two versions of one page, the gravest first. Where one of them could not be checked, nothing is
/// said of disclosures and text.
pub(super) fn between(before: &Version, after: &Version) -> Vec<ChangeKind> {
    let mut out = Vec::new();
    if before.outcome.as_deref() == Some("matches")
        && after.outcome.as_deref().is_some_and(|o| o != "matches")
    {
        out.push(ChangeKind::RecordBroken);
    }
    match (before.discloses(), after.discloses()) {
        (Some(true), Some(false)) => out.push(ChangeKind::DisclosureRemoved),
        (Some(false), Some(true)) => out.push(ChangeKind::DisclosureAdded),
        _ => {}
    }
    let both = before.state == State::Checked && after.state == State::Checked;
    if both && before.text != after.text {
        out.push(ChangeKind::TextChanged);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::Status;
    use super::super::version::testing::version;
    use super::*;

    fn kinds(before: Option<&Version>, after: Option<&Version>) -> Vec<&'static str> {
        changes(before, after).iter().map(|c| c.change.word()).collect()
    }

    #[test]
    fn a_page_comes_changes_and_goes() {
        let told = version(State::Checked, Some(Status::Disclosed), "a");
        let silent = version(State::Checked, Some(Status::Silent), "b");
        assert_eq!(kinds(None, Some(&told)), ["new"]);
        assert_eq!(kinds(Some(&told), None), ["gone"]);
        assert_eq!(kinds(Some(&told), Some(&told)), Vec::<&str>::new());
        assert_eq!(kinds(Some(&told), Some(&silent)), ["disclosure-removed", "text-changed"]);
        assert_eq!(kinds(Some(&silent), Some(&told)), ["disclosure-added", "text-changed"]);
    }

    #[test]
    fn nothing_is_removed_from_a_capture_that_was_cut() {
        let told = version(State::Checked, Some(Status::Disclosed), "a");
        let cut = version(State::Inconclusive, None, "b");
        assert_eq!(kinds(Some(&told), Some(&cut)), Vec::<&str>::new());
    }

    #[test]
    fn a_record_breaks_only_where_it_held() {
        let of = |outcome: &str| {
            let mut v = version(State::Checked, Some(Status::Silent), "a");
            v.outcome = Some(outcome.into());
            v
        };
        assert_eq!(kinds(Some(&of("matches")), Some(&of("differs"))), ["record-broken"]);
        assert_eq!(kinds(Some(&of("differs")), Some(&of("differs"))), Vec::<&str>::new());
    }
}
