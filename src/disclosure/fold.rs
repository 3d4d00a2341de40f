//! Folding: the form in which words are compared.
//!
//! Lower case, plain quotes and dashes, one space, no invisible characters, no markup characters; combining
//! marks of the Latin, Greek, Cyrillic, Arabic and Hebrew scripts go. Precomposed letters keep their
//! diacritics: rule files are compiled with and without them.

/// Folded text with its way back.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The folded text.
    pub text: String,
    /// For every byte of `text`, and one past its end, the byte in the original that it comes from.
    pub map: Vec<u32>,
}

impl Folded {
    /// Folds `original`.
    pub(super) fn new(original: &str) -> Self {
        let mut out =
            Self { text: String::with_capacity(original.len()), map: Vec::with_capacity(original.len() + 1) };
        let mut skip_to = 0;
        for (at, c) in original.char_indices() {
            if at < skip_to {
                continue;
            }
            if c.is_ascii_alphanumeric() {
                out.map.push(u32::try_from(at).unwrap_or(u32::MAX));
                out.text.push(c.to_ascii_lowercase());
                continue;
            }
            if let Some(end) = markup(original, at, c) {
                skip_to = end;
                if end > at + 1 {
                    out.push(' ', at);
                }
                continue;
            }
            out.fold(c, at);
        }
        while out.text.ends_with(' ') {
            out.text.pop();
            out.map.pop();
        }
        out.map.push(u32::try_from(original.len()).unwrap_or(u32::MAX));
        out
    }

    fn fold(&mut self, c: char, at: usize) {
        if let Some(folded) = letter(c) {
            self.push(folded, at);
        } else if !invisible(c) {
            for lower in c.to_lowercase().filter(|l| !invisible(*l)) {
                self.push(lower, at);
            }
        }
    }

    fn push(&mut self, c: char, at: usize) {
        if c == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        for _ in 0..c.len_utf8() {
            self.map.push(at);
        }
        self.text.push(c);
    }
}

/// The one character that `c` folds to; `None` where it folds to none or to several.
pub(super) fn letter(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(match c {
            ' ' | '\t' | '\n' | '\r' | '\x0B' | '\x0C' => ' ',
            '`' => '\'',
            _ => c.to_ascii_lowercase(),
        });
    }
    if invisible(c) {
        return None;
    }
    Some(match c {
        'İ' | 'ı' => 'i',
        'ς' => 'σ',
        'ţ' | 'Ţ' => 'ț',
        'ё' | 'Ё' => 'е',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ۀ' | 'ة' => 'ه',
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{00B4}' | '\u{2032}' | '\u{05F3}' => '\'',
        '\u{201C}'..='\u{201F}' | '«' | '»' | '‹' | '›' | '\u{05F4}' | '「' | '」' | '『' | '』' => {
            '"'
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => '-',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c).to_ascii_lowercase(),
        _ if c.is_whitespace() => ' ',
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => return None,
            }
        }
    })
}

/// The same text with the diacritics of precomposed Latin, Greek and Cyrillic letters taken off.
pub(super) fn without_diacritics(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let plain: String = text.nfd().filter(|c| !('\u{0300}'..='\u{036F}').contains(c)).nfc().collect();
    plain.replace('ß', "ss").replace('ł', "l").replace('đ', "d").replace('ø', "o")
}

/// Characters that take part in no comparison.
pub(super) fn invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}'
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}'..='\u{05C7}'
        | '\u{0300}'..='\u{036F}'
        | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// How far from its first byte a tag or the target of a link may end.
pub(super) const REACH: usize = 400;

/// Markup that stands in plain text: `*` or `_` at the edge of a word, an HTML tag, the target of a Markdown link.
///
/// Returns the end of what is left out, where something is.
fn markup(text: &str, at: usize, c: char) -> Option<usize> {
    let bytes = text.as_bytes();
    match c {
        '*' | '_' => {
            let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
            let after = text[at + 1..].chars().next().is_some_and(char::is_alphanumeric);
            (!before || !after).then_some(at + 1)
        }
        '<' if bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') => {
            let reach = bytes.len().min(at + REACH);
            memchr::memchr2(b'>', b'<', &bytes[at + 1..reach])
                .map(|n| at + 1 + n)
                .filter(|end| bytes[*end] == b'>')
                .map(|end| end + 1)
        }
        ']' if bytes.get(at + 1) == Some(&b'(') => {
            let reach = bytes.len().min(at + REACH);
            memchr::memchr2(b')', b' ', &bytes[at + 2..reach])
                .map(|n| at + 2 + n)
                .filter(|end| bytes[*end] == b')')
                .map(|end| end + 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(text: &str) -> String {
        Folded::new(text).text
    }

    #[test]
    fn case_width_quotes_and_invisible_characters_fold_away() {
        assert_eq!(term("ＡＩ\u{00AD}-Ge\u{200B}neriert  »L’IA«"), "ai-generiert \"l'ia\"");
        assert_eq!(term("İSTANBUL ılık"), "istanbul ilik");
        assert_eq!(without_diacritics("übersetzt künstliche ảnh"), "ubersetzt kunstliche anh");
    }

    #[test]
    fn every_folded_byte_knows_where_it_comes_from() {
        let original = "**Catatan:** <b>Ａ</b>[x](http://a.b) é";
        let folded = Folded::new(original);
        assert_eq!(folded.text, "catatan: a [x é");
        assert_eq!(folded.map.len(), folded.text.len() + 1);
        assert!(folded.map.iter().all(|m| original.is_char_boundary(*m as usize)));
        assert!(folded.map.windows(2).all(|w| w[0] <= w[1]));
    }
}
