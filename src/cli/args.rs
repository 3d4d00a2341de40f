//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use terang::config::{self, size};
use terang::lang::Lang;
use terang::report::Format;
use terang::report::words::Tongue;
use terang::source::Kind;

const EXIT_CODES: &str = "\
Exit status: 0 nothing to report, 1 findings, 2 could not run or something could not be read, 3 nothing was checked.";

/// Finds what an article says about the use of AI in its making.
///
/// terang reads statements, machine-readable signals and what chat programs left behind. It never guesses from
/// style who wrote a text: silence means "unknown", never "no AI was used".
#[derive(Debug, Parser)]
#[command(name = "terang", version, after_help = EXIT_CODES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) global: Global,
}

#[derive(Args, Debug)]
pub(crate) struct Global {
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true, help_heading = "Display")]
    pub(crate) color: Color,
    /// The language that terang speaks: en or id [default: TERANG_LANG, LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, value_name = "LANG", value_parser = super::tongue::parse, global = true, help_heading = "Display")]
    pub(crate) ui_lang: Option<Tongue>,
    /// Print results and errors, no summary, notes or progress
    #[arg(short, long, global = true, help_heading = "Display")]
    pub(crate) quiet: bool,
    /// Show no progress
    #[arg(long, global = true, help_heading = "Display")]
    pub(crate) no_progress: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Init(super::init::Init),
    #[cfg(feature = "sqlite")]
    Audit(Box<super::audit::Audit>),
    #[cfg(feature = "sqlite")]
    History(super::history::History),
    #[cfg(feature = "sqlite")]
    Report(super::report::Report),
    Explain(Explain),
    Rules(Rules),
    Label(Box<super::label::Label>),
    Sign(Box<super::sign::Sign>),
    Verify(super::verify::Verify),
    Diff(super::diff::Diff),
    Excerpt(super::excerpt::Excerpt),
    Key(super::key::Key),
    Baseline(super::baseline::Baseline),
    Config(super::config::Config),
    Completions(Completions),
    Man(Man),
}

/// Check articles: disclosures, signals, residue, and what ought to be mended
///
/// Folders are searched for HTML, Markdown and text (.html .htm .xhtml .md .markdown .mdx .txt .text, and .gz of
/// each), passing over what .gitignore names and hidden files. Files that are named are always read.
#[derive(Args, Debug)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Check {
    /// Files, folders or globs; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// What the inputs are
    #[arg(long, value_name = "KIND", value_enum, default_value_t, help_heading = "Input")]
    pub(crate) from: From,
    /// The file name that standard input is read under
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) stdin_filename: Option<String>,
    /// The language of articles that do not say theirs (BCP 47: id, en, zh-Hant)
    #[arg(long, value_name = "TAG", value_parser = lang, help_heading = "Input")]
    pub(crate) lang: Option<Lang>,
    /// Largest document or record, unpacked [default: 64M]
    #[arg(long, value_name = "BYTES", value_parser = size, help_heading = "Input")]
    pub(crate) max_size: Option<usize>,
    /// How many times its packed size a .gz may unpack to [default: 256]
    #[arg(long, value_name = "TIMES", value_parser = positive, help_heading = "Input")]
    pub(crate) max_expansion: Option<usize>,
    /// How many elements of a page may be open at once [default: 4096]
    #[arg(long, value_name = "DEPTH", value_parser = positive, help_heading = "Input")]
    pub(crate) max_depth: Option<usize>,
    /// Let `files.exclude` and `files.include` hold for files that are named too
    #[arg(long, help_heading = "Input")]
    pub(crate) force_exclude: bool,

    /// Check only files that differ from where this branch left REV, and new ones; asks git
    #[arg(long, value_name = "REV", allow_hyphen_values = true, help_heading = "Input")]
    pub(crate) changed_since: Option<String>,
    /// Of these files, count only findings that were not there before
    #[arg(long, requires = "changed_since", help_heading = "Input")]
    pub(crate) new_only: bool,

    #[command(flatten)]
    pub(crate) which: super::config::Which,

    /// Add a rule file of your own; may be given again
    #[arg(long, value_name = "PACK", help_heading = "Rules")]
    pub(crate) rules: Vec<PathBuf>,
    /// Read this key of front matter as a statement about the use of AI; may be given again
    #[arg(long, value_name = "KEY", help_heading = "Rules")]
    pub(crate) front_matter_key: Vec<String>,
    /// Set aside the findings of this baseline [default: `baseline.file` of the configuration]
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) baseline: Option<PathBuf>,
    /// Report entries of the baseline that are found no more, as where the variable CI is set
    #[arg(long, help_heading = "Rules")]
    pub(crate) strict_baseline: bool,
    /// From which level on findings give exit status 1 [default: note]
    #[arg(long, value_name = "LEVEL", value_enum, help_heading = "Rules")]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) judged: super::policy::Judged,

    /// How results are printed: human, json, jsonl, sarif, github, gitlab, junit, checkstyle, csv, markdown or html
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format, hide_default_value = true, help_heading = "Output")]
    pub(crate) format: Format,
    /// Write results to a file too, in any of these formats; may be given again
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output, help_heading = "Output")]
    pub(crate) output: Vec<(Format, PathBuf)>,

    /// Documents worked on at once [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Speed")]
    pub(crate) jobs: Option<u16>,
}

/// From which level on findings give exit status 1.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Every finding
    Note,
    /// No finding
    Never,
}

impl std::convert::From<FailOn> for config::FailOn {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Note => Self::Note,
            FailOn::Never => Self::Never,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum From {
    /// Documents; a named .jsonl or .ndjson holds records
    #[default]
    Auto,
    /// Records, one a line: {"id", "text" | "html" | "markdown", "lang"?, "uri"?}
    Jsonl,
}

impl std::convert::From<From> for Kind {
    fn from(from: From) -> Self {
        match from {
            From::Auto => Self::Auto,
            From::Jsonl => Self::Jsonl,
        }
    }
}

/// Say more about a finding, a rule, or why a line was or was not taken
#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A code (signal-invalid), a profile (house) or `profiles`, `facts`, a rule (id/article-help), or a line of a
    /// file (news.html:42)
    #[arg(value_name = "CODE|PROFILE|RULE|FILE:LINE")]
    pub(crate) what: String,
    /// Add a rule file of your own; may be given again
    #[arg(long, value_name = "PACK")]
    pub(crate) rules: Vec<PathBuf>,
    /// Of a line the language of the file, where it does not say its own; of anything else that of the answer (en, id)
    #[arg(long, value_name = "TAG", value_parser = lang)]
    pub(crate) lang: Option<Lang>,
}

/// List rules, test rule files, begin a new one
#[derive(Args, Debug)]
pub(crate) struct Rules {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List the languages, or the rules of one
    List {
        /// A language (BCP 47); all languages where none is given
        #[arg(value_name = "LANG")]
        lang: Option<String>,
        /// Add a rule file of your own; may be given again
        #[arg(long, value_name = "PACK")]
        rules: Vec<PathBuf>,
    },
    /// Hold each rule against its own examples and counter-examples
    Test {
        /// Rule files; the built-in ones where none is given
        #[arg(value_name = "PACK")]
        packs: Vec<PathBuf>,
    },
    /// Print a rule file to begin with
    New {
        /// The language (BCP 47)
        #[arg(value_name = "LANG", value_parser = lang)]
        lang: Lang,
    },
}

/// Print a completion script for a shell
#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page (of a command, where one is named)
#[derive(Args, Debug)]
pub(crate) struct Man {
    /// A command
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}

/// How `verify` and `diff` print what they find.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Plain {
    /// For people
    #[default]
    Human,
    /// One JSON document
    Json,
    /// One JSON document a line
    Jsonl,
}

fn format(word: &str) -> Result<Format, String> {
    Format::from_word(word).ok_or_else(|| format!("the formats are {}", formats()))
}

fn formats() -> String {
    Format::ALL.map(Format::word).join(", ")
}

fn output(text: &str) -> Result<(Format, PathBuf), String> {
    let (word, file) =
        text.split_once('=').ok_or_else(|| format!("write FORMAT=FILE; the formats are {}", formats()))?;
    if file.is_empty() || file == "-" {
        return Err("no file is named; standard output has --format".to_owned());
    }
    Ok((format(word)?, PathBuf::from(file)))
}

pub(crate) fn lang(tag: &str) -> Result<Lang, String> {
    Lang::parse(tag).ok_or_else(|| "a language tag looks like id, en-GB or zh-Hant".to_owned())
}

fn positive(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| "write a number from 1 on".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn an_output_names_a_format_and_a_file() {
        assert_eq!(output("json=a=b.json"), Ok((Format::Json, PathBuf::from("a=b.json"))));
        assert!(output("json").is_err() && output("xml=a").is_err() && output("json=-").is_err());
    }
}
