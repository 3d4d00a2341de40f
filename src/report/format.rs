//! The output formats.

use super::checkstyle::Checkstyle;
use super::csv::Csv;
use super::github::Github;
use super::gitlab::Gitlab;
use super::html::Html;
use super::human::Human;
use super::json::{Json, Jsonl};
use super::junit::Junit;
use super::layout::Layout;
use super::markdown::Markdown;
use super::sarif::Sarif;
use super::words::Tongue;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: findings with their lines, worst first, then the disclosures.
    Human,
    /// One JSON document.
    Json,
    /// One JSON document a line, one line a document read.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// JUnit XML: a test case an article.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// Comma-separated values: a row a finding.
    Csv,
    /// Markdown for pull requests.
    Markdown,
    /// One HTML page.
    Html,
}

/// What formats have to know of a run.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The language of words for people.
    pub tongue: Tongue,
    /// Columns of the screen.
    pub width: usize,
    /// Whether findings are held against a baseline.
    pub baseline: bool,
    /// The job that this is a run of; empty where none is known.
    pub job: String,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 11] = [
        Self::Human,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Checkstyle,
        Self::Csv,
        Self::Markdown,
        Self::Html,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Checkstyle => "checkstyle",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
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
        matches!(self, Self::Json | Self::Jsonl)
    }

    /// How it lays out a report.
    #[must_use]
    pub fn layout(self, style: &Style) -> Box<dyn Layout> {
        let tongue = style.tongue;
        match self {
            Self::Human => Box::new(Human { width: style.width, tongue }),
            Self::Json => Box::new(Json),
            Self::Jsonl => Box::new(Jsonl),
            Self::Sarif => Box::new(Sarif { tongue, baseline: style.baseline, job: style.job.clone() }),
            Self::Github => Box::new(Github { tongue }),
            Self::Gitlab => Box::new(Gitlab { tongue }),
            Self::Junit => Box::new(Junit { tongue }),
            Self::Checkstyle => Box::new(Checkstyle { tongue }),
            Self::Csv => Box::new(Csv { tongue }),
            Self::Markdown => Box::new(Markdown::new(tongue)),
            Self::Html => Box::new(Html { tongue }),
        }
    }
}
