//! An HTTP response as it was received (RFC 9112, section 2.1), read as browsers do.

/// Bytes of the head.
const LONGEST: usize = 256 << 10;
/// Fields that are kept.
const MOST: usize = 1000;

/// The head of a response, and its body as stored.
pub(super) struct Message<'a> {
    pub(super) status: Option<u16>,
    /// In order, names as received.
    pub(super) fields: Vec<(String, String)>,
    pub(super) body: &'a [u8],
}

impl<'a> Message<'a> {
    /// A body without a head.
    pub(super) fn bare(body: &'a [u8]) -> Self {
        Self { status: None, fields: Vec::new(), body }
    }

    /// `None` where `block` begins with no status line.
    pub(super) fn read(block: &'a [u8]) -> Option<Self> {
        let mut rest = block;
        let status = line(&mut rest, LONGEST)?;
        let after = status.strip_prefix(b"HTTP/").or_else(|| status.strip_prefix(b"ICY"))?;
        let code = after.split(|&b| b == b' ').nth(1).and_then(|code| code.get(..3));
        let code = code.filter(|code| code.iter().all(u8::is_ascii_digit));
        let status = code.map(|code| code.iter().fold(0, |n, b| n * 10 + u16::from(b - b'0')));
        let mut fields: Vec<(String, String)> = Vec::new();
        loop {
            let used = block.len() - rest.len();
            // A head that has no end is all of the capture.
            let Some(line) = line(&mut rest, LONGEST.saturating_sub(used)) else {
                rest = &[];
                break;
            };
            if line.is_empty() {
                break;
            }
            if line[0] == b' ' || line[0] == b'\t' {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(&text(line));
                }
            } else if let Some(colon) = memchr::memchr(b':', line)
                && fields.len() < MOST
            {
                fields.push((text(&line[..colon]), text(&line[colon + 1..])));
            }
        }
        Some(Self { status, fields, body: rest })
    }

    /// The first value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The members of all values of a field that is a list, in lower case.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let values = self.fields.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name));
        let members = values.flat_map(|(_, value)| value.split(','));
        members.map(|m| m.trim().to_ascii_lowercase()).filter(|m| !m.is_empty()).collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.trim_ascii()).into_owned()
}

fn line<'a>(rest: &mut &'a [u8], longest: usize) -> Option<&'a [u8]> {
    let end = memchr::memchr(b'\n', &rest[..rest.len().min(longest)])?;
    let found = &rest[..end];
    *rest = &rest[end + 1..];
    Some(found.strip_suffix(b"\r").unwrap_or(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_order_and_folded_lines_are_joined() {
        let block = b"HTTP/1.1 200 OK\r\nAI-Disclosure: mode=ai-modified;\r\n model=\"x\"\r\nno field\nVia: a\r\nVia: b\r\n\r\n<p>";
        let message = Message::read(block).unwrap();
        assert_eq!(message.status, Some(200));
        assert_eq!(message.get("ai-disclosure"), Some("mode=ai-modified; model=\"x\""));
        assert_eq!(message.list("via"), ["a", "b"]);
        assert_eq!(message.body, b"<p>");
    }

    #[test]
    fn a_head_without_an_end_has_no_body() {
        let message = Message::read(b"HTTP/2 200\r\nContent-Type: text/html").unwrap();
        assert!(message.body.is_empty());
        assert!(Message::read(b"<html>\n").is_none());
    }
}
