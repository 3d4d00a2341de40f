//! JSON with the places of its values, for edits that keep every other byte.

use crate::span::Span;

/// Deeper JSON is left alone.
const DEEPEST: usize = 128;

/// One object of a JSON text.
#[derive(Clone, Debug, Default)]
pub(super) struct Object {
    /// From its `{` to behind its `}`, in bytes of the text.
    pub(super) span: Span,
    /// Its members in order.
    pub(super) members: Vec<Member>,
    /// Whether it stands under no key, or under `@graph` alone.
    pub(super) top: bool,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The key, decoded.
    pub(super) key: String,
    /// From the opening quotation mark of the key.
    pub(super) start: usize,
    /// The value.
    pub(super) value: Span,
}

/// The objects of a JSON text, in the order in which they begin; `None` where it is no JSON or too deep.
pub(super) fn objects(text: &str) -> Option<Vec<Object>> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).ok()?;
    let bytes = text.as_bytes();
    let mut out: Vec<Object> = Vec::new();
    let mut open: Vec<Level> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => {
                if open.len() >= DEEPEST {
                    return None;
                }
                let object = (bytes[at] == b'{').then(|| {
                    let mut keys = open.iter().filter_map(|l| l.key.as_ref()).map(|(key, _)| key.as_str());
                    let top = matches!((keys.next(), keys.next()), (None | Some("@graph"), None));
                    out.push(Object { span: Span::new(at, at), members: Vec::new(), top });
                    out.len() - 1
                });
                open.push(Level { object, start: at, key: None });
                at += 1;
            }
            b'}' | b']' => {
                let level = open.pop()?;
                at += 1;
                if let Some(object) = level.object {
                    out[object].span.end = at;
                }
                ended(&mut open, &mut out, Span::new(level.start, at));
            }
            b'"' => {
                let end = string_end(bytes, at)?;
                let waits = open.last().is_some_and(|l| l.object.is_some() && l.key.is_none());
                if waits {
                    let key: String = serde_json::from_str(&text[at..end]).ok()?;
                    open.last_mut()?.key = Some((key, at));
                } else {
                    ended(&mut open, &mut out, Span::new(at, end));
                }
                at = end;
            }
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => at += 1,
            _ => {
                let rest = &bytes[at..];
                let len = rest.iter().position(|b| b",]} \t\r\n".contains(b)).unwrap_or(rest.len());
                ended(&mut open, &mut out, Span::new(at, at + len.max(1)));
                at += len.max(1);
            }
        }
    }
    open.is_empty().then_some(out)
}

struct Level {
    object: Option<usize>,
    start: usize,
    key: Option<(String, usize)>,
}

/// A value has ended: the member that waits for it is whole.
fn ended(open: &mut [Level], out: &mut [Object], value: Span) {
    if let Some(level) = open.last_mut()
        && let (Some(object), Some((key, start))) = (level.object, level.key.take())
    {
        out[object].members.push(Member { key, start, value });
    }
}

fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

impl Object {
    /// The value of the first member with that key.
    pub(super) fn get(&self, key: &str) -> Option<Span> {
        self.members.iter().find(|m| m.key == key).map(|m| m.value)
    }

    /// Where a further member goes, and the text that it is: `member` behind the last, spaced as the last is.
    pub(super) fn added(&self, text: &str, member: &str) -> (usize, String) {
        match self.members.as_slice() {
            [] => (self.span.start + 1, member.to_owned()),
            [.., last] => {
                let before = &text[self.span.start..last.start];
                let space = &before[before.trim_end().len()..];
                (last.value.end, format!(",{space}{member}"))
            }
        }
    }

    /// How key and value are parted: as in its last member.
    pub(super) fn colon<'t>(&self, text: &'t str) -> &'t str {
        let Some(last) = self.members.last() else { return ": " };
        let Some(end) = string_end(text.as_bytes(), last.start) else { return ": " };
        &text[end..last.value.start]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_have_their_places_and_a_new_one_is_spaced_as_the_last() {
        let text = "{\n  \"@type\": \"NewsArticle\",\n  \"a\\u0062\": [{\"x\":1}, -2.5e3]\n}";
        let found = objects(text).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].members[1].key, "ab");
        assert_eq!(
            &text[found[0].members[1].value.start..found[0].members[1].value.end],
            "[{\"x\":1}, -2.5e3]"
        );
        assert!(found[0].top && !found[1].top);
        let graph = objects("{\"@graph\": [{}, {\"@graph\": {}}]}").unwrap();
        assert_eq!(graph.iter().map(|o| o.top).collect::<Vec<_>>(), [true, true, true, false]);
        let (at, added) = found[0].added(text, "\"k\": 1");
        assert_eq!((at, added.as_str()), (text.len() - 2, ",\n  \"k\": 1"));
        assert_eq!(found[1].added(text, "\"k\": 1").1, ",\"k\": 1");
        assert_eq!((found[0].colon(text), found[1].colon(text)), (": ", ":"));
    }

    #[test]
    fn what_is_no_json_or_too_deep_has_no_objects() {
        assert!(objects("{\"a\": }").is_none() && objects("").is_none() && objects("{").is_none());
        assert!(objects(&"[".repeat(100_000)).is_none());
        assert!(objects(&format!("{}{}", "[".repeat(127), "]".repeat(127))).is_some_and(|o| o.is_empty()));
        assert_eq!(objects("{}").unwrap()[0].added("{}", "\"k\": 1"), (1, "\"k\": 1".to_owned()));
    }
}
