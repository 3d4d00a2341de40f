//! How far the audit has come: a bar on a terminal, a line for every tenth elsewhere.

use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressStyle};

use super::work::Came;
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

/// How long a file is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Length {
    size: u64,
    packed: bool,
}

impl Length {
    pub(super) fn of(name: &str, size: u64) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let packed = matches!(ending.as_deref(), Some("gz" | "zst" | "zip" | "wacz" | "parquet"));
        Self { size, packed }
    }
}

/// The last place of the file at work that something is known of.
struct Reached {
    /// The archive inside the file that it is in, and the bytes of those before it.
    part: String,
    before: u64,
    at: u64,
}

/// How many times its size a file unpacks to, where it does not show how far one is in it.
const TIMES: u64 = 4;

/// How far the audit has come.
pub(super) struct Progress {
    told: Told,
    term: Term,
    /// Bytes of all files; 0 where that is not known.
    total: u64,
    /// Bytes of the files that are done.
    files: u64,
    /// The file at work, and what was unpacked of it.
    length: Length,
    within: u64,
    reached: Option<Reached>,
    unpacked: u64,
    tenth: u64,
    start: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(super) fn new(told: Told, total: u64, term: Term) -> Self {
        let start = Instant::now();
        let (length, reached) = (Length::default(), None);
        Self {
            told,
            term,
            total,
            files: 0,
            length,
            within: 0,
            reached,
            unpacked: 0,
            tenth: 0,
            start,
            bar: None,
        }
    }

    /// A file begins.
    pub(super) fn begin(&mut self, length: Length) {
        (self.length, self.within, self.reached) = (length, 0, None);
    }

    /// Of the file at work `bytes` more were unpacked, and gave `all`.
    pub(super) fn came(&mut self, all: &[Came], bytes: u64) {
        self.within += bytes;
        self.unpacked += bytes;
        let last = all.iter().rev().find_map(|came| match came {
            Came::Entry(entry) | Came::Revisit(entry, _) => {
                Some((&entry.origin.name, entry.origin.offset? + entry.origin.length.unwrap_or(0)))
            }
            _ => None,
        });
        let Some((name, at)) = last else { return };
        let part = name.rsplit_once('#').map_or(name.as_str(), |(part, _)| part);
        match &mut self.reached {
            Some(reached) if reached.part == part => reached.at = reached.at.max(at),
            before => {
                let behind = before.as_ref().map_or(0, |reached| reached.before + reached.at);
                *before = Some(Reached { part: part.to_owned(), before: behind, at });
            }
        }
    }

    /// A file of `size` bytes came to its end.
    pub(super) fn end(&mut self, size: u64) {
        self.files += size;
        self.begin(Length::default());
    }

    /// Shows how far the audit has come.
    pub(super) fn tell(&mut self, captures: u64) {
        match self.told {
            Told::No => {}
            Told::Bar => self.draw(captures),
            Told::Lines => self.print(captures),
        }
    }

    /// Bytes of files that are behind us, as far as that can be told inside of one that is packed.
    fn done(&self) -> u64 {
        let within = match &self.reached {
            Some(reached) => reached.before + reached.at,
            None if self.length.packed => self.within / TIMES,
            None => self.within,
        };
        (self.files + within.min(self.length.size)).min(self.total)
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

#[cfg(test)]
mod tests {
    use terang::audit::Origin;
    use terang::report::words::Tongue;

    use super::*;
    use crate::cli::args::Color;
    use crate::cli::audit::work::{Part, bare};

    fn captured(name: &str, offset: u64) -> Came {
        let origin =
            Origin { name: name.to_owned(), offset: Some(offset), length: Some(10), ..Origin::default() };
        let part = Part { source: name.into(), section: None, before: None };
        Came::Entry(Box::new(bare(&part, origin)))
    }

    #[test]
    fn a_packed_archive_is_as_far_as_the_place_of_its_last_capture_and_not_as_what_it_unpacked_to() {
        let mut progress = Progress::new(Told::Lines, 1000, Term::new(Color::Never, Tongue::En));
        progress.begin(Length::of("a.warc.gz", 600));
        progress.came(&[captured("a.warc.gz#1", 0), captured("a.warc.gz#2", 140)], 900);
        assert_eq!(progress.done(), 150);
        progress.came(&[Came::Early], 900);
        assert_eq!(progress.done(), 150);
        progress.end(600);
        assert_eq!(progress.done(), 600);
        // Of two archives inside one file the second begins at zero again.
        progress.begin(Length::of("b.wacz", 400));
        progress.came(&[captured("b.wacz/archive/1.warc.gz#9", 90)], 500);
        progress.came(&[captured("b.wacz/archive/2.warc.gz#1", 20)], 500);
        assert_eq!(progress.done(), 600 + 100 + 30);
        progress.end(400);
        assert_eq!(progress.done(), 1000);
    }

    #[test]
    fn where_no_place_is_known_a_file_is_never_further_than_its_end() {
        let mut progress = Progress::new(Told::Lines, 1000, Term::new(Color::Never, Tongue::En));
        progress.begin(Length::of("a.jsonl.gz", 400));
        progress.came(&[], 800);
        assert_eq!(progress.done(), 200);
        progress.came(&[], 8000);
        assert_eq!(progress.done(), 400);
        progress.end(400);
        progress.begin(Length::of("b.jsonl", 600));
        progress.came(&[], 300);
        assert_eq!(progress.done(), 700);
    }
}
