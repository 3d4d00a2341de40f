//! The pages of the findings, in the language of the reader.

use super::Tongue;
use crate::policy::Code;

const INDONESIAN: &str = include_str!("pages.id.md");

/// The public page of `code` in `tongue`, in Markdown.
#[must_use]
pub fn page(tongue: Tongue, code: Code) -> String {
    match tongue {
        Tongue::En => code.page(),
        Tongue::Id => section(INDONESIAN, code.word()).to_owned(),
    }
}

/// From the heading `# name` to the next one of its rank, without blank lines around it; empty where there is none.
fn section<'a>(pages: &'a str, name: &str) -> &'a str {
    let heading = format!("# {name}\n");
    let Some(start) = pages
        .starts_with(&heading)
        .then_some(0)
        .or_else(|| pages.find(&format!("\n{heading}")).map(|at| at + 1))
    else {
        return "";
    };
    let rest = &pages[start..];
    // A line of a program may begin with `# ` too; a heading has a blank line before it and a code behind it.
    let next = rest.match_indices("\n\n# ").map(|(at, _)| at).find(|at| {
        let line = rest[at + 4..].lines().next().unwrap_or_default();
        line.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    });
    next.map_or(rest, |at| &rest[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the fences of a page.
    fn examples(page: &str) -> Vec<String> {
        let fences = page.split("```").skip(1).step_by(2);
        fences.map(|fence| fence.lines().map(str::trim).collect::<Vec<_>>().join("\n")).collect()
    }

    #[test]
    fn every_code_has_a_page_with_the_same_parts_and_examples() {
        let parts = |english: &str| match english {
            "## What it does" => "## Yang diperiksa",
            "## Why" => "## Mengapa",
            "## Rule" => "## Aturan",
            "## Example" => "## Contoh",
            "## How to mend it" => "## Cara memperbaikinya",
            other => panic!("{other} has no name in Indonesian"),
        };
        let headings = |page: &str| -> Vec<String> {
            page.lines().filter(|l| l.starts_with("## ")).map(str::to_owned).collect()
        };
        for code in Code::ALL {
            let (english, indonesian) = (page(Tongue::En, *code), page(Tongue::Id, *code));
            assert!(indonesian.starts_with(&format!("# {code}\n\n")), "{code} has no page in Indonesian");
            let wanted: Vec<&str> = headings(&english).iter().map(|h| parts(h)).collect();
            assert_eq!(headings(&indonesian), wanted, "{code}");
            assert_eq!(examples(&indonesian), examples(&english), "{code}");
        }
    }

    #[test]
    fn a_page_ends_where_the_next_one_begins() {
        let pages = "# one\n\na\n# no heading\n\n# Not one\n\n# two\n\nb\n";
        assert_eq!(section(pages, "one"), "# one\n\na\n# no heading\n\n# Not one\n");
        assert_eq!(section(pages, "two"), "# two\n\nb\n");
        assert_eq!(section(pages, "three"), "");
    }
}
