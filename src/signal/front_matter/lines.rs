//! Where in a front matter a key stands.

use crate::signal::Signal;
use crate::span::Span;

/// Signals that are looked for: each costs a reading of the front matter.
const MOST: usize = 64;

/// Moves each of `signals` from the whole front matter to the line that says it, where that is found.
///
/// `text` stands in `source` within the span that the signals have so far. The trees have no positions, so the key is
/// looked for: at the beginning of a line before anywhere else, and where it stands twice, in the line that has the value.
pub(in crate::signal) fn point(signals: &mut [Signal], source: &str, text: &str) {
    for signal in signals.iter_mut().take(MOST) {
        let Some(within) = source.get(signal.span.start..signal.span.end) else { continue };
        let Some(start) = within.find(text).map(|at| signal.span.start + at) else { continue };
        // `AIGC.Label` stands as `Label` below `AIGC`.
        let key = signal.name.rsplit('.').next().unwrap_or_default();
        if let Some(span) = line(text, key, &signal.value) {
            signal.span = Span::new(start + span.start, start + span.end);
        }
    }
}

/// The words of the line that gives `key` its value.
fn line(text: &str, key: &str, value: &str) -> Option<Span> {
    let (mut best, mut rank) = (None, 0);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begin = line.trim_start_matches([' ', '\t', '-', '"', '\'', '{']);
        let (from, words) = (at + line.len() - begin.len(), begin.trim_end());
        at += line.len();
        if key.is_empty() || begin.starts_with('#') {
            continue;
        }
        let Some(place) = key_in(words, key) else { continue };
        let first = place == 0;
        let said = !value.is_empty() && words[place + key.len()..].contains(value);
        let now = 1 + u8::from(first) + 2 * u8::from(said);
        if now > rank {
            // Beside other keys on one line the key alone is shown.
            let end = if first { words.len() } else { place + key.len() };
            (best, rank) = (Some(Span::new(from + place, from + end)), now);
        }
    }
    best
}

/// Where `key` stands in `words` as a key: as a whole word, with `:` or `=` behind it.
fn key_in(words: &str, key: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    words.match_indices(key).map(|(at, _)| at).find(|&at| {
        let behind = words[at + key.len()..].trim_start_matches(['"', '\'', ' ', '\t']);
        !words[..at].ends_with(part) && behind.starts_with([':', '='])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'t>(text: &'t str, key: &str, value: &str) -> Option<&'t str> {
        line(text, key, value).map(|s| &text[s.start..s.end])
    }

    #[test]
    fn a_key_is_found_in_every_kind_of_front_matter() {
        assert_eq!(of("title: A\r\nai_used: true\r\n", "ai_used", "true"), Some("ai_used: true"));
        assert_eq!(of("a:\n  - ai_used : 'no'\n", "ai_used", "no"), Some("ai_used : 'no'"));
        assert_eq!(of("t = 1\nai_used = \"x\"\n", "ai_used", "x"), Some("ai_used = \"x\""));
        assert_eq!(of("{\n  \"ai_used\": true,\n", "ai_used", "true"), Some("ai_used\": true,"));
        assert_eq!(of("p: {x: 1, ai_used: true}\n", "ai_used", "true"), Some("ai_used"));
    }

    #[test]
    fn what_only_looks_like_the_key_is_passed_over() {
        let text = "# ai_used: true\nmy_ai_used: 1\nnote: about ai_used\nai_used: yes\n";
        assert_eq!(of(text, "ai_used", "yes"), Some("ai_used: yes"));
        assert_eq!(of("note: about ai_used\n", "ai_used", "yes"), None);
        assert_eq!(of("a: 1\n", "", ""), None);
    }

    #[test]
    fn of_two_the_one_with_the_value_is_meant() {
        let text = "ai_used: false\nb:\n  ai_used: true\n";
        assert_eq!(line(text, "ai_used", "true").unwrap().start, text.rfind("ai_used").unwrap());
        assert_eq!(line(text, "ai_used", "false").unwrap().start, 0);
    }
}
