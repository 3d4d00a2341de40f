//! What a label changes, as a patch that `git apply` and `patch -p1` take.

use std::path::{Component, Path};

use similar::{ChangeTag, TextDiff};
use terang::label::Labelled;

/// Lines of context.
const AROUND: usize = 3;

/// The patch of the article `origin`, whose bytes were `before`. It holds the bytes of the article in its own encoding;
/// where they are no text to other programs (UTF-16), the decoded text, which shows the change and applies to nothing.
pub(super) fn patch(origin: &str, before: &[u8], done: &Labelled) -> Vec<u8> {
    if before.contains(&0) || done.bytes.contains(&0) {
        return header(origin)
            .into_bytes()
            .into_iter()
            .chain(hunks(&done.before, &done.after).into_bytes())
            .collect();
    }
    // Each byte as the character of its number: so a diff of texts is one of bytes.
    let wide = |bytes: &[u8]| bytes.iter().map(|b| char::from(*b)).collect::<String>();
    let narrow = |text: String| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let hunks: Vec<u8> = narrow(hunks(&wide(before), &wide(&done.bytes)));
    [header(origin).into_bytes(), hunks].concat()
}

fn hunks(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let diff = TextDiff::from_slices(&before, &after);
    let mut out = String::new();
    for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        out.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            out.push(match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            });
            out.push_str(change.value());
            if !change.value().ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

fn header(origin: &str) -> String {
    format!("--- {}\n+++ {}\n", name("a/", origin), name("b/", origin))
}

/// A name as git writes it: below `a/` or `b/`, in quotation marks where it holds what would end it, and with a tab
/// behind it where it holds a space.
fn name(side: &str, origin: &str) -> String {
    let path = Path::new(origin);
    let here = std::env::current_dir().ok();
    let path = here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let parts: Vec<_> = path.components().filter(|c| !matches!(c, Component::CurDir)).collect();
    let inside = !parts.is_empty() && parts.iter().all(|c| matches!(c, Component::Normal(_)));
    let shown = if inside {
        let parts: Vec<_> = parts.iter().map(|c| c.as_os_str().to_string_lossy()).collect();
        format!("{side}{}", parts.join("/"))
    } else {
        origin.to_owned()
    };
    if shown.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        let mut out = String::from("\"");
        for c in shown.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                c if c.is_control() => {
                    let mut buffer = [0; 4];
                    for byte in c.encode_utf8(&mut buffer).bytes() {
                        out.push_str(&format!("\\{byte:03o}"));
                    }
                }
                c => out.push(c),
            }
        }
        out.push('"');
        return out;
    }
    if shown.contains(char::is_whitespace) { format!("{shown}\t") } else { shown }
}
