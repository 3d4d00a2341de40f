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

/// All that became of a page from its newest version in one audit to that in the next; `verified`: whether records were given
/// to the next.
#[must_use]
pub fn changes(before: Option<&Version>, after: Option<&Version>, verified: bool) -> Vec<Change> {
    let kinds = match (before, after) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![ChangeKind::New],
        (Some(_), None) => vec![ChangeKind::Gone],
        // The newest capture is not there any more. An older one says nothing of what became of the page since.
        (Some(before), Some(after)) if before.captured.zip(after.captured).is_some_and(|(b, a)| a < b) => {
            Vec::new()
        }
        (Some(before), Some(after)) => {
            let mut kinds = between(before, after);
            let silent = verified && after.outcome.is_none() && after.state.is_read();
            if silent && before.outcome.as_deref() == Some("matches") {
                kinds.insert(0, ChangeKind::RecordBroken);
            }
            kinds
        }
    };
    let change = |change| Change { change, before: before.cloned(), after: after.cloned() };
    kinds.into_iter().map(change).collect()
}

/// What is different between two versions of one page, the gravest first. Where one of them could not be checked, nothing is
/// said of disclosures and text.
pub(super) fn between(before: &Version, after: &Version) -> Vec<ChangeKind> {
    let mut out = Vec::new();
    let broken = match after.outcome.as_deref() {
        None | Some("matches") => false,
        Some("differs") => true,
        // What a capture that was cut does not hold says nothing against the page.
        Some(_) => after.state.is_read(),
    };
    if before.outcome.as_deref() == Some("matches") && broken {
        out.push(ChangeKind::RecordBroken);
    }
    // The same bytes are the same page, whatever other rules say of them.
    if is_same(before, after) {
        return out;
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

fn is_same(before: &Version, after: &Version) -> bool {
    before.payload.is_some() && before.payload == after.payload
}

/// Whether the same bytes are judged in another way: then the rules changed, and not the page.
#[must_use]
pub fn rejudged(before: &Version, after: &Version) -> bool {
    is_same(before, after) && (before.state, before.status) != (after.state, after.status)
}

#[cfg(test)]
mod tests {
    use super::super::Status;
    use super::super::version::testing::version;
    use super::*;
    use crate::digest::Digest;
    use crate::time::Timestamp;

    fn kinds(before: Option<&Version>, after: Option<&Version>) -> Vec<&'static str> {
        changes(before, after, false).iter().map(|c| c.change.word()).collect()
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

    #[test]
    fn a_record_that_speaks_no_more_broke_where_records_were_given() {
        let mut held = version(State::Checked, Some(Status::Silent), "a");
        held.outcome = Some("matches".into());
        let unrecorded = version(State::Checked, Some(Status::Silent), "a");
        let kinds = |verified| changes(Some(&held), Some(&unrecorded), verified).len();
        assert_eq!((kinds(true), kinds(false)), (1, 0));
    }

    #[test]
    fn neither_an_older_capture_nor_a_cut_one_nor_another_judgement_of_the_same_bytes_is_a_change() {
        let at = |captured: &str, status, payload: &str| Version {
            captured: Timestamp::parse(captured),
            payload: Some(Digest::of(payload.as_bytes())),
            outcome: Some("matches".into()),
            ..version(State::Checked, Some(status), payload)
        };
        let told = at("2026-01-02T00:00:00Z", Status::Disclosed, "a");
        let older = at("2026-01-01T00:00:00Z", Status::Silent, "b");
        assert_eq!(kinds(Some(&told), Some(&older)), Vec::<&str>::new());
        let other = at("2026-01-02T00:00:00Z", Status::Silent, "a");
        assert_eq!(kinds(Some(&told), Some(&other)), Vec::<&str>::new());
        assert!(rejudged(&told, &other) && !rejudged(&told, &older));
        let cut = Version {
            outcome: Some("cannot-check".into()),
            state: State::Inconclusive,
            status: None,
            ..at("2026-01-03T00:00:00Z", Status::Silent, "c")
        };
        assert_eq!(kinds(Some(&told), Some(&cut)), Vec::<&str>::new());
    }
}
