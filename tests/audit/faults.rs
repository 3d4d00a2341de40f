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

#[cfg(all(feature = "archive", feature = "parquet", unix))]
#[test]
fn a_bomb_a_record_of_ten_gigabytes_and_a_table_that_lies_are_each_named_and_the_rest_is_read() {
    use std::io::{Seek as _, SeekFrom, Write as _};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    let head = |uri: &str, size: u64| {
        format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://news.example/{uri}\r\nContent-Type: text/html\r\n\
             Content-Length: {size}\r\n\r\n"
        )
    };
    let small = format!("{}<p>x\r\n\r\n", head("small", 4));
    let mut large = fs::File::create(path.join("a/large.warc")).unwrap();
    large.write_all(head("large", 10_000_000_000).as_bytes()).unwrap();
    large.seek(SeekFrom::Current(10_000_000_000)).unwrap();
    large.write_all(format!("\r\n\r\n{small}").as_bytes()).unwrap();

    let pack = |bytes: &[u8]| {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(bytes).unwrap();
        to.finish().unwrap()
    };
    let bomb = [head("bomb", 4 << 20).into_bytes(), vec![b' '; 4 << 20], b"\r\n\r\n".to_vec()].concat();
    fs::write(path.join("a/bomb.warc.gz"), [pack(&bomb), pack(small.as_bytes())].concat()).unwrap();
    fs::write(path.join("a/bomb.html.gz"), pack(&bomb)).unwrap();

    let table = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archives/news.parquet");
    let mut table = fs::read(table).unwrap();
    // The length of the metadata, which stands before the last four bytes.
    let end = table.len();
    table[end - 8..end - 4].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x7F]);
    fs::write(path.join("a/lies.parquet"), table).unwrap();
    fs::write(path.join("a/good.md"), "# One\n\nText.\n").unwrap();

    let limits = ["--max-expansion", "100", "--max-size", "1000000"];
    let output = run(path, &[&["audit", "a", "--at", AT, "--output=jsonl=r.jsonl"], &limits[..]].concat());
    ends(&output, 2);
    let said = String::from_utf8(output.stdout).unwrap();
    for name in ["a/large.warc", "a/bomb.warc.gz", "a/bomb.html.gz", "a/lies.parquet"] {
        assert!(said.contains(name), "{name}: {said}");
    }
    let result = text(path, "r.jsonl");
    let lines: Vec<serde_json::Value> = result.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let counts = &lines[0]["counts"];
    assert_eq!((&counts["checked"], &counts["unreadable"]), (&3.into(), &4.into()), "{result}");
}

#[test]
fn no_report_is_written_over_the_archive_the_database_or_another_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.jsonl"), line(1, true) + "\n").unwrap();
    fs::create_dir(path.join("out")).unwrap();
    let refused = |arguments: &[&str], said: &str| {
        let output = run(path, arguments);
        ends(&output, 2);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(said), "{error}");
    };
    let archive = "a.jsonl is to be read and written over";
    refused(&["audit", "a.jsonl", "--output", "html=a.jsonl"], archive);
    refused(&["audit", "a.jsonl", "--output", "html=out/../a.jsonl"], archive);
    refused(&["audit", "a.jsonl", "--db", "a.sqlite", "--output", "csv=./a.sqlite"], "written over");
    for file in ["trust.toml", "pack.toml", "old.html.terang.json"] {
        fs::write(path.join(file), "").unwrap();
        let typed = ["--trust", "trust.toml", "--rules", "pack.toml", "--records", ".", "--at", AT];
        refused(&[&["audit", "a.jsonl", "--output", &format!("csv=./{file}")], &typed[..]].concat(), "");
        assert_eq!(text(path, file), "");
    }
    // A page of a folder is as much read as a file that is typed.
    fs::create_dir(path.join("pages")).unwrap();
    fs::write(path.join("pages/one.html"), "<p>x").unwrap();
    refused(&["audit", "pages", "--output", "html=out/../pages/one.html"], "lies in a folder that is read");
    refused(&["audit", ".", "--output", "html=pages/one.html"], "lies in a folder that is read");
    assert_eq!(text(path, "pages/one.html"), "<p>x");
    ends(&run(path, &["audit", "pages", "--output", "csv=pages/new.csv", "--at", AT]), 0);
    // The report of the audit of last night is written over, and is no page of the archive.
    for _ in 0..2 {
        let outputs = ["--output", "html=pages/report.html", "--output", "jsonl=pages/all.jsonl"];
        ends(&run(path, &[&["audit", "pages", "--at", AT], &outputs[..]].concat()), 0);
        let all = text(path, "pages/all.jsonl");
        assert_eq!(all.lines().filter(|line| line.contains("\"kind\":\"document\"")).count(), 1, "{all}");
    }
    let two = "two outputs are to be written to";
    refused(&["audit", "a.jsonl", "--output", "csv=x", "--output", "jsonl=./x"], two);
    assert_eq!(text(path, "a.jsonl"), line(1, true) + "\n");
    ends(&run(path, &["audit", "a.jsonl", "--db", "a.sqlite", "--at", AT]), 0);
    refused(&["report", "a.sqlite", "--output", "html=a.sqlite"], "written over");
    ends(&run(path, &["report", "a.sqlite"]), 0);
}

#[test]
fn what_is_not_shown_and_what_is_passed_over_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let bad = "{\"id\": broken\n".repeat(25);
    fs::write(path.join("a.jsonl"), bad).unwrap();
    let output = run(path, &["audit", "a.jsonl"]);
    ends(&output, 2);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("20 of 25 are shown"), "{said}");

    let request = "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    fs::write(path.join("a.warc"), request).unwrap();
    let output = run(path, &["audit", "a.warc"]);
    ends(&output, 3);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("1 capture: no article (requests)."), "{said}");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_told_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(path, 40);
    let made = std::process::Command::new("mkfifo").arg(path.join("archive/a.html")).status().unwrap();
    assert!(made.success());
    let output = run(path, &["audit", "archive"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("archive: 1 pipe, socket or device was not read"), "{said}");
}

#[test]
fn a_file_that_is_given_twice_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    fs::write(path.join("a/one.jsonl"), line(1, true)).unwrap();
    fs::write(path.join("a/two.jsonl"), line(2, false)).unwrap();
    let whole = path.join("a").display().to_string();
    let typed: [&[&str]; 6] = [
        &["a", "a/one.jsonl"],
        &["a/one.jsonl", "a/one.jsonl", "a/two.jsonl"],
        &["a", "./a"],
        &["a", &whole],
        &["a/*.jsonl", "a"],
        &["a/o*", "a/two.jsonl", "a"],
    ];
    for typed in typed {
        let ended = run(path, &[&["audit"], typed, &["--at", AT, "--output=jsonl=o.jsonl"]].concat());
        ends(&ended, 0);
        let text = text(path, "o.jsonl");
        let head: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert_eq!((&head["counts"]["documents"], &head["files"]), (&2.into(), &2.into()), "{typed:?}");
        assert!(head["notices"][0].as_str().unwrap().contains("given more than once"), "{head}");
    }
    ends(&run(path, &["audit", "gone", "gone", "a", "--at", AT]), 2);
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_are_no_utf_8_stay_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    for (number, name) in [b"x\xFF.jsonl", b"x\xFE.jsonl"].into_iter().enumerate() {
        fs::write(path.join("a").join(OsStr::from_bytes(name)), line(number, true)).unwrap();
    }
    let ended = run(path, &["audit", "a", "--at", AT, "--output=jsonl=o.jsonl"]);
    ends(&ended, 0);
    let said = text(path, "o.jsonl");
    assert!(said.contains("\"documents\":2") && said.contains("xFF") && said.contains("xFE"), "{said}");
}

#[test]
fn what_could_not_be_read_is_named_behind_any_number_of_graver_things() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let left = |id: u32| {
        let text = format!("As an AI language model, I cannot confirm number {id}.");
        serde_json::json!({ "id": id.to_string(), "text": text }).to_string() + "\n"
    };
    fs::write(path.join("a.jsonl"), (0..40).map(left).collect::<String>() + "{\"id\": broken\n").unwrap();
    for (tongue, some) in [("en", "20 of 41 are shown"), ("id", "Ditampilkan 20 dari 41")] {
        let output = run(path, &["audit", "a.jsonl", "--report-lang", tongue]);
        ends(&output, 2);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(some) && said.contains("unreadable: "), "{said}");
        // The numbers of one table end in one column.
        let ends: Vec<usize> = said.lines().skip(4).take(5).map(|l| l.chars().count()).collect();
        assert!(ends.windows(2).all(|two| two[0] == two[1]), "{said}");
    }
}

#[test]
fn what_was_typed_wrong_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.jsonl"), line(1, true) + "\n").unwrap();
    fs::create_dir(path.join("empty")).unwrap();
    let wrong: [(&[&str], i32, &str); 4] = [
        (&["audit", "a.jsonl", "--db", "nowhere/a.sqlite"], 2, "is its folder there"),
        (&["report", "a.jsonl"], 2, "give the file of --db"),
        (&["audit", "empty"], 3, "JSON Lines or archives here"),
        (&["audit", "a.jsonl", "--since", "2200-01-01", "--db", "a.sqlite"], 0, ""),
    ];
    for (typed, status, help) in wrong {
        let output = run(path, typed);
        ends(&output, status);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(help) && !said.contains("Error code"), "{said}");
    }
    let output = run(path, &["history", "https://nowhere.example/", "--db", "a.sqlite"]);
    ends(&output, 3);
    assert!(String::from_utf8(output.stderr).unwrap().contains("column `url`"));
}
