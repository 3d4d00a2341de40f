//! Which place in the file the unpacked bytes come from.

/// One packed piece, as far as it is in the buffer.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Its first byte in the buffer.
    at: usize,
    /// Its bytes that stood in the buffer before.
    before: u64,
    /// Its place in the file.
    offset: u64,
    /// Its end in the buffer and in the file, once it is known.
    end: Option<(usize, u64)>,
}

/// The packed pieces whose bytes are in the buffer, in order.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    /// A piece begins.
    pub(super) fn begin(&mut self, at: usize, offset: u64) {
        // A piece that nothing came out of leaves no trace.
        if self.0.last().is_some_and(|last| last.at == at) {
            self.0.pop();
        }
        self.0.push(Mark { at, before: 0, offset, end: None });
    }

    /// The last piece ends.
    pub(super) fn end(&mut self, at: usize, offset: u64) {
        if let Some(mark) = self.0.last_mut() {
            mark.end = Some((at, offset));
        }
    }

    /// The place of the piece that a byte of the buffer is in, and its place in that piece. In a file that is not
    /// packed each byte has its own place.
    pub(super) fn place(&self, at: usize, plain: bool) -> (u64, u64) {
        let Some(mark) = self.0[..self.0.partition_point(|m| m.at <= at)].last() else { return (0, 0) };
        let within = mark.before + (at - mark.at) as u64;
        if plain { (mark.offset + within, 0) } else { (mark.offset, within) }
    }

    /// The end in the file of the piece that the byte before `at` is in, where it is known.
    pub(super) fn end_before(&self, at: usize) -> Option<u64> {
        let mark = self.0[..self.0.partition_point(|m| m.at < at)].last()?;
        mark.end.map(|(_, offset)| offset)
    }

    /// Forgets what stands before `at`, which becomes the first byte.
    pub(super) fn drop_before(&mut self, at: usize) {
        let keep = self.0.partition_point(|m| m.at <= at).saturating_sub(1);
        self.0.drain(..keep);
        for mark in &mut self.0 {
            mark.before += at.saturating_sub(mark.at) as u64;
            mark.at = mark.at.saturating_sub(at);
            mark.end = mark.end.map(|(end, offset)| (end.saturating_sub(at), offset));
        }
    }

    /// Forgets the pieces that begin at `at` or behind it.
    pub(super) fn drop_behind(&mut self, at: usize) {
        self.0.truncate(self.0.partition_point(|m| m.at < at));
    }
}
