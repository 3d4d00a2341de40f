//! The numbers of an audit, in all the ways that a report breaks them down.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use super::{Counts, Entry, Shares, State, Status};

/// The most groups of one table; captures of further ones are counted together.
///
/// An archive of the whole web has millions of sites, and memory is bounded. Captures are counted in their order in the
/// archive, so the same archive gives the same groups.
const GROUPS: usize = 20_000;

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What its captures have in common; `None` for those that lack it.
    pub name: Option<String>,
    /// How they divide.
    pub shares: Shares,
}

/// One way to break the numbers down.
#[derive(Clone, Debug, Default)]
pub struct Table {
    groups: BTreeMap<String, Shares>,
    without: Shares,
    further: Shares,
}

impl Table {
    /// Counts one capture.
    pub fn add(&mut self, name: Option<String>, entry: &Entry) {
        let Some(name) = name else {
            self.without.add(entry);
            return;
        };
        let full = self.groups.len() >= GROUPS;
        match self.groups.entry(name) {
            Slot::Occupied(mut known) => known.get_mut().add(entry),
            Slot::Vacant(_) if full => self.further.add(entry),
            Slot::Vacant(new) => new.insert(Shares::default()).add(entry),
        }
    }

    /// The groups in the order of their names.
    pub fn by_name(&self) -> impl Iterator<Item = Group> {
        self.groups.iter().map(|(name, shares)| Group { name: Some(name.clone()), shares: *shares })
    }

    /// The `most` largest groups, the largest first, the first by name of equals.
    #[must_use]
    pub fn largest(&self, most: usize) -> Vec<Group> {
        let mut all: Vec<Group> = self.by_name().collect();
        all.sort_by_key(|g| std::cmp::Reverse(g.shares.documents));
        all.truncate(most);
        all
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is no group.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The captures that have no such name.
    #[must_use]
    pub const fn without(&self) -> &Shares {
        &self.without
    }

    /// The captures of groups that came when there was no room for them.
    #[must_use]
    pub const fn further(&self) -> &Shares {
        &self.further
    }
}

/// The numbers of an audit.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Over all captures.
    pub counts: Counts,
    /// By the month of the capture, `2026-11`.
    pub months: Table,
    /// By host.
    pub sites: Table,
    /// By first path segment or folder.
    pub sections: Table,
    /// By the primary subtag of the declared language.
    pub langs: Table,
    /// Captures that disclose, by what AI did.
    pub involvements: BTreeMap<&'static str, u64>,
    /// Captures that disclose, by whether a person answers for them.
    pub reviews: BTreeMap<&'static str, u64>,
    /// Why captures could not be read, with how many.
    pub problems: BTreeMap<String, u64>,
}

impl Tally {
    /// Counts one capture.
    pub fn add(&mut self, entry: &Entry) {
        self.counts.add(entry);
        let month = entry.origin.captured.map(|t| t.to_string()[..7].to_owned());
        self.months.add(month, entry);
        self.sites.add(entry.site(), entry);
        self.sections.add(entry.section.clone(), entry);
        let primary = |tag: &String| tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        self.langs.add(entry.lang.as_ref().map(primary), entry);
        if entry.state == State::Checked && entry.status == Some(Status::Disclosed) {
            if let Some(leading) = entry.facts.leading() {
                *self.involvements.entry(leading.involvement.word()).or_default() += 1;
            }
            *self.reviews.entry(entry.facts.review().word()).or_default() += 1;
        }
        if let Some(problem) = entry.problem.as_ref().filter(|_| entry.state == State::Unreadable) {
            /// Reasons that are told apart; they hold names and numbers, and so may be many.
            const REASONS: usize = 200;
            let room = self.problems.len() < REASONS;
            match self.problems.get_mut(problem) {
                Some(count) => *count += 1,
                None if room => {
                    self.problems.insert(problem.clone(), 1);
                }
                None => *self.problems.entry("…".to_owned()).or_default() += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;

    fn entry(n: usize, state: State) -> Entry {
        let url = format!("https://s{n}.example/a/b");
        Entry {
            origin: Origin { url: Some(url), ..Origin::default() },
            state,
            status: (state == State::Checked).then_some(Status::Silent),
            media: None,
            lang: Some("id-ID".into()),
            section: Some("a".into()),
            payload: None,
            text: None,
            facts: super::super::Facts::default(),
            verified: None,
            problem: (state == State::Unreadable).then(|| format!("no {n}")),
        }
    }

    #[test]
    fn the_parts_add_up_however_many_groups_there_are() {
        let mut tally = Tally::default();
        for n in 0..GROUPS + 500 {
            tally.add(&entry(n, State::ALL[n % 4]));
        }
        let shares = tally.counts.shares;
        assert_eq!(shares.checked + shares.unchecked(), shares.documents);
        assert_eq!(shares.statuses().iter().sum::<u64>(), shares.checked);
        let sum: u64 = tally.sites.by_name().map(|g| g.shares.documents).sum();
        assert_eq!((tally.sites.len(), sum + tally.sites.further().documents), (GROUPS, shares.documents));
        assert_eq!(tally.problems.values().sum::<u64>(), shares.unreadable);
        assert_eq!(tally.months.without().documents, shares.documents);
        assert_eq!(tally.langs.largest(3)[0].name.as_deref(), Some("id"));
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest_and_unknown_where_nothing_was_checked() {
        let of = |disclosed, checked| Shares { disclosed, checked, ..Shares::default() }.share();
        assert_eq!((of(0, 0), of(1, 3), of(2, 3), of(3, 3)), (None, Some(3333), Some(6667), Some(10_000)));
    }
}
