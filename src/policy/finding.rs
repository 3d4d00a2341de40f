//! One finding: a code, a level, words, and always a place.

use super::{Code, Message, Suppressed};
use crate::digest::Digest;
use crate::place::Place;
use crate::signal::Signal;
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

impl Finding {
    /// Its fingerprint, and those of all that it gathers.
    pub fn fingerprints(&self) -> impl Iterator<Item = Digest> + '_ {
        self.places().map(|(_, fingerprint)| fingerprint)
    }

    /// Its place, and those of all that it gathers, each with its fingerprint.
    pub fn places(&self) -> impl Iterator<Item = (&Place, Digest)> + '_ {
        let also = self.also.iter().map(|also| (&also.place, also.fingerprint));
        std::iter::once((&self.place, self.fingerprint)).chain(also)
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
    pub label: Message,
}

/// A further place that a finding gathers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// Where.
    pub place: Place,
    /// What a finding there alone would have.
    pub fingerprint: Digest,
}

/// What a check has to say about one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check says so.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// What was seen, in one sentence.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
    /// Where.
    pub place: Place,
    /// What stands there, in a few words.
    pub label: Message,
    /// Further places, three at most.
    pub related: Vec<Related>,
    /// The profile whose clause says so, where one does.
    pub profile: Option<String>,
    /// The same for the same finding in the same words, on whatever line and in whatever file they stand.
    pub fingerprint: Digest,
    /// The further places that it gathers, each of which is a finding of its own for whoever knows some of them already.
    pub also: Vec<Also>,
    /// Why it does not count, where it does not.
    pub suppressed: Option<Suppressed>,
}

/// A finding before its places are looked up.
#[derive(Debug)]
pub(super) struct Raised {
    pub(super) code: Code,
    pub(super) level: Level,
    pub(super) message: Message,
    pub(super) help: Message,
    pub(super) at: Span,
    pub(super) label: Message,
    pub(super) related: Vec<(Span, Message)>,
    /// Further places that are gathered in it.
    pub(super) also: Vec<Span>,
    pub(super) profile: Option<String>,
    /// What else tells it from a finding of the same code at the same place.
    pub(super) about: String,
    /// What was matched, where that is not what stands at the place.
    pub(super) matched: Option<String>,
}

impl Raised {
    /// How many further places a finding names.
    pub(super) const RELATED: usize = 3;
    /// How many further places a finding gathers.
    const ALSO: usize = 1000;

    /// A finding at `at`; nothing can be raised without a place.
    pub(super) fn new(code: Code, level: Level, at: Span, message: impl Into<Message>) -> Self {
        Self {
            code,
            level,
            message: message.into(),
            help: Message::default(),
            at,
            label: Message::default(),
            related: Vec::new(),
            also: Vec::new(),
            profile: None,
            about: String::new(),
            matched: None,
        }
    }

    /// A finding at a signal. Its fingerprint holds the key and the value, not the markup around them.
    pub(super) fn at_signal(code: Code, level: Level, signal: &Signal, message: impl Into<Message>) -> Self {
        let mut raised = Self::new(code, level, signal.span, message);
        raised.matched = Some(format!("{} {} {}", signal.carrier, signal.name, signal.value));
        raised
    }

    /// Says what stands at the place.
    pub(super) fn label(mut self, label: impl Into<Message>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what to do.
    pub(super) fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds a further place that could be a finding of its own, as long as there is room for one.
    pub(super) fn also(mut self, at: Span) -> Self {
        if self.also.len() < Self::ALSO {
            self.also.push(at);
        }
        self
    }

    /// Adds a further place, as long as there is room for one.
    pub(super) fn related(mut self, at: Span, label: impl Into<Message>) -> Self {
        if self.related.len() < Self::RELATED {
            self.related.push((at, label.into()));
        }
        self
    }
}
