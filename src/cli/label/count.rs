//! How many articles came out how.

use crate::cli::exit::Exit;
use crate::cli::term::Term;

/// How many articles came out how.
#[derive(Default)]
pub(super) struct Count {
    pub(super) labelled: u64,
    pub(super) right: u64,
    /// Of a folder, and nothing is declared of them.
    pub(super) silent: u64,
    pub(super) refused: u64,
    pub(super) failed: u64,
}

impl Count {
    /// Whether nothing was met that could be labelled.
    pub(super) const fn is_empty(&self) -> bool {
        self.labelled + self.right + self.silent + self.refused + self.failed == 0
    }

    /// The counts as a line for people.
    pub(super) fn line(&self, wrote: bool, term: Term) -> String {
        let done = if wrote { "label.done" } else { "label.to-do" };
        let gaps = [("n", &*self.labelled.to_string()), ("right", &*self.right.to_string())];
        let mut line = term.said(done, &gaps);
        for (n, key) in
            [(self.silent, "label.silent"), (self.refused, "label.refused"), (self.failed, "label.failed")]
        {
            if n > 0 {
                line.push_str(", ");
                line.push_str(&term.said(key, &[("n", &n.to_string())]));
            }
        }
        line
    }

    /// How the run ends; with `check`, a label that is missing is a finding.
    pub(super) const fn exit(&self, check: bool) -> Exit {
        if self.failed > 0 {
            Exit::Failed
        } else if self.refused > 0 || (check && self.labelled > 0) {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }
}
