//! What holds for the documents under one configuration.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use terang::config::{Config, FailOn, File};
use terang::digest::Digest;
use terang::document::Limits;
use terang::lang::Lang;
use terang::pipeline::{self, Beside, Computed};
use terang::policy::{Finding, Suppressed, SuppressedBy};
use terang::report::Outcome;
use terang::signal::Settings;
use terang::source::{Caps, Input, named};

use super::args::Check;
use super::aside::Asides;
use super::book::Book;
use super::failure::Failure;
use super::git::Changed;
use super::reach::Reach;
use super::{clock, rules};

/// One configuration, ready for use: the flags over the environment over the files.
pub(crate) struct Project {
    /// How documents are checked.
    pub(crate) how: pipeline::Check,
    /// What reading may cost.
    pub(crate) caps: Caps,
    /// Which findings give exit status 1.
    pub(crate) fail_on: FailOn,
    /// Whether stale entries of the baseline are findings.
    pub(crate) strict: bool,
    /// The entries of `[[ignore]]`.
    pub(crate) asides: Asides,
    /// The baseline.
    pub(crate) book: Option<Arc<Book>>,
    /// Whether the configuration names the baseline.
    pub(crate) names_book: bool,
    /// The folder that globs begin at.
    pub(crate) root: PathBuf,
    reach: Reach,
}

/// Where the documents of an input come from.
pub(crate) struct From {
    /// The file; `-` for standard input.
    pub(crate) file: PathBuf,
    /// What it was before, where only what is new counts.
    pub(crate) before: Option<Changed>,
    /// The revision that it is compared with.
    pub(crate) rev: String,
}

impl Project {
    /// What `config` and `args` amount to, with the baseline `book`.
    pub(crate) fn new(
        config: &Config,
        args: &Check,
        digests: Computed,
        book: Option<Arc<Book>>,
    ) -> Result<Self, Failure> {
        let values = &config.values;
        let size = args.max_size.unwrap_or(values.files.max_size.0);
        let mut packs: Vec<PathBuf> = values.rules.packs.iter().map(PathBuf::from).collect();
        packs.extend(args.rules.iter().cloned());
        let mut signals = Settings::default();
        signals.front_matter_claims.extend(values.signals.front_matter_keys.iter().cloned());
        signals.front_matter_claims.extend(args.front_matter_key.iter().cloned());
        let (policy, records) = args.judged.policy(&values.policy)?;
        let now = clock::judged()?;
        Ok(Self {
            how: pipeline::Check {
                rules: rules::load(&packs)?,
                signals,
                limits: Limits { size, depth: args.max_depth.unwrap_or(values.files.max_depth) },
                lang: lang(args.lang.as_ref(), values)?,
                digests,
                policy,
                records,
                now: Some(now),
            },
            caps: Caps {
                size,
                expansion: args.max_expansion.unwrap_or(values.files.max_expansion),
                ..Caps::default()
            },
            fail_on: args.fail_on.map_or(values.fail_on, Into::into),
            strict: args.strict_baseline || values.baseline.strict || in_ci(),
            asides: Asides::new(config, now)?,
            book,
            names_book: values.baseline.file.is_some(),
            root: config.root.clone(),
            reach: Reach::new(config)?,
        })
    }

    /// Whether an input is to be read: a file that a folder holds may be passed over, one that is `typed` only where
    /// that was asked for.
    pub(crate) fn wants(&self, input: &Input, args: &Check, typed: &HashSet<PathBuf>) -> bool {
        match input {
            Input::File { path, .. } if args.force_exclude || !typed.contains(path) => self.reach.takes(path),
            _ => true,
        }
    }

    /// Sets aside what the configuration, the baseline or an older version of the document knows already.
    pub(crate) fn settle(&self, from: &From, outcome: &mut Outcome) {
        let Outcome::Checked(checked) = outcome else { return };
        if !self.asides.is_empty() {
            self.asides.settle(self.reach.relative(&from.file).as_deref(), &mut checked.findings);
        }
        let name = from.file.to_string_lossy();
        // Of a file that holds many documents each has a name of its own.
        let inner = checked.id.clone().or_else(|| {
            let number = checked
                .origin
                .rsplit_once('#')
                .filter(|(stem, _)| name.ends_with(stem.trim_start_matches("./")));
            number.map(|(_, number)| number.to_owned())
        });
        if let Some(book) = &self.book {
            book.settle(&from.file, inner.as_deref(), &mut checked.findings);
        }
        if inner.is_none() && checked.findings.iter().any(is_open) {
            let known = self.known_before(from);
            let is_known = |f: &Finding| f.fingerprints().all(|key| known.contains(&key));
            for finding in checked.findings.iter_mut().filter(|f| is_open(f) && is_known(f)) {
                let reason = format!("it is there at {}", from.rev);
                finding.suppressed = Some(Suppressed { kind: SuppressedBy::Baseline, reason, until: None });
            }
        }
    }

    /// The fingerprints of what was found in the file as it was. What cannot be read of it hides nothing.
    fn known_before(&self, from: &From) -> HashSet<Digest> {
        let Some(changed) = &from.before else { return HashSet::new() };
        let Ok(Some(bytes)) = changed.before(self.caps.size) else { return HashSet::new() };
        let Ok(item) = named(from.file.to_string_lossy().into_owned(), bytes, self.caps) else {
            return HashSet::new();
        };
        let record = match changed.record_before() {
            Ok(Some(bytes)) => Beside::Bytes(bytes),
            Ok(None) => Beside::Nothing,
            Err(_) => return HashSet::new(),
        };
        let record = if self.asks_beside() { record } else { Beside::NotAsked };
        match pipeline::check_beside(item, &record, &self.how) {
            Outcome::Checked(old) => {
                let open = old.findings.iter().filter(|f| f.code.suppressible());
                open.flat_map(Finding::fingerprints).collect()
            }
            Outcome::Unreadable(_) => HashSet::new(),
        }
    }

    /// Whether the record beside an article is looked at.
    pub(crate) fn asks_beside(&self) -> bool {
        self.how.records.is_some() || self.how.policy.asks_for_records()
    }

    /// How many findings of a document give exit status 1.
    pub(crate) fn failing(&self, outcome: &Outcome) -> u64 {
        match outcome {
            Outcome::Checked(checked) => {
                checked.findings.iter().filter(|f| is_open(f) && self.fail_on.counts(f.level)).count() as u64
            }
            Outcome::Unreadable(_) => 0,
        }
    }
}

/// Whether a finding counts.
fn is_open(finding: &Finding) -> bool {
    finding.suppressed.is_none()
}

/// Whether this is a run in CI, by the variable that its services set.
fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|v| !v.is_empty() && v != "false" && v != "0")
}

/// The language of articles that do not say theirs: what was `typed`, else what `values` say.
pub(crate) fn lang(typed: Option<&Lang>, values: &File) -> Result<Option<Lang>, Failure> {
    match (typed, &values.files.lang) {
        (Some(lang), _) => Ok(Some(lang.clone())),
        (None, Some(tag)) => Lang::parse(tag).map(Some).ok_or_else(|| {
            Failure::new(format!(
                "`files.lang` is `{tag}`, and a language tag looks like id, en-GB or zh-Hant"
            ))
        }),
        (None, None) => Ok(None),
    }
}
