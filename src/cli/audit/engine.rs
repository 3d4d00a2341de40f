//! The audit itself: files in, entries into the database.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use terang::audit::{Entry, State, UNREFERRED};
use terang::digest::Digest;
use terang::pipeline::{Ordered, in_order};
use terang::source::{Found, Input, Options, files, open, shown};
use terang::store::audit_db::{AuditDb, AuditDbError, Begun, Taken, Trusting, fingerprint};

use super::origin::section;
use super::progress::{Length, Progress};
use super::state::told;
use super::work::{Came, How, Part};
use crate::cli::failure::Failure;

/// Bytes of input in the works at once, for each thread. What waits is memory held, and falls out of the
/// processor's caches.
const WINDOW: usize = 4 << 20;
/// Results that may wait for one before them, for each thread.
const AHEAD: usize = 64;
/// What is done is committed so often, and after so many entries.
const PAUSE: Duration = Duration::from_millis(700);
const BATCH: u64 = 4_000;
/// Sets of facts whose numbers are known, in case they come again.
const SAME: usize = 20_000;

/// How the archive is gone through.
pub(super) struct Plan<'a> {
    pub(super) paths: Vec<PathBuf>,
    pub(super) options: Options,
    pub(super) run: i64,
    pub(super) settings: Digest,
    pub(super) trusting: Trusting,
    pub(super) reread: bool,
    pub(super) limit: Option<u64>,
    pub(super) threads: usize,
    /// Files that are passed by where they are met in a folder, as the system names them.
    pub(super) left_out: Vec<PathBuf>,
    pub(super) how: &'a How<'a>,
}

impl Plan<'_> {
    fn leaves_out(&self, path: &Path) -> bool {
        let named = |other: &PathBuf| other.file_name() == path.file_name();
        self.left_out.iter().any(named) && path.canonicalize().is_ok_and(|path| self.left_out.contains(&path))
    }
}

/// One thing to be done, in the order of the archive.
enum Job {
    /// A file begins.
    Begin(Begun, Length),
    /// A part of it.
    Input(Arc<Part>, Input),
    /// It ends; so many bytes of it were read.
    End(u64),
    /// Something that a person should know.
    Notice(String),
}

/// What came of a job.
enum Done {
    Begin(Begun, Length),
    Came(Vec<Came>, usize),
    End(u64),
    Notice(String),
}

/// What went wrong with the state; the audit then ends.
type Slot = RefCell<Option<AuditDbError>>;

/// Goes through the archive, and returns whether it ended at the limit.
pub(super) fn go(plan: &Plan<'_>, db: &mut AuditDb, progress: &mut Progress) -> Result<bool, Failure> {
    let entries = db.entry_count(plan.run).map_err(told)?;
    let shared = RefCell::new(&mut *db);
    let failed: Slot = RefCell::new(None);
    let jobs = Jobs {
        files: Box::new(files(plan.paths.clone(), plan.options.clone())),
        db: &shared,
        failed: &failed,
        plan,
        current: None,
    };
    let mut keeper = Keeper {
        db: &shared,
        run: plan.run,
        entries,
        limit: plan.limit,
        current: None,
        at: 0,
        ids: HashMap::new(),
        kept: 0,
        last: Instant::now(),
    };
    let mut stopped = false;
    in_order(
        Ordered { threads: plan.threads, bytes: WINDOW * plan.threads, ahead: AHEAD * plan.threads },
        jobs,
        |job| match job {
            Job::Input(_, input) => input.cost(),
            _ => 0,
        },
        |job| match job {
            Job::Begin(begun, length) => Done::Begin(begun, length),
            Job::Input(part, input) => {
                let bytes = input.cost();
                Done::Came(plan.how.all(&part, input), bytes)
            }
            Job::End(size) => Done::End(size),
            Job::Notice(text) => Done::Notice(text),
        },
        |done| {
            match &done {
                Done::Begin(_, length) => progress.begin(*length),
                Done::Came(all, bytes) => progress.came(all, *bytes as u64),
                Done::End(size) => progress.end(*size),
                Done::Notice(_) => {}
            }
            match keeper.keep(done) {
                Ok(false) => {
                    progress.tell(keeper.entries);
                    ControlFlow::Continue(())
                }
                Ok(true) => {
                    stopped = true;
                    ControlFlow::Break(())
                }
                Err(error) => {
                    failed.borrow_mut().get_or_insert(error);
                    ControlFlow::Break(())
                }
            }
        },
    );
    if let Some(error) = failed.into_inner() {
        return Err(told(error));
    }
    keeper.pause().map_err(told)?;
    if stopped {
        // The files ahead were noted while those before them were at work; how many hangs on chance.
        db.drop_untouched(plan.run).map_err(told)?;
        db.commit().map_err(told)?;
    }
    Ok(stopped)
}

/// The files one after the other, cut into jobs.
struct Jobs<'a, 'b> {
    files: Box<dyn Iterator<Item = Found>>,
    db: &'a RefCell<&'b mut AuditDb>,
    failed: &'a Slot,
    plan: &'a Plan<'a>,
    current: Option<Current>,
}

/// The file that is being cut.
struct Current {
    part: Arc<Part>,
    inputs: Box<dyn Iterator<Item = Input>>,
    size: u64,
}

impl Iterator for Jobs<'_, '_> {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            if self.failed.borrow().is_some() {
                return None;
            }
            if let Some(current) = &mut self.current {
                match current.inputs.next() {
                    Some(Input::Notice(text)) => return Some(Job::Notice(text)),
                    Some(input) => return Some(Job::Input(Arc::clone(&current.part), input)),
                    None => {
                        let size = current.size;
                        self.current = None;
                        return Some(Job::End(size));
                    }
                }
            }
            let begun = match self.files.next()? {
                Found::File { path, root: Some(_) } if self.plan.leaves_out(&path) => Ok(None),
                Found::File { path, root } => self.file(&path, root.as_deref()),
                Found::Other(Input::Notice(text)) => return Some(Job::Notice(text)),
                Found::Other(input) => self.other(input),
            };
            match begun {
                Ok(Some(job)) => return Some(job),
                Ok(None) => {}
                Err(error) => {
                    self.failed.borrow_mut().get_or_insert(error);
                }
            }
        }
    }
}

impl Jobs<'_, '_> {
    fn file(&mut self, path: &Path, root: Option<&Path>) -> Result<Option<Job>, AuditDbError> {
        let name = shown(path);
        // One that cannot be looked at cannot be read either, and reading says why.
        let print = fingerprint(path, self.plan.trusting).ok().flatten();
        let plan = self.plan;
        let taken = self.db.borrow_mut().take(plan.run, &name, print.as_ref(), plan.settings, plan.reread)?;
        let size = print.map_or(0, |p| p.size);
        let Taken::Read(begun) = taken else { return Ok(Some(Job::End(size))) };
        let inputs = open(vec![path.to_owned()], plan.options.clone());
        Ok(Some(self.begin(&name, section(path, root), begun, Box::new(inputs), size)))
    }

    /// Standard input, and what cannot be walked.
    fn other(&mut self, input: Input) -> Result<Option<Job>, AuditDbError> {
        let plan = self.plan;
        let (name, inputs): (String, Box<dyn Iterator<Item = Input>>) = match input {
            Input::Stdin { name } => {
                let shown = name.unwrap_or_else(|| "-".to_owned());
                (shown, Box::new(open(vec![PathBuf::from("-")], plan.options.clone())))
            }
            Input::Failed(error) => {
                (error.origin().to_owned(), Box::new(std::iter::once(Input::Failed(error))))
            }
            _ => return Ok(None),
        };
        let taken = self.db.borrow_mut().take(plan.run, &name, None, plan.settings, plan.reread)?;
        let Taken::Read(begun) = taken else { return Ok(None) };
        Ok(Some(self.begin(&name, None, begun, inputs, 0)))
    }

    fn begin(
        &mut self,
        name: &str,
        section: Option<String>,
        begun: Begun,
        inputs: Box<dyn Iterator<Item = Input>>,
        size: u64,
    ) -> Job {
        let part = Part { source: Arc::from(name), section, before: begun.record };
        self.current = Some(Current { part: Arc::new(part), inputs, size });
        Job::Begin(begun, Length::of(name, size))
    }
}

/// Puts what came into the database, in the order of the archive.
struct Keeper<'a, 'b> {
    db: &'a RefCell<&'b mut AuditDb>,
    run: i64,
    entries: u64,
    limit: Option<u64>,
    /// The reading at work, as it is to be noted.
    current: Option<Begun>,
    /// Documents of it that came, those before an interruption included.
    at: u64,
    /// The numbers of facts by the SHA-256 of their JSON.
    ids: HashMap<Digest, i64>,
    /// Entries since the last commit.
    kept: u64,
    last: Instant,
}

impl Keeper<'_, '_> {
    /// Returns whether the limit is reached.
    fn keep(&mut self, done: Done) -> Result<bool, AuditDbError> {
        match done {
            Done::Begin(begun, _) => (self.current, self.at) = (Some(begun), 0),
            Done::Notice(text) => self.db.borrow_mut().notice(self.run, &text)?,
            Done::Came(all, _) => {
                for came in all {
                    if self.limit.is_some_and(|limit| self.entries >= limit) {
                        return Ok(true);
                    }
                    self.take(came)?;
                }
            }
            Done::End(_) => {
                if let Some(begun) = self.current.take() {
                    self.db.borrow_mut().progress(&begun, true)?;
                    self.kept += 1;
                }
            }
        }
        if self.kept >= BATCH || (self.kept > 0 && self.last.elapsed() > PAUSE) {
            self.pause()?;
        }
        Ok(false)
    }

    fn take(&mut self, came: Came) -> Result<(), AuditDbError> {
        let Some(begun) = &mut self.current else { return Ok(()) };
        self.at += 1;
        if self.at <= begun.seen {
            return Ok(());
        }
        begun.seen = self.at;
        self.kept += 1;
        match came {
            Came::Early => begun.skipped.early += 1,
            Came::Unsampled => begun.skipped.unsampled += 1,
            Came::Passed(why, count) => {
                *begun.skipped.passed.entry(why.to_owned()).or_default() += count;
            }
            Came::Before => {
                let what = format!("record {} of a reading before record {}", self.at, begun.seen);
                return Err(AuditDbError::Content { what });
            }
            Came::Entry(entry) => return self.put(&entry),
            Came::Revisit(mut entry, refers) => {
                let url = refers.or_else(|| entry.origin.url.clone());
                let reading = begun.reading;
                let stated = entry.origin.digests.first().map(|d| d.stated.clone());
                let same = match url {
                    Some(url) => self.db.borrow().referred(self.run, reading, &url, stated.as_deref())?,
                    None => None,
                };
                refer(&mut entry, same);
                return self.put(&entry);
            }
        }
        Ok(())
    }

    fn put(&mut self, entry: &Entry) -> Result<(), AuditDbError> {
        let Some(begun) = &mut self.current else { return Ok(()) };
        let mut db = self.db.borrow_mut();
        let facts = if entry.facts.is_empty() {
            None
        } else {
            let json = serde_json::to_vec(&entry.facts)?;
            let key = Digest::of(&json);
            if self.ids.len() >= SAME {
                self.ids.clear();
            }
            Some(match self.ids.get(&key) {
                Some(id) => *id,
                None => {
                    let id = db.put_facts(&entry.facts)?;
                    self.ids.insert(key, id);
                    id
                }
            })
        };
        begun.entries += 1;
        self.entries += 1;
        db.put(begun.reading, begun.entries, entry, facts)
    }

    /// Makes what was kept last.
    fn pause(&mut self) -> Result<(), AuditDbError> {
        let mut db = self.db.borrow_mut();
        if let Some(begun) = &self.current {
            db.progress(begun, false)?;
        }
        db.commit()?;
        (self.kept, self.last) = (0, Instant::now());
        Ok(())
    }
}

/// A capture that was not stored again says what the earlier one says.
fn refer(entry: &mut Entry, same: Option<Entry>) {
    let Some(same) = same else {
        entry.state = State::Inconclusive;
        entry.problem = Some(UNREFERRED.to_owned());
        return;
    };
    entry.state = same.state;
    entry.status = same.status;
    entry.media = same.media;
    entry.lang = same.lang;
    entry.payload = same.payload;
    entry.text = same.text;
    entry.facts = same.facts;
    entry.verified = same.verified;
    entry.problem = same.problem;
}
