//! Whether a canonical text grew by what was written into it, and by nothing else.

use crate::canon::CanonicalText;

/// Whether `after` is `before` with each of `added` (paragraphs that follow each other) once, and with other words in at
/// most `replaced` of its paragraphs. The last paragraph of what is added may have gone to one that was there.
pub(super) fn only_added(
    before: &CanonicalText,
    after: &CanonicalText,
    mut added: Vec<Vec<String>>,
    replaced: usize,
) -> bool {
    let (mut old, mut new) = (before.paragraphs.as_slice(), after.paragraphs.as_slice());
    // In plain text the first paragraph is the headline, whatever it says.
    let mut changed = usize::from(before.headline != after.headline);
    loop {
        if let (Some(a), Some(b)) = (old.first(), new.first())
            && a == b
        {
            (old, new) = (&old[1..], &new[1..]);
        } else if let Some(n) = added.iter().position(|one| new.starts_with(one)) {
            new = &new[added.swap_remove(n).len()..];
        } else if let (Some(_), Some(grown)) = (old.first(), new.first()) {
            let holds = |one: &Vec<String>| one.len() == 1 && grown.contains(&one[0]);
            match added.iter().position(holds) {
                Some(n) => drop(added.swap_remove(n)),
                None => changed += 1,
            }
            (old, new) = (&old[1..], &new[1..]);
        } else {
            return old.is_empty() && new.is_empty() && added.is_empty() && changed <= replaced;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canon::{Scope, text};
    use crate::item::Media;

    fn grown(before: &str, after: &str, added: &[&[&str]], replaced: usize) -> bool {
        let of = |source: &str| text(&format!("T\n\n{source}"), Media::Plain, &Scope::default()).unwrap();
        let added = added.iter().map(|one| one.iter().map(|&p| p.to_owned()).collect()).collect();
        only_added(&of(before), &of(after), added, replaced)
    }

    #[test]
    fn a_text_grows_by_what_is_added_and_nothing_else() {
        assert!(grown("a\n\nb", "a\n\nb", &[], 0));
        assert!(grown("a\n\nb", "a\n\nS\n\nb", &[&["S"]], 0));
        assert!(grown("a\n\nb", "S\n\na\n\nH\n\nS2\n\nb", &[&["S"], &["H", "S2"]], 0));
        assert!(grown("S\n\nb", "S\n\nS\n\nb", &[&["S"]], 0), "it may say so already");
        assert!(grown("a\n\nb", "a S\n\nb", &[&["S"]], 0), "in a caption");
        assert!(grown("a\n\nb", "x\n\nb\n\nS", &[&["S"]], 1));
        for (after, added, replaced) in [
            ("a\n\nS\n\nb", &[][..], 0),
            ("a\n\nb", &[&["S"][..]], 0),
            ("a\n\nS\n\nc", &[&["S"]], 0),
            ("a\n\nS", &[&["S"]], 0),
            ("a\n\nS\n\nS\n\nb", &[&["S"]], 0),
            ("a\n\nH\n\nb\n\nS", &[&["H", "S"]], 0),
            ("x\n\ny", &[], 1),
        ] {
            assert!(!grown("a\n\nb", after, added, replaced), "{after:?} {added:?} {replaced}");
        }
    }
}
