//! `terang excerpt`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use terang::canon;
use terang::digest::Digest;
use terang::document::{Limits, read};
use terang::merkle::{check_inclusion, inclusion_proof, leaf_hash, root};
use terang::report::safe;
use terang::report::verify_v1::{Excerpt as Proof, ExcerptVersion};
use terang::source::Caps;
use terang::store;
use terang::time::Timestamp;
use terang::verify::record;

use super::clock::{moment, now};
use super::exit::Exit;
use super::failure::Failure;
use super::term::Term;
use super::trust::Trusted;
use super::verify::document;

/// Prove that one quoted paragraph belongs to a signed article, without the rest of the article
#[derive(Args, Debug)]
pub(crate) struct Excerpt {
    #[command(subcommand)]
    command: ExcerptCommand,
}

#[derive(Debug, Subcommand)]
enum ExcerptCommand {
    /// Print a paragraph and its proof as JSON
    Make {
        /// The article as it was signed
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The paragraph's number, from 1; the headline is no paragraph
        #[arg(long, value_name = "N", required_unless_present = "quote")]
        paragraph: Option<usize>,
        /// Words of the paragraph, in the place of its number
        #[arg(long, value_name = "TEXT", conflicts_with = "paragraph")]
        quote: Option<String>,
        /// The CSS selector of the article in its page, as signed
        #[arg(long, value_name = "SELECTOR")]
        selector: Option<String>,
        /// A CSS selector of what was left out, as signed; may be given again
        #[arg(long, value_name = "SELECTOR")]
        drop: Vec<String>,
    },
    /// Check an excerpt against the article's record
    Check {
        /// The excerpt
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The article's record
        #[arg(long, value_name = "FILE")]
        record: PathBuf,
        #[command(flatten)]
        trusted: Trusted,
        /// The moment for which it is asked, where it is not now
        #[arg(long, value_name = "TIME", value_parser = moment)]
        at: Option<Timestamp>,
    },
}

/// Does what was typed.
pub(crate) fn run(args: &Excerpt, term: Term) -> Result<Exit, Failure> {
    match &args.command {
        ExcerptCommand::Make { file, paragraph, quote, selector, drop } => {
            let what = format!("{} cannot be read", file.display());
            let scope = canon::Scope { selector: selector.clone(), drop: drop.clone() };
            let document = read(document(file, Caps::default())?, Limits::default())
                .map_err(|e| Failure::because(&what, &e))?;
            let text = canon::text(&document.source, document.media, &scope)
                .map_err(|e| Failure::because(&what, &e))?;
            let at = match (paragraph, quote) {
                (_, Some(quote)) => quoted(quote, &text.paragraphs, file)?,
                (number, None) => {
                    let at = number.and_then(|n| n.checked_sub(1)).filter(|at| *at < text.paragraphs.len());
                    at.ok_or_else(|| {
                        let (file, many) = (file.display(), text.paragraphs.len());
                        Failure::new(format!("{file}: there is no such paragraph among {many}"))
                    })?
                }
            };
            let leaves: Vec<Digest> = text.paragraphs.iter().map(|p| leaf_hash(p.as_bytes())).collect();
            let proof = Proof {
                schema: ExcerptVersion::V1,
                paragraph: at as u64 + 1,
                of: leaves.len() as u64,
                text: text.paragraphs[at].clone(),
                root: root(&leaves),
                proof: inclusion_proof(&leaves, at)
                    .map_err(|e| Failure::because("the paragraph cannot be proved", &e))?,
            };
            let mut json = serde_json::to_string_pretty(&proof)
                .map_err(|e| Failure::because("the proof cannot be written", &e))?;
            json.push('\n');
            term.stdout().write_all(json.as_bytes())?;
            Ok(Exit::Clean)
        }
        ExcerptCommand::Check { file, record: beside, trusted, at } => {
            let trust = trusted.load()?;
            let at = at.map_or_else(now, Ok)?;
            let text =
                store::read_text(file).map_err(|e| Failure::because("the excerpt cannot be read", &e))?;
            let proof: Proof = serde_json::from_str(&text)
                .map_err(|e| Failure::because(&format!("{} is no excerpt", file.display()), &e))?;
            let bytes = store::read_record(beside)
                .map_err(|e| Failure::because("the record cannot be read", &e))?
                .ok_or_else(|| Failure::new(format!("there is no record {}", beside.display())))?;
            let mut out = term.stdout();
            let verified = match record(&bytes, &trust, at) {
                Ok(verified) => verified,
                Err(refusal) => {
                    writeln!(out, "CANNOT CHECK ({}): {}", refusal.reason, safe(&refusal.detail))?;
                    return Ok(Exit::Findings);
                }
            };
            let leaf = leaf_hash(proof.text.as_bytes());
            let signed = &verified.get().predicate.text;
            let size = signed.paragraphs.len() as u64;
            let index = proof.paragraph.checked_sub(1);
            let held = index
                .filter(|_| size == proof.of)
                .is_some_and(|index| check_inclusion(&leaf, index, size, &proof.proof, &signed.root).is_ok());
            let by = &verified.signed_by().publisher;
            if held {
                writeln!(
                    out,
                    "MATCHES: paragraph {} of {size} of an article signed by {}, dated {}",
                    proof.paragraph,
                    safe(by),
                    verified.get().predicate.issued_at
                )?;
                Ok(Exit::Clean)
            } else {
                writeln!(out, "DIFFERS: the article signed by {} holds no such paragraph there", safe(by))?;
                Ok(Exit::Findings)
            }
        }
    }
}

/// The index of the one paragraph that holds `quote`.
fn quoted(quote: &str, paragraphs: &[String], file: &Path) -> Result<usize, Failure> {
    /// As many numbers as a line takes.
    const LISTED: usize = 20;
    let (file, words) = (file.display(), canon::paragraph(quote));
    if words.is_empty() {
        return Err(Failure::new("the quote is empty").help("quote some words of the paragraph"));
    }
    let mut holding = (0..paragraphs.len()).filter(|at| paragraphs[*at].contains(&words));
    let first = holding.next().ok_or_else(|| {
        let many = paragraphs.len();
        Failure::new(format!("{file}: there is no such paragraph among {many}: none holds \"{quote}\""))
            .help("a quote is of one paragraph, letter by letter; the headline is no paragraph")
    })?;
    let more: Vec<usize> = holding.collect();
    if more.is_empty() {
        return Ok(first);
    }
    let numbers = std::iter::once(first).chain(more.iter().copied()).take(LISTED);
    let numbers = numbers.map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(", ");
    let rest = (more.len() + 1).checked_sub(LISTED).filter(|rest| *rest > 0);
    let rest = rest.map(|rest| format!(" and {rest} more")).unwrap_or_default();
    Err(Failure::new(format!("{file}: \"{quote}\" stands in the paragraphs {numbers}{rest}"))
        .help("quote more of it, or name one with --paragraph"))
}
