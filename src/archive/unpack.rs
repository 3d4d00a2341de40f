//! One stretch of unpacked bytes after the other, going on behind damage.

use std::io;

use memchr::memmem;

use super::gzip::{self, Gzip, Whole};
use super::space::Space;
use super::window::Window;
use super::zstandard::{self, Zstandard};
use super::{Fault, Feed, Limits};

/// How unpacking stands after a step.
pub(super) enum Step {
    /// It can go on.
    Going,
    /// It needs more input.
    Starved,
    /// The member or frame is whole and sound.
    End,
    /// It is damaged.
    Bad(&'static str),
}

/// What one call made.
pub(super) enum More {
    /// Bytes of a piece that goes on.
    Some,
    /// Bytes, perhaps none, and the piece is whole.
    End,
    /// What was made of this piece is worth nothing. Reading goes on behind `length` bytes.
    Damaged { fault: Fault, offset: u64, length: u64 },
    /// There is nothing more.
    Done,
}

enum Codec {
    Plain,
    Gzip(Box<Gzip>),
    Zstandard(Box<Zstandard>),
}

/// Unpacks what comes from a [`Feed`]: gzip members, zstd frames, or nothing packed at all.
pub(super) struct Unpack<F> {
    pub(super) window: Window<F>,
    codec: Option<Codec>,
    limits: Limits,
    /// Where the piece in hand begins, while it is in hand.
    begun: Option<u64>,
    made: u64,
    /// Whether pieces hold text, and not records.
    text: bool,
    /// Bytes that may still be read a second time: looking for the next piece never costs more than reading did.
    again: u64,
}

/// What tells a member that ought to be there from bytes that look like one.
fn gzip_holds(text: bool) -> fn(&[u8]) -> bool {
    if text { gzip::holds_text } else { gzip::holds_record }
}

/// Bytes copied from a file that is not packed, in one step.
const PLAIN: usize = 256 << 10;

impl<F: Feed> Unpack<F> {
    pub(super) fn new(feed: F, limits: Limits) -> Self {
        Self {
            window: Window::new(feed),
            codec: None,
            limits,
            begun: None,
            made: 0,
            text: false,
            again: 16 << 20,
        }
    }

    /// Unpacks pieces that hold text of any kind.
    pub(super) fn of_text(feed: F, limits: Limits) -> Self {
        Self { text: true, ..Self::new(feed, limits) }
    }

    pub(super) fn is_plain(&self) -> bool {
        matches!(self.codec, Some(Codec::Plain))
    }

    /// Whether a piece is in hand whose end was not seen.
    pub(super) fn is_within(&self) -> bool {
        self.begun.is_some()
    }

    /// Where the next piece begins, or the one in hand began.
    pub(super) fn offset(&self) -> u64 {
        self.begun.unwrap_or_else(|| self.window.offset())
    }

    /// Goes to a place in a file that is not packed.
    pub(super) fn go(&mut self, offset: u64) -> io::Result<()> {
        self.window.go(offset)
    }

    /// Goes back to where a packed piece begins.
    pub(super) fn restart(&mut self, offset: u64) -> io::Result<()> {
        self.begun = None;
        self.made = 0;
        self.window.go(offset)
    }

    /// Makes some bytes at the end of `to`.
    pub(super) fn more(&mut self, to: &mut Space) -> io::Result<More> {
        let mut codec = match self.codec.take() {
            Some(codec) => codec,
            None => self.recognise()?,
        };
        let more = match &mut codec {
            Codec::Plain => self.plain(to),
            Codec::Gzip(gzip) => self.gzip(gzip, to),
            Codec::Zstandard(zstandard) => self.zstandard(zstandard, to),
        };
        self.codec = Some(codec);
        more
    }

    fn recognise(&mut self) -> io::Result<Codec> {
        self.window.fill(192 << 10)?;
        let rest = self.window.rest();
        if gzip::may_begin(rest) {
            return Ok(Codec::Gzip(Box::new(Gzip::new())));
        }
        if !zstandard::may_begin(rest) {
            if rest.starts_with(b"WARC/") {
                return Ok(Codec::Plain);
            }
            // The beginning may be what is damaged.
            let holds =
                |magic, holds: fn(&[u8]) -> bool| memmem::find_iter(rest, magic).any(|at| holds(&rest[at..]));
            return Ok(if holds(gzip::MAGIC, gzip_holds(self.text)) {
                Codec::Gzip(Box::new(Gzip::new()))
            } else if holds(zstandard::MAGIC, |bytes| Zstandard::new(None).holds_record(bytes)) {
                Codec::Zstandard(Box::new(Zstandard::new(None)))
            } else {
                Codec::Plain
            });
        }
        let frame = zstandard::dictionary_frame(rest);
        self.window.fill(frame.unwrap_or(0))?;
        let dictionary = frame.and_then(|size| self.window.rest().get(..size));
        let codec = Codec::Zstandard(Box::new(Zstandard::new(dictionary)));
        self.window.eat(frame.unwrap_or(0));
        Ok(codec)
    }

    fn plain(&mut self, to: &mut Space) -> io::Result<More> {
        self.window.fill(1)?;
        let rest = self.window.rest();
        if rest.is_empty() {
            self.begun = None;
            return Ok(More::Done);
        }
        let size = rest.len().min(PLAIN);
        to.push(&rest[..size]);
        self.begun.get_or_insert(self.window.offset());
        self.window.eat(size);
        Ok(More::Some)
    }

    fn gzip(&mut self, gzip: &mut Gzip, to: &mut Space) -> io::Result<More> {
        if self.begun.is_none() {
            self.window.fill(18)?;
            if self.window.rest().is_empty() {
                return Ok(More::Done);
            }
            if !gzip::may_begin(self.window.rest()) {
                return self.lost(Fault::Junk, self.window.offset(), gzip::MAGIC, gzip_holds(self.text));
            }
            loop {
                let rest = self.window.rest();
                let most = self.limits.unpacked(rest.len() as u64);
                match gzip.whole(rest, self.window.is_last(), most, to) {
                    Whole::Done(eaten) => {
                        self.window.eat(eaten);
                        return Ok(More::End);
                    }
                    Whole::MoreInput => self.window.fill((rest.len() * 2).clamp(1 << 16, gzip::WHOLE))?,
                    Whole::Odd => break,
                }
            }
            gzip.begin();
            self.begin();
        }
        self.window.fill(1)?;
        let (eaten, made, step) = gzip.step(self.window.rest(), to);
        self.after(eaten, made, step, gzip::MAGIC, gzip_holds(self.text))
    }

    fn zstandard(&mut self, zstandard: &mut Zstandard, to: &mut Space) -> io::Result<More> {
        let text = self.text;
        if self.begun.is_none() {
            self.window.fill(12)?;
            if self.window.rest().is_empty() {
                return Ok(More::Done);
            }
            if !zstandard::may_begin(self.window.rest()) {
                return self
                    .lost(Fault::Junk, self.window.offset(), zstandard::MAGIC, |b| zstandard.holds(b, text));
            }
            zstandard.begin();
            self.begin();
        }
        self.window.fill(1)?;
        let (eaten, made, step) = zstandard.step(self.window.rest(), to);
        self.after(eaten, made, step, zstandard::MAGIC, |b| zstandard.holds(b, text))
    }

    fn begin(&mut self) {
        self.begun = Some(self.window.offset());
        self.made = 0;
    }

    /// What a step comes to.
    fn after(
        &mut self,
        eaten: usize,
        made: usize,
        step: Step,
        magic: &[u8],
        holds: impl Fn(&[u8]) -> bool,
    ) -> io::Result<More> {
        let from = self.offset();
        self.window.eat(eaten);
        self.again = self.again.saturating_add(eaten as u64);
        self.made += made as u64;
        let fault = match step {
            Step::End => {
                self.begun = None;
                return Ok(More::End);
            }
            Step::Bad(what) => Fault::Packed(what),
            Step::Starved if self.window.rest().is_empty() && self.window.is_last() => Fault::Short,
            // With room to write and bytes to read a decoder that does nothing never will.
            Step::Starved if !self.window.rest().is_empty() => Fault::Packed("data"),
            _ if self.made > self.limits.unpacked(self.window.offset() - from) => Fault::Bomb,
            Step::Going | Step::Starved => return Ok(More::Some),
        };
        self.lost(fault, from, magic, holds)
    }

    /// Looks for the next piece that holds a record, behind one at `from` that is lost.
    fn lost(
        &mut self,
        fault: Fault,
        from: u64,
        magic: &[u8],
        holds: impl Fn(&[u8]) -> bool,
    ) -> io::Result<More> {
        /// What a probe is given to look at.
        const LOOK: usize = 192 << 10;
        self.begun = None;
        let read = self.window.offset();
        let back = read.saturating_sub(from + 1);
        if back <= self.again {
            self.again -= back;
            self.window.go(from + 1)?;
        }
        let mut zeros = fault == Fault::Junk;
        loop {
            self.window.fill(LOOK)?;
            let last = self.window.is_last();
            let rest = self.window.rest();
            let step = memmem::find_iter(rest, magic).find(|&at| holds(&rest[at..])).map(|at| (at, true));
            // Behind the last candidate that could not be seen whole, nothing is decided yet.
            let (size, found) =
                step.unwrap_or((if last { rest.len() } else { (rest.len() / 2).max(1) }, false));
            zeros &= rest[..size].iter().all(|&b| b == 0);
            self.window.eat(size);
            if found || last {
                let fault = if zeros { Fault::Zeros } else { fault };
                return Ok(More::Damaged { fault, offset: from, length: self.window.offset() - from });
            }
        }
    }
}
