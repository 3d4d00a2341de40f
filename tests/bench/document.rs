//! How fast documents are read: `cargo bench --bench document`.
//!
//! Real pages are taken from the folder that `TERANG_PAGES` names; without it, from the articles of this repository.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads its pages from files")]

use std::path::{Path, PathBuf};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use terang::document::{Limits, read};
use terang::item::{Item, Media};

fn main() {
    divan::main();
}

fn files(folder: &Path, extension: &str, out: &mut Vec<Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, extension, out);
        } else if path.extension().is_some_and(|e| e == extension) {
            out.extend(std::fs::read(&path));
        }
    }
}

fn sources(extension: &str) -> Vec<Vec<u8>> {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut out = Vec::new();
    if let Some(folder) = std::env::var_os("TERANG_PAGES") {
        files(Path::new(&folder), extension, &mut out);
    }
    if out.is_empty() {
        files(&articles, extension, &mut out);
    }
    out
}

fn each(bencher: Bencher<'_, '_>, media: Media, extension: &str) {
    let sources = sources(extension);
    let bytes: usize = sources.iter().map(Vec::len).sum();
    let items = || -> Vec<Item> {
        sources.iter().map(|b| Item { media: Some(media), bytes: b.clone(), ..Item::default() }).collect()
    };
    bencher.counter(BytesCount::new(bytes)).with_inputs(items).bench_local_values(|items| {
        for item in items {
            let document = read(item, Limits::default());
            black_box(document.map(|d| d.blocks().len()).unwrap_or_default());
        }
    });
}

#[divan::bench]
fn html(bencher: Bencher<'_, '_>) {
    each(bencher, Media::Html, "html");
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    each(bencher, Media::Markdown, "md");
}

#[divan::bench]
fn plain(bencher: Bencher<'_, '_>) {
    each(bencher, Media::Plain, "html");
}
