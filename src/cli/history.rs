//! `terang history`: all captures of one page.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use terang::audit::{ChangeKind, State, Step};
use terang::report::audit::{history_line, history_text};
use terang::store::audit_db::{AuditDb, RunState};

use super::audit::told;
use super::exit::Exit;
use super::failure::Failure;
use super::term::Term;

/// Show all captures of one page that an audit met, and what became of its disclosure
///
/// Captures are of one page where their addresses differ only in scheme, www., port, fragment, a slash at the end, or
/// parameters that track readers.
#[derive(Args, Debug)]
#[command(after_help = EXIT)]
pub(crate) struct History {
    /// The address of the page; of one that has none, its file or identifier
    #[arg(value_name = "URL")]
    url: String,
    /// The database of the audit
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
    /// The audit, where it is not the newest
    #[arg(long, value_name = "N")]
    audit: Option<i64>,
    /// How the captures are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Shape,
}

const EXIT: &str = "\
Exit status: 0 nothing was lost, 1 a disclosure was removed or a record broken, 2 could not run, 3 no capture of this page.";

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Shape {
    /// For people
    #[default]
    Human,
    /// One JSON document a capture
    Jsonl,
}

/// Shows the captures.
pub(crate) fn run(args: &History, term: Term) -> Result<Exit, Failure> {
    let db = AuditDb::read(&args.db).map_err(told)?;
    let Some(stored) = db.run(args.audit).map_err(told)? else {
        return Err(Failure::new("there is no such audit in the database"));
    };
    let steps = db.history(stored.run.run, &args.url).map_err(told)?;
    if steps.is_empty() {
        let help = if stored.state == RunState::Done {
            "the address has to be whole, as in the column `url` of the CSV; of a file without one it is its name there"
        } else {
            "it was not finished: run the audit again"
        };
        term.error(&format!("audit {} holds no capture of {}", stored.run.run, args.url), help);
        return Ok(Exit::NothingChecked);
    }
    if stored.state != RunState::Done {
        term.note(&format!("audit {} was not finished: it may hold more captures", stored.run.run));
    }
    let mut to = term.stdout();
    for step in &steps {
        match args.format {
            Shape::Human => to.write_all(history_text(step, term.tongue(), term.width()).as_bytes())?,
            Shape::Jsonl => to.write_all(&history_line(step))?,
        }
    }
    to.flush()?;
    let lost = |s: &Step| {
        s.kinds.iter().any(|k| matches!(k, ChangeKind::DisclosureRemoved | ChangeKind::RecordBroken))
    };
    Ok(if steps.iter().any(lost) {
        Exit::Findings
    } else if steps.iter().all(|s| s.version.state != State::Checked) {
        Exit::NothingChecked
    } else {
        Exit::Clean
    })
}
