//! Folders and globs.

use std::io;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::{Walk, WalkBuilder};

use super::input::shown;
use super::media::{is_article, is_read, is_records};
use super::{Input, Kind, Options, SourceError};

/// Which files of a folder are taken.
enum Choice {
    Articles,
    Records,
    Both,
    Matching(GlobMatcher),
}

/// A walk through one folder, in the order of the names.
pub(super) struct Folder {
    walk: Walk,
    choice: Choice,
    /// What the user typed.
    typed: String,
    /// Symbolic links that were met.
    links: usize,
    /// Pipes, sockets and devices that have the name of something that is read.
    odd: usize,
    /// Files in a folder that is to be read whole which have no name of something that is read.
    others: usize,
    taken: usize,
    done: bool,
}

impl Folder {
    /// The articles, or the record files, or both, under `path`.
    pub(super) fn new(path: &Path, options: &Options) -> Self {
        let choice = match options.kind {
            Kind::Jsonl => Choice::Records,
            Kind::Auto if options.whole_folders => Choice::Both,
            Kind::Auto => Choice::Articles,
        };
        Self::walk(path, choice, shown(path), options.whole_folders, options.respect_gitignore)
    }

    /// The files that a glob matches; every kind of file, since it was asked for.
    pub(super) fn glob(typed: &str) -> Result<Self, SourceError> {
        let matcher = GlobBuilder::new(typed.strip_prefix("./").unwrap_or(typed))
            .literal_separator(true)
            .build()
            .map_err(|source| SourceError::Glob { origin: typed.to_owned(), source })?
            .compile_matcher();
        let literal: PathBuf = Path::new(typed)
            .components()
            .take_while(|c| !is_glob(&c.as_os_str().to_string_lossy()))
            .collect();
        let base = if literal.as_os_str().is_empty() { PathBuf::from(".") } else { literal };
        Ok(Self::walk(&base, Choice::Matching(matcher), typed.to_owned(), false, true))
    }

    fn walk(path: &Path, choice: Choice, typed: String, whole: bool, ignoring: bool) -> Self {
        let walk = WalkBuilder::new(path)
            .standard_filters(!whole || ignoring)
            .hidden(!whole)
            // The same files on every machine: no settings from outside the folder and its repository.
            .git_global(false)
            .git_exclude(false)
            // An export or an archive is seldom a repository, and its .gitignore still means what it says.
            .require_git(false)
            .follow_links(false)
            .sort_by_file_name(Ord::cmp)
            .build();
        Self { walk, choice, typed, links: 0, odd: 0, others: 0, taken: 0, done: false }
    }

    fn takes(&self, path: &Path) -> bool {
        let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
        match &self.choice {
            Choice::Articles => is_article(&name),
            Choice::Records => is_records(&name),
            Choice::Both => is_read(&name),
            Choice::Matching(matcher) => matcher.is_match(path.strip_prefix("./").unwrap_or(path)),
        }
    }

    /// What to say when the walk is over.
    fn end(&mut self) -> Option<Input> {
        self.done = true;
        let typed = &self.typed;
        let passed = [
            (self.links, "symbolic link was not followed", "symbolic links were not followed"),
            (self.odd, "pipe, socket or device was not read", "pipes, sockets or devices were not read"),
            (self.others, "file of another kind was not read", "files of other kinds were not read"),
        ];
        let passed = passed.into_iter().filter(|(n, ..)| *n > 0);
        let mut said: Vec<String> =
            passed.map(|(n, one, many)| format!("{n} {}", if n == 1 { one } else { many })).collect();
        if self.taken == 0 && self.links == 0 && self.odd == 0 {
            if matches!(self.choice, Choice::Matching(_)) {
                return Some(Input::Notice(format!("no file matches {typed}")));
            }
            let nothing = match self.choice {
                Choice::Both => "no articles (.html, .md, .txt), JSON Lines or archives here",
                _ => "no articles (.html, .md, .txt) here",
            };
            said.insert(0, nothing.to_owned());
        }
        (!said.is_empty()).then(|| Input::Notice(format!("{typed}: {}", said.join("; "))))
    }
}

/// Whether `text` has characters that mean something in a glob.
pub(super) fn is_glob(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// A file or record stream that the walk came upon.
pub(super) enum Met {
    File(PathBuf),
    Other(Input),
}

impl Iterator for Folder {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        if self.done {
            return None;
        }
        loop {
            let entry = match self.walk.next() {
                None => return self.end().map(Met::Other),
                Some(Ok(entry)) => entry,
                Some(Err(error)) => return Some(Met::Other(Input::Failed(unwalked(&self.typed, error)))),
            };
            let path = entry.path();
            let Some(kind) = entry.file_type() else { continue };
            if kind.is_symlink() && entry.depth() > 0 {
                self.links += usize::from(self.takes(path) || path.is_dir());
            } else if kind.is_file() && self.takes(path) {
                self.taken += 1;
                return Some(Met::File(entry.into_path()));
            } else if !kind.is_file() && !kind.is_dir() && !kind.is_symlink() && self.takes(path) {
                self.odd += 1;
            } else if kind.is_file() && matches!(self.choice, Choice::Both) {
                self.others += 1;
            }
        }
    }
}

fn unwalked(typed: &str, error: ignore::Error) -> SourceError {
    let mut origin = typed.to_owned();
    let mut inner = &error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path, err } => {
                origin = shown(path);
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => break,
        };
    }
    let text = inner.to_string();
    let source = error.into_io_error().map_or_else(|| io::Error::other(text), bare);
    SourceError::Read { origin, source }
}

/// The system's own error, where the walk wrapped it in one that repeats its words and the path.
fn bare(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|e| e.source()).and_then(|e| e.downcast_ref::<io::Error>());
    inner.and_then(io::Error::raw_os_error).map_or(error, io::Error::from_raw_os_error)
}
