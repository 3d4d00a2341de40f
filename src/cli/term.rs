//! The terminal: colour, width, and text on standard error.

use std::io::{self, IsTerminal as _, Write as _};

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};
use terang::report::safe;
use terang::report::words::{Tongue, template, text};

use super::args::Color;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
const NOTE: Style = AnsiColor::BrightGreen.on_default().bold();

/// Columns where there is no screen to ask.
const WIDTH: usize = 120;

/// The two streams of a run, and the language that is spoken on them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    choice: ColorChoice,
    tongue: Tongue,
}

impl Term {
    /// Streams with or without colour, for people who read `tongue`.
    pub(crate) const fn new(color: Color, tongue: Tongue) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { choice, tongue }
    }

    /// The language that is spoken.
    pub(crate) const fn tongue(self) -> Tongue {
        self.tongue
    }

    /// The words that the catalogues have for `key`.
    pub(crate) fn words(self, key: &'static str) -> &'static str {
        template(self.tongue, key)
    }

    /// The words that the catalogues have for `key`, with their gaps filled.
    pub(crate) fn said(self, key: &'static str, gaps: &[(&str, &str)]) -> String {
        text(self.tongue, key, gaps)
    }

    /// Standard output, which takes colour out where it does not belong.
    pub(crate) fn stdout(self) -> AutoStream<io::Stdout> {
        AutoStream::new(io::stdout(), self.choice)
    }

    /// Columns of the screen that standard output goes to.
    pub(crate) fn width(self) -> usize {
        let screen = terminal_size::terminal_size_of(io::stdout());
        screen.map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(60, 200))
    }

    /// Tells of something that failed. What is told is made harmless here.
    pub(crate) fn error(self, what: &str, help: &str) {
        self.tell(ERROR, "term.error", what);
        if !help.is_empty() {
            self.tell(HELP, "term.help", help);
        }
    }

    /// Tells of something worth knowing.
    pub(crate) fn note(self, what: &str) {
        self.tell(NOTE, "term.note", what);
    }

    /// Prints a plain line to standard error.
    pub(crate) fn line(self, text: &str) {
        // Where standard error is gone there is nobody to tell that it is gone.
        let _ = writeln!(AutoStream::new(io::stderr(), self.choice), "{}", safe(text));
    }

    fn tell(self, style: Style, key: &'static str, what: &str) {
        let word = template(self.tongue, key);
        // What to do stands under what went wrong.
        let width = if key == "term.help" { template(self.tongue, "term.error").len() } else { 0 };
        let mut to = AutoStream::new(io::stderr(), self.choice);
        let mut lines = what.trim_end().lines();
        let first = lines.next().unwrap_or_default();
        let _ = writeln!(to, "{style}{word:>width$}{style:#}: {}", safe(first));
        for line in lines {
            let _ = writeln!(to, "  {}", safe(line));
        }
    }
}

/// Whether a person watches standard error.
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether a person watches standard output.
pub(crate) fn is_shown() -> bool {
    io::stdout().is_terminal()
}
