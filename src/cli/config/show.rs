//! `terang config`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use terang::config::{self, Origin, Setting};
use terang::report::safe;
use toml::Value;

use super::find::{Finder, Which};
use super::load::load;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::term::Term;

/// Say which configuration holds, and where each value came from
#[derive(Args, Debug)]
pub(crate) struct Config {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print every value in force, with where it came from
    Show {
        /// The file or folder that is to be checked
        #[arg(value_name = "PATH", default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        which: Which,
        /// How it is printed
        #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
        format: Shape,
    },
    /// Print which file is used; nothing where there is none
    File {
        /// The file or folder that is to be checked
        #[arg(value_name = "PATH", default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        which: Which,
    },
    /// Print the JSON Schema of terang.toml
    Schema,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Shape {
    /// As in terang.toml, each value with its origin
    #[default]
    Human,
    /// One JSON object
    Json,
}

pub(crate) fn run(args: Config, term: Term) -> Result<Exit, Failure> {
    match args.command {
        Command::Show { path, which, format } => show(&path, &which, format, term),
        Command::File { path, which } => file(&path, &which, term),
        Command::Schema => {
            let mut to = term.stdout();
            let text = serde_json::to_string_pretty(&config::schema())
                .map_err(|e| Failure::because("the schema cannot be written", &e))?;
            writeln!(to, "{text}")?;
            to.flush()?;
            Ok(Exit::Clean)
        }
    }
}

/// The finder, once `path` is known to be there.
fn finder(path: &Path, which: &Which, term: Term) -> Result<Finder, Failure> {
    if path.as_os_str() != "-" && path.symlink_metadata().is_err() {
        return Err(Failure::new(format!("there is no {}", path.display())));
    }
    Finder::new(which, Some(term))
}

fn file(path: &Path, which: &Which, term: Term) -> Result<Exit, Failure> {
    let mut finder = finder(path, which, term)?;
    let found = finder.of_typed(path);
    match &found.file {
        Some(file) => {
            let mut to = term.stdout();
            writeln!(to, "{}", safe(&finder.shown(file)))?;
            to.flush()?;
        }
        None => term.note(term.words("config.none")),
    }
    Ok(Exit::Clean)
}

fn show(path: &Path, which: &Which, format: Shape, term: Term) -> Result<Exit, Failure> {
    let mut finder = finder(path, which, term)?;
    let found = finder.of_typed(path);
    let config = load(&found, &|path| finder.shown(path))?;
    let mut to = term.stdout();
    match format {
        Shape::Json => {
            let settings: Vec<_> = config.settings.iter().map(setting).collect();
            let ignores: Vec<_> = config.ignores.iter().map(ignore).collect();
            let whole = json!({
                "schema": "terang.config/1",
                "root": finder.shown(&config.root),
                "files": config.files,
                "settings": settings,
                "ignore": ignores,
            });
            writeln!(to, "{whole:#}")?;
        }
        Shape::Human => {
            match config.files.split_last() {
                None => writeln!(to, "# no configuration file; the defaults hold")?,
                Some((last, [])) => writeln!(to, "# {}", safe(last))?,
                Some((last, before)) => writeln!(to, "# {}, over {}", safe(last), safe(&before.join(", ")))?,
            }
            let lines: Vec<(String, &Origin)> =
                config.settings.iter().map(|s| (format!("{} = {}", s.key, s.value), &s.origin)).collect();
            let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or(0).min(60);
            for (line, origin) in lines {
                writeln!(to, "{:<width$}  # {}", safe(&line), safe(&origin.to_string()))?;
            }
            for located in &config.ignores {
                let line = located.place.position.line;
                writeln!(to, "\n[[ignore]]  # {}:{line}", safe(&located.file))?;
                let text = toml::to_string(&located.entry)
                    .map_err(|e| Failure::because("an entry cannot be shown", &e))?;
                text.lines().try_for_each(|line| writeln!(to, "{}", safe(line)))?;
            }
        }
    }
    to.flush()?;
    Ok(Exit::Clean)
}

fn setting(setting: &Setting) -> serde_json::Value {
    json!({ "key": setting.key, "value": plain(&setting.value), "origin": setting.origin.to_string() })
}

fn ignore(located: &config::Located) -> serde_json::Value {
    let entry = serde_json::to_value(&located.entry).unwrap_or_default();
    json!({ "entry": entry, "origin": format!("{}:{}", located.file, located.place.position.line) })
}

/// A value in JSON, dates as texts. The depth is bounded by the reader of TOML.
fn plain(value: &Value) -> serde_json::Value {
    match value {
        Value::String(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::Boolean(word) => json!(word),
        Value::Datetime(time) => json!(time.to_string()),
        Value::Array(all) => all.iter().map(plain).collect(),
        Value::Table(table) => table
            .iter()
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}
