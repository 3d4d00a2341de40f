//! Two sides to a list of what changed, and reasons.

use std::collections::HashSet;

use super::align::{self, ParagraphChange, State};
use super::disclosures::{self, DisclosureChange, DisclosureState};
use super::outcome::Reason;
use super::side::Side;

/// What differs between two sides.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// What became of the headline, where either side has one.
    pub headline: Option<State>,
    /// What became of each disclosure; one that is gone stands first.
    pub disclosures: Vec<DisclosureChange<'a>>,
    /// What became of each paragraph, in the order of the new text.
    pub paragraphs: Vec<ParagraphChange>,
    /// The reasons to say that they differ, the gravest first; none where they do not.
    pub reasons: Vec<Reason>,
    /// Whether nothing is shared but perhaps a statement about AI, so that the two are no versions of one article.
    pub strangers: bool,
}

/// Compares an old side with a new one.
#[must_use]
pub fn compare<'a>(old: &Side<'a>, new: &Side<'a>) -> Comparison<'a> {
    let mut disclosures = disclosures::changes(old, new);
    let removed: HashSet<usize> = disclosures
        .iter()
        .filter(|d| d.state == DisclosureState::Removed)
        .filter_map(|d| usize::try_from(d.old.paragraph?).ok()?.checked_sub(1))
        .collect();
    disclosures.sort_by_key(|d| std::cmp::Reverse(d.state));
    let paragraphs = align::align(old, new, &removed);
    let headline = headline(old, new);

    let any = |state| disclosures.iter().any(|d| d.state == state);
    let mut reasons = Vec::new();
    let mut reason = |met: bool, reason| {
        if met {
            reasons.push(reason);
        }
    };
    reason(any(DisclosureState::Removed), Reason::DisclosureRemoved);
    reason(any(DisclosureState::Changed), Reason::DisclosureChanged);
    reason(headline.is_some_and(|h| h != State::Same), Reason::HeadlineChanged);
    reason(old.root != new.root, Reason::ContentChanged);

    let stays = |c: &ParagraphChange| matches!(c.state, State::Same | State::Moved);
    // Many articles carry the same statement about AI, so that two share it makes them no versions of one article.
    let stating: HashSet<u32> = old.disclosures.iter().filter_map(|d| d.paragraph).collect();
    let states = |at: usize| u32::try_from(at + 1).is_ok_and(|number| stating.contains(&number));
    let own_headline = old.headline.is_some() && !stating.contains(&0);
    let shared = (headline == Some(State::Same) && own_headline)
        || paragraphs.iter().any(|c| stays(c) && !c.old.is_some_and(states))
        || crossed(old, new);
    // One edit can touch two neighbours, so only three parts without anything in common make a stranger.
    let own = (0..old.paragraphs.len()).filter(|at| !states(*at)).count() + usize::from(own_headline);
    let strangers = !shared && own >= 3;
    Comparison { headline, disclosures, paragraphs, reasons, strangers }
}

fn headline(old: &Side<'_>, new: &Side<'_>) -> Option<State> {
    match (old.headline, new.headline) {
        (None, None) => None,
        (Some(a), Some(b)) if a == b => Some(State::Same),
        (Some(_), Some(_)) => Some(State::Changed),
        (None, Some(_)) => Some(State::Added),
        (Some(_), None) => Some(State::Gone),
    }
}

/// Whether the headline of one side is a paragraph of the other.
fn crossed(old: &Side<'_>, new: &Side<'_>) -> bool {
    let within = |headline, side: &Side<'_>| side.paragraphs.iter().any(|p| Some(*p) == headline);
    within(old.headline, new) || within(new.headline, old)
}
