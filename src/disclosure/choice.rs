//! Which fragment of every term is looked for.
//!
//! A fragment costs time wherever its first bytes stand. Terms share fragments and the first bytes of fragments, so each is
//! chosen by what it adds to those that are looked for already; terms that have no cheap one choose first.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::frequency::Frequencies;
use super::literal::{SHORTEST, Spellings};
use super::sieve::{SEVEN, Spread, window};

/// Letters that a fragment may have beyond the shortest.
const MORE: usize = 2;

/// What a place costs where the first five bytes of a literal stand, for one where only four do.
const HEAD: f64 = 8.0;

/// What one more window costs in places that come through the table by chance.
const ROOM: f64 = 1e-6;

/// A fragment of a term, by bytes.
#[derive(Debug)]
struct Fragment {
    from: usize,
    to: usize,
    /// How it may begin: five bytes each, ASCII letters small.
    heads: Vec<u64>,
    /// What it costs at a place where a head stands.
    weight: f64,
}

/// What is looked for already.
#[derive(Debug)]
struct Chosen<'a> {
    frequencies: &'a Frequencies,
    heads: HashSet<u64, BuildHasherDefault<Spread>>,
    windows: HashSet<u64, BuildHasherDefault<Spread>>,
}

impl Chosen<'_> {
    /// What it costs to look for the fragment too.
    fn cost(&self, fragment: &Fragment) -> f64 {
        let cost = |head: &u64| {
            let windows = [window(*head), window(*head >> 8)];
            let more = windows.iter().filter(|w| !self.windows.contains(w));
            let more: f64 = more.map(|w| self.frequencies.of_four(*w) + ROOM).sum();
            let head = if self.heads.contains(head) { 0.0 } else { self.frequencies.of_five(*head) };
            more + fragment.weight * head
        };
        fragment.heads.iter().map(cost).sum()
    }

    fn take(&mut self, fragment: &Fragment) {
        for head in &fragment.heads {
            self.heads.insert(*head);
            self.windows.extend([window(*head), window(*head >> 8)]);
        }
    }
}

/// Whether a long literal can be cut from the term; `across` a space or hyphen only where asked for.
pub(super) fn can_be_cut(term: &str, across: bool, spellings: &Spellings) -> bool {
    !fragments(term, across, spellings, 1).is_empty()
}

/// A fragment of each of `terms`, by bytes; a flag says whether it may reach across a space or hyphen.
pub(super) fn choose<'t>(
    terms: impl Iterator<Item = (&'t str, bool)>,
    spellings: &Spellings,
    frequencies: &Frequencies,
) -> Vec<(usize, usize)> {
    let mut chosen = Chosen { frequencies, heads: HashSet::default(), windows: HashSet::default() };
    let all: Vec<Vec<Fragment>> =
        terms.map(|(term, across)| fragments(term, across, spellings, usize::MAX)).collect();
    let least = |of: &Vec<Fragment>| of.iter().map(|f| chosen.cost(f)).fold(f64::INFINITY, f64::min);
    let mut order: Vec<(f64, usize)> = all.iter().map(least).zip(0..).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut out = vec![(0, 0); all.len()];
    for (_, number) in order {
        // Of two that cost the same the longer one, which is met more seldom.
        let length = |f: &Fragment| f.to - f.from;
        let costs = all[number].iter().map(|f| (chosen.cost(f), f));
        let cheapest = costs.min_by(|a, b| a.0.total_cmp(&b.0).then(length(b.1).cmp(&length(a.1))));
        if let Some((_, fragment)) = cheapest {
            chosen.take(fragment);
            out[number] = (fragment.from, fragment.to);
        }
    }
    out
}

/// The runs of letters in `term` that are just long enough, and those up to two letters longer, that can be spelled out;
/// the first `most` of them.
fn fragments(term: &str, across: bool, spellings: &Spellings, most: usize) -> Vec<Fragment> {
    let mut out = Vec::new();
    let mut at = 0;
    for word in term.split(|c: char| !(c.is_alphanumeric() || across && matches!(c, ' ' | '-'))) {
        let places: Vec<usize> = word.char_indices().map(|(i, _)| at + i).chain([at + word.len()]).collect();
        for first in 0..places.len().saturating_sub(1) {
            let Some(last) = (first + 1..places.len()).find(|n| places[*n] - places[first] >= SHORTEST)
            else {
                break;
            };
            for last in last..=last + MORE {
                if let Some(to) = places.get(last) {
                    out.extend(spelled(term, places[first], *to, spellings));
                    if out.len() == most {
                        return out;
                    }
                }
            }
        }
        at += word.len();
        at += term[at..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

fn spelled(term: &str, from: usize, to: usize, spellings: &Spellings) -> Option<Fragment> {
    let text = &term[from..to];
    let heads = spellings.heads(text)?;
    // The longer ones are told by seven bytes.
    let long = to - from >= SEVEN.count_ones() as usize / 8;
    Some(Fragment { from, to, heads, weight: if long { HEAD / 2.0 } else { HEAD } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_takes_what_others_have_taken_before_what_is_rare() {
        let spellings = Spellings::new();
        let common = "intelligent systems learn, and the system is intelligent too. ".repeat(200);
        let frequencies = Frequencies::of([common.as_str(), "a quizzical look"].into_iter());
        let cut = |terms: &[&str]| {
            let chosen = choose(terms.iter().map(|t| (*t, false)), &spellings, &frequencies);
            chosen.iter().zip(terms).map(|((from, to), term)| term[*from..*to].to_owned()).collect::<Vec<_>>()
        };
        assert!("quizzical".contains(&cut(&["intelligent quizzical"])[0]));
        let both = cut(&["intelligent", "intelligent quizzical"]);
        assert!("intelligent".contains(&both[0]));
        assert_eq!(both[0], both[1]);
    }

    #[test]
    fn a_fragment_lies_in_one_word_and_can_be_spelled_out() {
        let spellings = Spellings::new();
        assert!(!can_be_cut("a big one", false, &spellings));
        assert!(can_be_cut("a big one", true, &spellings));
        assert!(can_be_cut("искусство", false, &spellings));
        let all = fragments("künstliche intelligenz", false, &spellings, usize::MAX);
        assert!(
            all.iter().all(|f| !"künstliche intelligenz"[f.from..f.to].contains(' ') && f.to - f.from >= 5)
        );
    }
}
