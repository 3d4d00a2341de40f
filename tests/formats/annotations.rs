//! Annotations against the rules of the runner (`actions/runner`, `ActionCommand.cs`), written down again here.

use super::run::{command, facts, text};

/// A line as the runner reads it: kind, properties, data. Nothing where it is no command.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) kind: String,
    pub(crate) properties: Vec<(String, String)>,
    pub(crate) data: String,
}

const REGISTERED: [&str; 10] = [
    "error",
    "warning",
    "notice",
    "debug",
    "add-mask",
    "set-output",
    "save-state",
    "stop-commands",
    "group",
    "add-matcher",
];

pub(crate) fn parse(line: &str) -> Option<Parsed> {
    newer(line).or_else(|| older(line))
}

/// `::kind name=value,name=value::data`, after white space.
fn newer(line: &str) -> Option<Parsed> {
    let rest = line.trim_start().strip_prefix("::")?;
    let (info, data) = rest.split_once("::")?;
    let (kind, properties) = info.split_once(' ').unwrap_or((info, ""));
    let unescaped = |text: &str| {
        text.replace("%0D", "\r")
            .replace("%0A", "\n")
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
    };
    REGISTERED.contains(&kind).then(|| Parsed {
        kind: kind.to_owned(),
        properties: properties
            .split(',')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.trim().to_owned(), unescaped(value)))
            .collect(),
        data: data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"),
    })
}

/// `##[kind name=value]data`, anywhere in a line.
fn older(line: &str) -> Option<Parsed> {
    let (_, rest) = line.split_once("##[")?;
    let (info, data) = rest.split_once(']')?;
    let kind = info.split(' ').next()?;
    REGISTERED.contains(&kind).then(|| Parsed {
        kind: kind.to_owned(),
        properties: Vec::new(),
        data: data.to_owned(),
    })
}

fn property<'a>(parsed: &'a Parsed, name: &str) -> &'a str {
    parsed.properties.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
}

#[test]
fn the_runner_reads_every_line_as_one_annotation() {
    let (facts, unreadable) = facts();
    let text = text("github");
    let all: Vec<Parsed> = text.lines().map(|line| parse(line).unwrap()).collect();
    let of = |kind: &str| all.iter().filter(|a| a.kind == kind).count();
    let want = |level: &str| facts.iter().filter(|f| f.3 == level).count();
    assert_eq!(of("error"), (want("error") + unreadable).min(10));
    assert_eq!((of("warning"), of("notice")), (want("warning").min(10), want("note").min(10)));
    for (origin, line, column, level, code) in facts.iter().filter(|f| f.3 == "warning") {
        assert!(
            all.iter().any(|a| property(a, "file") == origin
                && property(a, "line") == line.to_string()
                && property(a, "col") == column.to_string()
                && property(a, "title") == code
                && a.kind == *level),
            "{origin}:{line}:{column} {code}"
        );
    }
}

#[test]
fn the_tenth_says_how_many_more_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    std::fs::create_dir(&articles).unwrap();
    for n in 0..47 {
        std::fs::write(articles.join(format!("{n:02}.html")), "<article><p>Nothing.</p></article>").unwrap();
    }
    let run = |output: &std::path::Path| {
        command()
            .args(["check", "--require-disclosure", "--format", "github", "articles"])
            .current_dir(folder.path())
            .env("GITHUB_STEP_SUMMARY", output)
            .output()
            .unwrap()
    };
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "# Before\n").unwrap();
    let output = run(&summary);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    let all: Vec<Parsed> = text.lines().map(|line| parse(line).unwrap()).collect();
    assert_eq!(all.len(), 10);
    assert!(all[9].data.contains("38 more"), "{}", all[9].data);
    let written = std::fs::read_to_string(&summary).unwrap();
    assert!(written.starts_with("# Before\n") && written.matches("`disclosure-missing`").count() == 47);
    // A summary that cannot be written changes nothing.
    let output = run(&folder.path().join("no/such/summary.md"));
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("was not written"));
}
