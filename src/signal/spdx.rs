//! `SPDX-AI-Disclosure:` and `SPDX-AI-Model:` lines in comments. They look like SPDX and are no terms of it.

use super::level;
use super::model::{Authority, Signal, shorten};
use crate::span::Span;
use crate::vocabulary::{Involvement, Scope};

const DISCLOSURE: &str = "spdx-ai-disclosure:";
const TOOLS: [&str; 3] = ["spdx-ai-model:", "spdx-ai-tool:", "spdx-ai-provider:"];

/// Reads the lines of a comment. In front matter only those that are comments (`#`) are handed over.
pub(super) fn read<'a>(
    carrier: &'static str,
    lines: impl Iterator<Item = &'a str>,
    span: Span,
    out: &mut Vec<Signal>,
) {
    let mut found: Option<Signal> = None;
    let mut tool = None;
    for line in lines {
        let line = line.trim_start_matches([' ', '\t', '#', '*', '/', ';']);
        if let Some(value) = after(line, DISCLOSURE)
            && found.is_none()
        {
            let value = value.trim();
            let mut signal = Signal::new(carrier, "folk", Authority::Folk, "SPDX-AI-Disclosure", value, span);
            signal.scope = Some(Scope::Article);
            if let Some(level) = level::word(value) {
                (signal.involvement, signal.review) = (level.involvement, level.review);
            }
            found = Some(signal);
        } else if tool.is_none() {
            tool = TOOLS.iter().find_map(|name| after(line, name)).map(str::trim).filter(|t| !t.is_empty());
        }
    }
    if let Some(mut signal) = found {
        if signal.involvement.is_some_and(|i| i != Involvement::None) {
            signal.tool = tool.map(shorten);
        }
        out.push(signal);
    }
}

fn after<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name)).map(|_| &line[name.len()..])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{comment, read, yaml};
    use super::*;

    #[test]
    fn lines_in_comments_are_read_together() {
        let signals = read(vec![comment("\n SPDX-AI-Disclosure: ai-assisted\n SPDX-AI-Model: lyra-2\n")]);
        assert_eq!(signals.len(), 1);
        assert_eq!(
            (signals[0].involvement, signals[0].tool.as_deref()),
            (Some(Involvement::Assisted), Some("lyra-2"))
        );
        let none = read(vec![yaml("# SPDX-AI-Disclosure: none\n# SPDX-AI-Model: x\ntitle: A\n")]);
        assert_eq!((none[0].claims_ai(), none[0].tool.as_deref()), (Some(false), None));
    }

    #[test]
    fn a_license_line_is_nothing() {
        assert_eq!(read(vec![comment("SPDX-License-Identifier: MIT")]), []);
        assert_eq!(read(vec![comment("see SPDX-AI-Disclosure: none")]), []);
    }
}
