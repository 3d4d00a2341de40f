//! `terang sign`.

use std::collections::HashSet;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use terang::digest::Digest;
use terang::disclosure::RuleSet;
use terang::envelope::{Envelope, Signer, to_sigstore_bundle};
use terang::item::Item;
use terang::pipeline::{self, Cosign, CosignError, Declaration, Ordered, SignError, in_order};
use terang::record::PAYLOAD_TYPE;
use terang::report::words::Tongue;
use terang::report::{claim, safe};
use terang::source::{Caps, Input, Options, SourceError, open};
use terang::store::{self, CommandSigner, SUFFIX, sidecar};
use terang::time::Timestamp;

use super::args::Global;
use super::clock::{moment, now};
use super::declare::Declared;
use super::exit::Exit;
use super::failure::{Failure, chain};
use super::key;
use super::passphrase::Passphrase;
use super::progress::Progress;
use super::signed::{counted, line};
use super::term::{self, Term};

/// Sign articles: what they say, what you declare, and who answers for it
///
/// The record of article.html goes into article.html.terang.json beside it. Signing again names the record before.
#[derive(Args, Debug)]
pub(crate) struct Sign {
    /// Files, folders or globs
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The secret key (PKCS#8 PEM)
    #[arg(long, value_name = "FILE", help_heading = "Key")]
    key: Option<PathBuf>,
    /// A program that signs: it gets the bytes on standard input and prints the 64 bytes of the signature
    #[arg(long, value_name = "CMD", conflicts_with = "key", requires = "public_key", help_heading = "Key")]
    signer_command: Option<String>,
    /// The public key of the program that signs
    #[arg(long, value_name = "KEY", requires = "signer_command", help_heading = "Key")]
    public_key: Option<String>,
    #[command(flatten)]
    passphrase: Passphrase,

    #[command(flatten)]
    declared: Declared,

    /// Add a signature to the records that are there, show what they claim, and change nothing else
    #[arg(long, conflicts_with_all = ["sigstore_bundle", "issued_at"], conflicts_with_all = super::declare::ALL)]
    cosign: bool,
    /// Show what would be signed, in plain words, and sign nothing
    #[arg(long)]
    dry_run: bool,
    /// Write article.html.sigstore.json as well: a Sigstore bundle 0.3
    #[arg(long, conflicts_with_all = ["cosign", "dry_run"])]
    sigstore_bundle: bool,
    /// The moment that the records state, where it is not now
    #[arg(long, value_name = "TIME", value_parser = moment)]
    issued_at: Option<Timestamp>,
    /// Add a rule file of your own; may be given again
    #[arg(long, value_name = "PACK", help_heading = "Rules")]
    rules: Vec<PathBuf>,
    /// Articles worked on at once [default: four for each processor, since writing waits for the disk]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Speed")]
    jobs: Option<u16>,
}

/// Bytes of input in the works at once.
const WINDOW: usize = 64 << 20;

/// What is added to the name of an article for its Sigstore bundle.
const BUNDLE: &str = ".sigstore.json";

/// What became of one article.
enum Done {
    Signed(String),
    /// What was claimed by somebody else and is now signed, and what became of it.
    Cosigned(String, String),
    /// The record has this key's signature already.
    Already(String),
    Shown(String),
    /// What is declared and what stands in it contradict each other.
    Refused(String),
    /// What failed, and what to do about it, or nothing.
    Failed(String, &'static str),
    Notice(String),
    /// A record, a bundle: what terang itself writes beside articles.
    PassedOver,
}

struct Work<'a> {
    signer: Option<&'a (dyn Signer + Sync)>,
    declaration: &'a Declaration,
    rules: &'a RuleSet,
    issued_at: Timestamp,
    cosign: bool,
    bundle: bool,
    tongue: Tongue,
}

/// Signs what was typed.
pub(crate) fn run(args: Sign, global: &Global, term: Term) -> Result<Exit, Failure> {
    if args.key.is_none() && args.signer_command.is_none() && !args.dry_run {
        return Err(Failure::new("no key is named to sign with").help(
            "--key FILE names a secret key; --signer-command CMD with --public-key KEY asks a program; \
             --dry-run signs nothing",
        ));
    }
    let declaration = args.declared.load()?;
    let rules = super::rules::load(&args.rules)?;
    let issued_at = args.issued_at.map_or_else(now, Ok)?;
    if args.issued_at.is_some_and(|at| now().is_ok_and(|now| at > now)) {
        term.note(&format!(
            "--issued-at {issued_at} is in the future: verifiers may refuse the records until then"
        ));
    }
    let secret = args.key.as_deref().filter(|_| !args.dry_run);
    let secret = secret.map(|file| key::secret(file, &args.passphrase)).transpose()?;
    let command = match (args.signer_command, args.public_key) {
        (Some(command), Some(public)) => Some(CommandSigner::new(command, key::named(&public)?)),
        _ => None,
    };
    let signer = secret
        .as_ref()
        .map(|s| s as &(dyn Signer + Sync))
        .or_else(|| command.as_ref().map(|c| c as &(dyn Signer + Sync)))
        .filter(|_| !args.dry_run);
    let caps = Caps::default();
    let mut once = (args.files.len() > 1).then(HashSet::new);
    let inputs = open(args.files, Options { caps, ..Options::default() });
    // Two threads must never write one record.
    let mut inputs = inputs.filter(|input| match (&mut once, input) {
        (Some(seen), Input::File { path, .. }) => seen.insert(placed(path)),
        _ => true,
    });
    let mut ahead = Vec::from_iter(inputs.by_ref().take(2));
    if declaration.article.uri.is_some() && ahead.len() > 1 {
        return Err(Failure::new("the address of one article is declared, and there are several")
            .help("front matter (`url`) or a page's canonical link names the address of each; or sign them one by one"));
    }
    let work = Work {
        signer,
        declaration: &declaration,
        rules: &rules,
        issued_at,
        cosign: args.cosign,
        bundle: args.sigstore_bundle,
        tongue: term.tongue(),
    };
    let threads = args.jobs.map_or_else(|| 4 * super::check::processors(), usize::from);
    let mut progress = Progress::new(!global.quiet && !global.no_progress && term::is_watched());
    let (mut signed, mut refused, mut failed, mut passed, mut broken) = (0_u64, 0_u64, 0_u64, 0_u64, None);
    let mut already = 0_u64;
    in_order(
        Ordered { threads, bytes: WINDOW, ahead: 256 * threads },
        ahead.drain(..).chain(inputs),
        Input::cost,
        |input| work.on(input, caps),
        |done: Vec<Done>| {
            for done in done {
                let told = match done {
                    Done::Signed(line) => {
                        signed += 1;
                        if global.quiet { Ok(()) } else { writeln!(term.stdout(), "{}", safe(&line)) }
                    }
                    Done::Already(line) => {
                        already += 1;
                        if global.quiet { Ok(()) } else { writeln!(term.stdout(), "{}", safe(&line)) }
                    }
                    Done::Cosigned(claim, line) => {
                        signed += 1;
                        if global.quiet {
                            Ok(())
                        } else {
                            progress.aside(|| claim.lines().for_each(|l| term.line(l)));
                            writeln!(term.stdout(), "{}", safe(&line))
                        }
                    }
                    Done::Shown(text) => {
                        signed += 1;
                        writeln!(term.stdout(), "{text}")
                    }
                    Done::Refused(what) => {
                        refused += 1;
                        progress.aside(|| {
                            term.error(&what, term.words("sign.refused-help"));
                        });
                        Ok(())
                    }
                    Done::Failed(what, help) => {
                        failed += 1;
                        progress.aside(|| term.error(&what, help));
                        Ok(())
                    }
                    Done::PassedOver => {
                        passed += 1;
                        Ok(())
                    }
                    Done::Notice(what) => {
                        if !global.quiet {
                            progress.aside(|| term.note(&what));
                        }
                        Ok(())
                    }
                };
                if let Err(error) = told {
                    broken = Some(Failure::from(error));
                    return ControlFlow::Break(());
                }
            }
            progress.say(|| counted(term, [signed, already, refused, failed]));
            ControlFlow::Continue(())
        },
    );
    progress.finish();
    if let Some(failure) = broken {
        return Err(failure);
    }
    if passed > 0 && !global.quiet {
        term.note(&format!(
            "passed over what are records themselves (.terang.json, .sigstore.json): {passed}"
        ));
    }
    if signed + already + refused + failed == 0 {
        term.error(term.words("sign.nothing"), term.words("check.nothing-help"));
        return Ok(Exit::NothingChecked);
    }
    if !global.quiet && !args.dry_run {
        term.line(&counted(term, [signed, already, refused, failed]));
    }
    Ok(match (failed, refused) {
        (0, 0) => Exit::Clean,
        (0, _) => Exit::Findings,
        _ => Exit::Failed,
    })
}

impl Work<'_> {
    fn on(&self, input: Input, caps: Caps) -> Vec<Done> {
        let path = match &input {
            Input::File { path, .. } => path.clone(),
            Input::Notice(notice) => return vec![Done::Notice(notice.clone())],
            Input::Failed(error) => return vec![unread(error)],
            _ => {
                let what = "a record lies beside its article, so only files can be signed";
                return vec![Done::Failed(what.to_owned(), "")];
            }
        };
        let name = path.to_string_lossy();
        if name.ends_with(SUFFIX) || name.ends_with(BUNDLE) {
            return vec![Done::PassedOver];
        }
        let mut done = Vec::new();
        input.read(caps, |item| {
            done.push(match item {
                Ok(item) => self.one(item, &path),
                Err(error) => unread(&error),
            });
        });
        done
    }

    fn one(&self, item: Item, path: &Path) -> Done {
        let origin = item.origin.clone();
        let told =
            |error: &dyn std::error::Error, help| Done::Failed(format!("{origin}: {}", chain(error)), help);
        let failed = |error: &dyn std::error::Error| told(error, "");
        let beside = sidecar(path);
        let before = match store::read_record(&beside) {
            Ok(before) => before,
            Err(error) => return failed(&error),
        };
        let (envelope, statement) = match (self.signer, self.cosign, &before) {
            (_, true, None) => {
                let what = format!("{origin}: there is no record {} to sign", beside.display());
                return Done::Failed(what, "--cosign adds to a record; without it a new one is made");
            }
            (signer, true, Some(before)) => match pipeline::cosign(item, before, self.cosigning()) {
                Ok((_, statement)) if signer.is_none() => {
                    return Done::Shown(claim(self.tongue, &origin, &statement));
                }
                Err(error @ CosignError::Contradicts(_)) => {
                    return Done::Refused(format!("{origin} was not signed: {}", chain(&error)));
                }
                Ok((envelope, _))
                    if Envelope::parse(before).is_ok_and(|b| b.signatures == envelope.signatures) =>
                {
                    let beside = beside.display();
                    return Done::Already(format!("{origin}: {beside} has a signature of this key already"));
                }
                Ok(signed) => signed,
                Err(error @ CosignError::OtherVersion) => {
                    return told(&error, "sign it anew, without --cosign");
                }
                Err(error) => return failed(&error),
            },
            (signer, false, _) => {
                let supersedes = before.as_deref().filter(|b| Envelope::parse(b).is_ok()).map(Digest::of);
                let declaration = Declaration { supersedes, ..self.declaration.clone() };
                let statement = match pipeline::statement(item, &declaration, self.rules, self.issued_at) {
                    Ok(statement) => statement,
                    Err(error @ SignError::Contradicts(_)) => {
                        return Done::Refused(format!("{origin} was not signed: {}", chain(&error)));
                    }
                    Err(error @ SignError::Undeclared) => {
                        return told(
                            &error,
                            "say it with --involvement, --declaration or front matter (`involvement: assisted`)",
                        );
                    }
                    Err(error @ SignError::Involvement(_)) => {
                        return told(&error, "mend it, or say it with --involvement");
                    }
                    Err(error @ SignError::AtOdds(_)) => {
                        return told(&error, "leave out the one that is wrong");
                    }
                    Err(error @ SignError::NoReviewer(_)) => {
                        return told(&error, "say who reviewed it with --reviewer, or leave that out");
                    }
                    Err(error) => return failed(&error),
                };
                let Some(signer) = signer else {
                    return Done::Shown(claim(self.tongue, &origin, &statement));
                };
                match Envelope::sign(PAYLOAD_TYPE, statement.to_bytes(), signer) {
                    Ok(envelope) => (envelope, statement),
                    Err(error) => return failed(&error),
                }
            }
        };
        if let Err(error) = self.write(&envelope, path, &beside) {
            return Done::Failed(format!("{origin}: {error}"), "what was there before is as it was");
        }
        let none = before.is_some() && !self.cosign && statement.predicate.supersedes.is_none();
        let line = line(&origin, &beside, &statement, &envelope, none);
        if self.cosign {
            Done::Cosigned(claim(self.tongue, &origin, &statement), line)
        } else {
            Done::Signed(line)
        }
    }

    fn cosigning(&self) -> Cosign<'_> {
        Cosign {
            rules: self.rules,
            despite_contradictions: self.declaration.despite_contradictions,
            signer: self.signer.map(|s| s as &dyn Signer),
        }
    }

    fn write(&self, envelope: &Envelope, path: &Path, beside: &Path) -> Result<(), String> {
        store::write_record(beside, &envelope.to_json()).map_err(|e| chain(&e))?;
        if let Some(signer) = self.signer.filter(|_| self.bundle) {
            let bundle = to_sigstore_bundle(envelope, signer.public()).map_err(|e| chain(&e))?;
            let mut name = path.as_os_str().to_owned();
            name.push(BUNDLE);
            store::write_record(Path::new(&name), &bundle).map_err(|e| chain(&e))?;
        }
        Ok(())
    }
}

fn unread(error: &SourceError) -> Done {
    Done::Failed(format!("{}: {}", error.origin(), chain(error)), "")
}

/// The folder's own path and the name in it: what two ways of naming one file have in common.
fn placed(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
