//! What a finding says, in no language yet.

/// A sentence by its key in the catalogues of `report::words`, with what stands in its gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The key in the catalogues; empty where nothing is said.
    pub key: &'static str,
    /// The gaps of the sentence and what fills them.
    pub args: Vec<(&'static str, Arg)>,
}

/// What fills a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text that is the same in every language: a name, a number, a quotation.
    Text(String),
    /// A word or clause that has a key of its own in the catalogues.
    Word(&'static str),
}

impl Message {
    /// The sentence `key`, without anything in its gaps.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Fills the gap `name` with text.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        self.args.push((name, Arg::Text(text.to_string())));
        self
    }

    /// Fills the gap `name` with the word that the catalogues have for `key`.
    #[must_use]
    pub fn word(mut self, name: &'static str, key: &'static str) -> Self {
        self.args.push((name, Arg::Word(key)));
        self
    }

    /// Whether nothing is said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.key.is_empty()
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}
