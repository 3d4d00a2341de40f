//! Every fixture, in every way.

use std::fs;
use std::path::{Path, PathBuf};

use terang::item::{Item, Media};
use terang::label::{Carriers, Kind, LabelError, Labelled, Position, Wish};
use terang::lang::Lang;
use terang::vocabulary::{Involvement, Review};

use super::{item, labelled, used, wish};

fn fixtures() -> Vec<(PathBuf, Item)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut out = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let media = match path.extension().and_then(|e| e.to_str()) {
                Some("html") => Media::Html,
                Some("md") => Media::Markdown,
                Some("txt") => Media::Plain,
                _ => continue,
            };
            let bytes = fs::read(&path).unwrap();
            out.push((path, item(media, bytes)));
        }
    }
    assert!(out.len() > 60);
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

/// The source with the insertions taken out again and the replaced pieces put back.
fn undone(done: &Labelled) -> String {
    let mut out = String::new();
    let (mut old, mut new) = (0, 0);
    for edit in &done.edits {
        let kept = edit.span.start - old;
        out.push_str(&done.after[new..new + kept]);
        assert_eq!(&done.after[new + kept..new + kept + edit.text.len()], edit.text);
        out.push_str(&done.before[edit.span.start..edit.span.end]);
        (old, new) = (edit.span.end, new + kept + edit.text.len());
    }
    out.push_str(&done.after[new..]);
    out
}

/// Whether all bytes of `old` stand in `new` in their order.
fn is_within(old: &[u8], new: &[u8]) -> bool {
    let mut rest = new.iter();
    old.iter().all(|byte| rest.any(|b| b == byte))
}

#[test]
fn every_fixture_is_labelled_or_refused_and_keeps_every_other_byte() {
    let (mut changed, mut refused) = (0, 0);
    for (path, item) in fixtures() {
        let lang = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        for involvement in [Involvement::Assisted, Involvement::None] {
            for position in [Position::Start, Position::End] {
                let wish = Wish {
                    lang: Lang::parse(lang),
                    position,
                    ..wish(used(involvement, Review::Reviewed, &[]))
                };
                let done = match labelled(&item, &wish) {
                    Ok(done) => done,
                    // What stands there says otherwise: in a caption, or in a mark that is not ours.
                    Err(LabelError::Otherwise { .. }) => {
                        refused += 1;
                        continue;
                    }
                    Err(error) => panic!("{}: {error}", path.display()),
                };
                changed += usize::from(done.is_changed());
                assert_eq!(undone(&done), done.before, "{}", path.display());
                if done.edits.iter().all(|e| e.span.is_empty()) {
                    assert!(is_within(&item.bytes, &done.bytes), "{}", path.display());
                }
                let again = labelled(&Item { bytes: done.bytes, ..item.clone() }, &wish).unwrap();
                assert!(!again.is_changed(), "{}: {:?}", path.display(), again.edits);
            }
        }
    }
    assert!(changed > 100 && refused < changed, "{changed} changed, {refused} refused");
}

#[test]
fn every_carrier_alone_leaves_the_text_of_fixtures_as_it_is() {
    for (path, item) in fixtures() {
        for kind in [Kind::Meta, Kind::JsonLd, Kind::FrontMatter] {
            let wish = Wish {
                carriers: Carriers::These(vec![kind]),
                ..wish(used(Involvement::Generated, Review::Reviewed, &["Claude"]))
            };
            match labelled(&item, &wish) {
                Ok(done) => {
                    assert_eq!(undone(&done), done.before, "{}", path.display());
                    assert!(done.edits.iter().all(|e| e.kind == kind));
                }
                Err(LabelError::Otherwise { .. }) => {}
                Err(error) => panic!("{}: {error}", path.display()),
            }
        }
    }
}
