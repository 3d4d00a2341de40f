//! `terang baseline`.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Parser as _, Subcommand};
use terang::pipeline::{Computed, Ordered, in_order};
use terang::report::Outcome;

use super::args::{Check, Cli, Command as Verb, Global};
use super::book::{Book, Need};
use super::check::{AHEAD, WINDOW, checked, processors};
use super::config::Which;
use super::exit::Exit;
use super::failure::Failure;
use super::projects::Projects;
use super::term::Term;

/// Keep findings that were there before from failing the check
#[derive(Args, Debug)]
pub(crate) struct Baseline {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a new baseline of all that is found
    Create(What),
    /// Add what is new, and give findings of files that have moved their new path
    Update(What),
    /// Take out what is found no more
    Prune(What),
}

#[derive(Args, Debug)]
struct What {
    /// Files, folders or globs
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// The baseline file [default: that of the configuration, else .terang-baseline.json beside it]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
}

/// What is done to a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Create,
    Update,
    Prune,
}

pub(crate) fn run(args: Baseline, global: &Global, term: Term) -> Result<Exit, Failure> {
    let (how, what) = match args.command {
        Command::Create(what) => (How::Create, what),
        Command::Update(what) => (How::Update, what),
        Command::Prune(what) => (How::Prune, what),
    };
    let args = check(what)?;
    let need = if how == How::Create { Need::Maybe } else { Need::There };
    let mut projects = Projects::new(&args, Computed::No, (!global.quiet).then_some(term))?.keeping(need);
    let mut books: BTreeMap<PathBuf, Arc<Book>> = BTreeMap::new();
    let opened = projects.open()?;
    let (unread, documents) = search(&mut projects, opened, &args, global, term)?;
    for book in projects.books() {
        if how == How::Create && book.exists() {
            return Err(Failure::new(format!("{} is there already", book.name))
                .help("`terang baseline update` adds to it, `terang baseline prune` takes out of it"));
        }
        books.insert(PathBuf::from(&book.name), book);
    }
    if documents == 0 && unread == 0 {
        term.error(term.words("check.nothing"), term.words("check.nothing-help"));
        return Ok(Exit::NothingChecked);
    }
    for book in books.values() {
        let (file, added, removed) = book.renewed(&projects.walked(), how == How::Prune, how != How::Prune);
        if unread > 0 && how != How::Update {
            return Err(Failure::new(format!(
                "{unread} documents could not be read; {} was left as it is",
                book.name
            )));
        }
        let all = file.entries.len();
        book.write(&file)?;
        if !global.quiet {
            let [all, was, added, removed] = [all, book.len(), added, removed].map(|n| n.to_string());
            let gaps =
                [("file", &*book.name), ("all", &all), ("was", &was), ("added", &added), ("out", &removed)];
            term.line(&term.said("known.kept", &gaps));
        }
        if how == How::Create && !global.quiet && args.baseline.is_none() && !projects.named(book) {
            term.note(&term.said("known.use-it", &[("file", super::book::NAME)]));
        }
    }
    Ok(if unread > 0 { Exit::Failed } else { Exit::Clean })
}

/// The check that looks for what is to be in the baseline, with nothing but the configuration to go by.
fn check(what: What) -> Result<Check, Failure> {
    let typed = Cli::try_parse_from(["terang", "check", "-"]);
    let Ok(Cli { command: Verb::Check(mut check), .. }) = typed else {
        return Err(Failure::new("`terang check` is not what it was"));
    };
    check.paths = what.paths;
    check.baseline = what.baseline;
    check.which = what.which;
    Ok(check)
}

/// Checks everything, and tells what could not be read: how many of these there were, and of the others.
fn search(
    projects: &mut Projects<'_>,
    opened: terang::source::Inputs,
    args: &Check,
    global: &Global,
    term: Term,
) -> Result<(u64, u64), Failure> {
    let misfit = std::cell::RefCell::new(None);
    let inputs = projects.inputs(opened, &misfit);
    let threads = args.jobs.map_or_else(processors, usize::from);
    let window = Ordered { threads, bytes: WINDOW, ahead: AHEAD * threads };
    let (mut unread, mut read) = (0, 0);
    in_order(
        window,
        inputs,
        |(input, ..)| input.cost(),
        |(input, from, project)| {
            let mut told = Vec::new();
            checked(input, &from, &project, |outcome| {
                told.push(match outcome {
                    Outcome::Checked(_) => None,
                    Outcome::Unreadable(u) => Some(format!("{}: {}", u.origin, u.message)),
                });
            });
            told
        },
        |all| {
            for told in all {
                match told {
                    None => read += 1,
                    Some(why) => {
                        unread += 1;
                        if !global.quiet {
                            term.error(&why, "");
                        }
                    }
                }
            }
            ControlFlow::Continue(())
        },
    );
    match misfit.into_inner() {
        Some(failure) => Err(failure),
        None => Ok((unread, read)),
    }
}
