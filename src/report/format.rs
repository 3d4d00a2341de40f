//! The output formats.

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: findings with their lines, worst first, then the disclosures.
    Human,
    /// One JSON document.
    Json,
    /// One JSON document a line, one line a document read.
    Jsonl,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Human, Self::Json, Self::Jsonl];

    /// The name on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format of that name, or `None`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.word() == word)
    }

    /// Whether it prints digests. They are not computed where no output prints them.
    #[must_use]
    pub const fn prints_digests(self) -> bool {
        match self {
            Self::Human => false,
            Self::Json | Self::Jsonl => true,
        }
    }
}
