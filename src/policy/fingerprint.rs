//! What tells one finding from another whatever line it stands on and whatever its file is called.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::finding::Raised;
use crate::digest::Digest;
use crate::document::Document;
use crate::span::Span;

/// Bytes of paragraphs that go into fingerprints beyond the first finding of each.
const ROOM: usize = 16 << 20;

/// Fingerprints the findings of one document, in their order, each with those of the places that it gathers.
///
/// A fingerprint is SHA-256 over the code, the profile, what the finding is about, the matched text and the text of the
/// paragraph around it, both in NFC with white space folded, each field ended by a zero byte; then the number of findings
/// before it in the document of which all that is the same. Where very long paragraphs have very many findings each, the
/// later ones go without the paragraph.
pub(super) fn fingerprints(document: &Document, raised: &[Raised]) -> Vec<(Digest, Vec<Digest>)> {
    let blocks = document.blocks();
    let mut places: Vec<(Span, usize)> =
        blocks.iter().enumerate().map(|(n, b)| (document.source_span(b.range), n)).collect();
    places.sort_unstable_by_key(|(span, n)| (span.start, *n));
    let mut before: HashMap<Digest, u64> = HashMap::new();
    // A thousand findings, and a thousand places of one, may stand in one paragraph of a gigabyte.
    let (mut room, mut met) = (ROOM, HashSet::new());
    let mut one = |r: &Raised, at: Span, matched: &str| {
        let n = places.partition_point(|(span, _)| span.start <= at.start);
        let around = n
            .checked_sub(1)
            .map(|n| places[n])
            .filter(|(span, _)| at.start < span.end)
            .map(|(_, n)| (n, document.text(&blocks[n])));
        let around = around.map_or("", |(n, text)| {
            if at == r.at && met.insert(n) {
                return text;
            }
            let left = room.checked_sub(text.len());
            room = left.unwrap_or(room);
            left.map_or("", |_| text)
        });
        let mut text = String::new();
        for field in [r.code.word(), r.profile.as_deref().unwrap_or_default(), &r.about, matched, around] {
            fold(field, &mut text);
            text.push('\0');
        }
        let content = Digest::of(text.as_bytes());
        let ordinal = before.entry(content).or_default();
        text.push_str(&ordinal.to_string());
        *ordinal += 1;
        Digest::of(text.as_bytes())
    };
    let stands = |at: Span| document.source.get(at.start..at.end).unwrap_or_default();
    raised
        .iter()
        .map(|r| {
            let first = one(r, r.at, r.matched.as_deref().unwrap_or_else(|| stands(r.at)));
            (first, r.also.iter().map(|at| one(r, *at, stands(*at))).collect())
        })
        .collect()
}

/// Adds `text` in NFC with every run of white space as one space and none at its ends.
fn fold(text: &str, out: &mut String) {
    for (n, word) in text.split_whitespace().enumerate() {
        if n > 0 {
            out.push(' ');
        }
        out.extend(word.nfc());
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Limits;
    use crate::item::Item;
    use crate::policy::{Facts, Policy, Requirement, evaluate};
    use crate::signal;

    fn of(markup: &str) -> Vec<String> {
        let item = Item { bytes: markup.as_bytes().to_vec(), ..Item::default() };
        let document = crate::document::read(item, Limits::default()).unwrap();
        let signals = signal::read(&document, &signal::Settings::default());
        let facts = Facts {
            origin: "a.html",
            record: None,
            document: &document,
            disclosures: &[],
            signals: &signals,
            residue: &[],
        };
        let policy = Policy { require: Requirement::Always, ..Policy::default() };
        evaluate(&facts, &policy).iter().map(|f| f.fingerprint.to_string()).collect()
    }

    #[test]
    fn another_line_leaves_a_fingerprint_alone_and_another_word_does_not() {
        let page = |head: &str, title: &str| {
            format!(
                "<!doctype html><head>{head}<meta name=ai-disclosure content=maybe></head>\n\
                 <article><h1>{title}</h1><p>Rain.</p></article>"
            )
        };
        let first = of(&page("", "A new  bridge"));
        assert_eq!(first.len(), 2);
        assert_eq!(of(&page("<title>x</title>\n\n\n", "A new\nbridge")), first);
        let other = of(&page("", "A new tunnel"));
        assert!(other[0] != first[0] && other[1] == first[1], "{first:?} {other:?}");
    }

    #[test]
    fn many_findings_in_one_long_paragraph_end_soon_and_are_told_apart() {
        let marks = "<span ai-disclosure=maybe>w</span> ".repeat(4_000);
        let page = |words: &str| {
            let long = "rain ".repeat(200_000);
            of(&format!("<!doctype html><article><h1>T</h1><p>{words} {long} {marks}</p></article>"))
        };
        let all = page("One");
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert!(all.len() > 4_000 && different.len() == all.len(), "{} of {}", different.len(), all.len());
        assert_ne!(page("Two")[1], all[1], "the first of a paragraph goes by its words, however long it is");
    }

    #[test]
    fn two_of_the_same_words_differ_by_their_number() {
        let meta = "<meta name=ai-disclosure content=none>";
        let all = of(&format!("<!doctype html><head>{meta}{meta}{meta}</head><p>No."));
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!((all.len(), different.len()), (4, 4), "missing, retired, and ignored twice");
    }
}
