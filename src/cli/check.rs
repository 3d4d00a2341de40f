//! `terang check`.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use terang::pipeline::{self, Beside, Computed, Ordered, in_order};
use terang::report::human::summary;
use terang::report::{Format, Outcome, Style, Summary, Unreadable};
use terang::source::{Input, SourceError};
use terang::store;

use super::args::{Check, Global};
use super::exit::Exit;
use super::failure::{Failure, chain};
use super::leftover::leftovers;
use super::output::{Asked, Layouts, Outputs, Rendered};
use super::progress::Progress;
use super::project::{From, Project};
use super::projects::Projects;
use super::term::{self, Term};

/// Bytes of input in the works at once.
pub(crate) const WINDOW: usize = 64 << 20;
/// Results that may wait for one before them, for each thread.
pub(crate) const AHEAD: usize = 256;

/// What came of one input: of each of its documents, and what to tell of it.
struct Done {
    documents: Vec<One>,
    notice: Option<String>,
    bytes: usize,
}

/// What came of one document.
struct One {
    rendered: Rendered,
    summary: Summary,
    /// Why it could not be read.
    error: Option<String>,
    /// Findings that give exit status 1.
    failing: u64,
}

/// Checks what was typed.
pub(crate) fn run(args: Check, global: &Global, term: Term) -> Result<Exit, Failure> {
    let formats = || std::iter::once(args.format).chain(args.output.iter().map(|(format, _)| *format));
    let digests = if formats().any(|f| f.prints_digests()) { Computed::Yes } else { Computed::No };
    let mut projects = Projects::new(&args, digests, (!global.quiet).then_some(term))?;
    let opened = projects.open()?;
    let job = super::runner::Job::of_environment();
    let job_summary = job.summary.filter(|_| formats().any(|f| f == Format::Github));
    let asked = Asked { format: args.format, files: &args.output, inputs: &args.paths, job_summary };
    let baseline = args.new_only || !projects.books().is_empty();
    let style = Style { tongue: term.tongue(), width: term.width(), baseline, job: job.name };
    let (layouts, mut outputs) = Outputs::open(asked, &style, term)?;
    let misfit = RefCell::new(None);
    let inputs = projects.inputs(opened, &misfit);

    let streams_to_screen = args.format == Format::Jsonl && term::is_shown();
    let mut progress =
        Progress::new(!global.quiet && !global.no_progress && !streams_to_screen && term::is_watched());
    let mut total = Summary::default();
    let mut failing = 0;
    let mut failed = None;
    let threads = args.jobs.map_or_else(processors, usize::from);
    let window = Ordered { threads, bytes: WINDOW, ahead: AHEAD * threads };
    in_order(
        window,
        inputs,
        |(input, ..)| input.cost(),
        |(input, from, project)| work(input, &from, &project, &layouts),
        |done: Done| {
            if let Some(notice) = done.notice.filter(|_| !global.quiet) {
                progress.aside(|| term.note(&notice));
            }
            let taken = done.documents.into_iter().try_for_each(|one| {
                total += one.summary;
                failing += one.failing;
                if let Some(error) = one.error {
                    progress.aside(|| term.error(&error, ""));
                }
                outputs.take(&layouts, one.rendered)
            });
            if let Err(failure) = taken.and_then(|()| outputs.flush()) {
                failed = Some(failure);
                return ControlFlow::Break(());
            }
            progress.at(&total, done.bytes);
            ControlFlow::Continue(())
        },
    );
    progress.finish();
    if let Some(failure) = failed.or(misfit.into_inner()) {
        return Err(failure);
    }
    for left in leftovers(&projects, (!global.quiet).then_some(term)) {
        // A file of settings is no document.
        total += Summary { checked: 0, ..Summary::of(&left.outcome) };
        failing += left.failing;
        outputs.take(&layouts, layouts.render(&left.outcome))?;
    }
    outputs.finish(&layouts, &total)?;
    let exit = Exit::of(&total, failing);
    let unchanged = projects.unchanged();
    if exit == Exit::NothingChecked && total.empty == 0 && unchanged > 0 {
        // There are articles, and the branch touched none of them: that is well.
        if !global.quiet {
            let rev = args.changed_since.as_deref().unwrap_or_default();
            term.line(&term.said("check.unchanged", &[("n", &unchanged.to_string()), ("rev", rev)]));
        }
        return Ok(Exit::Clean);
    }
    let spared = projects.spared();
    if exit == Exit::NothingChecked && total.empty == 0 && spared > 0 {
        // A hook names what a commit holds, and none of it is an article: that is well too.
        if !global.quiet {
            term.line(&term.said("check.spared", &[("n", &spared.to_string())]));
        }
        return Ok(Exit::Clean);
    }
    if exit == Exit::NothingChecked {
        let help = match (total.empty, projects.passed()) {
            (0, 0) => "check.nothing-help",
            (0, _) => "check.passed-help",
            _ => "check.empty-help",
        };
        term.error(term.words("check.nothing"), term.words(help));
    } else if !global.quiet {
        term.line(&summary(&total, term.tongue()));
    }
    Ok(exit)
}

/// Reads and checks all documents of one input.
fn work(input: Input, from: &From, project: &Project, layouts: &Layouts) -> Done {
    let bytes = input.cost();
    if let Input::Notice(notice) = input {
        return Done { documents: Vec::new(), notice: Some(notice), bytes };
    }
    let mut documents = Vec::new();
    checked(input, from, project, |outcome| {
        let told = match &outcome {
            Outcome::Checked(_) => None,
            Outcome::Unreadable(u) => Some(format!("{}: {}", u.origin, u.message)),
        };
        documents.push(One {
            rendered: layouts.render(&outcome),
            summary: Summary::of(&outcome),
            error: told,
            failing: project.failing(&outcome),
        });
    });
    Done { documents, notice: None, bytes }
}

/// What lies beside an article; only a file of its own has a beside.
fn beside(input: &Input, project: &Project) -> Beside {
    let Input::File { path, .. } = input else { return Beside::NotAsked };
    if !project.asks_beside() {
        return Beside::NotAsked;
    }
    match store::read_record(&store::sidecar(path)) {
        Ok(Some(bytes)) => Beside::Bytes(bytes),
        Ok(None) => Beside::Nothing,
        Err(error) => Beside::Unreadable(chain(&error)),
    }
}

/// Checks all documents of one input, and sets aside what is known.
pub(crate) fn checked(input: Input, from: &From, project: &Project, mut each: impl FnMut(Outcome)) {
    let beside = beside(&input, project);
    input.read(project.caps, |item| {
        let mut outcome = match item {
            Ok(item) => {
                let (origin, id) = (item.origin.clone(), item.id.clone());
                // A fault of ours in one document must not cost the others.
                catch_unwind(AssertUnwindSafe(|| pipeline::check_beside(item, &beside, &project.how)))
                    .unwrap_or_else(|_| {
                        let message = "a fault in terang; please report it with this document".to_owned();
                        Outcome::Unreadable(Unreadable { origin, id, message, record: None, column: None })
                    })
            }
            Err(error) => unread(error),
        };
        project.settle(from, &mut outcome);
        each(outcome);
    });
}

fn unread(error: SourceError) -> Outcome {
    let (origin, message) = (error.origin().to_owned(), chain(&error));
    let (record, column, id) = match error {
        SourceError::Record { record, column, id, .. } => (Some(record), Some(column), id),
        _ => (None, None, None),
    };
    Outcome::Unreadable(Unreadable { origin, id, message, record, column })
}

/// How many threads this machine can run at once.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
