//! Text from documents, file names and records, made harmless for a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

/// Whether `c` could move the cursor, change colours, reorder the line or hide.
///
/// Control characters (C0, DEL, C1), the bidi controls of UAX #9, zero-width and filler characters, line and
/// paragraph separators, tag characters and the variation selectors that carry hidden text (VS17-256).
/// The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji need them.
const fn harmful(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// What begins a command to a program that runs jobs, with a bracket behind it: GitHub's runner and that of Azure obey
/// it anywhere in a line that they are shown, TeamCity at its beginning.
const COMMANDS: [&str; 3] = ["##", "##vso", "##teamcity"];

/// Whether a bracket behind `text` would complete the beginning of such a command.
///
/// Only ASCII is looked at: a runner may compare text in a way that passes over joiners and marks.
fn commands(text: &str) -> bool {
    let longest = COMMANDS.map(str::len).into_iter().max().unwrap_or(0);
    let end: Vec<u8> = text.bytes().rev().filter(u8::is_ascii).take(longest).collect();
    COMMANDS
        .iter()
        .any(|c| end.len() >= c.len() && c.bytes().rev().zip(&end).all(|(a, b)| a == b.to_ascii_lowercase()))
}

/// Adds `c` as it may be shown.
pub(super) fn push(out: &mut String, c: char) {
    if harmful(c) || (c == '[' && commands(out)) {
        out.extend(c.escape_unicode());
    } else {
        out.push(c);
    }
}

/// `text` with every harmful character written as `\u{1b}`; line feeds and tabs are harmful too.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    let command = text.contains("##") && text.contains('[');
    if !command && !text.chars().any(harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push(&mut out, c));
    Cow::Owned(out)
}

/// `value` as JSON on one line in which no control character stands as itself.
///
/// JSON asks for that below U+0020 only, but to a terminal U+009B begins an escape sequence as well. Nor does a command
/// to a program that runs jobs stand in it.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    let json = serde_json::to_string(value).expect("structs of strings and numbers always serialize");
    if !json.chars().any(char::is_control) && !json.contains("##") {
        return json.into_bytes();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        // Two number signs stand in strings only, where a bracket may be escaped.
        if c.is_control() || (c == '[' && commands(&out)) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.into_bytes()
}

/// `text` on one line: white space folded, harmful characters escaped, at most `width` characters and an ellipsis.
#[must_use]
pub fn safe_line(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut shown = 0;
    let mut space = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if shown + usize::from(space) >= width {
            out.push('…');
            break;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
            shown += 1;
        }
        let before = out.len();
        push(&mut out, c);
        shown += out[before..].chars().count();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_bidi_controls_and_line_breaks_are_written_out() {
        assert_eq!(safe("a\u{1b}]8;;x\u{7}b"), "a\\u{1b}]8;;x\\u{7}b");
        assert_eq!(safe("x\u{202e}y\u{2066}\u{9b}"), "x\\u{202e}y\\u{2066}\\u{9b}");
        assert_eq!(safe("one\r\ntwo"), "one\\u{d}\\u{a}two");
    }

    #[test]
    fn json_of_any_text_reads_back_and_moves_no_terminal() {
        let text: String = (0..0x200_u32).filter_map(char::from_u32).collect();
        let json = String::from_utf8(json(&text)).unwrap();
        assert!(!json.chars().any(char::is_control) && json.contains("\\u007f") && json.contains("\\u009b"));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn no_text_is_a_command_to_a_runner() {
        for text in
            ["x ##[add-mask]a", "##vso[task.x]", "##\u{200d}[error]x", "##VSO[task.x]", "##teamcity[x]"]
        {
            let shown = safe(text);
            assert!(shown.contains("\\u{5b}") && !shown.contains('['), "{shown}");
            let json = String::from_utf8(json(&text)).unwrap();
            assert!(!json.contains('['), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
        assert_eq!(safe("## Heading [1] #[x] ## [y]"), "## Heading [1] #[x] ## [y]");
    }

    #[test]
    fn ordinary_text_of_any_script_is_left_alone() {
        for text in ["Disempurnakan AI", "می‌خواهم", "क्‍ष", "👩‍💻", "記事"] {
            assert!(matches!(safe(text), Cow::Borrowed(t) if t == text));
        }
    }

    #[test]
    fn a_long_line_ends_in_an_ellipsis() {
        assert_eq!(safe_line("  one\n\ttwo  three ", 80), "one two three");
        assert_eq!(safe_line("one two three", 7), "one two…");
        assert_eq!(safe_line(&"x".repeat(1_000_000), 5), "xxxxx…");
    }
}
