//! Why a signal does not count: the stage that reads it says so in English, and here it is said in other tongues.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Tongue;

/// What stands for anything at all in a template.
const GAP: &str = "{}";

/// A sentence with gaps, cut at them, and the same in another tongue.
type Row = (Vec<String>, String);

/// What `english`, a reason as signals give it, is in `tongue`; itself where there are no words for it.
#[must_use]
pub fn reason(tongue: Tongue, english: &str) -> String {
    match tongue {
        Tongue::En => english.to_owned(),
        Tongue::Id => said(english).unwrap_or_else(|| english.to_owned()),
    }
}

fn said(english: &str) -> Option<String> {
    let (filled, template) = rows().iter().find_map(|(parts, id)| Some((gaps(english, parts)?, id)))?;
    let mut out = String::new();
    let mut filled = filled.into_iter();
    for (n, part) in template.split(GAP).enumerate() {
        if n > 0 {
            let gap = filled.next().unwrap_or_default();
            let whole = rows().iter().find(|(parts, _)| parts.len() == 1 && parts[0] == gap);
            out.push_str(whole.map_or(gap, |(_, id)| id));
        }
        out.push_str(part);
    }
    Some(out)
}

/// What stands in the gaps between `parts`, where `text` is made of them.
fn gaps<'t>(text: &'t str, parts: &[String]) -> Option<Vec<&'t str>> {
    let (first, others) = parts.split_first()?;
    let mut rest = text.strip_prefix(first.as_str())?;
    let mut out = Vec::new();
    for (n, part) in others.iter().enumerate() {
        let last = n + 1 == others.len();
        let at = if last { rest.strip_suffix(part.as_str())?.len() } else { rest.find(part.as_str())? };
        out.push(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    rest.is_empty().then_some(out)
}

/// The sentences that say most of themselves first, so that one with many gaps takes nothing from them.
fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let tables: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(include_str!("reasons.id.toml")).expect("a test reads the file");
        let parts = |en: &str| en.split(GAP).map(str::to_owned).collect::<Vec<_>>();
        let mut rows: Vec<Row> = tables.into_values().flatten().map(|(en, id)| (parts(&en), id)).collect();
        rows.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.iter().map(String::len).sum::<usize>()));
        rows
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_the_same_gaps_in_both_tongues() {
        assert!(rows().len() > 50);
        for (parts, id) in rows() {
            assert_eq!(parts.len(), id.split(GAP).count(), "{parts:?}");
        }
    }

    #[test]
    fn a_gap_keeps_what_fills_it_and_a_known_word_is_said_too() {
        for (en, id) in [
            ("the block has no `Label`", "blok ini tidak memuat `Label`"),
            ("`Label` is a string, not a number", "`Label` berupa string, bukan angka"),
            ("not JSON: expected `,` at line 1 column 7", "bukan JSON: expected `,` at line 1 column 7"),
            (
                "`minorHumanEdits` has been withdrawn from the vocabulary; today it is `humanEdits`",
                "`minorHumanEdits` sudah ditarik dari kosakata; kini `humanEdits`",
            ),
            ("nobody says this", "nobody says this"),
            ("not JSON", "not JSON"),
        ] {
            assert_eq!(reason(Tongue::Id, en), id);
            assert_eq!(reason(Tongue::En, en), en);
        }
    }
}
