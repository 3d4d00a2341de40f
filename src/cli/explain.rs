//! `terang explain`: a code, a rule, or a line of a file.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::styling::{AnsiColor, Style};
use terang::config::nearest;
use terang::disclosure::{self, Explanation, ROLES};
use terang::document::{Document, Limits, read};
use terang::item::Item;
use terang::policy::{Code, Fact, profile};
use terang::report::safe;
use terang::report::words::{Tongue, page};
use terang::source::{Caps, Input, Kind, Options, open};
use terang::span::Span;

use super::args::Explain;
use super::exit::Exit;
use super::failure::{Failure, chain};
use super::rules::load;
use super::term::Term;

const HEAD: Style = Style::new().bold();
const WORD: Style = AnsiColor::Cyan.on_default();
const DIM: Style = Style::new().dimmed();

/// Explains what was typed.
pub(crate) fn run(args: &Explain, term: Term) -> Result<Exit, Failure> {
    let mut to = term.stdout();
    // Of what stands in no file, the language can only be that of the answer.
    let tongue = args.lang.as_ref().and_then(|lang| Tongue::from_tag(lang.as_str()));
    let tongue = tongue.unwrap_or(term.tongue());
    if let Some(code) = Code::from_word(&args.what) {
        to.write_all(page(tongue, code).as_bytes())?;
    } else if let Some((path, line)) = file_and_line(&args.what) {
        explain_line(&path, line, args, &mut to)?;
    } else if let Some(text) = profile::source(&args.what) {
        to.write_all(text.as_bytes())?;
    } else if args.what == "profiles" {
        profiles(tongue, &mut to)?;
    } else if args.what == "facts" {
        facts(&mut to)?;
    } else if args.what == "roles" {
        for (role, what) in ROLES {
            writeln!(to, "{WORD}{role:<22}{WORD:#} {what}")?;
        }
    } else if !explain_rule(&args.what, args, &mut to)? {
        return Err(
            Failure::new(format!("there is no code, rule or line `{}`", args.what)).help(meant(&args.what))
        );
    }
    to.flush()?;
    Ok(Exit::Clean)
}

/// The built-in profiles, each with its title.
fn profiles(tongue: Tongue, to: &mut impl Write) -> Result<(), Failure> {
    for profile in profile::names().filter_map(profile::built_in) {
        let (title, about) = match tongue {
            Tongue::En => (&profile.title.en, &profile.about.en),
            Tongue::Id => (&profile.title.id, &profile.about.id),
        };
        let since = profile.in_force.as_deref().map(|day| format!(" ({day})")).unwrap_or_default();
        writeln!(to, "{WORD}{}{WORD:#}{since}\n  {HEAD}{title}{HEAD:#}\n  {about}\n", profile.id)?;
    }
    Ok(())
}

/// The facts that profiles ask for, with their values and how front matter gives them.
fn facts(to: &mut impl Write) -> Result<(), Failure> {
    for fact in Fact::ALL {
        let example = match fact.in_front_matter() {
            "" => String::new(),
            yaml => format!("  {DIM}{yaml}{DIM:#}"),
        };
        writeln!(to, "{WORD}{:<18}{WORD:#} {}{example}", fact.word(), fact.values())?;
    }
    Ok(())
}

/// `news.html:42` and `news.html:42:7`.
fn file_and_line(text: &str) -> Option<(PathBuf, usize)> {
    let (head, last) = text.rsplit_once(':')?;
    let last: usize = last.parse().ok()?;
    if let Some((path, line)) = head.rsplit_once(':').and_then(|(p, l)| Some((p, l.parse().ok()?))) {
        return Some((PathBuf::from(path), line));
    }
    Some((PathBuf::from(head), last))
}

fn explain_line(path: &Path, line: usize, args: &Explain, to: &mut impl Write) -> Result<(), Failure> {
    let set = load(&args.rules)?;
    let (item, line) = item(path, line)?;
    let origin = item.origin.clone();
    let mut document = read(item, Limits::default()).map_err(|e| Failure::because(&origin, &e))?;
    if document.lang.is_none() {
        document.lang.clone_from(&args.lang);
    }
    let lines = document.lines().count();
    if line == 0 || line > lines {
        return Err(Failure::new(format!("{origin} has {lines} lines, and no line {line}")));
    }
    places(&document, line, to)?;
    let mut before = String::new();
    let explanations = set.explain(&document, line);
    for explanation in &explanations {
        if explanation.sentence != before {
            writeln!(to, "\n“{}”", safe(&explanation.sentence))?;
            before.clone_from(&explanation.sentence);
        }
        one(explanation, to)?;
    }
    if explanations.is_empty() {
        writeln!(to, "\nno readable text stands on this line")?;
    }
    Ok(())
}

/// The document that holds the line: the file, or of a file of records the record on that line.
fn item(path: &Path, line: usize) -> Result<(Item, usize), Failure> {
    let options = Options { kind: Kind::Auto, ..Options::default() };
    let mut found = None;
    let mut failed = None;
    for input in open(vec![path.to_owned()], options) {
        let records = matches!(input, Input::Records(_));
        input.read(Caps::default(), |item| match item {
            Ok(item) if !records => found = Some((item, line)),
            Ok(item) if item.origin.ends_with(&format!("#{line}")) => found = Some((item, 1)),
            Ok(_) => {}
            Err(error) => failed = Some(Failure::new(format!("{}: {}", error.origin(), chain(&error)))),
        });
        if found.is_some() {
            break;
        }
    }
    found.ok_or_else(|| {
        failed.unwrap_or_else(|| Failure::new(format!("{} has no document at {line}", path.display())))
    })
}

/// Which blocks stand on the line, and in which zones.
fn places(document: &Document, line: usize, to: &mut impl Write) -> Result<(), Failure> {
    let wanted = document.lines().line(&document.source, line).unwrap_or(Span::new(0, 0));
    let on_line = |span: Span| span.start <= wanted.end && span.end >= wanted.start;
    for block in document.blocks().iter().filter(|b| on_line(document.source_span(b.range))) {
        let linked = if block.linked { ", all of it in links" } else { "" };
        writeln!(
            to,
            "{DIM}paragraph {}, {:?} in zone {}{linked}{DIM:#}",
            block.paragraph, block.kind, block.zone
        )?;
    }
    Ok(())
}

fn one(e: &Explanation, to: &mut impl Write) -> Result<(), Failure> {
    if !e.anchored {
        writeln!(to, "  not read further: no word for AI, for a machine or for a tool")?;
        return Ok(());
    }
    if !e.words.is_empty() {
        write!(to, "  {HEAD}{}{HEAD:#} sees", safe(&e.lang))?;
        for word in &e.words {
            write!(to, "  {WORD}{}{WORD:#} {DIM}{}{DIM:#}", safe(&word.text), word.role)?;
        }
        writeln!(to)?;
    }
    if e.attempts.is_empty() {
        writeln!(to, "    no rule has this shape")?;
    }
    for attempt in &e.attempts {
        let (rule, shape) = (safe(&attempt.rule), safe(&attempt.shape));
        match &attempt.outcome {
            Ok(()) => writeln!(to, "    {rule} takes it {DIM}({shape}){DIM:#}")?,
            Err(veto) => writeln!(to, "    {rule} fits and leaves it: {veto} {DIM}({shape}){DIM:#}")?,
        }
    }
    Ok(())
}

/// Prints a rule as its file has it; `false` where there is none of that name.
fn explain_rule(id: &str, args: &Explain, to: &mut impl Write) -> Result<bool, Failure> {
    let Some((lang, name)) = id.split_once('/') else { return Ok(false) };
    let own =
        args.rules.iter().map(|p| (p.display().to_string(), std::fs::read_to_string(p).unwrap_or_default()));
    let built_in = disclosure::source(lang).map(|text| (lang.to_owned(), text.to_owned()));
    for (file, text) in own.chain(built_in) {
        let spec = disclosure::parse(&file, &text)
            .map_err(|e| Failure::because("a rule file cannot be used", &e))?;
        if spec.lang != lang {
            continue;
        }
        if let Some(rule) = spec.rules.iter().find(|r| r.id == name) {
            writeln!(
                to,
                "{HEAD}{id}{HEAD:#} ({})\n\n{}\n\nshape  {}",
                safe(&spec.name),
                safe(&rule.about),
                safe(&rule.shape)
            )?;
            let takes: Vec<&str> = rule.examples.iter().map(disclosure::Example::text).collect();
            examples(&takes, &rule.counter_examples, to)?;
            return Ok(true);
        }
        if let Some(rule) = spec.residue.iter().find(|r| r.id == name) {
            writeln!(
                to,
                "{HEAD}{id}{HEAD:#} ({}, residue, {})\n\n{}",
                safe(&spec.name),
                rule.strength,
                safe(&rule.about)
            )?;
            let takes: Vec<&str> = rule.examples.iter().map(String::as_str).collect();
            examples(&takes, &rule.counter_examples, to)?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn examples(takes: &[&str], leaves: &[String], to: &mut impl Write) -> Result<(), Failure> {
    writeln!(to, "\ntakes")?;
    for text in takes {
        writeln!(to, "  “{}”", safe(text))?;
    }
    writeln!(to, "\nleaves alone")?;
    for text in leaves {
        writeln!(to, "  “{}”", safe(text))?;
    }
    Ok(())
}

/// What the user may have meant.
fn meant(typed: &str) -> String {
    let codes: Vec<&str> = Code::ALL.iter().map(|c| c.word()).collect();
    let lists = ["profiles", "facts", "roles"];
    let known: Vec<&str> = codes.iter().copied().chain(profile::names()).chain(lists).collect();
    match nearest(typed, &known) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!(
            "the codes are {}; `terang rules list LANG` shows rules; a line is FILE:LINE",
            codes.join(", ")
        ),
    }
}
