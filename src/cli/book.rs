//! A baseline file, and what a run found out about it.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use terang::baseline::{self, Entry, File, Known, Moved, Spread, Stale};
use terang::digest::Digest;
use terang::policy::{Code, Finding, Level, Message, Policy, Told, tell};
use terang::span::Span;
use terang::store;

use super::failure::{Failure, chain};

/// The name of a baseline where none is given.
pub(crate) const NAME: &str = ".terang-baseline.json";

/// A baseline file in use.
pub(crate) struct Book {
    /// As a person would name it.
    pub(crate) name: String,
    file: PathBuf,
    /// The folder that its paths begin at.
    base: PathBuf,
    text: String,
    known: Known,
    /// Whether findings are kept, to be written.
    keeps: bool,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// Entries that a finding answered to.
    used: HashSet<usize>,
    /// Documents with findings of files that are there no more.
    moved: Moved,
    /// Documents, and files of documents, that were checked.
    paths: HashSet<String>,
    /// Every finding that may be in a baseline.
    found: Vec<Entry>,
}

/// Whether a baseline has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// It has to.
    There,
    /// It may be written only now.
    Maybe,
}

impl Book {
    /// Opens the baseline at `file`; `keeps` says whether findings are kept, to be written.
    pub(crate) fn open(file: &Path, name: String, need: Need, keeps: bool) -> Result<Self, Failure> {
        let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let cannot = |why: String| {
            Failure::new(format!("the baseline {name} cannot be used: {why}"))
                .help("`terang baseline create` writes one")
        };
        let base = folder.canonicalize().map_err(|e| cannot(e.to_string()))?;
        let text = match store::read_text(file) {
            Ok(text) => text,
            Err(_) if need == Need::Maybe && !file.exists() => baseline::write(&File::default()),
            Err(error) => return Err(cannot(chain(&error))),
        };
        if text.lines().any(|line| line.starts_with("<<<<<<< ")) {
            let why = "it holds the marks of a merge that was not finished";
            return Err(Failure::new(format!("the baseline {name} cannot be used: {why}"))
                .help("keep the entries of both sides; `terang baseline update` puts them in order"));
        }
        let read = baseline::read(&text).map_err(|e| cannot(chain(&e)))?;
        let known = Known::new(read, |path| there(&base, path));
        Ok(Self { name, file: file.to_owned(), base, text, known, keeps, seen: Mutex::default() })
    }

    /// Marks the findings of a document that are known, and remembers what was seen. `file` is where the document came
    /// from and `inner` what it is called in there.
    pub(crate) fn settle(&self, file: &Path, inner: Option<&str>, findings: &mut [Finding]) {
        let stem = self.path(file);
        let path = inner.map_or_else(|| stem.clone(), |inner| format!("{stem}#{inner}"));
        let open = findings.iter().filter(|f| self.keeps && f.suppressed.is_none() && may(f.code));
        let entry = |(code, fingerprint)| Entry { path: path.clone(), code, fingerprint };
        let found: Vec<Entry> =
            open.flat_map(|f| f.fingerprints().map(|key| (f.code, key))).map(entry).collect();
        let marked = self.known.mark(&path, findings);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.used.extend(marked.used);
        for key in marked.moved {
            seen.moved.entry(key).or_default().insert(path.clone());
        }
        seen.paths.insert(path);
        seen.paths.insert(stem);
        seen.found.extend(found);
    }

    /// The entries that are found no more: of files that were checked, or that are gone from a folder of `walked`.
    pub(crate) fn stale(&self, walked: &[PathBuf]) -> Vec<Stale> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut used = seen.used.clone();
        used.extend(self.known.pairs(&seen.moved).keys());
        self.known.stale(&used, |path| {
            let stem = path.split_once('#').map_or(path, |(stem, _)| stem);
            let whole = || walked.iter().any(|folder| self.base.join(stem).starts_with(folder));
            seen.paths.contains(path) || seen.paths.contains(stem) || (!there(&self.base, path) && whole())
        })
    }

    /// The entries of files that are gone whose finding is now in more documents than they were.
    pub(crate) fn spread(&self) -> Vec<Spread> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        self.known.spread(&seen.moved)
    }

    /// What there is to say about stale entries and those that are for too much, each where it stands in the file.
    pub(crate) fn about(&self, stale: &[Stale], spread: &[Spread], policy: &Policy) -> Vec<Finding> {
        // Ten thousand entries may have one fingerprint: a line is found by it and its path, else by it alone.
        let (mut lines, mut first) = (HashMap::new(), HashMap::new());
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            if let Some(key) = value(line, "\"fingerprint\"") {
                first.entry(key.clone()).or_insert(span);
                lines.entry((key, value(line, "\"path\"").unwrap_or_default())).or_insert(span);
            }
            at += line.len();
        }
        let told = |entry: &Entry, message: &'static str, help: &'static str| {
            let key = (entry.fingerprint.to_string(), entry.path.clone());
            let at = lines.get(&key).or_else(|| first.get(&key.0)).copied().unwrap_or_default();
            let message = Message::new(message).with("code", entry.code).with("path", &entry.path);
            Told { code: Code::BaselineStale, level: Level::Error, message, help: Message::new(help), at }
        };
        let gone = stale.iter().map(|s| told(&s.entry, "baseline-stale.message", "baseline-stale.help"));
        let many = spread.iter().map(|s| {
            let mut told = told(&s.entry, "baseline-stale.spread", "baseline-stale.spread-help");
            told.message = told.message.with("paths", s.paths.join(", "));
            told
        });
        tell(policy, &self.text, gone.chain(many).collect())
    }

    /// The baseline with what was found in it: stale entries out where `prune` says so, new findings in where `add` does.
    /// Entries of files that have moved get the new path.
    pub(crate) fn renewed(&self, walked: &[PathBuf], prune: bool, add: bool) -> (File, usize, usize) {
        let stale: HashSet<usize> = self.stale(walked).into_iter().map(|s| s.number).collect();
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let old = self.known.entries();
        let pairs = self.known.pairs(&seen.moved);
        let found: HashMap<(Digest, &str), &Entry> =
            seen.found.iter().rev().map(|f| ((f.fingerprint, f.path.as_str()), f)).collect();
        let mut entries: Vec<Entry> = Vec::new();
        let mut removed = 0;
        for (number, entry) in old.iter().enumerate() {
            if stale.contains(&number) && prune {
                removed += 1;
            } else if let Some(path) = pairs.get(&number) {
                entries.extend(found.get(&(entry.fingerprint, *path)).map(|f| Entry::clone(f)));
            } else {
                entries.push(entry.clone());
            }
        }
        let before: HashSet<Entry> = entries.iter().cloned().collect();
        let fresh: Vec<&Entry> = seen.found.iter().filter(|f| !before.contains(f)).collect();
        let added = if add { fresh.len() } else { 0 };
        if add {
            entries.extend(fresh.into_iter().cloned());
        }
        (File { entries }, added, removed)
    }

    /// Writes the baseline anew.
    pub(crate) fn write(&self, file: &File) -> Result<(), Failure> {
        let mut held = super::sink::Held::new();
        held.write(baseline::write(file).as_bytes())?;
        super::sink::Target::new(&self.file)?.write(held)
    }

    /// Whether the file is there already.
    pub(crate) fn exists(&self) -> bool {
        self.file.exists()
    }

    /// Entries in the file.
    pub(crate) fn len(&self) -> usize {
        self.known.entries().len()
    }

    /// `file` from the folder of the baseline on, with `/`.
    fn path(&self, file: &Path) -> String {
        let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let real = real.join(file.file_name().unwrap_or_default());
        let from_base = real.strip_prefix(&self.base).unwrap_or(&real);
        let parts: Vec<String> =
            from_base.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        parts.join("/").replacen("//", "/", 1)
    }
}

/// The string behind `key` in a line of JSON.
fn value(line: &str, key: &str) -> Option<String> {
    let (_, rest) = line.split_once(key)?;
    let rest = rest.trim_start().strip_prefix(':')?;
    serde_json::Deserializer::from_str(rest).into_iter::<String>().next()?.ok()
}

/// Whether findings of `code` may be in a baseline: nothing that can never be set aside, nothing about suppressions.
fn may(code: Code) -> bool {
    let about = ["suppression-", "ignore-", "baseline-"];
    code.suppressible() && !about.iter().any(|start| code.word().starts_with(start))
}

/// Whether the file of a path in a baseline is there.
fn there(base: &Path, path: &str) -> bool {
    let stem = path.rsplit_once('#').map_or(path, |(stem, _)| stem);
    base.join(path).symlink_metadata().is_ok() || base.join(stem).symlink_metadata().is_ok()
}
