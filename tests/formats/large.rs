//! A hundred thousand findings: what the platforms take, and what the rest of it is told.

use std::io::Write as _;
use std::process::Command;

use super::run::{FORMATS, command};
use super::sarif::valid;

const MANY: usize = 100_000;

#[test]
fn a_hundred_thousand_findings_fit_every_limit_and_none_is_lost_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("many.jsonl");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&input).unwrap());
    for n in 0..MANY {
        // Every article is short, differs from the others, and says nothing.
        writeln!(
            file,
            "{{\"id\":\"{n}\",\"text\":\"The ferry sails again on day {n}, {:x}.\"}}",
            n * 0x9E37_79B9
        )
        .unwrap();
    }
    drop(file);
    let mut command: Command = command();
    command.args(["check", "--require-disclosure", "--quiet", "--format", "github"]);
    for format in FORMATS {
        command.arg("--output").arg(format!("{format}={}", folder.path().join(format).display()));
    }
    let output = command.arg(&input).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 10);
    let read = |format: &str| std::fs::read_to_string(folder.path().join(format)).unwrap();

    let sarif = read("sarif");
    let mut value: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let results = value["runs"][0]["results"].as_array().unwrap().len();
    // The schema need not see all of what is alike.
    value["runs"][0]["results"].as_array_mut().unwrap().truncate(100);
    let value = valid(&value.to_string());
    assert!(results <= 25_000 && results > 20_000, "{results}");
    let notices = value["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(notices.contains(&format!("{}", MANY - results)), "{notices}");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(sarif.as_bytes()).unwrap();
    assert!(packed.finish().unwrap().len() <= 10_000_000);

    let markdown = read("markdown");
    assert!(markdown.len() <= 1 << 20);
    let listed = markdown.matches("| error |").count();
    assert!(listed > 1_000 && markdown.contains(&format!("{} more findings", MANY - listed)));

    let html = read("html");
    assert!(html.contains("95000 more findings"), "{}", html.len());
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&read("gitlab")).unwrap().len(), MANY);
    assert_eq!(csv::Reader::from_reader(read("csv").as_bytes()).records().count(), MANY);
    assert_eq!(read("junit").matches("<failure ").count(), MANY);
    assert_eq!(read("checkstyle").matches("<error ").count(), MANY);
}
