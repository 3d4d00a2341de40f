//! `terang check`.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use terang::document::Limits;
use terang::pipeline::{self, Computed, Ordered, in_order};
use terang::policy::{Policy, Requirement};
use terang::report::human::{Human, summary};
use terang::report::{Outcome, Summary, Unreadable};
use terang::signal::Settings;
use terang::source::{Caps, Input, Options, SourceError, open};

use super::args::{Check, Global};
use super::exit::Exit;
use super::failure::{Failure, chain};
use super::output::{Outputs, Rendered, Wanted};
use super::progress::Progress;
use super::rules::load;
use super::term::{self, Term};

/// Bytes of input in the works at once.
const WINDOW: usize = 64 << 20;
/// Results that may wait for one before them, for each thread.
const AHEAD: usize = 256;

/// What came of one input: of each of its documents, and what to tell of it.
struct Done {
    documents: Vec<(Rendered, Summary, Option<String>)>,
    notice: Option<String>,
    bytes: usize,
}

/// Checks what was typed.
pub(crate) fn run(args: Check, global: &Global, term: Term) -> Result<Exit, Failure> {
    let human = Human { width: term.width(), tongue: term.tongue() };
    let formats = || std::iter::once(args.format).chain(args.output.iter().map(|(format, _)| *format));
    let wanted = Wanted::new(formats(), human);
    let mut outputs = Outputs::open(args.format, &args.output, term)?;
    let caps = Caps { size: args.max_size, expansion: args.max_expansion };
    let digests = if formats().any(|f| f.prints_digests()) { Computed::Yes } else { Computed::No };
    let require = if args.require_disclosure { Requirement::Always } else { Requirement::Never };
    let how = pipeline::Check {
        rules: load(&args.rules)?,
        signals: signals(args.front_matter_key),
        limits: Limits { size: args.max_size, depth: args.max_depth },
        lang: args.lang,
        digests,
        policy: Policy { require, ..Policy::default() },
    };
    let options =
        Options { kind: args.from.into(), stdin_name: args.stdin_filename, caps, ..Options::default() };
    let inputs = open(args.paths, options);

    let streams_to_screen = args.format == terang::report::Format::Jsonl && term::is_shown();
    let mut progress =
        Progress::new(!global.quiet && !global.no_progress && !streams_to_screen && term::is_watched());
    let mut total = Summary::default();
    let mut failed = None;
    let threads = args.jobs.map_or_else(processors, usize::from);
    let window = Ordered { threads, bytes: WINDOW, ahead: AHEAD * threads };
    in_order(
        window,
        inputs,
        Input::cost,
        |input| work(input, caps, &how, wanted),
        |done: Done| {
            if let Some(notice) = done.notice.filter(|_| !global.quiet) {
                progress.aside(|| term.note(&notice));
            }
            let taken = done.documents.into_iter().try_for_each(|(rendered, summary, error)| {
                total += summary;
                if let Some(error) = error {
                    progress.aside(|| term.error(&error, ""));
                }
                outputs.take(rendered)
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
    if let Some(failure) = failed {
        return Err(failure);
    }
    outputs.finish(&total)?;
    let exit = Exit::of(&total);
    if exit == Exit::NothingChecked {
        let help = match total.empty {
            0 => "is the path right? A file that is named is always read",
            _ => "all that was read was empty",
        };
        term.error("nothing was checked", help);
    } else if !global.quiet {
        term.line(&summary(&total));
    }
    Ok(exit)
}

/// Reads and checks all documents of one input.
fn work(input: Input, caps: Caps, how: &pipeline::Check, wanted: Wanted) -> Done {
    let bytes = input.cost();
    if let Input::Notice(notice) = input {
        return Done { documents: Vec::new(), notice: Some(notice), bytes };
    }
    let mut documents = Vec::new();
    input.read(caps, |item| {
        let outcome = match item {
            Ok(item) => {
                let (origin, id) = (item.origin.clone(), item.id.clone());
                // A fault of ours in one document must not cost the others.
                catch_unwind(AssertUnwindSafe(|| pipeline::check(item, how))).unwrap_or_else(|_| {
                    let message = "a fault in terang; please report it with this document".to_owned();
                    Outcome::Unreadable(Unreadable { origin, id, message, record: None, column: None })
                })
            }
            Err(error) => unread(error),
        };
        let told = match &outcome {
            Outcome::Checked(_) => None,
            Outcome::Unreadable(u) => Some(format!("{}: {}", u.origin, u.message)),
        };
        documents.push((wanted.render(&outcome), Summary::of(&outcome), told));
    });
    Done { documents, notice: None, bytes }
}

fn unread(error: SourceError) -> Outcome {
    let (origin, message) = (error.origin().to_owned(), chain(&error));
    let (record, column, id) = match error {
        SourceError::Record { record, column, id, .. } => (Some(record), Some(column), id),
        _ => (None, None, None),
    };
    Outcome::Unreadable(Unreadable { origin, id, message, record, column })
}

/// The built-in conventions, and the keys of the user's own.
fn signals(keys: Vec<String>) -> Settings {
    let mut settings = Settings::default();
    settings.front_matter_claims.extend(keys);
    settings
}

/// How many threads this machine can run at once.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
