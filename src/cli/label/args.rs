//! The arguments of `terang label`.

use std::path::PathBuf;

use clap::Args;
use terang::label::{Kind, Position};
use terang::lang::Lang;

use super::asked::{kind, position};
use crate::cli::args::lang;
use crate::cli::config::Which;
use crate::cli::declare::Declared;
use crate::cli::passphrase::Passphrase;

/// Put in what articles lack of the statement about AI that you declare
///
/// Writes the visible sentence, in the article's own language; in a page the ai-disclosure meta element and
/// digitalSourceType in JSON-LD; in Markdown keys of its front matter. A sentence that says otherwise is replaced. Every
/// other byte stays, and nothing is claimed that you do not declare. A second run changes nothing. `-` reads standard
/// input and writes the labelled text to standard output.
#[derive(Args, Debug)]
#[command(after_help = "\
Exit status: 0 all articles have their labels, 1 some were refused, or with --check lack labels, 2 could not run or \
something could not be read, 3 there was nothing to label.")]
pub(crate) struct Label {
    /// Files, folders or globs; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,

    /// Label as a profile asks: a built-in one (`terang explain profiles`) or a file of your own; may be given again
    /// [default: the profiles of the configuration]
    #[arg(long, value_name = "NAME|FILE", help_heading = "Label")]
    pub(super) profile: Vec<String>,
    /// Where the sentence goes: start (behind headline and byline) or end [default: as the profiles ask, else start]
    #[arg(long, value_name = "PLACE", value_parser = position, help_heading = "Label")]
    pub(super) position: Option<Position>,
    /// What is written, joined by commas [default: as the profiles ask, else all that the kind of document has]
    #[arg(long, value_name = "KINDS", value_parser = kind, value_delimiter = ',', help_heading = "Label")]
    pub(super) carriers: Vec<Kind>,
    /// The language of articles that do not say theirs, or for which there are no words (BCP 47: id, en, zh-Hant)
    #[arg(long, value_name = "TAG", value_parser = lang, help_heading = "Label")]
    pub(super) lang: Option<Lang>,
    /// The file name that standard input is read under
    #[arg(long, value_name = "NAME", help_heading = "Label")]
    pub(super) stdin_filename: Option<String>,
    /// Read this key of front matter as a statement about the use of AI; may be given again
    #[arg(long, value_name = "KEY", help_heading = "Label")]
    pub(super) front_matter_key: Vec<String>,
    /// Add a rule file of your own; may be given again
    #[arg(long, value_name = "PACK", help_heading = "Label")]
    pub(super) rules: Vec<PathBuf>,

    /// Write nothing; exit with 1 where a label is missing
    #[arg(long)]
    pub(super) check: bool,
    /// Write nothing; print what would be changed as a unified diff
    #[arg(long)]
    pub(super) diff: bool,
    /// Write nothing; say what would be done
    #[arg(long)]
    pub(super) dry_run: bool,

    #[command(flatten)]
    pub(super) declared: Declared,

    /// Sign articles again that have a record, which a label would break; otherwise they are refused
    #[arg(long, help_heading = "Key")]
    pub(super) resign: bool,
    /// The secret key (PKCS#8 PEM)
    #[arg(long, value_name = "FILE", requires = "resign", help_heading = "Key")]
    pub(super) key: Option<PathBuf>,
    /// A program that signs: it gets the bytes on standard input and prints the 64 bytes of the signature
    #[arg(long, value_name = "CMD", conflicts_with = "key", requires_all = ["public_key", "resign"], help_heading = "Key")]
    pub(super) signer_command: Option<String>,
    /// The public key of the program that signs
    #[arg(long, value_name = "KEY", requires = "signer_command", help_heading = "Key")]
    pub(super) public_key: Option<String>,
    #[command(flatten)]
    pub(super) passphrase: Passphrase,

    #[command(flatten)]
    pub(super) which: Which,
}
