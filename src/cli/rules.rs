//! `terang rules`, and the rules in force.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use terang::disclosure::{self, RuleSet};
use terang::report::safe;

use super::args::RulesCommand;
use super::exit::Exit;
use super::failure::Failure;
use super::term::Term;

/// The rule file that a new one begins as.
const TEMPLATE: &str = include_str!("template.toml");

/// The built-in rules and the packs at `paths`.
pub(crate) fn load(paths: &[PathBuf]) -> Result<RuleSet, Failure> {
    if paths.is_empty() {
        return Ok(RuleSet::builtin());
    }
    let packs = paths.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    RuleSet::with_packs(&packs).map_err(|e| {
        Failure::because("a rule file cannot be used", &e).help("`terang rules new LANG` prints a good one")
    })
}

/// The name and text of a rule file.
fn read(path: &Path) -> Result<(String, String), Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|e| Failure::because(&format!("the rule file {name} cannot be read"), &e))?;
    Ok((name, text))
}

pub(crate) fn run(command: RulesCommand, term: Term) -> Result<Exit, Failure> {
    match command {
        RulesCommand::List { lang, rules } => list(&load(&rules)?, lang.as_deref(), term),
        RulesCommand::Test { packs } => test(&packs, term),
        RulesCommand::New { lang } => new(lang.as_str(), term),
    }
}

fn list(set: &RuleSet, lang: Option<&str>, term: Term) -> Result<Exit, Failure> {
    let mut to = term.stdout();
    let mut packs: Vec<_> = set.packs().filter(|p| lang.is_none_or(|l| l == p.lang)).collect();
    packs.sort_by(|a, b| a.lang.cmp(&b.lang));
    if packs.is_empty() {
        let which = lang.unwrap_or_default();
        return Err(Failure::new(format!("there are no rules for the language `{which}`"))
            .help("`terang rules list` shows the languages; `terang rules new LANG` begins one"));
    }
    for pack in packs {
        if lang.is_none() {
            let (rules, residue) = (pack.rules.len(), pack.residue.len());
            writeln!(to, "{:<8} {:<22} {rules:>3} rules, {residue:>3} of residue", pack.lang, pack.name)?;
            continue;
        }
        for rule in &pack.rules {
            writeln!(to, "{:<32} {}", rule.id, rule.about)?;
        }
        for rule in &pack.residue {
            writeln!(to, "{:<32} {} ({})", rule.id, rule.about, rule.strength)?;
        }
    }
    Ok(Exit::Clean)
}

fn test(paths: &[PathBuf], term: Term) -> Result<Exit, Failure> {
    let built_in =
        || disclosure::sources().iter().map(|(lang, text)| Ok(((*lang).to_owned(), (*text).to_owned())));
    let packs: Vec<(String, String)> = if paths.is_empty() {
        built_in().collect::<Result<_, Failure>>()?
    } else {
        paths.iter().map(|p| read(p)).collect::<Result<_, _>>()?
    };
    let mut to = term.stdout();
    let mut wrong = 0;
    for (name, text) in &packs {
        let failures = disclosure::check_pack(name, text)
            .map_err(|e| Failure::because("a rule file cannot be used", &e))?;
        for failure in &failures {
            let (rule, text) = (safe(&failure.rule), safe(&failure.text));
            writeln!(to, "{name}: {rule}: {}\n    “{text}”", safe(&failure.what))?;
        }
        wrong += failures.len();
    }
    to.flush()?;
    term.line(&match (packs.len(), wrong) {
        (1, 0) => "1 rule file: every example holds".to_owned(),
        (files, 0) => format!("{files} rule files: every example holds"),
        (_, 1) => "1 example does not hold".to_owned(),
        (_, wrong) => format!("{wrong} examples do not hold"),
    });
    Ok(if wrong == 0 { Exit::Clean } else { Exit::Findings })
}

fn new(lang: &str, term: Term) -> Result<Exit, Failure> {
    let text = match disclosure::source(lang) {
        // A pack for a language that terang knows adds to it.
        Some(_) => TEMPLATE.replace("# extends = \"en\"", &format!("extends = \"{lang}\"")),
        None => TEMPLATE.to_owned(),
    };
    let mut to = term.stdout();
    to.write_all(text.replace("LANG", lang).as_bytes())?;
    to.flush()?;
    Ok(Exit::Clean)
}
