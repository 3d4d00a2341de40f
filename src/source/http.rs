//! A saved HTTP response (`curl -i`): its header block stands before the page.

/// The header block of a saved response and the byte at which its body begins (RFC 9112, section 2.1);
/// `None` where `bytes` are no response.
pub(super) fn headers(bytes: &[u8]) -> Option<(Vec<(String, String)>, usize)> {
    /// Bytes of a header block; servers send no longer ones.
    const LONGEST: usize = 256 << 10;
    let window = &bytes[..bytes.len().min(LONGEST)];
    let mut rest = window;
    if !is_status(line(&mut rest)?) {
        return None;
    }
    let mut fields = Vec::new();
    loop {
        let field = line(&mut rest)?;
        if field.is_empty() {
            break;
        }
        let colon = memchr::memchr(b':', field)?;
        let (name, value) = (&field[..colon], &field[colon + 1..]);
        let token = |b: &u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(b);
        if name.is_empty() || !name.iter().all(token) {
            return None;
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes.trim_ascii()).into_owned();
        fields.push((text(name), text(value)));
    }
    (!fields.is_empty()).then(|| (fields, window.len() - rest.len()))
}

/// The next line without its line ending; `None` where there is no whole line left.
fn line<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = memchr::memchr(b'\n', rest)?;
    let found = &rest[..end];
    *rest = &rest[end + 1..];
    Some(found.strip_suffix(b"\r").unwrap_or(found))
}

fn is_status(line: &[u8]) -> bool {
    let Some(after) = line.strip_prefix(b"HTTP/") else { return false };
    let mut words = after.split(|&b| b == b' ');
    let version = words.next().is_some_and(|v| matches!(v, [b'0'..=b'9'] | [b'0'..=b'9', b'.', b'0'..=b'9']));
    let code = words.next().is_some_and(|c| c.len() == 3 && c.iter().all(u8::is_ascii_digit));
    version && code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_response_is_cut_after_its_header_block() {
        let bytes = b"HTTP/2 200 \r\ncontent-type: text/html; charset=\"windows-1252\"\r\nAI-Disclosure:  none \r\n\r\n<p>x";
        let (fields, body) = headers(bytes).unwrap();
        assert_eq!(fields[1], ("AI-Disclosure".to_owned(), "none".to_owned()));
        assert_eq!(&bytes[body..], b"<p>x");
        assert_eq!(crate::item::charset(&fields[0].1).as_deref(), Some("windows-1252"));
    }

    #[test]
    fn an_article_about_http_is_no_response() {
        for text in [
            "HTTP/1.1 200 OK\n\nis a status line",
            "HTTP/2 is fast\na: b\n\n",
            "HTTP/1.1 200 OK\nThis is: prose",
            "",
        ] {
            assert!(headers(text.as_bytes()).is_none(), "{text}");
        }
    }
}
