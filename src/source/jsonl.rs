//! JSON Lines: each line is one document.

use std::io::{self, BufRead};
use std::sync::Arc;

use super::line::{record, record_origin};
use super::{Caps, Input, SourceError};
#[cfg(feature = "archive")]
use crate::archive::Torn;
use crate::item::Item;

/// Some whole lines of a stream.
#[derive(Debug)]
pub struct Batch {
    origin: Arc<str>,
    /// The number of the first line, from 1.
    first: u64,
    /// Where its first byte stands in the file; `None` where the file is packed.
    offset: Option<u64>,
    bytes: Vec<u8>,
}

/// Whether that is how a record begins: an object with a key that holds an article.
pub(super) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let Some(object) = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start) else { return false };
    let line = object.split(|b| *b == b'\n').next().unwrap_or_default();
    let keys: [&[u8]; 3] = [b"\"text\"", b"\"html\"", b"\"markdown\""];
    object.starts_with(b"\"") && keys.iter().any(|key| memchr::memmem::find(line, key).is_some())
}

/// Cuts a stream into batches of whole lines.
pub(super) struct Cutter<R> {
    from: R,
    origin: Arc<str>,
    limit: usize,
    /// Whole lines so far.
    lines: u64,
    /// Where the next byte of a file that is not packed stands.
    offset: Option<u64>,
    /// The beginning of a line whose end was not read yet.
    rest: Vec<u8>,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Reading,
    /// In a line that is longer than the limit, up to its end.
    Skipping,
    Done,
}

/// The records of a stream that is JSON Lines, in batches; `origin` is what a person would call it.
pub fn records<R: BufRead>(from: R, origin: &str, caps: Caps) -> impl Iterator<Item = Input> + use<R> {
    Cutter::new(from, origin, caps)
}

impl<R: BufRead> Cutter<R> {
    pub(super) fn new(from: R, origin: &str, caps: Caps) -> Self {
        let limit = caps.size;
        let (lines, offset, rest, state) = (0, Some(0), Vec::new(), State::Reading);
        Self { from, origin: origin.into(), limit, lines, offset, rest, state }
    }

    /// The same over a stream that was unpacked: places in it are none in the file.
    pub(super) fn packed(from: R, origin: &str, caps: Caps) -> Self {
        Self { offset: None, ..Self::new(from, origin, caps) }
    }

    /// Counts `bytes` that were read and belong to no batch, or to the one that comes out now.
    fn pass(&mut self, bytes: usize) {
        self.offset = self.offset.map(|offset| offset + bytes as u64);
    }

    /// Goes on behind a damaged stretch: the line that it cuts is lost.
    #[cfg(feature = "archive")]
    fn torn(&mut self, torn: &Torn) -> Input {
        let cut = !self.rest.is_empty() || self.state == State::Skipping;
        self.rest = Vec::new();
        self.state = State::Reading;
        self.lines += u64::from(cut);
        Input::Failed(SourceError::Damaged {
            origin: self.origin.to_string(),
            record: None,
            offset: torn.offset,
            length: torn.length,
            message: format!("{torn}; {} lines stand before it", self.lines - u64::from(cut)),
            uri: None,
        })
    }

    fn too_long(&self) -> Input {
        let origin = record_origin(&self.origin, self.lines + 1);
        Input::Failed(SourceError::TooLarge { origin, limit: self.limit })
    }

    fn batch(&mut self, bytes: Vec<u8>) -> Input {
        let (first, offset) = (self.lines + 1, self.offset);
        self.lines += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        self.pass(bytes.len());
        Input::Records(Batch { origin: Arc::clone(&self.origin), first, offset, bytes })
    }

    /// The whole lines of what was read last, joined to what was left before.
    fn cut(&mut self, chunk: usize, end: usize) -> io::Result<Input> {
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend_from_slice(&self.from.fill_buf()?[..end]);
        self.from.consume(end);
        debug_assert!(end <= chunk);
        Ok(self.batch(bytes))
    }

    fn step(&mut self) -> io::Result<Option<Input>> {
        let chunk = match self.from.fill_buf() {
            Ok(chunk) => chunk,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => return Ok(None),
            Err(e) => return Err(e),
        };
        if chunk.is_empty() {
            let skipped = self.state == State::Skipping;
            self.state = State::Done;
            let bytes = std::mem::take(&mut self.rest);
            return Ok((!skipped && !bytes.is_empty()).then(|| self.batch(bytes)));
        }
        let size = chunk.len();
        if self.state == State::Skipping {
            let end = memchr::memchr(b'\n', chunk).map(|at| at + 1);
            self.from.consume(end.unwrap_or(size));
            self.pass(end.unwrap_or(size));
            if end.is_some() {
                self.lines += 1;
                self.state = State::Reading;
            }
            return Ok(None);
        }
        if let Some(last) = memchr::memrchr(b'\n', chunk) {
            return self.cut(size, last + 1).map(Some);
        }
        if self.rest.len() + size > self.limit {
            self.pass(self.rest.len() + size);
            self.rest = Vec::new();
            self.state = State::Skipping;
            self.from.consume(size);
            return Ok(Some(self.too_long()));
        }
        self.rest.extend_from_slice(chunk);
        self.from.consume(size);
        Ok(None)
    }
}

impl<R: BufRead> Iterator for Cutter<R> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        while self.state != State::Done {
            match self.step() {
                Ok(Some(input)) => return Some(input),
                Ok(None) => {}
                Err(source) => {
                    #[cfg(feature = "archive")]
                    if let Some(torn) = source.get_ref().and_then(|e| e.downcast_ref::<Torn>()) {
                        let torn = torn.clone();
                        return Some(self.torn(&torn));
                    }
                    self.state = State::Done;
                    let origin = record_origin(&self.origin, self.lines + 1);
                    return Some(Input::Failed(SourceError::Read { origin, source }));
                }
            }
        }
        None
    }
}

impl Batch {
    /// What the stream is called: a path, or `-`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many bytes it holds.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Reads the records of its lines. An empty line is no record.
    pub(super) fn read(self, caps: Caps, mut each: impl FnMut(Result<Item, SourceError>)) {
        let mut offset = self.offset;
        for (number, line) in (self.first..).zip(self.bytes.split(|&b| b == b'\n')) {
            let extent = offset.map(|offset| (offset, line.len() as u64));
            offset = offset.map(|offset| offset + line.len() as u64 + 1);
            let bom = number == 1 && line.starts_with(b"\xef\xbb\xbf");
            let line = &line[if bom { 3 } else { 0 }..];
            if !line.trim_ascii().is_empty() {
                each(record(&self.origin, number, line, caps).map_err(|e| placed(e, extent)));
            }
        }
    }
}

/// The error with the place of its line in the file.
fn placed(error: SourceError, place: Option<(u64, u64)>) -> SourceError {
    match error {
        SourceError::Record { origin, record, column, message, id, .. } => {
            SourceError::Record { origin, record, column, message, id, extent: place }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    /// Origin, identifier and content, or an error with its origin.
    type Read = Result<(String, Option<String>, Vec<u8>), String>;

    fn read(bytes: &[u8], buffer: usize, size: usize) -> Vec<Read> {
        let caps = Caps { size, ..Caps::default() };
        let mut out = Vec::new();
        for input in Cutter::new(BufReader::with_capacity(buffer, bytes), "s", caps) {
            input.read(caps, |r| {
                out.push(r.map(|i| (i.origin, i.id, i.bytes)).map_err(|e| format!("{}: {e}", e.origin())));
            });
        }
        out
    }

    #[test]
    fn records_are_the_same_whatever_the_buffer() {
        let text = b"\xef\xbb\xbf{\"id\":\"a\",\"text\":\"one\"}\r\n\n  {\"id\":7,\"html\":\"<p>\"}\n{\"markdown\":\"*x*\"}";
        let want = read(text, 1 << 16, 1 << 20);
        let ids: Vec<_> = want.iter().map(|r| r.clone().unwrap()).collect();
        assert_eq!(ids[0], ("s#1".into(), Some("a".into()), b"one".to_vec()));
        assert_eq!(ids[1], ("s#3".into(), Some("7".into()), b"<p>".to_vec()));
        assert_eq!(ids[2], ("s#4".into(), None, b"*x*".to_vec()));
        for buffer in 1..60 {
            assert_eq!(read(text, buffer, 1 << 20), want, "buffer {buffer}");
        }
    }

    #[test]
    fn a_bad_record_is_named_with_its_column_and_the_others_go_on() {
        let text = b"{\"id\":\"a\",\"text\":3}\n[1]\n{\"id\":\"b\"}\n{\"text\":\"x\",\"html\":\"y\"}\n{\"text\":\"ok\"}\n{\"text\":\"x\",\"text\":\"y\"}\n";
        let got = read(text, 1 << 16, 1 << 20);
        let errors: Vec<_> = got.iter().filter_map(|r| r.as_ref().err().cloned()).collect();
        assert_eq!(
            errors,
            [
                "s#1: column 18: invalid type: integer `3`, expected a string",
                "s#2: column 1: a record is a JSON object",
                "s#3: column 1: none of `text`, `html` and `markdown` is given",
                "s#4: column 1: more than one of `text`, `html` and `markdown` is given",
                "s#6: column 18: duplicate field `text`",
            ]
        );
        assert_eq!(got.iter().filter(|r| r.is_ok()).count(), 1);
    }

    #[test]
    fn a_bad_line_is_told_with_its_place_in_the_file() {
        let long = format!("{{\"text\":\"{}\"}}", "x".repeat(90));
        let text = format!("\u{FEFF}{{\"text\":\"ok\"}}\n\nbad\r\n{long}\n[2]\n{{\"text\":\"ok\"}}\n[3]");
        let caps = Caps { size: 60, ..Caps::default() };
        let places = |cutter: &mut dyn Iterator<Item = Input>| {
            let mut out = Vec::new();
            for input in cutter {
                input.read(caps, |r| {
                    if let Err(SourceError::Record { extent, .. }) = r {
                        out.push(extent.map(|(from, length)| &text[from as usize..(from + length) as usize]));
                    }
                });
            }
            out
        };
        for buffer in 1..60 {
            let from = || BufReader::with_capacity(buffer, text.as_bytes());
            assert_eq!(
                places(&mut Cutter::new(from(), "s", caps)),
                [Some("bad\r"), Some("[2]"), Some("[3]")],
                "{buffer}"
            );
            assert_eq!(places(&mut Cutter::packed(from(), "s", caps)), [None; 3]);
        }
    }

    #[test]
    fn a_line_over_the_limit_is_one_error_and_is_not_kept() {
        let long =
            [b"{\"text\":\"".to_vec(), vec![b'x'; 5000], b"\"}\n{\"text\":\"ok\"}\n".to_vec()].concat();
        let got = read(&long, 64, 100);
        assert_eq!(got.len(), 2);
        assert_eq!(got[0].as_ref().unwrap_err(), "s#1: larger than the limit of 100 bytes (--max-size)");
        assert_eq!(got[1].as_ref().unwrap().2, b"ok");
    }
}
