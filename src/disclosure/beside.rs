//! What may stand right beside a literal: a quick no before tries are walked.

use super::context::Contexts;

/// Characters that may fold away, and all beyond ASCII: these are looked at closely.
const UNSURE: u32 = 1 << 31;
/// Punctuation other than the hyphen.
const OTHER: u32 = 1 << 29;
const HYPHEN: u32 = 1 << 28;
const SPACE: u32 = 1 << 27;

/// The kind of each byte, one bit.
const KINDS: [u32; 256] = {
    let mut kinds = [UNSURE; 256];
    let mut at = 0;
    while at < 0x80 {
        let byte = at as u8;
        kinds[at] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => 1 << ((byte | 0x20) - b'a'),
            b'0'..=b'9' => 1 << 26,
            b' ' | b'\t'..=b'\r' => SPACE,
            b'-' => HYPHEN,
            b'*' | b'_' | b'<' | b'>' | b']' | b')' => UNSURE,
            _ => OTHER,
        };
        at += 1;
    }
    kinds
};

/// Kinds of bytes that may stand on one side of a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beside(pub(super) u32);

impl Beside {
    /// Whether `byte` may; nothing may always.
    #[inline]
    pub(super) fn allows(self, byte: Option<&u8>) -> bool {
        byte.is_none_or(|byte| self.0 & KINDS[usize::from(*byte)] != 0)
    }

    /// What may stand beside the literal byte `edge`, where the tries that begin at `roots` lead on from there.
    pub(super) fn of(contexts: &Contexts, roots: impl Iterator<Item = u32>, edge: u8) -> Self {
        let mut out = UNSURE;
        for root in roots {
            let node = &contexts.nodes[root as usize];
            if node.open != 0 || node.closed != 0 && !edge.is_ascii_alphanumeric() {
                return Self(u32::MAX);
            }
            if node.closed != 0 {
                out |= SPACE | HYPHEN | OTHER;
            }
            let children = &contexts.nodes[node.first as usize..(node.first + node.count) as usize];
            for child in children.iter().filter(|c| c.letter.is_ascii()) {
                out |= KINDS[child.letter as usize];
            }
        }
        // A literal that ends in a space goes on where there are more of them.
        Self(if edge.is_ascii_alphanumeric() { out } else { out | SPACE })
    }
}

/// The roots behind a literal, whatever stands before it.
pub(super) fn roots_behind(contexts: &Contexts, root: u32) -> Vec<u32> {
    let mut out = Vec::new();
    let mut open = vec![root];
    while let Some(at) = open.pop() {
        let node = &contexts.nodes[at as usize];
        out.extend([node.open, node.closed].into_iter().filter_map(|ending| ending.checked_sub(1)));
        open.extend(node.first..node.first + node.count);
    }
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::context::Node;
    use crate::disclosure::{fold, odd};

    #[test]
    fn bytes_that_fold_alike_are_of_one_kind_and_what_may_fade_is_unsure() {
        for byte in 0..0x80_u8 {
            let kind = KINDS[usize::from(byte)];
            let folded = fold::letter(char::from(byte)).expect("ASCII folds to one character");
            assert_eq!(kind, KINDS[folded as usize], "{byte}");
            assert_eq!(kind == UNSURE, odd::fades(char::from(byte)), "{byte}");
        }
        assert!(KINDS[0x80..].iter().all(|kind| *kind == UNSURE));
    }

    #[test]
    fn a_closed_end_allows_no_letter_and_an_open_one_all() {
        let leaf = Node::default();
        let contexts = Contexts {
            nodes: vec![
                Node { first: 1, count: 1, closed: 1, ..leaf },
                Node { letter: 's', ..leaf },
                Node { open: 1, ..leaf },
            ],
        };
        let closed = Beside::of(&contexts, [0].into_iter(), b'n');
        let open = Beside::of(&contexts, [0, 2].into_iter(), b'n');
        for (byte, allowed) in
            [(b's', true), (b'S', true), (b't', false), (b' ', true), (b'.', true), (0xC3, true)]
        {
            assert_eq!(closed.allows(Some(&byte)), allowed, "{byte}");
            assert!(open.allows(Some(&byte)));
        }
        assert!(closed.allows(None));
        assert!(Beside::of(&contexts, [0].into_iter(), b'-').allows(Some(&b't')));
    }
}
