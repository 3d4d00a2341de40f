//! From the arguments to an exit.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use terang::envelope::Signer;
use terang::source::{Caps, Input, Options, open};
use terang::store::{CommandSigner, SUFFIX};

use super::args::Label;
use super::count::Count;
use super::house::House;
use super::work::Work;
use crate::cli::args::Global;
use crate::cli::config::{Finder, Found, load};
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, chain};
use crate::cli::key;
use crate::cli::term::Term;

/// What is added to the name of an article for its Sigstore bundle.
const BUNDLE: &str = ".sigstore.json";

/// The configurations of a run, each read when its first article comes.
struct Houses<'a> {
    args: &'a Label,
    term: Option<Term>,
    finder: Finder,
    all: HashMap<Found, Rc<House>>,
}

impl Houses<'_> {
    fn of(&mut self, found: Found) -> Result<Rc<House>, Failure> {
        if let Some(house) = self.all.get(&found) {
            return Ok(Rc::clone(house));
        }
        let config = load(&found, &|path| self.finder.shown(path))?;
        let house = Rc::new(House::new(&config, self.args, self.term)?);
        self.all.insert(found, Rc::clone(&house));
        Ok(house)
    }

    /// What holds for one thing that was typed.
    fn of_typed(&mut self, typed: &Path) -> Result<Rc<House>, Failure> {
        let found = self.finder.of_typed(typed);
        self.of(found)
    }

    /// What holds for a file.
    fn of_file(&mut self, file: &Path) -> Result<Rc<House>, Failure> {
        let found = self.finder.of_folder(file.parent().unwrap_or(Path::new("")));
        self.of(found)
    }
}

/// Labels what was typed.
pub(crate) fn run(args: Label, global: &Global, term: Term) -> Result<Exit, Failure> {
    if args.resign && args.key.is_none() && args.signer_command.is_none() {
        return Err(Failure::new(term.words("label.no-key")).help(term.words("label.no-key-help")));
    }
    let heard = (!global.quiet).then_some(term);
    let finder = Finder::new(&args.which, heard)?;
    let mut houses = Houses { args: &args, term: heard, finder, all: HashMap::new() };
    // What is wrong with the first configuration is told before a passphrase is asked for.
    let first = houses.of_typed(args.files.first().map_or(Path::new("-"), |file| file))?;
    let declaration = args.declared.clone().load()?;
    let secret = args.key.as_deref().map(|file| key::secret(file, &args.passphrase)).transpose()?;
    let command = match (&args.signer_command, &args.public_key) {
        (Some(command), Some(public)) => Some(CommandSigner::new(command.clone(), key::named(public)?)),
        _ => None,
    };
    let signer =
        secret.as_ref().map(|s| s as &dyn Signer).or_else(|| command.as_ref().map(|c| c as &dyn Signer));
    let write = !(args.check || args.diff || args.dry_run);
    let mut work =
        Work { args: &args, declaration: &declaration, signer, write, term, heard, count: Count::default() };
    for path in &args.files {
        if path.as_os_str() == "-" {
            let name = args.stdin_filename.as_deref();
            let house = houses.of_typed(name.map_or(Path::new("-"), Path::new))?;
            work.stdin(name, &house)?;
            continue;
        }
        let options = Options { caps: first.caps, ..Options::default() };
        for input in open(vec![path.clone()], options) {
            on(&mut work, &mut houses, path, input)?;
        }
    }
    let count = &work.count;
    if count.is_empty() {
        term.error(term.words("label.nothing"), term.words("label.nothing-help"));
        return Ok(Exit::NothingChecked);
    }
    if !global.quiet {
        term.line(&count.line(write, term));
    }
    Ok(count.exit(args.check))
}

/// Labels one input that came of `typed`.
fn on(work: &mut Work<'_>, houses: &mut Houses<'_>, typed: &Path, input: Input) -> Result<(), Failure> {
    let path = match &input {
        Input::File { path, .. } => path.clone(),
        Input::Notice(notice) => {
            if let Some(term) = work.heard {
                term.note(notice);
            }
            return Ok(());
        }
        Input::Failed(error) => {
            work.failed(&format!("{}: {}", error.origin(), chain(error)), "");
            return Ok(());
        }
        _ => {
            work.failed(work.term.words("label.stream"), work.term.words("label.stream-help"));
            return Ok(());
        }
    };
    let name = path.to_string_lossy();
    if name.ends_with(SUFFIX) || name.ends_with(BUNDLE) {
        return Ok(());
    }
    let house = houses.of_file(&path)?;
    let named = typed == path;
    if !named && !house.reach.takes(&path) {
        return Ok(());
    }
    let caps: Caps = house.caps;
    let mut items = Vec::new();
    input.read(caps, |item| items.push(item));
    for item in items {
        match item {
            Ok(item) => work.file(&item, &path, named, &house)?,
            Err(error) => work.failed(&format!("{}: {}", error.origin(), chain(&error)), ""),
        }
    }
    Ok(())
}
