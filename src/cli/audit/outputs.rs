//! The reports of an audit, made from its database.

use std::io::{self, Read as _, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use terang::audit::{Attention, Cause, Gathered, Run, Tally};
use terang::report::audit::table::Table;
use terang::report::audit::{View, change, document, head, page, text};
use terang::report::words::Tongue;
use terang::source::is_read;
use terang::store::SUFFIX;
use terang::store::audit_db::AuditDb;

use super::state::told;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::same;
use crate::cli::sink::{Held, Target};

/// Things that need attention and stand in a page themselves; further ones stand in a table beside it.
const INLINE: usize = 2_000;

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Words for a terminal.
    Human,
    /// `terang.audit/1`.
    Jsonl,
    /// A row for each capture.
    Csv,
    /// The same as Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
    /// One page.
    Html,
}

impl Form {
    /// Every form that is there in this build.
    const ALL: &[(&str, Self)] = &[
        ("human", Self::Human),
        ("jsonl", Self::Jsonl),
        ("csv", Self::Csv),
        #[cfg(feature = "parquet")]
        ("parquet", Self::Parquet),
        ("html", Self::Html),
    ];

    /// The form of that name.
    pub(crate) fn from_word(word: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().find(|(name, _)| *name == word);
        let names: Vec<&str> = Self::ALL.iter().map(|(name, _)| *name).collect();
        known.map(|(_, form)| *form).ok_or_else(|| format!("the formats are {}", names.join(", ")))
    }
}

/// `FORMAT=FILE`.
pub(crate) fn output(text: &str) -> Result<(Form, PathBuf), String> {
    let (word, file) =
        text.split_once('=').ok_or("write FORMAT=FILE; the formats are human, jsonl, csv, parquet, html")?;
    if file.is_empty() || file == "-" {
        return Err("name a file; standard output has the summary".to_owned());
    }
    Ok((Form::from_word(word)?, PathBuf::from(file)))
}

/// The reports that are wanted, their files looked at before any work is done.
pub(crate) struct Wanted {
    files: Vec<(Form, PathBuf, Target)>,
}

impl Wanted {
    /// None of the files in `spared` is written over: what is audited, the database, and what is gone by; and no record
    /// in one of the folders.
    pub(crate) fn new(files: &[(Form, PathBuf)], spared: &[&Path]) -> Result<Self, Failure> {
        let mut out = Vec::new();
        for (n, (form, path)) in files.iter().enumerate() {
            let record = path.as_os_str().to_string_lossy().ends_with(SUFFIX) && path.is_file();
            if record || spared.iter().any(|kept| same(kept, path)) {
                return Err(Failure::new(format!("{} is to be read and written over", path.display()))
                    .help("give the output another name"));
            }
            if path.is_file() && !is_report(path) && spared.iter().any(|kept| lies_in(kept, path)) {
                return Err(Failure::new(format!(
                    "{} lies in a folder that is read, and would be written over",
                    path.display()
                ))
                .help("name an output outside of what is audited: there the next audit does not take it for a page either"));
            }
            if files[..n].iter().any(|(_, before)| same(before, path)) {
                return Err(Failure::new(format!("two outputs are to be written to {}", path.display()))
                    .help("give each --output a file of its own"));
            }
            out.push((*form, path.clone(), Target::new(path)?));
        }
        Ok(Self { files: out })
    }

    /// Those of the files that are there already, as the system names them: a report of the last audit is no page of this
    /// one.
    pub(super) fn there(&self) -> Vec<PathBuf> {
        self.files.iter().filter_map(|(_, path, _)| path.canonicalize().ok()).collect()
    }
}

/// Whether the file at `path` is a report that an audit wrote, by how it begins.
fn is_report(path: &Path) -> bool {
    let mut start = Vec::new();
    let page = br#"<meta name="generator" content="terang">"#;
    terang::store::open(path).is_ok_and(|file| file.take(512).read_to_end(&mut start).is_ok())
        && (start.starts_with(br#"{"schema":"terang.audit/"#) || start.windows(page.len()).any(|w| w == page))
}

/// Whether `path` is a file in `folder` that is read with it.
fn lies_in(folder: &Path, path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    folder.is_dir()
        && is_read(&name)
        && folder.canonicalize().ok().zip(path.canonicalize().ok()).is_some_and(|(f, p)| p.starts_with(f))
}

/// The numbers of an audit, and what needs attention.
pub(crate) struct Summed {
    pub(crate) tally: Tally,
    pub(crate) attention: Gathered,
}

impl Summed {
    /// Goes through all entries of audit `run` once.
    pub(crate) fn of(db: &AuditDb, run: &Run) -> Result<Self, Failure> {
        let mut tally = Tally::default();
        let mut attention = Gathered::new(INLINE);
        db.entries::<()>(run.run, |entry| {
            tally.add(&entry);
            Attention::in_entry(&entry, |one| attention.add(one));
            ControlFlow::Continue(())
        })
        .map_err(told)?;
        let mut removed = 0;
        db.removed(run.run, |one| {
            removed += 1;
            attention.add(one);
        })
        .map_err(told)?;
        tally.counts.removed_between_captures = removed;
        since(db, run, |one| {
            match one.cause {
                Cause::RecordBroken => tally.counts.broken_since_audit += 1,
                _ => tally.counts.removed_since_audit += 1,
            }
            attention.add(one);
        })?;
        tally.counts.repeated = db.repeated(run.run).map_err(told)?;
        Ok(Self { tally, attention })
    }

    /// How an audit with these numbers ends: what is not known weighs more than what is.
    pub(crate) fn exit(&self, run: &Run) -> Exit {
        let counts = &self.tally.counts;
        // Whoever gave records and a key that signed none of them learned nothing of any.
        let vain = run.records.as_ref().is_some_and(|records| records.known == 0);
        if counts.shares.unreadable > 0 {
            Exit::Failed
        } else if counts.attention() > 0 || vain {
            Exit::Findings
        } else if counts.shares.checked == 0 {
            Exit::NothingChecked
        } else {
            Exit::Clean
        }
    }

    pub(crate) fn view<'a>(&'a self, run: &'a Run) -> View<'a> {
        View { run, tally: &self.tally, attention: &self.attention }
    }
}

/// The audit for a person.
pub(crate) fn human(view: View<'_>, tongue: Tongue, width: usize) -> String {
    text::text(view, tongue, width)
}

/// Writes every report that is wanted.
pub(crate) fn write_all(wanted: Wanted, db: &AuditDb, view: View<'_>, tongue: Tongue) -> Result<(), Failure> {
    for (form, path, target) in wanted.files {
        let mut held = Held::new();
        if form == Form::Html && view.attention.total() > INLINE as u64 {
            let beside = path.with_extension("attention.csv");
            let name = beside.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let target = Target::new(&beside)?;
            let mut rows = Held::new();
            attention(db, view.run, &mut rows)?;
            target.write(rows)?;
            held.write(page::page(view, tongue, Some(&name)).as_bytes())?;
        } else {
            write(form, db, view, tongue, &mut held)?;
        }
        target.write(held)?;
    }
    Ok(())
}

/// Gives what was lost since the audit before, and what no capture of this one shows, to `each`.
fn since(db: &AuditDb, run: &Run, each: impl FnMut(Attention)) -> Result<(), Failure> {
    match &run.compared {
        Some(before) => db.lost(before.run, run.run, each).map_err(told),
        None => Ok(()),
    }
}

/// Everything that needs attention, as a table.
fn attention(db: &AuditDb, run: &Run, to: &mut Held) -> Result<(), Failure> {
    let cannot = |e: io::Error| Failure::because("the table cannot be written", &e);
    let mut table = Table::of_attention(Spool(to)).map_err(cannot)?;
    let mut failed = None;
    let mut put = |one: &Attention| {
        if let Err(error) = table.attention(one) {
            failed.get_or_insert(error);
        }
    };
    db.removed(run.run, |one| put(&one)).map_err(told)?;
    since(db, run, |one| put(&one))?;
    each_entry(db, run.run, |entry| {
        Attention::in_entry(&entry, |one| put(&one));
        Ok(())
    })?;
    failed.map_or(Ok(()), |e| Err(cannot(e)))?;
    table.finish().map_err(cannot)
}

/// Writes one report.
pub(crate) fn write(
    form: Form,
    db: &AuditDb,
    view: View<'_>,
    tongue: Tongue,
    to: &mut Held,
) -> Result<(), Failure> {
    /// Columns of a text that goes to a file.
    const WIDTH: usize = 120;
    match form {
        Form::Human => to.write(human(view, tongue, WIDTH).as_bytes()),
        Form::Jsonl => jsonl(db, view, to),
        Form::Csv => csv(db, view.run.run, to),
        #[cfg(feature = "parquet")]
        Form::Parquet => parquet(db, view.run.run, to),
        Form::Html => to.write(page::page(view, tongue, None).as_bytes()),
    }
}

/// Gives each entry to `put` until that fails.
fn each_entry(
    db: &AuditDb,
    run: i64,
    mut put: impl FnMut(terang::audit::Entry) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let stopped = db.entries(run, |entry| match put(entry) {
        Ok(()) => ControlFlow::Continue(()),
        Err(failure) => ControlFlow::Break(failure),
    });
    stopped.map_err(told)?.map_or(Ok(()), Err)
}

fn jsonl(db: &AuditDb, view: View<'_>, to: &mut Held) -> Result<(), Failure> {
    to.write(&head(view.run, &view.tally.counts))?;
    each_entry(db, view.run.run, |entry| to.write(&document(&entry)))?;
    let stopped = db.changes(view.run.run, |one| match to.write(&change(&one)) {
        Ok(()) => ControlFlow::Continue(()),
        Err(failure) => ControlFlow::Break(failure),
    });
    stopped.map_err(told)?.map_or(Ok(()), Err)
}

fn csv(db: &AuditDb, run: i64, to: &mut Held) -> Result<(), Failure> {
    let cannot = |e: io::Error| Failure::because("the table cannot be written", &e);
    let mut table = Table::of_captures(Spool(to)).map_err(cannot)?;
    each_entry(db, run, |entry| table.capture(&entry).map_err(cannot))?;
    table.finish().map_err(cannot)
}

#[cfg(feature = "parquet")]
fn parquet(db: &AuditDb, run: i64, to: &mut Held) -> Result<(), Failure> {
    let cannot = |e: io::Error| Failure::because("the table cannot be written", &e);
    let mut table = terang::report::audit::Columns::new(Spool(to)).map_err(cannot)?;
    each_entry(db, run, |entry| table.capture(&entry).map_err(cannot))?;
    table.finish().map_err(cannot)
}

/// What is held, as something to write to.
struct Spool<'a>(&'a mut Held);

impl Write for Spool<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(|_| io::Error::other("a temporary file cannot be written"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
