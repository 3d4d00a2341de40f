//! What may stand on either side of a literal: the rest of every term that the literal is cut from, as a trie.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Letters of a term that are compared on each side of a literal; what is further away is not looked at.
const REACH: usize = 12;

/// The rest of one term, walking away from the literal, and whether letters may follow it.
type Rest = (Vec<char>, bool);

/// A node of a trie: what stands there when the letters on the way to it have been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// The folded letter that leads here.
    pub(super) letter: char,
    /// The first of the children, which stand side by side in order of letter.
    pub(super) first: u32,
    /// How many children there are.
    pub(super) count: u32,
    /// One more than the root behind the literal, where the term begins here and no letter may stand before it.
    pub(super) closed: u32,
    /// The same where anything may stand before it.
    pub(super) open: u32,
}

/// All tries of a set of literals.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    /// The nodes; behind a literal, `closed` and `open` say only whether a term ends here.
    pub(super) nodes: Vec<Node>,
}

/// What stands around one fragment, in all terms that it is cut from.
#[derive(Debug, Default)]
pub(super) struct Sides(BTreeMap<Rest, BTreeSet<Rest>>);

impl Sides {
    /// Adds a term: the letters before the fragment, those behind it, and on which sides letters may go on.
    pub(super) fn add(&mut self, before: &str, behind: &str, open: (bool, bool)) {
        let before = cut(before.chars().rev(), open.0);
        self.0.entry(before).or_default().insert(cut(behind.chars(), open.1));
    }
}

fn cut(letters: impl Iterator<Item = char>, open: bool) -> Rest {
    let mut all: Vec<char> = letters.take(REACH + 1).collect();
    let longer = all.len() > REACH;
    all.truncate(REACH);
    (all, open || longer)
}

/// Builds tries, each set of endings once.
#[derive(Debug, Default)]
pub(super) struct Builder {
    out: Contexts,
    known: HashMap<BTreeSet<Rest>, u32>,
}

impl Builder {
    /// Adds the tries of one fragment; returns the root of what may stand before it.
    pub(super) fn add(&mut self, sides: &Sides) -> u32 {
        let befores: Vec<(Rest, u32)> =
            sides.0.iter().map(|(before, behind)| (before.clone(), self.behind(behind) + 1)).collect();
        self.trie(&befores)
    }

    /// The tries.
    pub(super) fn finish(self) -> Contexts {
        self.out
    }

    fn behind(&mut self, set: &BTreeSet<Rest>) -> u32 {
        if let Some(root) = self.known.get(set) {
            return *root;
        }
        let ends: Vec<(Rest, u32)> = set.iter().map(|rest| (rest.clone(), 1)).collect();
        let root = self.trie(&ends);
        self.known.insert(set.clone(), root);
        root
    }

    /// Lays out one trie over sorted words; the children of a node stand side by side.
    fn trie(&mut self, words: &[(Rest, u32)]) -> u32 {
        let nodes = &mut self.out.nodes;
        let root = nodes.len();
        nodes.push(Node::default());
        let mut open = vec![(root, 0, words)];
        while let Some((at, depth, mut rest)) = open.pop() {
            while let [((letters, may_go_on), end), others @ ..] = rest {
                if letters.len() > depth {
                    break;
                }
                if *may_go_on {
                    nodes[at].open = *end;
                } else {
                    nodes[at].closed = *end;
                }
                rest = others;
            }
            let children: Vec<&[(Rest, u32)]> = rest.chunk_by(|a, b| a.0.0[depth] == b.0.0[depth]).collect();
            let first = nodes.len();
            nodes[at].first = first as u32;
            nodes[at].count = children.len() as u32;
            nodes.extend(children.iter().map(|c| Node { letter: c[0].0.0[depth], ..Node::default() }));
            open.extend(children.into_iter().enumerate().map(|(n, c)| (first + n, depth + 1, c)));
        }
        root as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trie_holds_its_words_and_shares_what_stands_behind_them() {
        let mut sides = Sides::default();
        sides.add("ai ", "s", (false, true));
        sides.add("", "s", (false, true));
        sides.add("generative ai ", "", (false, false));
        let mut builder = Builder::default();
        let root = builder.add(&sides);
        let contexts = builder.finish();
        let child = |node: &Node, letter: char| {
            let all = &contexts.nodes[node.first as usize..(node.first + node.count) as usize];
            all.iter().find(|n| n.letter == letter).copied()
        };
        let root = contexts.nodes[root as usize];
        let space = child(&root, ' ').expect("a space");
        let i = child(&space, 'i').expect("an i");
        let a = child(&i, 'a').expect("an a");
        assert_eq!(root.closed, a.closed, "the same ending");
        let ending = contexts.nodes[a.closed as usize - 1];
        assert_eq!((ending.count, ending.open, ending.closed), (1, 0, 0));
        assert_eq!(child(&ending, 's').map(|n| n.open), Some(1));
        assert_eq!(child(&root, 'x'), None);
        assert_eq!(a.count, 1, "the long term goes on");
    }
}
