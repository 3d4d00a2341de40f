//! What can be typed behind `terang audit`.

use std::path::PathBuf;

use clap::Args;
use terang::config::size;
use terang::lang::Lang;
use terang::report::words::Tongue;
use terang::source::Columns;
use terang::time::Timestamp;

use super::outputs::{Form, output};
use crate::cli::args::{From, lang};
use crate::cli::clock::moment;
use crate::cli::trust::MaybeTrusted;

/// Audit a whole archive: what it discloses, where a disclosure vanished, what no longer matches its record
///
/// Reads folders and archives to their end, goes on behind what is damaged, and writes one report. With --db an audit that was
/// interrupted goes on where it was, and the next one reads only files that are new or changed.
#[derive(Args, Debug)]
#[command(after_help = super::run::EXIT)]
pub(crate) struct Audit {
    /// Files, folders or globs; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Keep the state of the audit here: it can be interrupted, and the next one reads only what is new or changed
    #[arg(long, value_name = "FILE", help_heading = "State")]
    pub(crate) db: Option<PathBuf>,
    /// Read every file again, also those that have not changed since the last audit
    #[arg(long, help_heading = "State")]
    pub(crate) reread: bool,

    /// Pass over captures from before this time
    #[arg(long, value_name = "TIME", value_parser = moment, help_heading = "Choice")]
    pub(crate) since: Option<Timestamp>,
    /// Judge one page in N, chosen by the SHA-256 of its address: the same pages each time, with all their captures
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), help_heading = "Choice")]
    pub(crate) sample: Option<u64>,
    /// Stop after N captures
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), help_heading = "Choice")]
    pub(crate) limit: Option<u64>,
    /// Compare no payload digests, and believe size and time of files; every output says so
    #[arg(long, help_heading = "Choice")]
    pub(crate) quick: bool,

    /// Verify every capture that one of the records in this folder or JSON Lines file speaks of
    #[arg(long, value_name = "DIR|FILE", help_heading = "Records")]
    pub(crate) records: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) trusted: MaybeTrusted,
    /// The date of the audit, for which records are verified, where it is not now
    #[arg(long, value_name = "TIME", value_parser = moment, help_heading = "Records")]
    pub(crate) at: Option<Timestamp>,

    /// What the inputs are
    #[arg(long, value_name = "KIND", value_enum, default_value_t, help_heading = "Input")]
    pub(crate) from: From,
    /// Pass over what .gitignore and .ignore files name; without it folders are read whole
    #[arg(long, help_heading = "Input")]
    pub(crate) respect_gitignore: bool,
    /// The column of Parquet files that holds the text, url, date, id or lang; may be given again
    #[arg(long, value_name = "WHAT=NAME", value_parser = column, help_heading = "Input")]
    pub(crate) column: Vec<String>,
    /// The language of articles that do not say theirs (BCP 47: id, en, zh-Hant)
    #[arg(long, value_name = "TAG", value_parser = lang, help_heading = "Input")]
    pub(crate) lang: Option<Lang>,
    /// Largest document or record, unpacked
    #[arg(long, value_name = "BYTES", default_value = "16M", value_parser = size, help_heading = "Input")]
    pub(crate) max_size: usize,
    /// How many times its packed size a file may unpack to
    #[arg(long, value_name = "TIMES", default_value_t = 256, help_heading = "Input")]
    pub(crate) max_expansion: usize,
    /// How many elements of a page may be open at once
    #[arg(long, value_name = "DEPTH", default_value_t = 4096, help_heading = "Input")]
    pub(crate) max_depth: usize,

    /// Add a rule file of your own; may be given again
    #[arg(long, value_name = "PACK", help_heading = "Rules")]
    pub(crate) rules: Vec<PathBuf>,
    /// Read this key of front matter as a statement about the use of AI; may be given again
    #[arg(long, value_name = "KEY", help_heading = "Rules")]
    pub(crate) front_matter_key: Vec<String>,

    /// Write a report to a file: jsonl, csv, parquet or html; may be given again
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output, help_heading = "Output")]
    pub(crate) output: Vec<(Form, PathBuf)>,
    /// The language of the report: en or id [default: that of the messages]
    #[arg(long, value_name = "LANG", value_parser = tongue, help_heading = "Output")]
    pub(crate) report_lang: Option<Tongue>,

    /// Documents worked on at once [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Speed")]
    pub(crate) jobs: Option<u16>,
}

/// What a column holds, and its name, where it is one that can be given.
fn column(pair: &str) -> Result<String, String> {
    Columns::default().set(pair).map(|()| pair.to_owned())
}

/// A language that terang speaks.
pub(crate) fn tongue(tag: &str) -> Result<Tongue, String> {
    Tongue::from_tag(tag).ok_or_else(|| "the languages are en and id".to_owned())
}
