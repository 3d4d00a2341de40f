//! Every vector under `fixtures/vectors/canon`: one file, one reason. `UPDATE=1` writes what comes out.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may read its fixtures and stop"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use terang::canon::{self, CanonError, ContentDigests, Scope};
use terang::item::Media;

/// A vector: its header lines and its document.
struct Vector {
    path: PathBuf,
    header: String,
    document: String,
}

fn vectors() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vectors/canon");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let (header, document) = text.split_once("\n\n").unwrap();
        Vector { path, header: header.to_owned(), document: document.to_owned() }
    };
    paths.into_iter().map(read).collect()
}

impl Vector {
    fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.header.lines().filter_map(move |line| line.strip_prefix(field)?.strip_prefix(": "))
    }

    fn media(&self) -> Media {
        let media = self.all("media").next().unwrap();
        [Media::Html, Media::Markdown, Media::Plain].into_iter().find(|known| known.mime() == media).unwrap()
    }

    fn scope(&self) -> Scope {
        Scope {
            selector: self.all("selector").next().map(str::to_owned),
            drop: self.all("drop").map(str::to_owned).collect(),
        }
    }

    /// The header as it should be: the given lines and what comes out.
    fn found(&self) -> String {
        let given = self.header.lines().filter(|line| {
            ["comment: ", "media: ", "selector: ", "drop: "].iter().any(|field| line.starts_with(field))
        });
        let mut out = given.collect::<Vec<_>>().join("\n");
        match canon::text(&self.document, self.media(), &self.scope()) {
            Ok(text) => {
                if let Some(headline) = &text.headline {
                    write!(out, "\nheadline: {headline}").unwrap();
                }
                for paragraph in &text.paragraphs {
                    write!(out, "\nparagraph: {paragraph}").unwrap();
                }
                write!(out, "\nroot: {}", ContentDigests::of(&text).root).unwrap();
            }
            Err(error) => {
                let word = match error {
                    CanonError::NoMatch { .. } => "no-match",
                    CanonError::BadSelector { .. } => "bad-selector",
                    CanonError::NoBody => "no-body",
                    CanonError::ShadowRoot => "shadow-root",
                    other => panic!("{}: {other}", self.path.display()),
                };
                write!(out, "\nerror: {word}").unwrap();
            }
        }
        out
    }
}

#[test]
fn every_vector_gives_its_paragraphs_and_root() {
    let mut wrong = Vec::new();
    let vectors = vectors();
    assert!(vectors.len() > 100, "the vectors are not there");
    for vector in vectors {
        let found = vector.found();
        if found == vector.header {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&vector.path, format!("{found}\n\n{}", vector.document)).unwrap();
        } else {
            wrong.push(format!("{}\n  expected\n{}\n  found\n{found}", vector.path.display(), vector.header));
        }
    }
    assert!(wrong.is_empty(), "{} vectors differ\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn the_worked_example_of_the_specification_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/spec/canonical-text.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (_, example) = page.split_once("## 7. Worked example").unwrap();
    let (_, source) = example.split_once("```html\n").unwrap();
    let (source, rest) = source.split_once("```").unwrap();
    let text = canon::text(source, Media::Html, &Scope::default()).unwrap();
    let digests = ContentDigests::of(&text);
    assert!(rest.contains(&format!("{}  {} ", digests.headline.unwrap(), text.headline.unwrap())));
    for (leaf, paragraph) in digests.paragraphs.iter().zip(&text.paragraphs) {
        assert!(rest.contains(&format!("{leaf}  {paragraph}\n")), "{leaf}  {paragraph}");
    }
    assert!(rest.contains(&digests.root.to_string()));
}
