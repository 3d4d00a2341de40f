//! What became of each statement about the use of AI.

use std::collections::HashMap;

use super::side::Side;
use crate::digest::Digest;
use crate::record::ObservedDisclosure;
use crate::vocabulary::Zone;

/// What became of a disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisclosureState {
    /// Its words still stand in the article.
    Kept,
    /// Another statement about the same kind of content stands there instead.
    Changed,
    /// It is gone.
    Removed,
}

impl DisclosureState {
    /// The published spelling.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// One disclosure of the old side and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosureChange<'a> {
    /// What became of it.
    pub state: DisclosureState,
    /// The disclosure as it was.
    pub old: &'a ObservedDisclosure,
    /// What stands in its place, where something does.
    pub new: Option<&'a ObservedDisclosure>,
}

/// What became of every disclosure of `old`, in its order.
///
/// Those that were never visible (descriptions in metadata) are not asked for: another rendering may drop them.
pub(super) fn changes<'a>(old: &Side<'a>, new: &Side<'a>) -> Vec<DisclosureChange<'a>> {
    let standing: HashMap<Digest, u32> = new.paragraphs.iter().copied().zip(1..).collect();
    let asked = old.disclosures.iter().filter(|d| d.paragraph.is_some() || d.zone != Zone::Metadata);
    let asked: Vec<&ObservedDisclosure> = asked.collect();
    let mut free: Vec<Option<&ObservedDisclosure>> = new.disclosures.iter().map(Some).collect();
    let mut take = |wanted: &dyn Fn(&ObservedDisclosure) -> bool| {
        free.iter_mut().find(|f| f.is_some_and(wanted)).and_then(Option::take)
    };

    // First everything that still stands, so that nothing else is taken for its changed form.
    let mut found: Vec<Option<(DisclosureState, Option<&ObservedDisclosure>)>> = Vec::new();
    for disclosure in &asked {
        let twin = take(&|n| n.quote == disclosure.quote && n.involvement == disclosure.involvement);
        let stands = twin.is_some() || paragraph_stands(disclosure, old, new, &standing);
        found.push(stands.then_some((DisclosureState::Kept, twin)));
    }
    for (disclosure, found) in asked.iter().zip(&mut found) {
        if found.is_none() {
            let instead = take(&|n| n.modality == disclosure.modality && n.scope == disclosure.scope);
            let state = if instead.is_some() { DisclosureState::Changed } else { DisclosureState::Removed };
            *found = Some((state, instead));
        }
    }
    let rows = asked.into_iter().zip(found.into_iter().flatten());
    rows.map(|(old, (state, new))| DisclosureChange { state, old, new }).collect()
}

fn paragraph_stands(
    disclosure: &ObservedDisclosure,
    old: &Side<'_>,
    new: &Side<'_>,
    standing: &HashMap<Digest, u32>,
) -> bool {
    // A paragraph that stands keeps only the words that are in it, whatever the record says of it.
    let says = |number: u32| match usize::try_from(number).ok().map(|n| n.checked_sub(1)) {
        Some(None) => new.headline_text().is_none() || new.says(number, disclosure.quote.as_str()),
        Some(Some(at)) => new.text(at).is_none() || new.says(number, disclosure.quote.as_str()),
        None => false,
    };
    match disclosure.paragraph {
        Some(0) => old.headline.is_some() && old.headline == new.headline && says(0),
        Some(number) => {
            let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
            at.and_then(|at| old.paragraphs.get(at))
                .and_then(|leaf| standing.get(leaf))
                .is_some_and(|n| says(*n))
        }
        None => false,
    }
}
