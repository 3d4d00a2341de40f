//! Where a file that is there differs from the one that would be written.

use std::time::Duration;

use similar::TextDiff;
use terang::report::safe;

/// How long the shortest difference is looked for; after that a longer one does as well.
const PATIENCE: Duration = Duration::from_secs(1);

/// The difference in the form that patch reads, each line made safe for a terminal and ended by a line feed.
pub(super) fn difference(path: &str, have: &str, want: &str) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(have, want);
    let diff = diff.unified_diff().context_radius(2).header(path, path).to_string();
    diff.lines().map(|line| format!("{}\n", safe(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_differs_stands_with_those_around_it() {
        let shown = difference("a.toml", "one\ntwo\nthree\nfour\n", "one\ntwo\nTHREE\nfour\n");
        assert_eq!(shown, "--- a.toml\n+++ a.toml\n@@ -1,4 +1,4 @@\n one\n two\n-three\n+THREE\n four\n");
    }

    #[test]
    fn what_is_in_the_file_moves_no_terminal() {
        assert!(!difference("a", "\u{1b}[2J\n", "").contains('\u{1b}'));
    }
}
