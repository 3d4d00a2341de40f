//! `terang verify`.

use std::io::{BufWriter, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use terang::canon::{self, CanonicalText};
use terang::digest::Digest;
use terang::disclosure::RuleSet;
use terang::document::{Limits, read};
use terang::item::Item;
use terang::pipeline::{self, Ordered, in_order};
use terang::report::words::{Tongue, text};
use terang::report::{verify_text, verify_v1};
use terang::source::{Caps, Input, Options, SourceError, open};
use terang::store::{self, SUFFIX, sidecar};
use terang::time::Timestamp;
use terang::trust::Trust;
use terang::verify::{Outcome, Reason, Verdict, Verification};

use super::archive::Archive;
use super::args::{Global, Plain};
use super::clock::{moment, now};
use super::exit::Exit;
use super::failure::{Failure, chain};
use super::progress::Progress;
use super::term::{self, Term};
use super::trust::Trusted;

/// Verify articles against their records: who signed, what was stated, what changed since
///
/// Needs no network. The record of article.html is article.html.terang.json beside it, unless another is named.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// Files, folders or globs; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    trusted: Trusted,
    /// The record, where it does not lie beside the article
    #[arg(long, value_name = "FILE", conflicts_with = "records", help_heading = "Record")]
    record: Option<PathBuf>,
    /// Find each article's record among those in this folder or JSON Lines file, by its bytes and its paragraphs
    #[arg(long, value_name = "DIR|FILE", help_heading = "Record")]
    records: Option<PathBuf>,
    /// The moment for which it is asked, where it is not now
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Timestamp>,
    /// The address at which the article was found; a record of another address then does not count
    #[arg(long, value_name = "URI")]
    uri: Option<String>,
    /// The article as it was signed, for the words of what changed; only what the record confirms is used
    #[arg(long, value_name = "FILE")]
    original: Option<PathBuf>,
    /// The file name that standard input is read under
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// How results are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, help_heading = "Output")]
    format: Plain,
    /// Add a rule file of your own; may be given again
    #[arg(long, value_name = "PACK", help_heading = "Rules")]
    rules: Vec<PathBuf>,
    /// Articles worked on at once [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Speed")]
    jobs: Option<u16>,
}

/// Bytes of input in the works at once.
const WINDOW: usize = 64 << 20;

struct Work<'a> {
    trust: &'a Trust,
    at: Timestamp,
    uri: Option<&'a str>,
    rules: &'a RuleSet,
    original: Option<&'a CanonicalText>,
    /// The bytes of the one record that was named, and its name.
    record: Option<(&'a str, Option<Vec<u8>>)>,
    archive: Option<&'a Archive>,
    format: Plain,
    tongue: Tongue,
}

/// What became of one article.
struct Done {
    outcome: Outcome,
    unreadable: bool,
    shown: Vec<u8>,
}

/// Verifies what was typed.
pub(crate) fn run(args: Verify, global: &Global, term: Term) -> Result<Exit, Failure> {
    let trust = args.trusted.load()?;
    let at = args.at.map_or_else(now, Ok)?;
    let rules = super::rules::load(&args.rules)?;
    let caps = Caps::default();
    let original = args.original.as_deref().map(|path| canonical(path, caps)).transpose()?;
    let record = match &args.record {
        Some(path) => {
            Some(store::read_record(path).map_err(|e| Failure::because("the record cannot be read", &e))?)
        }
        None => None,
    };
    let archive = args.records.as_deref().map(|p| Archive::read(p, &trust, at)).transpose()?;
    if let Some(archive) = archive.as_ref().filter(|_| !global.quiet) {
        for (reason, count) in &archive.refused {
            let (noun, verb) = if *count == 1 { ("record", "does") } else { ("records", "do") };
            term.note(&format!("{count} {noun} {verb} not hold ({reason}) and cannot be found"));
        }
    }
    let name = args.record.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
    let work = Work {
        trust: &trust,
        at,
        uri: args.uri.as_deref(),
        rules: &rules,
        original: original.as_ref(),
        record: record.map(|r| (name.as_str(), r)),
        archive: archive.as_ref(),
        format: args.format,
        tongue: term.tongue(),
    };
    let inputs = open(args.files, Options { stdin_name: args.stdin_filename, caps, ..Options::default() });
    let threads = args.jobs.map_or_else(super::check::processors, usize::from);
    let mut progress = Progress::new(!global.quiet && !global.no_progress && term::is_watched());
    let mut counts = [0_u64; 3];
    // Small writes for each article would take longer than verifying it; a person who watches sees each at once.
    let mut out = BufWriter::with_capacity(64 << 10, term.stdout());
    let watched = term::is_shown();
    let (mut unreadable, mut broken, mut held) = (0_u64, None, Vec::new());
    in_order(
        Ordered { threads, bytes: WINDOW, ahead: 256 * threads },
        inputs,
        Input::cost,
        |input| work.on(input, caps),
        |done: Vec<Done>| {
            for done in done {
                counts[done.outcome as usize] += 1;
                unreadable += u64::from(done.unreadable);
                let told = match args.format {
                    // Half a JSON document would be worse than none.
                    Plain::Json => {
                        held.push(done.shown);
                        Ok(())
                    }
                    _ => out.write_all(&done.shown).and_then(|()| if watched { out.flush() } else { Ok(()) }),
                };
                if let Err(error) = told {
                    broken = Some(Failure::from(error));
                    return ControlFlow::Break(());
                }
            }
            let n = counts.iter().sum::<u64>().to_string();
            progress.say(|| text(term.tongue(), "verify.progress", &[("n", &n)]));
            ControlFlow::Continue(())
        },
    );
    progress.finish();
    if let (None, Err(error)) = (&broken, out.flush()) {
        broken = Some(Failure::from(error));
    }
    if let Some(failure) = broken {
        return Err(failure);
    }
    let [matches, differs, cannot] = counts;
    if args.format == Plain::Json {
        let counts = verify_v1::Counts { matches, differs, cannot_check: cannot };
        out.write_all(&verify_v1::report(&held, counts))?;
        out.flush()?;
    }
    if matches + differs + cannot == 0 {
        term.error(term.words("check.nothing"), term.words("check.nothing-help"));
        return Ok(Exit::NothingChecked);
    }
    if !global.quiet {
        let [matches, differs, cannot] = counts.map(|n| n.to_string());
        let gaps = [("matches", &*matches), ("differs", &*differs), ("cannot", &*cannot)];
        term.line(&text(term.tongue(), "verify.counts", &gaps));
    }
    Ok(match (unreadable, differs + cannot) {
        (0, 0) => Exit::Clean,
        (0, _) => Exit::Findings,
        _ => Exit::Failed,
    })
}

impl Work<'_> {
    fn on(&self, input: Input, caps: Caps) -> Vec<Done> {
        if matches!(input, Input::Notice(_)) {
            return Vec::new();
        }
        let path = match &input {
            Input::File { path, .. } => Some(path.clone()),
            _ => None,
        };
        // A folder holds the records beside the articles; they are no articles.
        if path.as_ref().is_some_and(|p| p.to_string_lossy().ends_with(SUFFIX)) {
            return Vec::new();
        }
        let mut done = Vec::new();
        input.read(caps, |item| {
            done.push(match item {
                Ok(item) => self.one(item, path.as_deref()),
                Err(error) => self.unread(&error),
            });
        });
        done
    }

    fn one(&self, item: Item, path: Option<&Path>) -> Done {
        let origin = item.origin.clone();
        let how = pipeline::Verify {
            trust: self.trust,
            at: self.at,
            rules: self.rules,
            uri: self.uri,
            earlier: self.original,
        };
        if let (None, Some(archive)) = (&self.record, self.archive) {
            let sha256 = Digest::of(&item.bytes);
            return match archive.find(sha256, &item) {
                Some(kept) => {
                    let said = pipeline::verify_against(&item, sha256, kept.record.clone(), how);
                    self.done(&origin, Some(&kept.name), &said)
                }
                None => {
                    let detail =
                        "none of the records that hold is of these bytes or shares a paragraph of its own";
                    self.done(&origin, None, &nothing(Reason::RecordMissing, detail))
                }
            };
        }
        let (name, bytes) = match self.record_of(path) {
            Ok(found) => found,
            Err(why) => return self.done(&origin, None, &nothing(Reason::RecordMalformed, &why)),
        };
        let Some(bytes) = bytes else {
            let detail = match &name {
                None => "standard input has no record beside it; --record and --records name one",
                Some(_) => "there is no such file; --record and --records look elsewhere",
            };
            return self.done(&origin, name.as_deref(), &nothing(Reason::RecordMissing, detail));
        };
        self.done(&origin, name.as_deref(), &pipeline::verify(item, &bytes, how))
    }

    /// The name and bytes of the record that is to be used.
    fn record_of(&self, path: Option<&Path>) -> Result<(Option<String>, Option<Vec<u8>>), String> {
        if let Some((name, bytes)) = &self.record {
            return Ok((Some((*name).to_owned()), bytes.clone()));
        }
        let Some(path) = path else { return Ok((None, None)) };
        let beside = sidecar(path);
        let bytes = store::read_record(&beside).map_err(|e| chain(&e))?;
        Ok((Some(beside.display().to_string()), bytes))
    }

    fn unread(&self, error: &SourceError) -> Done {
        self.done(error.origin(), None, &nothing(Reason::InputUnreadable, &chain(error)))
    }

    fn done(&self, origin: &str, record: Option<&str>, verification: &Verification) -> Done {
        let shown = match self.format {
            Plain::Human => verify_text::about(self.tongue, origin, record, verification).into_bytes(),
            Plain::Json => verify_v1::line(origin, record, verification),
            Plain::Jsonl => {
                let mut line = verify_v1::line(origin, record, verification);
                line.push(b'\n');
                line
            }
        };
        let verdict = &verification.verdict;
        let unreadable = verdict.reasons.contains(&Reason::InputUnreadable);
        Done { outcome: verdict.outcome, unreadable, shown }
    }
}

fn nothing(reason: Reason, detail: &str) -> Verification {
    let verdict = Verdict::cannot_check(reason, detail);
    Verification { verdict, record: None, changes: None, coverage: None }
}

/// The one document behind `path`.
pub(crate) fn document(path: &Path, caps: Caps) -> Result<Item, Failure> {
    let mut items = Vec::new();
    for input in open(vec![path.to_owned()], Options { caps, ..Options::default() }) {
        if !matches!(input, Input::Notice(_)) {
            input.read(caps, |item| items.push(item));
        }
    }
    match (items.pop(), items.is_empty()) {
        (Some(Ok(item)), true) => Ok(item),
        (Some(Err(error)), true) => Err(Failure::because(error.origin(), &error)),
        _ => Err(Failure::new(format!("{} is not one article", path.display()))),
    }
}

fn canonical(path: &Path, caps: Caps) -> Result<CanonicalText, Failure> {
    let cannot =
        |e: &dyn std::error::Error| Failure::because(&format!("{} cannot be read", path.display()), e);
    let document = read(document(path, caps)?, Limits::default()).map_err(|e| cannot(&e))?;
    canon::text(&document.source, document.media, &canon::Scope::default()).map_err(|e| cannot(&e))
}
