//! Where the articles of a site are.

use std::path::Path;

use terang::source::{Input, Options, open};

/// Where generators and newsrooms keep what people write, beside one another in some sites.
const WRITTEN: [&str; 16] = [
    "content",
    "src/content",
    "_posts",
    "source/_posts",
    "posts",
    "src/posts",
    "blog",
    "articles",
    "artikel",
    "_articles",
    "berita",
    "news",
    "stories",
    "pages",
    "opinion",
    "opini",
];

/// Where generators put what they make of it.
const MADE: [&str; 6] = ["public", "_site", "dist", "build", "out", "site"];

/// Endings of the files that are articles, as a regular expression.
const ENDINGS: &str = r"\.(md|markdown|mdx|html?|xhtml|txt|text)$";

/// The folders below `root` that hold articles: those that people write, else those that a generator makes; none
/// where articles are somewhere else.
pub(super) fn folders(root: &Path) -> Vec<&'static str> {
    let holds = |folder: &&str| holds_articles(&root.join(folder));
    let written: Vec<&str> = WRITTEN.into_iter().filter(holds).collect();
    if written.is_empty() { MADE.into_iter().filter(holds).collect() } else { written }
}

fn holds_articles(folder: &Path) -> bool {
    let options = Options::default();
    folder.is_dir() && open(vec![folder.to_owned()], options).any(|input| matches!(input, Input::File { .. }))
}

/// The folders as globs of a configuration, an element of a list each.
pub(super) fn globs(folders: &[&str]) -> String {
    folders.iter().map(|folder| format!("\"{folder}/**\"")).collect::<Vec<_>>().join(", ")
}

/// The articles in the folders as the regular expression that pre-commit wants.
pub(super) fn expression(folders: &[&str]) -> String {
    match folders {
        [] => ENDINGS.to_owned(),
        folders => format!("^({})/.*{ENDINGS}", folders.join("|")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text").unwrap();
        }
        root
    }

    #[test]
    fn what_people_write_comes_before_what_is_made_of_it() {
        let root = site(&["content/berita/a.md", "_posts/b.markdown", "public/a/index.html", "README.md"]);
        assert_eq!(folders(root.path()), ["content", "_posts"]);
        let root = site(&["public/a/index.html", "README.md"]);
        assert_eq!(folders(root.path()), ["public"]);
    }

    #[test]
    fn a_folder_without_articles_is_none_of_them() {
        let root = site(&["content/logo.png", "posts/data.csv", "a.md"]);
        assert!(folders(root.path()).is_empty());
    }

    #[test]
    fn pre_commit_is_given_articles_of_the_folders_alone() {
        let matches = |expression: &str, path: &str| regex::Regex::new(expression).unwrap().is_match(path);
        let some = expression(&["content", "_posts"]);
        assert!(matches(&some, "content/a/b.md") && matches(&some, "_posts/x.html"));
        assert!(!matches(&some, "content/a.png") && !matches(&some, "README.md"));
        assert!(!matches(&some, "docs/content/a.md"));
        assert!(matches(&expression(&[]), "README.md") && !matches(&expression(&[]), "a.toml"));
    }
}
