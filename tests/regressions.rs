//! Every input that once broke something, and some that are worth keeping, through the function of its fuzz target.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may read its fixtures, say which one it reads, and stop"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "fuzz/holds.rs"]
mod holds;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn names(folder: &Path) -> BTreeSet<String> {
    let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
    fs::read_dir(folder).unwrap().map(|entry| name(entry.unwrap())).collect()
}

#[test]
fn what_was_found_by_fuzzing_stays_mended() {
    let kept = folder("fixtures/regressions");
    let mut count = 0;
    for target in names(&kept) {
        for name in names(&kept.join(&target)) {
            println!("{target}/{name}");
            holds::of(&target, &fs::read(kept.join(&target).join(name)).unwrap());
            count += 1;
        }
    }
    assert!(count >= holds::TARGETS.len(), "each target has an input to begin with");
}

#[test]
fn every_archive_that_comes_along_holds() {
    let archives = folder("fixtures/archives");
    let mut count = 0;
    for name in names(&archives) {
        if name.contains(".warc") {
            println!("{name}");
            holds::of("warc", &fs::read(archives.join(name)).unwrap());
            count += 1;
        }
    }
    assert!(count >= 4, "{count}");
}

#[test]
fn each_target_has_its_program_and_its_kept_inputs() {
    let targets: BTreeSet<String> = holds::TARGETS.iter().map(|&t| t.to_owned()).collect();
    assert_eq!(names(&folder("fixtures/regressions")), targets);
    let programs = names(&folder("tests/fuzz/targets"));
    let programs: BTreeSet<String> = programs.iter().map(|p| p.trim_end_matches(".rs").to_owned()).collect();
    assert_eq!(programs, targets);
    let manifest = fs::read_to_string(folder("tests/fuzz/Cargo.toml")).unwrap();
    for target in targets {
        assert!(
            manifest.contains(&format!("name = \"{target}\"")),
            "{target} is not in tests/fuzz/Cargo.toml"
        );
        let program = fs::read_to_string(folder(&format!("tests/fuzz/targets/{target}.rs"))).unwrap();
        assert!(program.contains(&format!("\"{target}\"")), "{target}.rs runs another target");
    }
}
