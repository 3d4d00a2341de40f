//! What holds for the documents under one configuration.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use terang::config::{Config, FailOn};
use terang::document::Limits;
use terang::lang::Lang;
use terang::pipeline::{self, Computed};
use terang::report::Outcome;
use terang::signal::Settings;
use terang::source::{Caps, Input};

use super::args::Check;
use super::config::{Finder, Found, load};
use super::failure::Failure;
use super::rules;
use super::term::Term;

/// One configuration, ready for use: the flags over the environment over the files.
pub(crate) struct Project {
    /// How documents are checked.
    pub(crate) how: pipeline::Check,
    /// What reading may cost.
    pub(crate) caps: Caps,
    /// Which findings give exit status 1.
    pub(crate) fail_on: FailOn,
    root: PathBuf,
    include: Option<GlobSet>,
    exclude: GlobSet,
}

/// The projects of a run, each made when its first document comes.
pub(crate) struct Projects<'a> {
    args: &'a Check,
    digests: Computed,
    finder: Finder,
    all: HashMap<Found, Arc<Project>>,
}

impl<'a> Projects<'a> {
    /// The projects of what `args` name.
    pub(crate) fn new(args: &'a Check, digests: Computed, term: Option<Term>) -> Result<Self, Failure> {
        Ok(Self { args, digests, finder: Finder::new(&args.which, term)?, all: HashMap::new() })
    }

    /// The project of something that was typed.
    pub(crate) fn of_typed(&mut self, typed: &Path) -> Result<Arc<Project>, Failure> {
        let found = self.finder.of_typed(typed);
        self.project(found)
    }

    /// The project of an input.
    pub(crate) fn of(&mut self, input: &Input) -> Result<Arc<Project>, Failure> {
        let path = match input {
            Input::File { path, .. } => Some(path.as_path()),
            Input::Records(batch) => Some(Path::new(batch.origin())),
            _ => None,
        };
        let found = self.finder.of_folder(path.and_then(Path::parent).unwrap_or(Path::new("")));
        self.project(found)
    }

    fn project(&mut self, found: Found) -> Result<Arc<Project>, Failure> {
        if let Some(project) = self.all.get(&found) {
            return Ok(Arc::clone(project));
        }
        let config = load(&found, &|path| self.finder.shown(path))?;
        let project = Arc::new(Project::new(&config, self.args, self.digests)?);
        self.all.insert(found, Arc::clone(&project));
        Ok(project)
    }
}

impl Project {
    fn new(config: &Config, args: &Check, digests: Computed) -> Result<Self, Failure> {
        let values = &config.values;
        let size = args.max_size.unwrap_or(values.files.max_size.0);
        let mut packs: Vec<PathBuf> = values.rules.packs.iter().map(PathBuf::from).collect();
        packs.extend(args.rules.iter().cloned());
        let mut signals = Settings::default();
        signals.front_matter_claims.extend(values.signals.front_matter_keys.iter().cloned());
        signals.front_matter_claims.extend(args.front_matter_key.iter().cloned());
        let lang = match (&args.lang, &values.files.lang) {
            (Some(lang), _) => Some(lang.clone()),
            (None, Some(tag)) => Some(Lang::parse(tag).ok_or_else(|| {
                Failure::new(format!(
                    "`files.lang` is `{tag}`, and a language tag looks like id, en-GB or zh-Hant"
                ))
            })?),
            (None, None) => None,
        };
        let (policy, records) = args.judged.policy(&values.policy)?;
        let include = &values.files.include;
        Ok(Self {
            how: pipeline::Check {
                rules: rules::load(&packs)?,
                signals,
                limits: Limits { size, depth: args.max_depth.unwrap_or(values.files.max_depth) },
                lang,
                digests,
                policy,
                records,
            },
            caps: Caps {
                size,
                expansion: args.max_expansion.unwrap_or(values.files.max_expansion),
                ..Caps::default()
            },
            fail_on: args.fail_on.map_or(values.fail_on, Into::into),
            root: config.root.clone(),
            include: if include.is_empty() { None } else { Some(globs("files.include", include)?) },
            exclude: globs("files.exclude", &values.files.exclude)?,
        })
    }

    /// Whether an input is to be read: a file that a folder holds may be passed over, one that is named only where
    /// that was asked for.
    pub(crate) fn wants(&self, input: &Input, args: &Check) -> bool {
        match input {
            Input::File { path, .. } if args.force_exclude || !args.paths.contains(path) => self.takes(path),
            _ => true,
        }
    }

    /// How many findings of a document give exit status 1.
    pub(crate) fn failing(&self, outcome: &Outcome) -> u64 {
        match outcome {
            Outcome::Checked(checked) => checked
                .findings
                .iter()
                .filter(|f| f.suppressed.is_none() && self.fail_on.counts(f.level))
                .count() as u64,
            Outcome::Unreadable(_) => 0,
        }
    }

    /// Whether a file that a folder holds is to be read.
    fn takes(&self, path: &Path) -> bool {
        if self.include.is_none() && self.exclude.is_empty() {
            return true;
        }
        let Some(path) = self.relative(path) else { return true };
        // A folder that is excluded takes all that is in it along.
        let excluded = path.ancestors().any(|p| !p.as_os_str().is_empty() && self.exclude.is_match(p));
        !excluded && self.include.as_ref().is_none_or(|include| include.is_match(&path))
    }

    /// `path` from the folder of the configuration on; `None` where it lies elsewhere.
    pub(crate) fn relative(&self, path: &Path) -> Option<PathBuf> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let real = folder.canonicalize().ok()?.join(path.file_name()?);
        real.strip_prefix(&self.root).ok().map(Path::to_owned)
    }
}

/// Globs in which `*` stops at `/`, as typed in a configuration under `key`.
pub(crate) fn globs(key: &str, all: &[String]) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for text in all {
        let plain = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
        let glob = GlobBuilder::new(plain).literal_separator(true).build();
        set.add(glob.map_err(|e| Failure::because(&format!("`{key}` has `{text}`, which is no glob"), &e))?);
    }
    set.build().map_err(|e| Failure::because(&format!("`{key}` cannot be used"), &e))
}
