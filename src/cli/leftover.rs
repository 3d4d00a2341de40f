//! What is to be said when all documents are checked: about entries of the configuration and of the baseline that
//! nothing answered to.

use std::path::PathBuf;

use terang::item::Media;
use terang::policy::Finding;
use terang::report::{Checked, Outcome};

use super::project::Project;
use super::projects::Projects;
use super::term::Term;

/// A file of settings as a document of its own, with how many of its findings give exit status 1.
pub(crate) struct Leftover {
    /// The file and its findings.
    pub(crate) outcome: Outcome,
    /// Findings that give exit status 1.
    pub(crate) failing: u64,
}

/// All that is left to say about the entries of `projects`. Where a stale baseline is no finding, `term` is told.
pub(crate) fn leftovers(projects: &Projects<'_>, term: Option<Term>) -> Vec<Leftover> {
    let walked = projects.walked();
    let mut out = Vec::new();
    for project in projects.met() {
        let whole = walked.iter().any(|folder| project.root.starts_with(folder));
        for (file, findings) in project.asides.about(whole, &project.how.policy) {
            out.extend(leftover(file, findings, project));
        }
    }
    for book in projects.books() {
        let (mut stale, spread) = (book.stale(&walked), book.spread());
        let Some(project) =
            projects.met().iter().find(|p| p.book.as_ref().is_some_and(|b| b.name == book.name))
        else {
            continue;
        };
        if !project.strict && !stale.is_empty() {
            if let Some(term) = term {
                let gaps = [("file", &*book.name), ("n", &stale.len().to_string())];
                term.note(&term.said("known.stale", &gaps));
            }
            stale.clear();
        }
        out.extend(leftover(book.name.clone(), book.about(&stale, &spread, &project.how.policy), project));
    }
    out
}

fn leftover(file: String, findings: Vec<Finding>, project: &Project) -> Option<Leftover> {
    if findings.is_empty() {
        return None;
    }
    let outcome = Outcome::Checked(Box::new(Checked {
        origin: PathBuf::from(file).to_string_lossy().into_owned(),
        id: None,
        media: Media::Plain,
        lang: None,
        empty: false,
        digests: None,
        disclosures: Vec::new(),
        signals: Vec::new(),
        residue: Vec::new(),
        findings,
    }));
    let failing = project.failing(&outcome);
    Some(Leftover { outcome, failing })
}
