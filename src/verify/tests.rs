//! Comparisons, on texts made of single letters.

use proptest::prelude::*;

use super::*;
use crate::canon::{CanonicalText, Coverage, RootRule, Scope};
use crate::record::{ObservedDisclosure, Words};
use crate::vocabulary::{self, Confidence, Involvement, Modality, Review, Zone};

fn text(headline: &str, paragraphs: &[&str]) -> CanonicalText {
    CanonicalText {
        headline: (!headline.is_empty()).then(|| headline.to_owned()),
        paragraphs: paragraphs.iter().map(|p| (*p).to_owned()).collect(),
        root: RootRule::Whole,
        scope: Scope::default(),
        coverage: Coverage::default(),
    }
}

fn disclosure(paragraph: Option<u32>, quote: &str) -> ObservedDisclosure {
    ObservedDisclosure {
        rule: Words::cleaned("en/x"),
        involvement: Involvement::Assisted,
        modality: Modality::Text,
        scope: vocabulary::Scope::Article,
        review: Review::Unstated,
        tool: None,
        lang: Words::cleaned("en"),
        zone: Zone::Body,
        confidence: Confidence::Explicit,
        paragraph,
        quote: Words::cleaned(quote),
    }
}

/// Each paragraph's change as `word old new`.
fn told(old: &[&str], new: &[&str]) -> Vec<String> {
    let (a, b) = (text("", old), text("", new));
    let number = |n: Option<usize>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    let comparison = compare(&Side::of_text(&a, &[]), &Side::of_text(&b, &[]));
    let rows = comparison.paragraphs.iter();
    rows.map(|c| format!("{} {} {}", c.state.word(), number(c.old), number(c.new))).collect()
}

#[test]
fn each_kind_of_change_is_told() {
    assert_eq!(told(&["a", "b", "c"], &["a", "b", "c"]), ["same 0 0", "same 1 1", "same 2 2"]);
    assert_eq!(told(&["a", "b", "c"], &["a", "x", "c"]), ["same 0 0", "changed 1 1", "same 2 2"]);
    assert_eq!(told(&["a", "b", "c"], &["a", "c"]), ["same 0 0", "gone 1 -", "same 2 1"]);
    assert_eq!(told(&["a", "c"], &["a", "b", "c"]), ["same 0 0", "added - 1", "same 1 2"]);
    assert_eq!(told(&["a", "b", "c"], &["b", "c", "a"]), ["same 1 0", "same 2 1", "moved 0 2"]);
    assert_eq!(told(&[], &["a"]), ["added - 0"]);
    assert_eq!(told(&["a"], &[]), ["gone 0 -"]);
}

#[test]
fn repeated_paragraphs_stay_in_place_as_far_as_they_can() {
    assert_eq!(told(&["a", "b", "a"], &["b", "a"]), ["gone 0 -", "same 1 0", "same 2 1"]);
    assert_eq!(
        told(&["0", "1", "0", "2", "0"], &["0", "x y", "0", "2", "0"]),
        ["same 0 0", "changed 1 1", "same 2 2", "same 3 3", "same 4 4"]
    );
}

#[test]
fn where_the_words_are_known_the_likest_paragraphs_are_paired() {
    let old = ["a", "one two three four", "five six seven eight", "z"];
    let new = ["a", "five six seven nine", "z"];
    assert_eq!(told(&old, &new), ["same 0 0", "gone 1 -", "changed 2 1", "same 3 2"]);
}

#[test]
fn a_removed_disclosure_stands_first_and_is_no_old_form_of_another_paragraph() {
    let (a, b) = (text("H", &["x", "Made with AI.", "y"]), text("H", &["x", "y changed"]));
    let seen = [disclosure(Some(2), "Made with AI.")];
    let mut old = Side::of_text(&a, &seen);
    // As in a record, the words of the other paragraphs are not known.
    old.forget_texts();
    let comparison = compare(&old, &Side::of_text(&b, &[]));
    assert_eq!(comparison.reasons, [Reason::DisclosureRemoved, Reason::ContentChanged]);
    assert_eq!(comparison.disclosures[0].state, DisclosureState::Removed);
    let states: Vec<_> = comparison.paragraphs.iter().map(|c| c.state).collect();
    assert_eq!(states, [State::Same, State::Gone, State::Changed]);
}

#[test]
fn a_disclosure_is_kept_changed_or_removed() {
    let old_text = text("H", &["x", "Made with AI."]);
    let seen = [disclosure(Some(2), "Made with AI.")];
    let old = Side::of_text(&old_text, &seen);
    let state = |paragraphs: &[&str], found: &[ObservedDisclosure]| {
        let new = text("H", paragraphs);
        compare(&old, &Side::of_text(&new, found)).disclosures[0].state
    };
    assert_eq!(state(&["x", "Made with AI."], &[]), DisclosureState::Kept);
    assert_eq!(state(&["Made with AI. x"], &[disclosure(Some(1), "Made with AI.")]), DisclosureState::Kept);
    assert_eq!(state(&["x"], &[disclosure(None, "Made with AI.")]), DisclosureState::Kept);
    let other = disclosure(Some(2), "Written with AI.");
    assert_eq!(state(&["x", "Written with AI."], &[other]), DisclosureState::Changed);
    assert_eq!(state(&["x", "It is untrue: Made with AI."], &[]), DisclosureState::Removed);
}

#[test]
fn a_disclosure_outside_the_text_is_asked_for_unless_it_was_metadata() {
    let same = text("H", &["x"]);
    let mut seen = [disclosure(None, "Made with AI.")];
    let compared = |seen: &[ObservedDisclosure]| {
        compare(&Side::of_text(&same, seen), &Side::of_text(&same, &[])).reasons
    };
    assert_eq!(compared(&seen), [Reason::DisclosureRemoved]);
    seen[0].zone = Zone::Metadata;
    assert_eq!(compared(&seen), []);
}

#[test]
fn strangers_share_nothing_and_a_single_edit_never_makes_one() {
    let strange = |old: &CanonicalText, new: &CanonicalText| {
        compare(&Side::of_text(old, &[]), &Side::of_text(new, &[])).strangers
    };
    let old = text("H", &["a", "b"]);
    assert!(strange(&old, &text("K", &["c", "d"])));
    assert!(!strange(&old, &text("K", &["c", "b"])));
    assert!(!strange(&old, &text("", &["H", "c"])));
    assert!(!strange(&text("H", &["a"]), &text("", &["H a"])));
}

#[test]
fn a_headline_comes_goes_and_changes() {
    let reasons = |old: &str, new: &str| {
        compare(&Side::of_text(&text(old, &["a"]), &[]), &Side::of_text(&text(new, &["a"]), &[])).reasons
    };
    assert_eq!(reasons("H", "H"), []);
    assert_eq!(reasons("", ""), []);
    for (old, new) in [("H", "K"), ("H", ""), ("", "K")] {
        assert_eq!(reasons(old, new), [Reason::HeadlineChanged]);
    }
}

proptest! {
    #[test]
    fn every_paragraph_is_told_once_and_truly(
        old in proptest::collection::vec("[a-d]{1,2}", 0..12),
        new in proptest::collection::vec("[a-d]{1,2}", 0..12),
    ) {
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let (a, b) = (text("", &old), text("", &new));
        let changes = compare(&Side::of_text(&a, &[]), &Side::of_text(&b, &[])).paragraphs;
        let mut from: Vec<usize> = changes.iter().filter_map(|c| c.old).collect();
        let to: Vec<usize> = changes.iter().filter_map(|c| c.new).collect();
        from.sort_unstable();
        prop_assert_eq!(from, (0..old.len()).collect::<Vec<_>>());
        prop_assert_eq!(to, (0..new.len()).collect::<Vec<_>>(), "in the order of the new text");
        let mut last = None;
        for change in &changes {
            match (change.state, change.old, change.new) {
                (State::Same, Some(i), Some(j)) => {
                    prop_assert_eq!(old[i], new[j]);
                    prop_assert!(last < Some(i), "what is the same keeps its order");
                    last = Some(i);
                }
                (State::Moved, Some(i), Some(j)) => prop_assert_eq!(old[i], new[j]),
                (State::Changed, Some(i), Some(j)) => prop_assert_ne!(old[i], new[j]),
                (State::Added, None, Some(j)) => {
                    let (before, after) = (old.iter().filter(|p| **p == new[j]).count(), new.iter().filter(|p| **p == new[j]).count());
                    prop_assert!(after > before);
                }
                (State::Gone, Some(_), None) => {}
                odd => prop_assert!(false, "{:?}", odd),
            }
        }
    }
}

#[test]
fn words_that_never_stood_in_a_paragraph_that_stands_are_not_kept() {
    let old = text("H", &["x", "Made with AI. Truly."]);
    let new = text("H", &["Made with AI. Truly.", "x"]);
    let state = |paragraph: u32, quote: &str| {
        let said = [disclosure(Some(paragraph), quote)];
        let mut record = Side::of_text(&old, &said);
        record.forget_texts();
        compare(&record, &Side::of_text(&new, &[])).disclosures[0].state
    };
    assert_eq!(state(2, "Made with AI."), DisclosureState::Kept);
    assert_eq!(state(2, "Made by people."), DisclosureState::Removed);
    assert_eq!(state(1, "Made with AI."), DisclosureState::Removed);
    assert_eq!(state(0, "Made with AI."), DisclosureState::Removed);
    assert_eq!(state(0, "H"), DisclosureState::Kept);
}
