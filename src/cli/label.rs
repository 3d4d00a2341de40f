//! `terang label`.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;
use terang::digest::Digest;
use terang::envelope::{Envelope, Signer};
use terang::item::Item;
use terang::label::{Carriers, Kind, LabelError, Labelled, Position};
use terang::lang::Lang;
use terang::pipeline::{Declaration, LabelHow, Refused, label_as, statement};
use terang::policy::Profile;
use terang::record::PAYLOAD_TYPE;
use terang::report::safe;
use terang::signal::Settings;
use terang::source::{Caps, Input, Options, is_gzip, media_of, open};
use terang::store::{self, CommandSigner, SUFFIX, sidecar};

use super::args::{Global, lang};
use super::asked::{asked, kind, position, still_asked};
use super::clock::now;
use super::declare::Declared;
use super::exit::Exit;
use super::failure::{Failure, chain};
use super::key;
use super::passphrase::Passphrase;
use super::refusal::help;
use super::term::Term;

/// Put in what articles lack of the statement about AI that you declare
///
/// Writes the visible sentence, in the article's own language; in a page the ai-disclosure meta element and
/// digitalSourceType in JSON-LD; in Markdown keys of its front matter. A sentence that says otherwise is replaced. Every
/// other byte stays, and nothing is claimed that you do not declare. A second run changes nothing. `-` reads standard
/// input and writes the labelled text to standard output.
#[derive(Args, Debug)]
#[command(after_help = "\
Exit status: 0 all articles have their labels, 1 some were refused, or with --check lack labels, 2 could not run or \
something could not be read, 3 there was nothing to label.")]
pub(crate) struct Label {
    /// Files, folders or globs; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Label as a profile asks: a built-in one (`terang explain profiles`) or a file of your own; may be given again
    #[arg(long, value_name = "NAME|FILE", help_heading = "Label")]
    profile: Vec<String>,
    /// Where the sentence goes: start (behind headline and byline) or end [default: as the profiles ask, else start]
    #[arg(long, value_name = "PLACE", value_parser = position, help_heading = "Label")]
    position: Option<Position>,
    /// What is written, joined by commas [default: as the profiles ask, else all that the kind of document has]
    #[arg(long, value_name = "KINDS", value_parser = kind, value_delimiter = ',', help_heading = "Label")]
    carriers: Vec<Kind>,
    /// The language of articles that do not say theirs, or for which there are no words (BCP 47: id, en, zh-Hant)
    #[arg(long, value_name = "TAG", value_parser = lang, help_heading = "Label")]
    lang: Option<Lang>,
    /// The file name that standard input is read under
    #[arg(long, value_name = "NAME", help_heading = "Label")]
    stdin_filename: Option<String>,
    /// Read this key of front matter as a statement about the use of AI; may be given again
    #[arg(long, value_name = "KEY", help_heading = "Label")]
    front_matter_key: Vec<String>,
    /// Add a rule file of your own; may be given again
    #[arg(long, value_name = "PACK", help_heading = "Label")]
    rules: Vec<PathBuf>,

    /// Write nothing; exit with 1 where a label is missing
    #[arg(long)]
    check: bool,
    /// Write nothing; print what would be changed as a unified diff
    #[arg(long)]
    diff: bool,
    /// Write nothing; say what would be done
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    declared: Declared,

    /// Sign articles again that have a record, which a label would break; otherwise they are refused
    #[arg(long, help_heading = "Key")]
    resign: bool,
    /// The secret key (PKCS#8 PEM)
    #[arg(long, value_name = "FILE", requires = "resign", help_heading = "Key")]
    key: Option<PathBuf>,
    /// A program that signs: it gets the bytes on standard input and prints the 64 bytes of the signature
    #[arg(long, value_name = "CMD", conflicts_with = "key", requires_all = ["public_key", "resign"], help_heading = "Key")]
    signer_command: Option<String>,
    /// The public key of the program that signs
    #[arg(long, value_name = "KEY", requires = "signer_command", help_heading = "Key")]
    public_key: Option<String>,
    #[command(flatten)]
    passphrase: Passphrase,
}

/// What is added to the name of an article for its Sigstore bundle.
const BUNDLE: &str = ".sigstore.json";

/// How many articles came out how.
#[derive(Default)]
struct Count {
    labelled: u64,
    right: u64,
    refused: u64,
    failed: u64,
}

struct Work<'a> {
    how: LabelHow<'a>,
    profiles: &'a [Profile],
    signer: Option<&'a dyn Signer>,
    write: bool,
    diff: bool,
    quiet: bool,
    term: Term,
    count: Count,
}

/// Labels what was typed.
pub(crate) fn run(args: Label, global: &Global, term: Term) -> Result<Exit, Failure> {
    if args.resign && args.key.is_none() && args.signer_command.is_none() {
        return Err(Failure::new("no key is named to sign with again").help(
            "--key FILE names a secret key; --signer-command CMD with --public-key KEY asks a program",
        ));
    }
    let (profiles, asked) = asked(&args.profile, args.position, global, term)?;
    let declaration = args.declared.load()?;
    let rules = super::rules::load(&args.rules)?;
    let secret = args.key.as_deref().map(|file| key::secret(file, &args.passphrase)).transpose()?;
    let command = match (args.signer_command, args.public_key) {
        (Some(command), Some(public)) => Some(CommandSigner::new(command, key::named(&public)?)),
        _ => None,
    };
    let signer =
        secret.as_ref().map(|s| s as &dyn Signer).or_else(|| command.as_ref().map(|c| c as &dyn Signer));
    let mut signals = Settings::default();
    signals.front_matter_claims.extend(args.front_matter_key);
    let how = LabelHow {
        rules: &rules,
        signals,
        declaration: &declaration,
        lang: args.lang,
        position: asked.position.unwrap_or_default(),
        only_there: asked.only_there,
        carriers: if args.carriers.is_empty() { asked.carriers } else { Carriers::These(args.carriers) },
    };
    let write = !(args.check || args.diff || args.dry_run);
    let (diff, quiet, count) = (args.diff, global.quiet, Count::default());
    let mut work = Work { how, profiles: &profiles, signer, write, diff, quiet, term, count };
    let caps = Caps::default();
    for path in args.files {
        if path.as_os_str() == "-" {
            work.stdin(args.stdin_filename.as_deref(), caps)?;
            continue;
        }
        for input in open(vec![path], Options { caps, ..Options::default() }) {
            work.on(input, caps)?;
        }
    }
    let count = &work.count;
    if count.labelled + count.right + count.refused + count.failed == 0 {
        term.error("nothing was labelled", "is the path right? A file that is named is always read");
        return Ok(Exit::NothingChecked);
    }
    if !global.quiet {
        let done = if write { "labelled" } else { "to be labelled" };
        let more = [(count.refused, "refused"), (count.failed, "failed")];
        let more: String = more.iter().filter(|(n, _)| *n > 0).map(|(n, w)| format!(", {n} {w}")).collect();
        term.line(&format!("{} {done}, {} had their labels{more}", count.labelled, count.right));
    }
    Ok(match (count.failed, count.refused, args.check && count.labelled > 0) {
        (0, 0, false) => Exit::Clean,
        (0, ..) => Exit::Findings,
        _ => Exit::Failed,
    })
}

impl Work<'_> {
    fn failed(&mut self, what: &str, help: &str) {
        self.count.failed += 1;
        self.term.error(what, help);
    }

    fn refused(&mut self, what: &str, help: &str) {
        self.count.refused += 1;
        self.term.error(what, help);
    }

    fn on(&mut self, input: Input, caps: Caps) -> Result<(), Failure> {
        let path = match &input {
            Input::File { path, .. } => path.clone(),
            Input::Notice(notice) => {
                if !self.quiet {
                    self.term.note(notice);
                }
                return Ok(());
            }
            Input::Failed(error) => {
                let what = format!("{}: {}", error.origin(), chain(error));
                self.failed(&what, "");
                return Ok(());
            }
            _ => {
                self.failed(
                    "records in a stream or an archive cannot be labelled",
                    "label the articles that they come from",
                );
                return Ok(());
            }
        };
        let name = path.to_string_lossy();
        if name.ends_with(SUFFIX) || name.ends_with(BUNDLE) {
            return Ok(());
        }
        let mut items = Vec::new();
        input.read(caps, |item| items.push(item));
        for item in items {
            match item {
                Ok(item) => self.file(&item, &path, caps)?,
                Err(error) => {
                    let what = format!("{}: {}", error.origin(), chain(&error));
                    self.failed(&what, "");
                }
            }
        }
        Ok(())
    }

    /// One file.
    fn file(&mut self, item: &Item, path: &Path, caps: Caps) -> Result<(), Failure> {
        let origin = item.origin.clone();
        match store::read_article(path, caps.size) {
            Ok(bytes) if bytes == item.bytes => {}
            Ok(bytes) => {
                let kind = if is_gzip(&bytes) { "packed (gzip)" } else { "stored with its HTTP headers" };
                let what = format!("{origin}: it is {kind}, and only the article itself can be labelled");
                self.failed(&what, "label it before it is packed or stored");
                return Ok(());
            }
            Err(error) => {
                let what = format!("{origin}: {}", chain(&error));
                self.failed(&what, "");
                return Ok(());
            }
        }
        let Some(done) = self.labelled(item) else { return Ok(()) };
        self.notes(&origin, &done);
        if !done.is_changed() {
            self.count.right += 1;
            return Ok(());
        }
        let beside = sidecar(path);
        let record = match store::read_record(&beside) {
            Ok(record) => record,
            Err(error) => {
                let what = format!("{origin}: {}", chain(&error));
                self.failed(&what, "");
                return Ok(());
            }
        };
        let signed = match (&record, self.signer) {
            (None, _) => None,
            (Some(_), None) => {
                let what = format!(
                    "{origin} was not labelled: its record {} would no longer hold",
                    beside.display()
                );
                self.refused(&what, "--resign with a key signs it again");
                return Ok(());
            }
            (Some(record), Some(signer)) => match self.signed(item, &done, record, signer) {
                Ok(envelope) => Some(envelope),
                Err(what) => {
                    self.refused(&format!("{origin} was not labelled: {what}"), "");
                    return Ok(());
                }
            },
        };
        if self.write {
            let wrote = store::replace_article(path, &done.bytes).and_then(|()| match &signed {
                Some(envelope) => store::write_record(&beside, &envelope.to_json()),
                None => Ok(()),
            });
            if let Err(error) = wrote {
                let what = format!("{origin}: {}", chain(&error));
                self.failed(&what, "");
                return Ok(());
            }
        }
        self.count.labelled += 1;
        self.told(&origin, &done, signed.is_some())
    }

    /// Standard input to standard output.
    fn stdin(&mut self, name: Option<&str>, caps: Caps) -> Result<(), Failure> {
        let origin = name.unwrap_or("-").to_owned();
        let mut bytes = Vec::new();
        let limit = u64::try_from(caps.size).unwrap_or(u64::MAX).saturating_add(1);
        if let Err(error) = io::stdin().lock().take(limit).read_to_end(&mut bytes) {
            self.failed(&format!("{origin}: {error}"), "");
            return Ok(());
        }
        if bytes.len() > caps.size || is_gzip(&bytes) {
            self.failed(&format!("{origin}: it is packed or too large"), "label it before it is packed");
            return Ok(());
        }
        let item = Item { origin: origin.clone(), media: name.and_then(media_of), bytes, ..Item::default() };
        let Some(done) = self.labelled(&item) else { return Ok(()) };
        self.notes(&origin, &done);
        if done.is_changed() {
            self.count.labelled += 1;
        } else {
            self.count.right += 1;
        }
        if self.write {
            let mut out = io::stdout().lock();
            out.write_all(&done.bytes)?;
            out.flush()?;
            return Ok(());
        }
        if done.is_changed() { self.told(&origin, &done, false) } else { Ok(()) }
    }

    fn labelled(&mut self, item: &Item) -> Option<Labelled> {
        let origin = &item.origin;
        match label_as(item, &self.how, self.profiles) {
            Ok((done, left)) => {
                if !self.quiet {
                    still_asked(origin, &left, self.term);
                }
                Some(done)
            }
            Err(error) => {
                let what = format!("{origin} was not labelled: {}", chain(&error));
                match &error {
                    Refused::Label(LabelError::Document(_) | LabelError::Canon(_)) => self.failed(&what, ""),
                    other => self.refused(&what, help(other)),
                }
                None
            }
        }
    }

    /// The record of the labelled article, in the place of the one that is there.
    fn signed(
        &self,
        item: &Item,
        done: &Labelled,
        record: &[u8],
        signer: &dyn Signer,
    ) -> Result<Envelope, String> {
        let supersedes = Envelope::parse(record).is_ok().then(|| Digest::of(record));
        let declaration = Declaration { supersedes, ..self.how.declaration.clone() };
        let item = Item { bytes: done.bytes.clone(), ..item.clone() };
        let at = now().map_err(|_| "the clock cannot be read".to_owned())?;
        let statement = statement(item, &declaration, self.how.rules, at).map_err(|e| chain(&e))?;
        Envelope::sign(PAYLOAD_TYPE, statement.to_bytes(), signer).map_err(|e| chain(&e))
    }

    fn notes(&self, origin: &str, done: &Labelled) {
        if !self.quiet {
            for note in &done.notes {
                self.term.note(&format!("{origin}: {}", note.sentence()));
            }
        }
    }

    /// Says what was done, or shows it.
    fn told(&self, origin: &str, done: &Labelled, signed: bool) -> Result<(), Failure> {
        let mut out = self.term.stdout();
        if self.diff {
            let diff = TextDiff::from_lines(&done.before, &done.after);
            let text = diff.unified_diff().header(origin, origin).to_string();
            // A file gets the bytes that `patch` wants; a terminal what cannot harm it.
            if io::stdout().is_terminal() {
                for line in text.lines() {
                    writeln!(out, "{}", safe(&line.replace('\t', "    ")))?;
                }
            } else {
                io::stdout().lock().write_all(text.as_bytes())?;
            }
            return Ok(());
        }
        if self.quiet {
            return Ok(());
        }
        let kinds: Vec<&str> = Kind::ALL
            .into_iter()
            .filter(|k| done.edits.iter().any(|e| e.kind == *k))
            .map(Kind::word)
            .collect();
        let again = if signed { ", signed again" } else { "" };
        let would = if self.write { "" } else { " would be put in" };
        writeln!(out, "{}", safe(&format!("{origin}: {}{would}{again}", kinds.join(", "))))?;
        Ok(())
    }
}
