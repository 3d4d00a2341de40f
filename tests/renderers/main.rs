//! One article, one root: as Markdown, as the pages that other programs' renderers make of it with typographic
//! quotes on, and as plain text. `tests/renderers/run` installs the renderers that are no crates.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may read its fixtures, start its peers and stop"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use terang::canon::{self, CanonicalText, ContentDigests, Scope};
use terang::item::Media;

/// One article as its author wrote it.
struct Article {
    name: String,
    markdown: String,
    plain: String,
}

fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/renderers/articles");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "md"));
    paths.sort();
    let read = |path: &PathBuf| Article {
        name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        markdown: std::fs::read_to_string(path).unwrap(),
        plain: std::fs::read_to_string(path.with_extension("txt")).unwrap(),
    };
    paths.iter().map(read).collect()
}

/// Splits front matter off as a site generator does: the title, and what goes to the renderer.
fn front_matter(markdown: &str) -> (Option<String>, &str) {
    for (fence, key) in [("---\n", "title: "), ("+++\n", "title = ")] {
        if let Some((front, body)) = markdown.strip_prefix(fence).and_then(|rest| rest.split_once(fence)) {
            let title = front.lines().find_map(|line| line.strip_prefix(key)).unwrap();
            let title = title.trim_matches('"').replace("\\\"", "\"");
            return (Some(title), body);
        }
    }
    (None, markdown)
}

fn comrak(body: &str) -> String {
    let mut options = comrak::Options::default();
    options.parse.smart = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(body, &options)
}

fn pulldown_cmark(body: &str) -> String {
    let mut html = String::new();
    let parser = pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::all());
    pulldown_cmark::html::push_html(&mut html, parser);
    html
}

/// The folder that `tests/renderers/run` installs into.
fn packages() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("peers/renderers")
}

/// Runs a renderer that is a program of its own.
fn pipe(mut command: Command, body: &str) -> Result<String, String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("{} does not start: {e}", command.get_program().display()))?;
    child.stdin.take().unwrap().write_all(body.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{} failed", command.get_program().display());
    Ok(String::from_utf8(output.stdout).unwrap())
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/renderers").join(name)
}

fn markdown_it(body: &str) -> Result<String, String> {
    let modules = packages().join("node_modules");
    if !modules.join("markdown-it").is_dir() {
        return Err(format!("no markdown-it in {}", modules.display()));
    }
    let mut command = Command::new("node");
    command.arg(script("markdown_it.cjs")).env("NODE_PATH", modules);
    pipe(command, body)
}

fn python_markdown(body: &str) -> Result<String, String> {
    let mut command = Command::new(packages().join("python/bin/python"));
    command.arg(script("python_markdown.py"));
    pipe(command, body)
}

/// The pages of three sites around one rendered body.
fn pages(title: Option<&str>, body: &str) -> [String; 3] {
    let h1 = title.map(|title| format!("<h1>{}</h1>", title.replace('&', "&amp;").replace('<', "&lt;")));
    let h1 = h1.unwrap_or_default();
    [
        format!(
            "<!DOCTYPE html><html><head><title>x</title></head><body><header>Site</header><article>{h1}\n{body}</article>\
             <footer>Imprint</footer></body></html>"
        ),
        format!(
            "<!DOCTYPE html>\n<div id=top><nav><a href=/>Home</a></nav>{h1}</div>\n<main>\n<div itemprop='articleBody' \
             class=text>\n{body}\n<script>track()</script></div><aside>More news</aside></main>"
        ),
        format!(
            "<body><article><p>teaser</p></article><article><div>{h1}</div><section>{body}</section></article>"
        ),
    ]
}

fn text(source: &str, media: Media) -> CanonicalText {
    canon::text(source, media, &Scope::default()).unwrap()
}

/// Headline and root are the same; where they are not, the paragraphs say where.
fn assert_same(what: &str, expected: &CanonicalText, found: &CanonicalText) {
    assert_eq!(found.headline, expected.headline, "{what}");
    assert_eq!(found.paragraphs, expected.paragraphs, "{what}");
    let (expected, found) = (ContentDigests::of(expected), ContentDigests::of(found));
    assert_eq!((found.headline, found.root), (expected.headline, expected.root), "{what}");
}

/// Compares every page that `render` makes of every article with the article's Markdown.
fn compare(name: &str, render: impl Fn(&str) -> Result<String, String>) {
    for article in articles() {
        let expected = text(&article.markdown, Media::Markdown);
        let (title, body) = front_matter(&article.markdown);
        let rendered = match render(body) {
            Ok(rendered) => rendered,
            Err(why) => {
                assert!(std::env::var_os("TERANG_REQUIRE_PEERS").is_none(), "{why}");
                // Written past the capture of the test harness, so that nobody takes this for a pass.
                let _ =
                    writeln!(std::io::stderr(), "SKIPPED {name}: {why} (tests/renderers/run installs it)");
                return;
            }
        };
        for (site, page) in pages(title.as_deref(), &rendered).iter().enumerate() {
            assert_same(
                &format!("{} by {name}, site {site}", article.name),
                &expected,
                &text(page, Media::Html),
            );
        }
    }
}

#[test]
fn plain_text_has_the_root_of_its_markdown() {
    for article in articles() {
        let expected = text(&article.markdown, Media::Markdown);
        assert!(expected.paragraphs.len() > 4, "{}", article.name);
        assert_same(&article.name, &expected, &text(&article.plain, Media::Plain));
    }
}

#[test]
fn comrak_with_smart_punctuation_gives_the_same_root() {
    compare("comrak", |body| Ok(comrak(body)));
}

#[test]
fn pulldown_cmark_with_all_extensions_gives_the_same_root() {
    compare("pulldown-cmark", |body| Ok(pulldown_cmark(body)));
}

#[test]
fn markdown_it_with_typographer_gives_the_same_root() {
    compare("markdown-it", markdown_it);
}

#[test]
fn python_markdown_with_smarty_gives_the_same_root() {
    compare("Python-Markdown", python_markdown);
}
