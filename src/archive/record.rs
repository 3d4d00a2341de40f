//! The head of a WARC record (ISO 28500:2017, clause 4).

/// Bytes of a head; writers need some hundreds.
pub(super) const LONGEST: usize = 64 << 10;

/// The head of a record: its named fields in order.
#[derive(Clone, Debug)]
pub(super) struct Head<'a> {
    fields: Vec<(&'a [u8], &'a [u8])>,
}

impl<'a> Head<'a> {
    /// Reads a head without the empty line at its end; says what is wrong where it is none.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, &'static str> {
        let mut lines = bytes.split(|&b| b == b'\n').map(|l| l.strip_suffix(b"\r").unwrap_or(l));
        let version = lines.next().unwrap_or_default();
        if !version.starts_with(b"WARC/") {
            return Err("no WARC version");
        }
        let mut fields = Vec::with_capacity(16);
        for line in lines.filter(|l| !l.is_empty()) {
            // A folded line adds to the field before it; none that is read here is ever folded.
            if line[0] == b' ' || line[0] == b'\t' {
                continue;
            }
            let Some(colon) = memchr::memchr(b':', line) else {
                return Err("a line of the record's head is no field");
            };
            fields.push((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()));
        }
        Ok(Self { fields })
    }

    /// The first value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&'a [u8]> {
        let is = |n: &[u8]| n.eq_ignore_ascii_case(name.as_bytes());
        self.fields.iter().find(|(n, _)| is(n)).map(|(_, value)| *value)
    }

    /// The same as text. Angle brackets around an identifier or an address say nothing.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        let bare = value.strip_prefix(b"<").and_then(|v| v.strip_suffix(b">")).unwrap_or(value);
        (!bare.is_empty()).then(|| String::from_utf8_lossy(bare).into_owned())
    }

    /// The bytes of the block.
    pub(super) fn length(&self) -> Option<u64> {
        let digits = self.get("Content-Length")?;
        let sound = !digits.is_empty() && digits.len() <= 19 && digits.iter().all(u8::is_ascii_digit);
        sound.then(|| digits.iter().fold(0, |n, b| n * 10 + u64::from(b - b'0')))
    }
}

/// The byte behind the empty line at which the head ends that `bytes` begin with.
pub(super) fn head_end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match &bytes[at + 1..] {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_in_any_case_and_brackets_go() {
        let bytes = b"WARC/1.1\r\nwarc-type: response\r\nWARC-Target-URI: <http://a.example/>\r\nContent-Length: 12\r\n\r\nrest";
        let end = head_end(bytes).unwrap();
        assert_eq!(&bytes[end..], b"rest");
        let head = Head::read(&bytes[..end]).unwrap();
        assert_eq!(head.get("WARC-Type"), Some(&b"response"[..]));
        assert_eq!(head.text("WARC-Target-URI").as_deref(), Some("http://a.example/"));
        assert_eq!(head.length(), Some(12));
    }

    #[test]
    fn a_length_that_is_no_number_is_none() {
        for bad in ["-1", "+5", "1e3", "", "99999999999999999999"] {
            let text = format!("WARC/1.0\r\nContent-Length: {bad}\r\n");
            assert_eq!(Head::read(text.as_bytes()).unwrap().length(), None, "{bad}");
        }
    }
}
