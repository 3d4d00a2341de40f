//! From what was typed to an audit that is done.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use terang::audit::{self, Compared, RESPECT_GITIGNORE, Recorded, Run};
use terang::document::Limits;
use terang::pipeline::{self, Computed, Known};
use terang::policy::Policy;
use terang::signal::Settings;
use terang::source::{Caps, Columns, Found, Options, files, shown};
use terang::store::audit_db::{AuditDb, AuditDbError, RunState, Stored, Trusting};
use terang::time::Timestamp;

use super::args::Audit;
use super::engine::{Plan, go};
use super::outputs::{Summed, Wanted, human, write_all};
use super::progress::{Progress, Told};
use super::state::told;
use super::work::{How, Records};
use crate::cli::archive::Archive;
use crate::cli::args::Global;
use crate::cli::check::processors;
use crate::cli::clock::now;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::rules::load;
use crate::cli::term::{self, Term};

/// Payloads without findings whose judgement is kept, in case they come again.
const KNOWN: usize = 60_000;

pub(super) const EXIT: &str = "\
Exit status: 0 nothing needs attention, 1 something does or no record holds, 2 could not run, or something in the archive could not be read, \
3 nothing was checked.";

/// Audits what was typed.
pub(crate) fn run(args: Audit, global: &Global, term: Term) -> Result<Exit, Failure> {
    let trust = args.trusted.load()?;
    if args.records.is_some() != trust.is_some() {
        return Err(Failure::new("records and the keys that may sign them belong together")
            .help("give --records with --trust or --key"));
    }
    let typed = args.paths.iter().chain(&args.db).chain(&args.records).chain(&args.rules);
    let spared: Vec<&Path> = typed.map(PathBuf::as_path).chain(args.trusted.files()).collect();
    let wanted = Wanted::new(&args.output, &spared)?;
    let mut db = match &args.db {
        Some(path) => AuditDb::open(path),
        None => AuditDb::temporary(),
    }
    .map_err(told)?;
    let caps = Caps { size: args.max_size, expansion: args.max_expansion, unverified: args.quick };
    let check = pipeline::Check {
        rules: load(&args.rules)?,
        signals: signals(&args.front_matter_key),
        limits: Limits { size: args.max_size, depth: args.max_depth },
        lang: args.lang.clone(),
        digests: Computed::No,
        policy: Policy::default(),
        records: None,
        now: None,
    };
    let mut settings = settings(&args, &check);
    let newest = db.run(None).map_err(told)?;
    // An interrupted audit keeps its date, so that it ends as it would have.
    let at =
        args.at.or_else(|| resumed(newest.as_ref(), &settings).and_then(|r| r.at)).map_or_else(now, Ok)?;
    let archive = match (&args.records, &trust) {
        (Some(path), Some(trust)) => {
            let archive = Archive::read(path, trust, at)?;
            if archive.len() == 0 && archive.refused.is_empty() {
                return Err(Failure::new(format!("{} holds no records", path.display()))
                    .help("records are files that end in .terang.json, or the lines of a JSON Lines file"));
            }
            Some(archive)
        }
        _ => None,
    };
    settings.records = archive.as_ref().map(Archive::digest);
    let number = match resumed(newest.as_ref(), &settings).filter(|r| r.at == Some(at)) {
        Some(run) => {
            tell(global, term, &format!("audit {} was interrupted, and goes on", run.run));
            run.run
        }
        None => db.begin(at, &settings).map_err(told)?,
    };
    let known = Known::new(KNOWN);
    let how = How {
        check: &check,
        caps,
        known: &known,
        since: args.since,
        sample: args.sample,
        records: archive.as_ref().zip(trust.as_ref()).map(|(archive, trust)| Records {
            archive,
            trust,
            at,
            verdicts: Mutex::new(HashMap::new()),
        }),
    };
    let kind = args.from.into();
    let options = Options {
        kind,
        caps,
        whole_folders: true,
        respect_gitignore: args.respect_gitignore,
        archives: true,
        columns: columns(&args.column)?,
        ..Options::default()
    };
    let told_how = match (global.quiet || global.no_progress, term::is_watched()) {
        (true, _) => Told::No,
        (_, true) => Told::Bar,
        _ => Told::Lines,
    };
    let total = if told_how == Told::No { 0 } else { size(&args, &options) };
    let mut progress = Progress::new(told_how, total, term);
    let plan = Plan {
        paths: args.paths.clone(),
        options,
        run: number,
        settings: settings.digest(),
        trusting: if args.quick { Trusting::Yes } else { Trusting::No },
        // What was read before would count towards no limit.
        reread: args.reread || args.limit.is_some(),
        limit: args.limit,
        threads: args.jobs.map_or_else(processors, usize::from),
        left_out: wanted.there(),
        how: &how,
    };
    let stopped = go(&plan, &mut db, &mut progress);
    progress.finish();
    let run = sum_up(&mut db, number, at, settings, stopped?, archive.as_ref())?;
    let exit = report(&args, &db, &run, wanted, global, term)?;
    // Only now: who is interrupted while reports are written gets them by the same command.
    db.finish(&run).map_err(told)?;
    Ok(exit)
}

/// Makes the reports, and says how the audit ended.
fn report(
    args: &Audit,
    db: &AuditDb,
    run: &Run,
    wanted: Wanted,
    global: &Global,
    term: Term,
) -> Result<Exit, Failure> {
    let summed = Summed::of(db, run)?;
    let view = summed.view(run);
    let tongue = args.report_lang.unwrap_or(term.tongue());
    write_all(wanted, db, view, tongue)?;
    for notice in &run.notices {
        tell(global, term, notice);
    }
    let shares = &summed.tally.counts.shares;
    let passed = run.skipped.early + run.skipped.unsampled + run.skipped.passed.values().sum::<u64>();
    if shares.documents > 0 || passed > 0 {
        let mut out = term.stdout();
        out.write_all(human(view, tongue, term.width()).as_bytes())?;
        out.flush()?;
    }
    if shares.documents == 0 {
        let help = if passed > 0 {
            "what was read was passed over, see above"
        } else {
            "is the path right? A file that is named is always read"
        };
        term.error("nothing was checked", help);
        return Ok(Exit::NothingChecked);
    }
    Ok(summed.exit(run))
}

/// The built-in conventions, and the keys of the user's own.
fn signals(keys: &[String]) -> Settings {
    let mut settings = Settings::default();
    settings.front_matter_claims.extend(keys.iter().cloned());
    settings
}

/// The usual columns, and those that were named.
fn columns(pairs: &[String]) -> Result<Columns, Failure> {
    let mut columns = Columns::default();
    for pair in pairs {
        columns.set(pair).map_err(Failure::new)?;
    }
    Ok(columns)
}

fn tell(global: &Global, term: Term, what: &str) {
    if !global.quiet {
        term.note(what);
    }
}

/// The interrupted audit that `settings` go on with; which records hold is known only later, and is no reason here.
fn resumed<'a>(newest: Option<&'a Stored>, settings: &audit::Settings) -> Option<&'a Run> {
    let stored = newest.filter(|s| s.state == RunState::Open)?;
    let same = audit::Settings { records: settings.records, ..stored.run.settings.clone() } == *settings;
    let records = settings.records.is_none() || stored.run.settings.records == settings.records;
    (same && records).then_some(&stored.run)
}

fn settings(args: &Audit, check: &pipeline::Check) -> audit::Settings {
    let mut other = vec![
        format!("from {:?}", args.from).to_ascii_lowercase(),
        format!("max-size {}", args.max_size),
        format!("max-expansion {}", args.max_expansion),
        format!("max-depth {}", args.max_depth),
    ];
    other.extend(args.lang.iter().map(|l| format!("lang {l}")));
    other.extend(args.respect_gitignore.then(|| RESPECT_GITIGNORE.to_owned()));
    other.extend(args.column.iter().map(|c| format!("column {c}")));
    other.extend(args.front_matter_key.iter().map(|k| format!("front-matter-key {k}")));
    audit::Settings {
        paths: args.paths.iter().map(|p| shown(p)).collect(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rules: Some(check.rules.digest()),
        records: None,
        since: args.since,
        sample: args.sample,
        limit: args.limit,
        quick: args.quick,
        other,
    }
}

/// Bytes of all files, for the progress alone.
fn size(args: &Audit, options: &Options) -> u64 {
    let sizes = files(args.paths.clone(), options.clone()).map(|found| match found {
        Found::File { path, .. } => path.metadata().map_or(0, |m| m.len()),
        Found::Other(_) => 0,
    });
    sizes.sum()
}

/// Sums the audit up, and compares it with the one before.
fn sum_up(
    db: &mut AuditDb,
    number: i64,
    at: Timestamp,
    settings: audit::Settings,
    stopped: bool,
    archive: Option<&Archive>,
) -> Result<Run, Failure> {
    let mut run = Run { run: number, at: Some(at), settings, stopped, ..Run::default() };
    if let Some(archive) = archive {
        run.records = Some(Recorded {
            known: archive.len(),
            refused: archive.refused.iter().map(|(why, n)| (why.word().to_owned(), *n)).collect(),
            met: db.records_met(number).map_err(told)?,
        });
    }
    since(db, &mut run)?;
    db.sum_up(&mut run).map_err(told)?;
    db.commit().map_err(told)?;
    Ok(run)
}

/// The newest audit before `run` that it can be compared with: one of the same paths, else any.
fn comparable(db: &AuditDb, run: &Run) -> Result<Option<Run>, Failure> {
    let mut any = None;
    let mut at = run.run;
    while let Some(Stored { run: before, .. }) = db.done_before(at).map_err(told)? {
        at = before.run;
        if run.compares_with(&before) {
            if before.settings.paths == run.settings.paths {
                return Ok(Some(before));
            }
            any.get_or_insert(before);
        }
    }
    Ok(any)
}

/// Compares `run` with an audit before it.
fn since(db: &mut AuditDb, run: &mut Run) -> Result<(), Failure> {
    let Some(newest) = db.done_before(run.run).map_err(told)? else { return Ok(()) };
    let number = newest.run.run;
    let Some(before) = comparable(db, run)? else {
        let why = if run.stopped {
            "this one ended at its limit"
        } else {
            "--since, --sample, --limit or --respect-gitignore chose other captures then"
        };
        return db.notice(run.run, &format!("not compared with audit {number}: {why}")).map_err(told);
    };
    let found = db.compare(&before, run).map_err(told)?;
    let other = before.run;
    if found.unseen > 0 {
        let text = format!(
            "{} in one of audits {other} and {} alone and called neither gone nor new: files were not asked for, or not read \
             whole",
            pages(found.unseen, "is", "are"),
            run.run,
        );
        db.notice(run.run, &text).map_err(told)?;
    }
    if found.rejudged > 0 {
        let text = format!(
            "{} judged otherwise than in audit {other}, with the same bytes: rules, version or options are others",
            pages(found.rejudged, "is", "are"),
        );
        db.notice(run.run, &text).map_err(told)?;
    } else if !run.settings.judges_like(&before.settings) {
        let text = format!(
            "rules, version or options are others than in audit {other}; what changed may rest on that"
        );
        db.notice(run.run, &text).map_err(told)?;
    }
    if let Some(text) = missing(db, other, run.run).map_err(told)? {
        db.notice(run.run, &text).map_err(told)?;
    }
    run.compared = Some(Compared { run: other, at: before.at, changes: found.changes });
    Ok(())
}

/// `n` pages, and what they do.
fn pages(n: u64, one: &str, many: &str) -> String {
    if n == 1 { format!("1 page {one}") } else { format!("{n} pages {many}") }
}

/// What to say of files that the audit `before` had and this one has not: what vanished with them is in no other number.
fn missing(db: &AuditDb, before: i64, run: i64) -> Result<Option<String>, AuditDbError> {
    /// Files that are named.
    const NAMED: usize = 5;
    let (count, first) = db.missing(before, run, NAMED)?;
    let captures = |n: u64| if n == 1 { "1 capture".to_owned() } else { format!("{n} captures") };
    let mut said: Vec<String> =
        first.iter().map(|(name, held)| format!("{name} ({})", captures(*held))).collect();
    if count > said.len() {
        said.push(format!("and {} more", count - said.len()));
    }
    let files = if count == 1 { "1 file is" } else { &format!("{count} files are") };
    Ok((count > 0)
        .then(|| format!("{files} in audit {before} and not in this one, by name: {}", said.join(", "))))
}
