//! Sentences and words of folded text.

use super::fold::Folded;

/// Scripts that put no spaces between words (Unicode script ranges of Han, kana, Thai, Lao, Khmer, Myanmar,
/// Tibetan); Hangul counts with them, because its particles attach to the word before.
pub(super) fn unspaced(c: char) -> bool {
    c >= '\u{0E00}'
        && matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{0F00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{1100}'..='\u{11FF}' | '\u{3040}'..='\u{30FF}' | '\u{3130}'..='\u{318F}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〆')
}

/// Whether `c` can stand inside a word: letters, digits and the vowel signs of the Brahmic scripts.
pub(super) fn wordy(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    plainly_wordy(c) || by_table(c)
}

/// Letters that running text is made of: most characters that are asked about are settled here.
fn plainly_wordy(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' | '\u{3B1}'..='\u{3C9}'
        | '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}'
        | '\u{905}'..='\u{939}' | '\u{93E}'..='\u{94D}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

fn by_table(c: char) -> bool {
    // The sign of information is a letter to Unicode; before a notice it is a picture.
    c.is_alphanumeric() && c != 'ℹ'
        || matches!(c, '\u{0900}'..='\u{0903}' | '\u{093A}'..='\u{094F}' | '\u{0951}'..='\u{0957}'
            | '\u{0981}'..='\u{0983}' | '\u{09BC}'..='\u{09D7}' | '\u{0A01}'..='\u{0A75}' | '\u{0A81}'..='\u{0ACD}'
            | '\u{0B01}'..='\u{0B57}' | '\u{0B82}'..='\u{0BCD}' | '\u{0C00}'..='\u{0C56}' | '\u{0C81}'..='\u{0CD6}'
            | '\u{0D00}'..='\u{0D57}' | '\u{0D82}'..='\u{0DDF}')
}

/// The sentences of folded text, as byte ranges without white space at either end.
///
/// A sentence ends at `. ! ? … 。 ！ ？ । ؟ ۔ ։ ။ ።` and like marks, where a space, a quote or the end follows (no
/// space is needed after the full-width marks). A full stop after one letter (`A.I.`) or between digits ends nothing.
pub(super) fn sentences(folded: &Folded, original: &str) -> Vec<(usize, usize)> {
    let text = folded.text.as_str();
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let wide =
            matches!(c, '。' | '！' | '？' | '｡' | '।' | '॥' | '؟' | '۔' | '։' | '။' | '།' | '።' | '។' | '៕');
        let narrow = matches!(c, '.' | '!' | '?' | '…');
        if !wide && !narrow {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, closing)) = chars.peek().copied() {
            if !matches!(
                closing,
                '.' | '!' | '?' | '…' | '"' | '\'' | ')' | ']' | '。' | '！' | '？' | '）' | '】'
            ) {
                break;
            }
            // A full stop after a closing mark belongs to this sentence only if a mark stood there already.
            end = next + closing.len_utf8();
            chars.next();
        }
        let follows = chars.peek().map(|(_, c)| *c);
        let ends = match follows {
            None => true,
            Some(' ') => {
                !(c == '.' && abbreviation(text, start, at) && goes_on(folded, original, start, at, end))
            }
            Some(_) => wide || (c != '.' && follows.is_some_and(unspaced)),
        };
        if ends {
            push(text, start, end, &mut out);
            start = end;
        }
    }
    push(text, start, text.len(), &mut out);
    out
}

/// Whether the full stop at `at` closes an initial, a number or a short abbreviation.
fn abbreviation(text: &str, start: usize, at: usize) -> bool {
    let before = &text[start..at];
    let word = before.rsplit([' ', '(', '"']).next().unwrap_or(before);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = word.contains('.') && word.split('.').all(|p| p.chars().count() <= 2);
    let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    (letters == 1 && word.chars().count() == 1)
        || dotted
        || (number && word.len() <= 3)
        || matches!(
            word,
            "no" | "nr"
                | "dr"
                | "mr"
                | "mrs"
                | "ms"
                | "st"
                | "vs"
                | "inc"
                | "z.b"
                | "bzw"
                | "ca"
                | "vgl"
                | "art"
                | "fig"
                | "prof"
                | "sr"
                | "sra"
                | "s"
                | "fot"
                | "foto"
                | "il"
                | "ill"
                | "ilustr"
                | "rys"
                | "img"
                | "abb"
                | "obr"
                | "ph"
                | "zdj"
                | "рис"
                | "илл"
                | "іл"
        )
}

/// Whether the text behind a doubtful full stop reads on: behind a number a small letter or a sign says so, behind
/// an initial or an abbreviation any word does.
fn goes_on(folded: &Folded, original: &str, start: usize, at: usize, end: usize) -> bool {
    let text = folded.text.as_str();
    let gap = text[end..].len() - text[end..].trim_start().len();
    let Some(next) = folded.map.get(end + gap).and_then(|m| original[*m as usize..].chars().next()) else {
        return false;
    };
    let number = text[start..at].ends_with(|c: char| c.is_ascii_digit());
    matches!(next, '(' | '-' | '[' | '/' | ',') || (wordy(next) && (!number || next.is_lowercase()))
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<(usize, usize)>) {
    let inner = &text[start..end];
    // Between two sentences of a credit line a separator belongs to neither.
    let separator = |c: char| c.is_whitespace() || start > 0 && matches!(c, '|' | '•' | '·');
    let from = start + (inner.len() - inner.trim_start_matches(separator).len());
    let to = end - (inner.len() - inner.trim_end().len());
    if from < to && inner.chars().any(wordy) {
        out.push((from, to));
    } else if let (true, Some(last)) = (from < to, out.last_mut()) {
        last.1 = to;
    }
}

/// Makes a label in brackets at the end of a headline, `Three tours by bicycle (AI-generated text)`, a sentence of its own.
pub(super) fn split_label(headline: &str, sentences: &mut Vec<(usize, usize)>) {
    let Some((start, end)) = sentences.last().copied() else { return };
    let last = &headline[start..end];
    let inner = last
        .strip_suffix(')')
        .and_then(|t| t.rfind('('))
        .or_else(|| last.strip_suffix(']').and_then(|t| t.rfind('[')));
    if let Some(at) = inner.filter(|at| *at > 0) {
        sentences.pop();
        push(headline, start, start + at, sentences);
        push(headline, start + at, end, sentences);
    }
}

/// A word, or, in a script without spaces, two characters that count as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// First byte in the folded text.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// The words of `text[range]`.
pub(super) fn words(text: &str, range: (usize, usize)) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut dense = 0;
    let mut open = false;
    for (at, c) in text[range.0..range.1].char_indices() {
        let at = range.0 + at;
        let end = at + c.len_utf8();
        if unspaced(c) {
            if open && dense == 1 {
                if let Some(last) = out.last_mut() {
                    last.end = end;
                }
                dense = 2;
            } else {
                out.push(Word { start: at, end });
                open = true;
                dense = 1;
            }
        } else if wordy(c) || (c == '\'' && open && dense == 0) {
            if open && dense == 0 {
                if let Some(last) = out.last_mut() {
                    last.end = end;
                }
            } else {
                out.push(Word { start: at, end });
                open = true;
                dense = 0;
            }
        } else {
            open = false;
            dense = 0;
        }
        if dense == 2 {
            open = false;
            dense = 0;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        sentences(&folded, text).into_iter().map(|(a, b)| folded.text[a..b].to_owned()).collect()
    }

    #[test]
    fn initials_and_numbers_end_no_sentence() {
        assert_eq!(
            cut("Written by A.I. tools, No. 3. Then more."),
            ["written by a.i. tools, no. 3.", "then more."]
        );
        assert_eq!(cut("本文由AI生成。仅供参考！"), ["本文由ai生成。", "仅供参考!"]);
        assert_eq!(cut("यह AI है। और यह भी।"), ["यह ai है।", "और यह भी।"]);
        assert_eq!(cut("3.5 percent (e.g. rice) rose."), ["3.5 percent (e.g. rice) rose."]);
    }

    #[test]
    fn a_label_in_brackets_behind_a_headline_stands_alone() {
        let split = |text: &str| {
            let mut sentences = vec![(0, text.len())];
            split_label(text, &mut sentences);
            sentences.into_iter().map(|(a, b)| text[a..b].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(split("three tours (ai text)"), ["three tours", "(ai text)"]);
        assert_eq!(split("[ai] three tours [ai text]"), ["[ai] three tours", "[ai text]"]);
        for whole in ["(ai text)", "three (ai) tours", "three tours)", "()", ""] {
            assert_eq!(split(whole), [whole]);
        }
    }

    #[test]
    fn letters_that_are_settled_early_are_letters() {
        assert!(('\u{80}'..=char::MAX).filter(|c| plainly_wordy(*c)).all(by_table));
    }

    #[test]
    fn unspaced_scripts_count_two_characters_as_a_word() {
        assert_eq!(words("人工智能", (0, 12)).len(), 2);
        assert_eq!(words("it's so", (0, 7)).len(), 2);
    }
}
