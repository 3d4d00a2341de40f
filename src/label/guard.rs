//! Front matter that a site generator reads and terang does not: nothing may be put before its end.

/// The first and the last line of it.
const FENCES: [(&str, &[&str]); 3] = [("---", &["---", "..."]), ("+++", &["+++"]), (";;;", &[";;;"])];

/// Where what looks like front matter ends at the start of `source`, in bytes.
pub(super) fn front(source: &str) -> Option<usize> {
    let mut lines = lines(source);
    let (_, first) = lines.next()?;
    let first = first.trim_start_matches('\u{feff}').trim_end();
    // Some name the syntax: `---json`.
    let close = FENCES.iter().find_map(|(open, close)| {
        first.strip_prefix(open).filter(|rest| rest.chars().all(char::is_alphabetic)).map(|_| close)
    })?;
    let mut keys = false;
    for (end, line) in lines {
        let line = line.trim_end();
        if close.contains(&line) {
            return keys.then_some(end);
        }
        if line.is_empty() && !keys {
            // A rule between two blocks, and text.
            return None;
        }
        keys = keys || is_key(line);
    }
    None
}

/// Whether a line begins with a key of YAML, TOML or JSON.
fn is_key(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.split([':', '=']).next().unwrap_or("").trim_end();
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    line.starts_with('{') || key.len() < line.len() && !key.is_empty() && key.chars().all(word)
}

/// The lines of `source` with where each ends; a lone carriage return ends one too.
fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = source.get(at..).filter(|rest| !rest.is_empty())?;
        let text = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let ending = if rest[text..].starts_with("\r\n") { 2 } else { usize::from(text < rest.len()) };
        at += text + ending;
        Some((at, &rest[..text]))
    })
}

#[cfg(test)]
mod tests {
    use super::front;

    #[test]
    fn what_a_generator_reads_is_seen_and_a_rule_is_not() {
        for head in [
            "---\ntitle: x\nlang: en\n...\n",
            "---\rlang: en\r---\r",
            "---\r\n# odd\r\nlang: en\r\n---\r\n",
            ";;;\n{\"title\": \"x\"}\n;;;\n",
            "---json\n{\n\"title\": \"x\"\n}\n---\n",
            "+++\ntitle = 'x'\n+++\n",
        ] {
            assert_eq!(front(&format!("{head}Text.\n")), Some(head.len()), "{head:?}");
        }
        for text in [
            "---\n\nkey: text\n\n---\n",
            "---\nText.\n---\n",
            "Text.\n---\na: b\n---\n",
            "",
            "---",
            "---\na: b\n",
        ] {
            assert_eq!(front(text), None, "{text:?}");
        }
    }
}
