//! The projects of a run, each made when its first document comes.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use terang::pipeline::Computed;
use terang::source::{Input, Inputs, Options, open};

use super::args::Check;
use super::book::{self, Book, Need};
use super::config::{Finder, Found, load_with_files};
use super::failure::Failure;
use super::git::Changes;
use super::policy;
use super::project::{From, Project};
use super::term::Term;
use super::written::Written;

/// The projects of what was typed.
pub(crate) struct Projects<'a> {
    args: &'a Check,
    /// What was typed, for a hook may type ten thousand files.
    typed: HashSet<PathBuf>,
    digests: Computed,
    finder: Finder,
    changes: Option<Changes>,
    written: Written,
    need: Option<Need>,
    all: HashMap<Found, Arc<Project>>,
    books: HashMap<PathBuf, Arc<Book>>,
    /// The projects in the order in which they were met.
    met: Vec<Arc<Project>>,
    /// Articles that are as they were.
    unchanged: u64,
    /// Files that the configuration passes over.
    passed: u64,
    /// Those of them that were typed.
    spared: u64,
}

impl<'a> Projects<'a> {
    /// The projects of what `args` name; doubled configurations are told of on `term`.
    pub(crate) fn new(args: &'a Check, digests: Computed, term: Option<Term>) -> Result<Self, Failure> {
        let changes = args.changed_since.as_deref().map(Changes::since).transpose()?;
        let finder = Finder::new(&args.which, term)?;
        let (all, books, met) = (HashMap::new(), HashMap::new(), Vec::new());
        let typed = args.paths.iter().cloned().collect();
        let written = Written::new(args.output.iter().map(|(_, path)| path.as_path()));
        let packs = args.rules.iter().map(PathBuf::as_path);
        args.judged.files().chain(packs).try_for_each(|file| written.spares(file))?;
        Ok(Self {
            args,
            typed,
            digests,
            finder,
            changes,
            written,
            need: None,
            all,
            books,
            met,
            unchanged: 0,
            passed: 0,
            spared: 0,
        })
    }

    /// With a baseline for every project, which is to be written.
    pub(crate) fn keeping(self, need: Need) -> Self {
        Self { need: Some(need), ..self }
    }

    /// The inputs of what was typed, nothing passed over yet.
    pub(crate) fn open(&mut self) -> Result<Inputs, Failure> {
        // What reading may cost is asked when a stream is opened: then what was typed first decides.
        let first = self.args.paths.first().map_or(Path::new("-"), PathBuf::as_path);
        let found = self.finder.of_typed(first);
        let caps = self.project(found)?.caps;
        let stdin_name = self.args.stdin_filename.clone();
        let kind = self.args.from.into();
        let options = Options { kind, stdin_name, caps, archives: true, ..Options::default() };
        Ok(open(self.args.paths.clone(), options))
    }

    /// The inputs that are to be checked, each with its project. What stops them is left in `misfit`.
    pub(crate) fn inputs<'p>(
        &'p mut self,
        mut opened: Inputs,
        misfit: &'p RefCell<Option<Failure>>,
    ) -> impl Iterator<Item = (Input, From, Arc<Project>)> + use<'p, 'a> {
        std::iter::from_fn(move || {
            loop {
                let input = opened.next()?;
                match self.wanted(&input) {
                    Ok(Some((from, project))) => return Some((input, from, project)),
                    Ok(None) => {}
                    Err(failure) => {
                        *misfit.borrow_mut() = Some(failure);
                        return None;
                    }
                }
            }
        })
    }

    /// The project of an input that is to be checked.
    fn wanted(&mut self, input: &Input) -> Result<Option<(From, Arc<Project>)>, Failure> {
        let file = match input {
            Input::File { path, .. } => path.as_path(),
            Input::Records(batch) => Path::new(batch.origin()),
            #[cfg(feature = "archive")]
            Input::Archive(batch) => Path::new(batch.file()),
            _ => Path::new("-"),
        };
        let found = self.finder.of_folder(file.parent().unwrap_or(Path::new("")));
        let project = self.project(found)?;
        if !project.wants(input, self.args, &self.typed) {
            self.passed += 1;
            self.spared += u64::from(self.typed.contains(file));
            return Ok(None);
        }
        if matches!(input, Input::File { .. }) && !self.written.lets(file)? {
            return Ok(None);
        }
        let mut from = From { file: file.to_owned(), before: None, rev: String::new() };
        if let Some(changes) = &mut self.changes
            && file != Path::new("-")
        {
            let Some(changed) = changes.of(file)? else {
                self.unchanged += 1;
                return Ok(None);
            };
            from.before = Some(changed).filter(|_| self.args.new_only);
            from.rev = self.args.changed_since.clone().unwrap_or_default();
        }
        Ok(Some((from, project)))
    }

    fn project(&mut self, found: Found) -> Result<Arc<Project>, Failure> {
        if let Some(project) = self.all.get(&found) {
            return Ok(Arc::clone(project));
        }
        let (config, files) = load_with_files(&found, &|path| self.finder.shown(path))?;
        let policy = &config.values.policy;
        let named = policy.record.trust.iter().chain(&config.values.rules.packs).map(Path::new);
        let named = named.chain(policy::files(&policy.profiles));
        files.iter().map(PathBuf::as_path).chain(named).try_for_each(|file| self.written.spares(file))?;
        let beside = || config.root.join(book::NAME);
        let file = self.args.baseline.clone().or(config.values.baseline.file.as_ref().map(PathBuf::from));
        let book = match (file, self.need) {
            (Some(file), need) => Some(self.book(file, need.unwrap_or(Need::There))?),
            (None, Some(need)) => Some(self.book(beside(), need)?),
            (None, None) => None,
        };
        let project = Arc::new(Project::new(&config, self.args, self.digests, book)?);
        self.met.push(Arc::clone(&project));
        self.all.insert(found, Arc::clone(&project));
        Ok(project)
    }

    fn book(&mut self, file: PathBuf, need: Need) -> Result<Arc<Book>, Failure> {
        if let Some(book) = self.books.get(&file) {
            return Ok(Arc::clone(book));
        }
        self.written.spares(&file)?;
        let name = self.finder.shown(&file);
        let book = Arc::new(Book::open(&file, name, need, self.need.is_some())?);
        self.books.insert(file, Arc::clone(&book));
        Ok(book)
    }

    /// How many articles were passed over because the branch did not touch them.
    pub(crate) const fn unchanged(&self) -> u64 {
        self.unchanged
    }

    /// How many files the configuration passed over.
    pub(crate) const fn passed(&self) -> u64 {
        self.passed
    }

    /// How many files were named and nothing else, where the configuration passes over all of them.
    pub(crate) const fn spared(&self) -> u64 {
        if self.spared == self.passed { self.spared } else { 0 }
    }

    /// The projects that were met.
    pub(crate) fn met(&self) -> &[Arc<Project>] {
        &self.met
    }

    /// The baselines that were opened, by name.
    pub(crate) fn books(&self) -> Vec<Arc<Book>> {
        let mut all: Vec<Arc<Book>> = self.books.values().cloned().collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    /// Whether a configuration names this baseline, or a flag does.
    pub(crate) fn named(&self, book: &Book) -> bool {
        self.met.iter().any(|p| p.names_book && p.book.as_ref().is_some_and(|b| b.name == book.name))
    }

    /// The folders that were searched to the end: none, where only what changed was looked at.
    pub(crate) fn walked(&self) -> Vec<PathBuf> {
        if self.changes.is_some() {
            return Vec::new();
        }
        self.args.paths.iter().filter(|p| p.is_dir()).filter_map(|p| p.canonicalize().ok()).collect()
    }
}
