//! The list of active formatting elements (WHATWG HTML §13.2.4.3).

use super::inside::Own;
use super::stack::Name;

/// Elements and markers are at most so many. On a page with more the oldest are forgotten: browsers would open all of
/// them again in every paragraph, which is quadratic.
const LONGEST: usize = 64;

/// One entry of the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Its name.
    pub(super) name: Name,
    /// What it adds.
    pub(super) own: Own,
    /// Tells start tags of one name apart.
    pub(super) tag: u64,
    /// Its place on the stack of open elements; `None` once something else closed it.
    pub(super) at: Option<usize>,
}

/// The list: entries and markers.
#[derive(Debug, Default)]
pub(super) struct Formatting {
    entries: Vec<Option<Entry>>,
    lost: usize,
}

impl Formatting {
    /// Whether an entry has been closed by something else than its own end tag.
    #[inline]
    pub(super) const fn has_lost(&self) -> bool {
        self.lost > 0
    }

    /// Takes an element that has just been opened at `at`.
    pub(super) fn push(&mut self, name: Name, own: Own, tag: u64, at: usize) {
        let own = Own { mark: None, ..own };
        let since = self.entries.iter().rposition(Option::is_none).map_or(0, |m| m + 1);
        let equal = |e: &Option<Entry>| e.is_some_and(|e| e.name == name && e.tag == tag);
        if self.entries[since..].iter().filter(|e| equal(e)).count() >= 3
            && let Some(first) = self.entries[since..].iter().position(equal)
        {
            self.remove(since + first);
        }
        if self.entries.len() >= LONGEST {
            self.remove(0);
        }
        self.entries.push(Some(Entry { name, own, tag, at: Some(at) }));
    }

    /// Begins a cell, a caption or an object: what was open outside is not opened again inside.
    pub(super) fn mark(&mut self) {
        if self.entries.len() >= LONGEST {
            self.remove(0);
        }
        self.entries.push(None);
    }

    /// Forgets everything since the last marker, and the marker.
    pub(super) fn clear_to_mark(&mut self) {
        while let Some(entry) = self.entries.pop() {
            match entry {
                Some(entry) => self.lost -= usize::from(entry.at.is_none()),
                None => break,
            }
        }
    }

    fn remove(&mut self, index: usize) {
        if let Some(entry) = self.entries.remove(index) {
            self.lost -= usize::from(entry.at.is_none());
        }
    }

    /// The last entry of that name since the last marker.
    pub(super) fn find(&self, name: Name) -> Option<(usize, Entry)> {
        let since = self.entries.iter().rposition(Option::is_none).map_or(0, |m| m + 1);
        let index = since + self.entries[since..].iter().rposition(|e| e.is_some_and(|e| e.name == name))?;
        self.entries[index].map(|entry| (index, entry))
    }

    /// Forgets an entry that [`Formatting::find`] gave.
    pub(super) fn forget(&mut self, index: usize) {
        self.remove(index);
    }

    /// Whether the element at `at` of the stack is listed; with `forget` it is no longer.
    pub(super) fn has(&mut self, at: usize, forget: bool) -> bool {
        let found = self.entries.iter().rposition(|e| e.is_some_and(|e| e.at == Some(at)));
        if let Some(index) = found
            && forget
        {
            self.remove(index);
        }
        found.is_some()
    }

    /// Notes that the element at `at` of the stack has been closed by something else.
    pub(super) fn lose(&mut self, at: usize) {
        for entry in self.entries.iter_mut().rev().flatten() {
            if entry.at == Some(at) {
                entry.at = None;
                self.lost += 1;
                return;
            }
        }
    }

    /// The entries that are to be opened again, in order: those after the last marker or open element.
    pub(super) fn to_reopen(&self) -> std::ops::Range<usize> {
        let stop = self.entries.iter().rposition(|e| e.is_none_or(|e| e.at.is_some()));
        stop.map_or(0, |s| s + 1)..self.entries.len()
    }

    /// The entry at `index`, noted as open at `at` again.
    pub(super) fn reopen(&mut self, index: usize, at: usize) -> Option<Entry> {
        let entry = self.entries.get_mut(index)?.as_mut()?;
        if entry.at.is_none() {
            self.lost -= 1;
        }
        entry.at = Some(at);
        Some(*entry)
    }
}
