//! How far the audit has come: a bar on a terminal, a line for every tenth elsewhere.

use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressStyle};

use crate::cli::term::Term;

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How progress is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Not at all.
    No,
    /// By a bar.
    Bar,
    /// By lines.
    Lines,
}

/// How far the audit has come.
pub(super) struct Progress {
    told: Told,
    term: Term,
    /// Bytes of all files; 0 where that is not known.
    total: u64,
    /// Bytes of the files that are done.
    files: u64,
    /// Bytes that were unpacked of the file at work.
    within: u64,
    unpacked: u64,
    tenth: u64,
    start: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(super) fn new(told: Told, total: u64, term: Term) -> Self {
        let start = Instant::now();
        Self { told, term, total, files: 0, within: 0, unpacked: 0, tenth: 0, start, bar: None }
    }

    /// `bytes` more were unpacked; a file of `end` bytes came to its end.
    pub(super) fn at(&mut self, captures: u64, bytes: u64, end: Option<u64>) {
        self.within += bytes;
        self.unpacked += bytes;
        if let Some(size) = end {
            self.files += size;
            self.within = 0;
        }
        match self.told {
            Told::No => {}
            Told::Bar => self.draw(captures),
            Told::Lines => self.print(captures),
        }
    }

    /// Bytes of files that are behind us, as far as that can be told inside of one that is packed.
    fn done(&self) -> u64 {
        (self.files + self.within).min(self.total)
    }

    fn rate(&self) -> u64 {
        let millis = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        self.unpacked.saturating_mul(1000) / millis
    }

    /// The time that is left at the rate so far.
    fn left(&self) -> Option<Duration> {
        let done = self.done();
        let rest = self.total.checked_sub(done)?;
        (done > 0).then(|| self.start.elapsed().mul_f64(rest as f64 / done as f64))
    }

    fn draw(&mut self, captures: u64) {
        if self.bar.is_none() && self.start.elapsed() > PATIENCE {
            let style = ProgressStyle::with_template("{wide_bar} {percent:>3} % {msg}");
            let bar = ProgressBar::new(self.total.max(1))
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar = Some(bar);
        }
        let words = || self.words(captures);
        if let Some(bar) = &self.bar {
            bar.set_position(self.done());
            bar.set_message(words());
        }
    }

    fn words(&self, captures: u64) -> String {
        let left = self.left().filter(|_| self.start.elapsed() > PATIENCE);
        let left = left.map(|l| format!(", {} left", HumanDuration(l))).unwrap_or_default();
        format!("{captures} captures, {}/s{left}", HumanBytes(self.rate()))
    }

    fn print(&mut self, captures: u64) {
        let Some(tenth) = (self.done() * 10).checked_div(self.total) else { return };
        if tenth > self.tenth {
            self.tenth = tenth;
            if self.start.elapsed() > PATIENCE {
                self.term.line(&format!("{} %: {}", tenth * 10, self.words(captures)));
            }
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
