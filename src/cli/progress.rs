//! Progress: on a terminal only, and only when the work takes its time.

use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use terang::report::Summary;

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line on standard error that tells how far the work has come.
pub(crate) struct Progress {
    start: Instant,
    bar: Option<ProgressBar>,
    wanted: bool,
    bytes: u64,
}

impl Progress {
    /// Progress that is shown, or that never is.
    pub(crate) fn new(wanted: bool) -> Self {
        Self { start: Instant::now(), bar: None, wanted, bytes: 0 }
    }

    /// Tells how far the work has come.
    pub(crate) fn at(&mut self, summary: &Summary, bytes: usize) {
        self.bytes += bytes as u64;
        let (documents, bytes) =
            (summary.checked + summary.empty + summary.unreadable, HumanBytes(self.bytes));
        self.say(|| format!("{documents} documents, {bytes}, {} findings", summary.findings()));
    }

    /// Tells how far the work has come, in words that are made only where they are shown.
    pub(crate) fn say(&mut self, message: impl FnOnce() -> String) {
        if !self.wanted {
            return;
        }
        if self.bar.is_none() && self.start.elapsed() > PATIENCE {
            let style = ProgressStyle::with_template("{spinner} {elapsed} {msg}");
            let bar = ProgressBar::new_spinner()
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(Duration::from_millis(120));
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_message(message());
        }
    }

    /// Lets `print` write to the terminal without tearing the line.
    pub(crate) fn aside(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the line away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
