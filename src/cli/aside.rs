//! The entries of `[[ignore]]` in use.

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use globset::GlobSet;
use terang::config::{Config, Located};
use terang::policy::{Answered, Code, Finding, Level, Message, Policy, Suppressed, SuppressedBy, Told, tell};
use terang::time::Timestamp;

use super::failure::Failure;
use super::reach::globs;

/// All entries of one configuration.
pub(crate) struct Asides {
    all: Vec<Aside>,
    now: Timestamp,
    /// The paths that were checked, kept only where an entry names one.
    seen: Mutex<HashSet<String>>,
}

struct Aside {
    located: Located,
    path: Option<GlobSet>,
    used: AtomicBool,
}

impl Asides {
    /// The entries of `config` at the moment `now`.
    pub(crate) fn new(config: &Config, now: Timestamp) -> Result<Self, Failure> {
        let all = config.ignores.iter().map(|located| {
            let path = located.entry.path.as_ref();
            let path = path.map(|p| globs("ignore.path", std::slice::from_ref(p))).transpose()?;
            Ok(Aside { located: located.clone(), path, used: AtomicBool::new(false) })
        });
        Ok(Self { all: all.collect::<Result<_, Failure>>()?, now, seen: Mutex::default() })
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Marks the findings of the document at `path` (from the folder of the configuration on) that are set aside.
    pub(crate) fn settle(&self, path: Option<&Path>, findings: &mut [Finding]) {
        if let Some(path) = path {
            self.seen
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(path.to_string_lossy().into_owned());
        }
        let mut answered = Answered::default();
        for aside in self.all.iter().filter(|a| !a.is_over(self.now)) {
            let entry = &aside.located.entry;
            if aside.path.as_ref().is_some_and(|glob| path.is_none_or(|p| !glob.is_match(p))) {
                continue;
            }
            for (n, finding) in findings.iter_mut().enumerate() {
                let code = finding.code;
                let why = || Suppressed {
                    kind: SuppressedBy::Config,
                    reason: entry.reason.clone(),
                    until: entry.until.map(|day| day.to_string()),
                };
                if answered.settle(n, finding, |place, key| entry.fits(code, place, &key.to_string()), why) {
                    aside.used.store(true, Ordering::Relaxed);
                }
            }
        }
    }

    /// What there is to say about entries that are over, or were not needed: of those that name one file, where it was
    /// checked; of the others, where all files were (`whole`). Each with the file that the entry stands in.
    pub(crate) fn about(&self, whole: bool, policy: &Policy) -> Vec<(String, Vec<Finding>)> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out: Vec<(String, Vec<Finding>)> = Vec::new();
        for aside in &self.all {
            let entry = &aside.located.entry;
            let met =
                || whole || entry.path.as_ref().is_some_and(|p| seen.contains(p.trim_start_matches("./")));
            let message = match entry.until {
                Some(until) if aside.is_over(self.now) => {
                    Message::new("ignore-unused.expired").with("until", until)
                }
                _ if !aside.used.load(Ordering::Relaxed) && met() => Message::new("ignore-unused.message"),
                _ => continue,
            };
            let at = aside.located.place.span;
            let short = entry.is_short() && !aside.is_over(self.now);
            let help = Message::new(if short { "ignore-unused.help-short" } else { "ignore-unused.help" });
            let told = Told { code: Code::IgnoreUnused, level: Level::Warning, message, help, at };
            let found = tell(policy, &aside.located.text, vec![told]);
            match out.iter_mut().find(|(file, _)| *file == aside.located.file) {
                Some((_, all)) => all.extend(found),
                None => out.push((aside.located.file.clone(), found)),
            }
        }
        out
    }
}

impl Aside {
    fn is_over(&self, now: Timestamp) -> bool {
        self.located.entry.until.is_some_and(|until| now > until.end())
    }
}
