//! One finding: a code, a level, words, and always a place.

use super::Code;
use crate::place::Place;
use crate::span::Span;

/// How much a finding weighs. Any finding, of whatever level, gives exit status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Readers are misled, or a rule that the user asked for is broken.
    Error,
    /// Something does what its author did not mean.
    Warning,
    /// Worth knowing.
    Note,
}

impl Level {
    /// Every level, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The published spelling.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// A second place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there, in a few words.
    pub label: String,
}

/// What a check has to say about one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check says so.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// What was seen, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where.
    pub place: Place,
    /// What stands there, in a few words.
    pub label: String,
    /// Further places, three at most.
    pub related: Vec<Related>,
}

/// A finding before its places are looked up.
#[derive(Debug)]
pub(super) struct Raised {
    pub(super) code: Code,
    pub(super) level: Level,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) at: Span,
    pub(super) label: String,
    pub(super) related: Vec<(Span, String)>,
}

impl Raised {
    /// How many further places a finding names.
    pub(super) const RELATED: usize = 3;

    /// A finding at `at`; nothing can be raised without a place.
    pub(super) fn new(code: Code, level: Level, at: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            level,
            message: message.into(),
            help: String::new(),
            at,
            label: String::new(),
            related: Vec::new(),
        }
    }

    /// Says what stands at the place.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds a further place, as long as there is room for one.
    pub(super) fn related(mut self, at: Span, label: impl Into<String>) -> Self {
        if self.related.len() < Self::RELATED {
            self.related.push((at, label.into()));
        }
        self
    }
}
