//! The name of a product that stands in brackets behind the word for AI: "(AI: Lyra 2)".

/// What the languages write for AI in letters, in small ones.
const SHORT: [&str; 10] = ["ai", "ia", "ki", "mi", "ui", "yz", "ии", "ші", "एआई", "এআই"];
/// The most characters that a name may have.
const LONGEST: usize = 120;

/// The name in brackets in a sentence that states the use of AI, where it is one that no rule knows.
pub(super) fn in_brackets(sentence: &str) -> Option<String> {
    let open = sentence.char_indices().filter(|(_, c)| matches!(c, '(' | '（'));
    open.map(|(at, c)| &sentence[at + c.len_utf8()..]).find_map(|rest| {
        let (colon, mark) = rest.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ':' | '：'))?;
        let short = rest[..colon].split_whitespace().last()?.to_lowercase();
        if !SHORT.contains(&short.as_str()) {
            return None;
        }
        let rest = &rest[colon + mark.len_utf8()..];
        let mut deep = 0_usize;
        let end = rest.char_indices().take(LONGEST).find_map(|(at, c)| {
            match c {
                '(' | '（' => deep += 1,
                ')' | '）' if deep == 0 => return Some(at),
                ')' | '）' => deep -= 1,
                _ => {}
            }
            None
        })?;
        let name = rest[..end].trim();
        (!name.is_empty()).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::in_brackets;

    #[test]
    fn a_name_stands_in_brackets_behind_the_word_for_ai() {
        for (sentence, name) in [
            ("Written with artificial intelligence (AI: Lyra 2 (mini)), and checked.", Some("Lyra 2 (mini)")),
            ("Écrit avec l'intelligence artificielle (IA : Lyra).", Some("Lyra")),
            ("本文由人工智能（AI：天琴）生成。", Some("天琴")),
            ("Made by machines (see: notes) with AI (AI: A, B).", Some("A, B")),
            ("Made with artificial intelligence (AI).", None),
            ("Made with AI (AI: ).", None),
            ("Made with AI (AI: Lyra", None),
            ("Written by AI (source: Lyra).", None),
        ] {
            assert_eq!(in_brackets(sentence).as_deref(), name, "{sentence}");
        }
    }
}
