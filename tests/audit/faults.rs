//! What can go wrong around an audit.

use std::fs;

use crate::archive::{AT, build, ends, line, run, text};

#[test]
fn a_damaged_line_is_named_and_counted_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), 40);
    let output = run(folder.path(), &["audit", "archive", "--at", AT, "--output", "jsonl=a.jsonl"]);
    ends(&output, 2);
    let head: serde_json::Value =
        serde_json::from_str(text(folder.path(), "a.jsonl").lines().next().unwrap()).unwrap();
    let counts = &head["counts"];
    assert_eq!(
        (&counts["documents"], &counts["checked"], &counts["unreadable"]),
        (&54.into(), &52.into(), &2.into())
    );
    assert_eq!(counts["disclosed"], 8);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("archive/one.jsonl#9"), "{said}");
    assert!(said.contains("2 captures could not be checked"), "{said}");
}

#[test]
fn nothing_to_check_is_no_clean_archive() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    ends(&run(folder.path(), &["audit", "empty"]), 3);
    ends(&run(folder.path(), &["audit", "nowhere.jsonl"]), 2);
}

#[test]
fn a_database_that_is_another_program_s_or_newer_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(path, 40);
    fs::write(path.join("notes.txt"), "these are notes, and no database of anybody").unwrap();
    let output = run(path, &["audit", "archive", "--db", "notes.txt"]);
    ends(&output, 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a database of audits"));
    assert_eq!(text(path, "notes.txt"), "these are notes, and no database of anybody");

    ends(&run(path, &["audit", "archive", "--db", "a.sqlite"]), 2);
    let mut bytes = fs::read(path.join("a.sqlite")).unwrap();
    // The user version stands at byte 60 of the head, four bytes, the first the most significant.
    bytes[63] = 99;
    fs::write(path.join("a.sqlite"), &bytes).unwrap();
    let output = run(path, &["audit", "archive", "--db", "a.sqlite"]);
    ends(&output, 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("version 99"));
    assert_eq!(fs::read(path.join("a.sqlite")).unwrap(), bytes);
}

#[test]
fn two_audits_do_not_share_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(path, 40);
    let held = terang::store::audit_db::AuditDb::open(&path.join("a.sqlite")).unwrap();
    let output = run(path, &["audit", "archive", "--db", "a.sqlite"]);
    drop(held);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("another audit is working with this database"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_the_audit_goes_on_where_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(path, 1_500);
    let program = env!("CARGO_BIN_EXE_terang");
    // A limit on the size of files ends writes as a full disk does, where the signal is not heard.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 300; exec '{program}' audit archive --at {AT} --db a.sqlite --no-progress --ui-lang en"
    );
    let output = std::process::Command::new("sh").current_dir(path).args(["-c", &limited]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("database"), "{said}");
    let outputs = |name: &str| format!("--output=jsonl={name}.jsonl");
    ends(&run(path, &["audit", "archive", "--at", AT, "--db", "a.sqlite", &outputs("a")]), 2);
    ends(&run(path, &["audit", "archive", "--at", AT, "--db", "b.sqlite", &outputs("b")]), 2);
    assert!(text(path, "a.jsonl") == text(path, "b.jsonl"));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_counted_and_the_next_is_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    fs::write(path.join("a/1.md"), "# One\n\nText.\n").unwrap();
    fs::write(path.join("a/2.md"), "# Two\n\nText.\n").unwrap();
    fs::set_permissions(path.join("a/1.md"), fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(path.join("a/1.md")).is_ok() {
        // Whoever may read everything sees a folder where a file was named instead.
        fs::remove_file(path.join("a/1.md")).unwrap();
        std::os::unix::fs::symlink("nowhere", path.join("a/1.md")).unwrap();
        let output = run(path, &["audit", "a/1.md", "a/2.md"]);
        ends(&output, 2);
        return;
    }
    let output = run(path, &["audit", "a"]);
    ends(&output, 2);
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 could be checked"));
}

#[test]
fn the_order_is_that_of_the_archive_whatever_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(path, 120);
    fs::write(path.join("more.jsonl"), format!("{}\n", line(3, true)).repeat(50)).unwrap();
    for jobs in ["1", "2", "7"] {
        let output = format!("--output=jsonl={jobs}.jsonl");
        ends(&run(path, &["audit", "archive", "more.jsonl", "--at", AT, "--jobs", jobs, &output]), 2);
    }
    assert!(text(path, "1.jsonl") == text(path, "2.jsonl") && text(path, "1.jsonl") == text(path, "7.jsonl"));
    let limited = |jobs: &str| {
        let output = format!("--output=jsonl=limit{jobs}.jsonl");
        run(path, &["audit", "archive", "--at", AT, "--limit", "20", "--jobs", jobs, &output]);
        text(path, &format!("limit{jobs}.jsonl"))
    };
    let one = limited("1");
    assert!(one == limited("3") && one.lines().count() == 21);
    assert!(one.contains("\"stopped\":true"));
}
