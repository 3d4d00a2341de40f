//! `terang diff`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use terang::canon::{self, CanonicalText, Scope};
use terang::disclosure::RuleSet;
use terang::document::{Limits, read};
use terang::pipeline::observe;
use terang::record::{ObservedDisclosure, Statement};
use terang::report::{safe, verify_text, verify_v1};
use terang::signal::Settings;
use terang::source::Caps;
use terang::store::{self, SUFFIX};
use terang::time::Timestamp;
use terang::trust::Trust;
use terang::verify::{Side, Verified, differences, record};

use super::args::Plain;
use super::clock::{moment, now};
use super::exit::Exit;
use super::failure::Failure;
use super::term::Term;
use super::trust::MaybeTrusted;
use super::verify::document;

/// Compare two versions of an article, or two records, or one with the other
///
/// A file whose name ends in .terang.json is a record: it has to hold, so it needs --trust or --key.
#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// The old article or record
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new article or record
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[command(flatten)]
    trusted: MaybeTrusted,
    /// The moment for which records are asked, where it is not now
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Timestamp>,
    /// How results are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, help_heading = "Output")]
    format: Plain,
    /// Add a rule file of your own; may be given again
    #[arg(long, value_name = "PACK", help_heading = "Rules")]
    rules: Vec<PathBuf>,
}

/// What one side is.
enum Read {
    Article(Box<CanonicalText>, Vec<ObservedDisclosure>),
    Record(Box<Verified<Statement>>),
}

impl Read {
    fn side(&self) -> Side<'_> {
        match self {
            Self::Article(text, disclosures) => Side::of_text(text, disclosures),
            Self::Record(record) => Side::of_record(record),
        }
    }

    /// The scope that a record asks for.
    fn scope(&self) -> Scope {
        match self {
            Self::Article(..) => Scope::default(),
            Self::Record(record) => record.get().predicate.text.scope(),
        }
    }
}

/// Compares what was typed.
pub(crate) fn run(args: &Diff, term: Term) -> Result<Exit, Failure> {
    let trust = args.trusted.load()?;
    let at = args.at.map_or_else(now, Ok)?;
    let rules = super::rules::load(&args.rules)?;
    // An article that is held against a record is read under the record's own scope.
    let (old, new) = if is_record(&args.new) && !is_record(&args.old) {
        let new = signed(&args.new, trust.as_ref(), at)?;
        (article(&args.old, &new.scope(), &rules)?, new)
    } else {
        let old = side(&args.old, trust.as_ref(), at, &Scope::default(), &rules)?;
        let new = side(&args.new, trust.as_ref(), at, &old.scope(), &rules)?;
        (old, new)
    };
    let (reasons, changes) = differences(&old.side(), &new.side());
    let (from, to) = (args.old.display().to_string(), args.new.display().to_string());
    let mut out = term.stdout();
    if args.format == Plain::Human {
        let outcome = if reasons.is_empty() {
            term.words("verify.same-text").to_owned()
        } else {
            format!("{} ({})", term.words("outcome.differs"), verify_text::reasons(&reasons))
        };
        write!(
            out,
            "{} -> {}: {outcome}\n{}",
            safe(&from),
            safe(&to),
            verify_text::changes(term.tongue(), &changes)
        )?;
    } else {
        out.write_all(&verify_v1::difference(&from, &to, &reasons, &changes))?;
        out.write_all(b"\n")?;
    }
    Ok(if reasons.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn is_record(path: &Path) -> bool {
    path.to_string_lossy().ends_with(SUFFIX)
}

fn side(
    path: &Path,
    trust: Option<&Trust>,
    at: Timestamp,
    scope: &Scope,
    rules: &RuleSet,
) -> Result<Read, Failure> {
    if is_record(path) { signed(path, trust, at) } else { article(path, scope, rules) }
}

fn signed(path: &Path, trust: Option<&Trust>, at: Timestamp) -> Result<Read, Failure> {
    let name = path.display();
    let trust = trust.ok_or_else(|| {
        Failure::new(format!("{name} is a record, and no key is trusted"))
            .help("name them with --trust or --key")
    })?;
    let bytes = store::read_record(path).map_err(|e| Failure::because("the record cannot be read", &e))?;
    let bytes = bytes.ok_or_else(|| Failure::new(format!("there is no record {name}")))?;
    let record = record(&bytes, trust, at)
        .map_err(|r| Failure::new(format!("the record {name} does not hold ({}): {}", r.reason, r.detail)))?;
    Ok(Read::Record(Box::new(record)))
}

fn article(path: &Path, scope: &Scope, rules: &RuleSet) -> Result<Read, Failure> {
    let what = format!("{} cannot be read", path.display());
    let document =
        read(document(path, Caps::default())?, Limits::default()).map_err(|e| Failure::because(&what, &e))?;
    let text =
        canon::text(&document.source, document.media, scope).map_err(|e| Failure::because(&what, &e))?;
    let observed = observe(&document, &text, rules, &Settings::default());
    Ok(Read::Article(Box::new(text), observed.disclosures))
}
