//! Which paragraph of the old text is which of the new.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use super::side::Side;
use crate::digest::Digest;

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It stands where it stood.
    Same,
    /// Its words changed.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It is new.
    Added,
    /// It is no more.
    Gone,
}

impl State {
    /// The published spelling.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Added => "added",
            Self::Gone => "gone",
        }
    }
}

/// One paragraph of either side or of both, numbered from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphChange {
    /// What became of it.
    pub state: State,
    /// Its number in the old text.
    pub old: Option<usize>,
    /// Its number in the new text.
    pub new: Option<usize>,
}

/// The most cells of a table that compares two runs of paragraphs; longer runs are paired in order.
const TABLE: usize = 1 << 20;

/// The most paragraphs of a run that are paired by their words.
const BY_WORDS: usize = 64;

/// The most words of a paragraph that are looked at to pair it.
const WORDS: usize = 1000;

/// Every paragraph of both texts, in the order of the new one; what is gone stands where it stood.
///
/// `removed` says which old paragraphs held a disclosure that is no more: such a one is never taken for the old form
/// of some other paragraph while there are better ones.
pub(super) fn align(old: &Side<'_>, new: &Side<'_>, removed: &HashSet<usize>) -> Vec<ParagraphChange> {
    let (a, b) = (&*old.paragraphs, &*new.paragraphs);
    let kept = in_place(a, b);
    let moved = moved(a, b, &kept);
    let mut moved_from: HashSet<usize> = HashSet::with_capacity(moved.len());
    let mut moved_to: HashMap<usize, usize> = HashMap::with_capacity(moved.len());
    for (from, to) in moved {
        moved_from.insert(from);
        moved_to.insert(to, from);
    }

    let mut changes = Vec::with_capacity(b.len());
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in kept.into_iter().chain([(a.len(), b.len())]) {
        let gone: Vec<usize> = (i..next_i).filter(|i| !moved_from.contains(i)).collect();
        let fresh: Vec<usize> = (j..next_j).filter(|j| !moved_to.contains_key(j)).collect();
        gap(old, new, j..next_j, &gone, &fresh, &moved_to, removed, &mut changes);
        if next_i < a.len() && next_j < b.len() {
            changes.push(ParagraphChange { state: State::Same, old: Some(next_i), new: Some(next_j) });
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    changes
}

/// Writes what stands between two paragraphs that stayed in place.
#[expect(clippy::too_many_arguments, reason = "one loop body with a name, all of it local to `align`")]
fn gap(
    old: &Side<'_>,
    new: &Side<'_>,
    range: Range<usize>,
    gone: &[usize],
    fresh: &[usize],
    moved_to: &HashMap<usize, usize>,
    removed: &HashSet<usize>,
    changes: &mut Vec<ParagraphChange>,
) {
    let pairs = pair(old, new, gone, fresh, removed);
    let mut left = gone.iter().copied().peekable();
    let mut pairs = pairs.into_iter().peekable();
    let lost = |i| ParagraphChange { state: State::Gone, old: Some(i), new: None };
    for j in range {
        if let Some(&from) = moved_to.get(&j) {
            changes.push(ParagraphChange { state: State::Moved, old: Some(from), new: Some(j) });
        } else if let Some((i, _)) = pairs.next_if(|(_, to)| *to == j) {
            while let Some(before) = left.next_if(|l| *l < i) {
                changes.push(lost(before));
            }
            left.next_if_eq(&i);
            changes.push(ParagraphChange { state: State::Changed, old: Some(i), new: Some(j) });
        } else {
            changes.push(ParagraphChange { state: State::Added, old: None, new: Some(j) });
        }
    }
    changes.extend(left.map(lost));
}

/// Pairs of equal paragraphs in the same order on both sides, ascending.
fn in_place(a: &[Digest], b: &[Digest]) -> Vec<(usize, usize)> {
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (a_end, b_end) = (a.len() - end, b.len() - end);
    let mut pairs: Vec<_> = (0..start).map(|i| (i, i)).collect();
    let (mut i, mut j) = (start, start);
    let anchors = anchors(a, b, start..a_end, start..b_end);
    for (next_i, next_j) in anchors.into_iter().chain([(a_end, b_end)]) {
        common(a, b, i..next_i, j..next_j, &mut pairs);
        if next_i < a_end {
            pairs.push((next_i, next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    pairs.extend((0..end).map(|k| (a_end + k, b_end + k)));
    pairs
}

/// Paragraphs that stand once on each side, as many as keep their order.
fn anchors(a: &[Digest], b: &[Digest], in_a: Range<usize>, in_b: Range<usize>) -> Vec<(usize, usize)> {
    let once = |text: &[Digest], range: Range<usize>| {
        let mut at: HashMap<Digest, Option<usize>> = HashMap::with_capacity(range.len());
        for i in range {
            at.entry(text[i]).and_modify(|at| *at = None).or_insert(Some(i));
        }
        at
    };
    let (once_a, once_b) = (once(a, in_a.clone()), once(b, in_b));
    let both = in_a.filter_map(|i| {
        once_a.get(&a[i]).copied().flatten()?;
        Some((i, once_b.get(&a[i]).copied().flatten()?))
    });
    longest_rising(&both.collect::<Vec<_>>())
}

/// The longest run of pairs whose second number rises too, by patience sorting.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (k, (_, j)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|t| pairs[*t].1 < *j);
        before.push(pile.checked_sub(1).map(|p| tops[p]));
        if pile == tops.len() {
            tops.push(k);
        } else {
            tops[pile] = k;
        }
    }
    let mut run = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied();
    while let Some(k) = at {
        run.push(pairs[k]);
        at = before[k];
    }
    run.reverse();
    run
}

/// Adds a longest common run of what stands between two anchors: repeated paragraphs, mostly.
fn common(
    a: &[Digest],
    b: &[Digest],
    mut in_a: Range<usize>,
    mut in_b: Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    while !in_a.is_empty() && !in_b.is_empty() && a[in_a.start] == b[in_b.start] {
        pairs.push((in_a.start, in_b.start));
        (in_a.start, in_b.start) = (in_a.start + 1, in_b.start + 1);
    }
    let (rows, columns) = (in_a.len(), in_b.len());
    if rows.saturating_mul(columns) > TABLE {
        return;
    }
    let chosen = best_pairs(rows, columns, |i, j| u32::from(a[in_a.start + i] == b[in_b.start + j]));
    pairs.extend(chosen.into_iter().map(|(i, j)| (in_a.start + i, in_b.start + j)));
}

/// The pairs in rising order on both sides with the greatest sum of weights; a weight of 0 is no pair.
fn best_pairs(rows: usize, columns: usize, weight: impl Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    let width = columns + 1;
    let mut best = vec![0_u32; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let own = weight(i, j);
            let pair = if own > 0 { own + best[(i + 1) * width + j + 1] } else { 0 };
            best[i * width + j] = pair.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < rows && j < columns {
        let (here, down) = (best[i * width + j], best[(i + 1) * width + j]);
        let own = weight(i, j);
        if own > 0 && here == own + best[(i + 1) * width + j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == down {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Equal paragraphs that are left over on both sides: first with first, second with second.
fn moved(a: &[Digest], b: &[Digest], kept: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let kept_a: HashSet<usize> = kept.iter().map(|p| p.0).collect();
    let kept_b: HashSet<usize> = kept.iter().map(|p| p.1).collect();
    let mut left: HashMap<Digest, VecDeque<usize>> = HashMap::new();
    for j in (0..b.len()).filter(|j| !kept_b.contains(j)) {
        left.entry(b[j]).or_default().push_back(j);
    }
    let rest = (0..a.len()).filter(|i| !kept_a.contains(i));
    rest.filter_map(|i| Some((i, left.get_mut(&a[i])?.pop_front()?))).collect()
}

/// Which of the paragraphs that went became which of those that came, in rising order on both sides.
fn pair(
    old: &Side<'_>,
    new: &Side<'_>,
    gone: &[usize],
    fresh: &[usize],
    removed: &HashSet<usize>,
) -> Vec<(usize, usize)> {
    let known = gone.iter().all(|i| old.text(*i).is_some()) && fresh.iter().all(|j| new.text(*j).is_some());
    let small = gone.len() <= BY_WORDS && fresh.len() <= BY_WORDS;
    if known && small && !(gone.len() == 1 && fresh.len() == 1) {
        let a: Vec<_> = gone.iter().map(|i| bag(old.text(*i).unwrap_or_default())).collect();
        let b: Vec<_> = fresh.iter().map(|j| bag(new.text(*j).unwrap_or_default())).collect();
        let weights: Vec<u32> = a.iter().flat_map(|x| b.iter().map(move |y| alike(x, y))).collect();
        let chosen = best_pairs(a.len(), b.len(), |i, j| weights[i * b.len() + j]);
        return chosen.into_iter().map(|(i, j)| (gone[i], fresh[j])).collect();
    }
    let better: Vec<usize> = if gone.len() > fresh.len() {
        gone.iter().copied().filter(|i| !removed.contains(i)).collect()
    } else {
        gone.to_vec()
    };
    better.into_iter().zip(fresh.iter().copied()).collect()
}

/// The words of a paragraph, sorted.
fn bag(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split(' ').take(WORDS).collect();
    words.sort_unstable();
    words
}

/// How many of a hundred words two paragraphs share; 0 where it is fewer than forty.
fn alike(a: &[&str], b: &[&str]) -> u32 {
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    let percent = shared * 200 / (a.len() + b.len()).max(1);
    if percent < 40 { 0 } else { u32::try_from(percent).unwrap_or(u32::MAX) }
}
