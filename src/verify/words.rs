//! What changed within a paragraph, word by word.

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordChange<'a> {
    /// On both sides.
    Same(&'a str),
    /// Only in the old text.
    Gone(&'a str),
    /// Only in the new text.
    Added(&'a str),
}

/// The most cells of the table that compares words; beyond that the differing middle is shown as a whole.
const TABLE: usize = 1 << 20;

/// What changed between two paragraphs of canonical text, as runs of words in order.
///
/// Words are what stands between single spaces. All runs of one side, joined by spaces, give that side back.
#[must_use]
pub fn word_diff<'a>(old: &'a str, new: &'a str) -> Vec<WordChange<'a>> {
    let (a, b) = (cut(old), cut(new));
    let word = |text: &'a str, at: &(usize, usize)| &text[at.0..at.1];
    let same = |(x, y): &(&(usize, usize), &(usize, usize))| word(old, x) == word(new, y);
    let start = a.iter().zip(&b).take_while(same).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(same).count();
    let (middle_a, middle_b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let pairs = if middle_a.len().saturating_mul(middle_b.len()) <= TABLE {
        common(middle_a.len(), middle_b.len(), |i, j| word(old, &middle_a[i]) == word(new, &middle_b[j]))
    } else {
        Vec::new()
    };
    let whole = (0..start).map(|k| (k, k)).chain(pairs.into_iter().map(|(i, j)| (start + i, start + j)));
    let whole = whole.chain((0..end).map(|k| (a.len() - end + k, b.len() - end + k)));
    runs(old, new, &a, &b, whole)
}

/// Where the words stand, in bytes.
fn cut(text: &str) -> Vec<(usize, usize)> {
    let mut at = 0;
    let words = text.split(' ').map(|word| {
        let place = (at, at + word.len());
        at += word.len() + 1;
        place
    });
    words.filter(|(start, end)| start < end).collect()
}

/// A longest common run of two lists, as pairs of places.
fn common(rows: usize, columns: usize, equal: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let width = columns + 1;
    let mut best = vec![0_u16; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            best[i * width + j] = if equal(i, j) {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < rows && j < columns {
        if equal(i, j) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn runs<'a>(
    old: &'a str,
    new: &'a str,
    a: &[(usize, usize)],
    b: &[(usize, usize)],
    pairs: impl Iterator<Item = (usize, usize)>,
) -> Vec<WordChange<'a>> {
    fn slice<'t>(text: &'t str, words: &[(usize, usize)]) -> Option<&'t str> {
        Some(&text[words.first()?.0..words.last()?.1])
    }
    let mut changes = Vec::new();
    let (mut i, mut j, mut same_from) = (0, 0, 0);
    for (next_i, next_j) in pairs.chain([(a.len(), b.len())]) {
        if next_i > i || next_j > j || next_i == a.len() {
            changes.extend(slice(old, &a[same_from..i]).map(WordChange::Same));
            changes.extend(slice(old, &a[i..next_i]).map(WordChange::Gone));
            changes.extend(slice(new, &b[j..next_j]).map(WordChange::Added));
            same_from = next_i;
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_changed_word_stands_between_what_stayed() {
        use WordChange::{Added, Gone, Same};
        assert_eq!(
            word_diff("made by AI today", "made by hand today"),
            [Same("made by"), Gone("AI"), Added("hand"), Same("today")]
        );
        assert_eq!(word_diff("a b", "a b"), [Same("a b")]);
        assert_eq!(word_diff("", "a"), [Added("a")]);
        assert_eq!(word_diff("a", ""), [Gone("a")]);
        assert_eq!(word_diff("a b c", "b c"), [Gone("a"), Same("b c")]);
        assert_eq!(word_diff("a b", "a b c"), [Same("a b"), Added("c")]);
    }

    proptest! {
        #[test]
        fn both_sides_can_be_read_back(a in "([abc] ){0,12}[abc]", b in "([abc] ){0,12}[abc]") {
            let changes = word_diff(&a, &b);
            let side = |keep: fn(&WordChange<'_>) -> bool| {
                let words = changes.iter().filter(|c| keep(c)).map(|c| match c {
                    WordChange::Same(w) | WordChange::Gone(w) | WordChange::Added(w) => *w,
                });
                words.collect::<Vec<_>>().join(" ")
            };
            prop_assert_eq!(side(|c| !matches!(c, WordChange::Added(_))), a.as_str());
            prop_assert_eq!(side(|c| !matches!(c, WordChange::Gone(_))), b.as_str());
        }
    }
}
