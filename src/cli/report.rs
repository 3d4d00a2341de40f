//! `terang report`: a result that was kept, in another form.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use terang::audit::{Run, Shares};
use terang::report::audit::{Line, parse};
use terang::report::words::Tongue;
use terang::store::audit_db::{AuditDb, Begun, RunState, Taken};

use super::audit::{Form, Summed, Wanted, human, output, told, tongue, write, write_all};
use super::exit::Exit;
use super::failure::Failure;
use super::sink::Held;
use super::term::Term;

/// What to do about a result whose lines are not those that its first line counts.
const CUT: &str = "it was cut or edited after the audit wrote it; take it from where it was written";

/// Bytes of one line of a result: a capture with all the facts that are kept of it has some ten thousand.
const LINE: u64 = 16 << 20;

/// Show a result again, in another form
///
/// Takes the database or the JSON Lines of an audit.
#[derive(Args, Debug)]
#[command(after_help = EXIT)]
pub(crate) struct Report {
    /// The result: a database or JSON Lines
    #[arg(value_name = "RESULT")]
    result: PathBuf,
    /// How it is printed: human, jsonl, csv, parquet or html
    #[arg(long, value_name = "FORMAT", value_parser = Form::from_word, default_value = "human", help_heading = "Output")]
    format: Form,
    /// Write it to a file; may be given again
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output, help_heading = "Output")]
    output: Vec<(Form, PathBuf)>,
    /// The language of the report: en or id [default: that of the messages]
    #[arg(long, value_name = "LANG", value_parser = tongue, help_heading = "Output")]
    report_lang: Option<Tongue>,
    /// The audit of a database, where it is not the newest
    #[arg(long, value_name = "N")]
    audit: Option<i64>,
}

const EXIT: &str = "\
Exit status: that of the audit: 0 nothing needs attention, 1 something does or no record holds, 2 could not run, or something in the archive \
could not be read, 3 nothing was checked.";

/// Shows the result.
pub(crate) fn run(args: &Report, term: Term) -> Result<Exit, Failure> {
    let wanted = Wanted::new(&args.output, &[&args.result])?;
    let (db, run, stated) = if is_database(&args.result)? {
        let db = AuditDb::read(&args.result).map_err(told)?;
        let stored = db.run(args.audit).map_err(told)?;
        let stored = stored.ok_or_else(|| Failure::new("there is no such audit in the database"))?;
        if stored.state != RunState::Done {
            return Err(Failure::new(format!("audit {} was not finished", stored.run.run))
                .help("run the same `terang audit` again, and it goes on where it was"));
        }
        (db, stored.run, None)
    } else {
        lines(&args.result)?
    };
    let summed = Summed::of(&db, &run)?;
    if let Some(stated) = stated.filter(|stated| *stated != summed.tally.counts.shares) {
        let here = summed.tally.counts.shares.documents;
        let what = format!(
            "{} is not whole: its first line counts {} captures, and {here} stand here{}",
            args.result.display(),
            stated.documents,
            if here == stated.documents { " that say something else" } else { "" }
        );
        return Err(Failure::new(what).help(CUT));
    }
    let view = summed.view(&run);
    let tongue = args.report_lang.unwrap_or(term.tongue());
    write_all(wanted, &db, view, tongue)?;
    if args.format == Form::Human {
        term.stdout().write_all(human(view, tongue, term.width()).as_bytes())?;
    } else {
        let mut held = Held::new();
        write(args.format, &db, view, tongue, &mut held)?;
        let mut to = std::io::stdout().lock();
        held.release(&mut to)?;
        to.flush()?;
    }
    Ok(summed.exit(&run))
}

fn is_database(path: &Path) -> Result<bool, Failure> {
    let mut head = Vec::new();
    File::open(path).and_then(|f| f.take(16).read_to_end(&mut head)).map_err(|e| cannot(path, &e))?;
    Ok(head == b"SQLite format 3\0")
}

fn cannot(path: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::because(&format!("{} cannot be read", path.display()), error)
}

/// Takes the lines of an audit into a database of its own.
fn lines(path: &Path) -> Result<(AuditDb, Run, Option<Shares>), Failure> {
    let mut from = BufReader::new(File::open(path).map_err(|e| cannot(path, &e))?);
    let mut db = AuditDb::temporary().map_err(told)?;
    let mut run: Option<Run> = None;
    let mut shares = None;
    let mut current: Option<(String, Begun)> = None;
    let mut changes = 0;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read = from.by_ref().take(LINE).read_until(b'\n', &mut line).map_err(|e| cannot(path, &e))?;
        if read == 0 {
            break;
        }
        let wrong = |why: &str| Failure::new(format!("{}:{number}: {why}", path.display()));
        let parsed = parse(&line).map_err(|why| {
            wrong(&format!("this is no line of an audit: {why}"))
                .help("give the file of --db, or one that --output jsonl=FILE wrote")
        })?;
        match (&run, parsed) {
            (None, Line::Audit(head)) => {
                db.take_in(&head.run).map_err(told)?;
                run = Some(head.run);
                shares = Some(head.counts.shares);
            }
            (None, _) => return Err(wrong("the first line of an audit is missing")),
            (Some(_), Line::Audit(_)) => return Err(wrong("a second audit begins here; give one at a time")),
            (Some(run), Line::Document(entry)) => {
                let source = &entry.origin.source;
                if current.as_ref().is_none_or(|(name, _)| name != source) {
                    if let Some((_, begun)) = current.take() {
                        db.progress(&begun, true).map_err(told)?;
                    }
                    let taken = db.take(run.run, source, None, run.settings.digest(), true).map_err(told)?;
                    let Taken::Read(begun) = taken else {
                        return Err(wrong("the captures of one file do not stand together"));
                    };
                    current = Some((source.clone(), begun));
                }
                let Some((_, begun)) = &mut current else { continue };
                let facts = if entry.facts.is_empty() {
                    None
                } else {
                    Some(db.put_facts(&entry.facts).map_err(told)?)
                };
                begun.entries += 1;
                db.put(begun.reading, begun.entries, &entry, facts).map_err(told)?;
            }
            (Some(run), Line::Change(change)) => {
                changes += 1;
                db.put_change(run.run, changes, &change).map_err(told)?;
            }
        }
    }
    db.commit().map_err(told)?;
    let run = run.ok_or_else(|| Failure::new(format!("{} is empty", path.display())))?;
    let stated: u64 = run.compared.iter().flat_map(|c| c.changes.values()).sum();
    if stated != changes {
        let what = format!(
            "{} is not whole: its first line counts {stated} changes, and {changes} stand here",
            path.display()
        );
        return Err(Failure::new(what).help(CUT));
    }
    Ok((db, run, shares))
}
