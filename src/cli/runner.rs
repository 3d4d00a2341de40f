//! What the system that runs a job of continuous integration says of it, read in one place.

use std::path::PathBuf;

/// The job that this run is a part of.
#[derive(Debug, Default)]
pub(crate) struct Job {
    /// Its name; empty where none is known.
    pub(crate) name: String,
    /// The file that its summary in Markdown is added to.
    pub(crate) summary: Option<PathBuf>,
}

impl Job {
    /// What GitHub Actions or GitLab say.
    pub(crate) fn of_environment() -> Self {
        let name = std::env::var("GITHUB_JOB").or_else(|_| std::env::var("CI_JOB_NAME")).unwrap_or_default();
        let summary = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
        Self { name, summary: summary.map(PathBuf::from) }
    }
}
