//! C2PA text manifest wrappers (C2PA 2.5, A.8): U+FEFF and a run of variation selectors that spell a manifest.

use crate::span::Span;

/// U+FEFF and the eight selectors for `C2PATXT\0`.
const MAGIC: &str = "\u{FEFF}\u{E0133}\u{E0122}\u{E0140}\u{E0131}\u{E0144}\u{E0148}\u{E0144}\u{FE00}";

/// The wrappers in `text`, in order.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&text.as_bytes()[from..], MAGIC.as_bytes()) {
        let start = from + at;
        let run = text[start..].chars().skip(1).take_while(|c| is_selector(*c)).map(char::len_utf8);
        from = start + '\u{FEFF}'.len_utf8() + run.sum::<usize>();
        out.push(Span::new(start, from));
    }
    out
}

const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapper_is_the_mark_and_its_whole_run_and_an_emoji_selector_is_none() {
        let wrapper = format!("{MAGIC}\u{FE01}\u{E0101}");
        let text = format!("Sun ☀\u{FE0F}. {wrapper}After \u{FEFF}.");
        let start = text.find(&wrapper).expect("stands there");
        assert_eq!(find(&text), [Span::new(start, start + wrapper.len())]);
        assert!(find("\u{FEFF}plain").is_empty());
    }
}
