//! What is typed, and what is done about it.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use terang::report::safe;
use terang::report::words::{Tongue, text};
use terang::store::{StoreError, read_text, write_text};

use super::content::folders;
use super::plan::{Ci, File, Wanted, address, plain, plan};
use super::show::difference;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, chain};
use crate::cli::term::Term;

/// Write a terang.toml, and the pipeline and hook that you ask for
///
/// Finds the folders that hold articles. A file that is there is never replaced without --force; the difference is
/// shown instead, and the exit status is 1.
#[derive(Args, Debug)]
pub(crate) struct Init {
    /// The folder of the site
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Write a pipeline as well; may be given again
    #[arg(long, value_name = "WHERE", value_enum)]
    ci: Vec<Ci>,
    /// Write a hook that checks articles before they are committed (.pre-commit-config.yaml)
    #[arg(long)]
    pre_commit: bool,
    /// The language of the comments, and of articles that do not say theirs
    #[arg(long, value_name = "LANG", value_parser = crate::cli::tongue::parse)]
    lang: Option<Tongue>,
    /// Where pipeline and hook fetch terang from: OWNER/NAME on GitHub, or the address of a git repository
    #[arg(long, value_name = "REPOSITORY", value_parser = plain)]
    source: Option<String>,
    /// Which tag or commit of it
    #[arg(long, value_name = "REV", value_parser = plain, default_value = concat!("v", env!("CARGO_PKG_VERSION")))]
    rev: String,
    /// Replace files that are there, except those that others write into too
    #[arg(long)]
    force: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    Written,
    Same,
    Left,
}

/// Sets a site up.
pub(crate) fn run(args: &Init, term: Term) -> Result<Exit, Failure> {
    if !args.folder.is_dir() {
        return Err(Failure::new(format!("{} is no folder", args.folder.display())));
    }
    let folders = folders(&args.folder);
    let built_in = Some(env!("CARGO_PKG_REPOSITORY")).filter(|r| !r.is_empty());
    let mut ci = args.ci.clone();
    ci.dedup();
    let wanted = Wanted {
        ci: &ci,
        pre_commit: args.pre_commit,
        source: args.source.as_deref().or(built_in),
        rev: &args.rev,
        tongue: args.lang.unwrap_or(term.tongue()),
        lang: args.lang,
        folders: &folders,
    };
    let files = plan(&wanted)?;
    let mut to = term.stdout();
    let mut done = Vec::new();
    for file in &files {
        done.push(one(file, args, wanted.tongue, &mut to)?);
    }
    next(&wanted, &files, &done, &mut to)?;
    to.flush()?;
    Ok(if done.contains(&Done::Left) { Exit::Findings } else { Exit::Clean })
}

/// Writes one file, or shows why not.
fn one(file: &File, args: &Init, tongue: Tongue, to: &mut impl Write) -> Result<Done, Failure> {
    let path = args.folder.join(file.path);
    let say = |key| text(tongue, key, &[("path", file.path)]);
    let have = match read_text(&path) {
        Ok(have) => Some(have),
        Err(StoreError::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::new(chain(&error))),
    };
    match have {
        Some(have) if have == file.text => {
            writeln!(to, "{}", say("init.same"))?;
            return Ok(Done::Same);
        }
        Some(have) if file.shared || !args.force => {
            writeln!(to, "{}", say(if file.shared { "init.shared" } else { "init.differs" }))?;
            write!(to, "{}", difference(file.path, &have, &file.text))?;
            return Ok(Done::Left);
        }
        Some(have) if args.dry_run => {
            writeln!(to, "{}", say("init.would-replace"))?;
            write!(to, "{}", difference(file.path, &have, &file.text))?;
        }
        None if args.dry_run => {
            writeln!(to, "{}", say("init.would-write"))?;
            for line in file.text.lines() {
                writeln!(to, "{}", format!("  {}", safe(line)).trim_end())?;
            }
        }
        have => {
            write_new(&path, &file.text, args.force)?;
            writeln!(to, "{}", say(if have.is_some() { "init.replaced" } else { "init.wrote" }))?;
        }
    }
    Ok(Done::Written)
}

fn write_new(path: &Path, text: &str, replace: bool) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .map_err(|e| Failure::because(&format!("{} cannot be made", folder.display()), &e))?;
    write_text(path, text, replace).map_err(|error| Failure::new(chain(&error)))
}

/// What to do now.
fn next(wanted: &Wanted, files: &[File], done: &[Done], to: &mut impl Write) -> Result<(), Failure> {
    let say = |key| text(wanted.tongue, key, &[]);
    let mut steps = vec![("terang check .".to_owned(), say("init.next-check"))];
    let commit = wanted.rev.len() >= 40 && wanted.rev.bytes().all(|b| b.is_ascii_hexdigit());
    if let Some(source) = wanted.source.filter(|_| !commit && (wanted.pre_commit || !wanted.ci.is_empty())) {
        // Who cloned terang and sees no tags there would learn it from a red pipeline.
        let why = text(wanted.tongue, "init.next-tag", &[("rev", wanted.rev)]);
        steps.push((format!("git ls-remote {} {}", address(source), wanted.rev), why));
    }
    if !wanted.ci.is_empty() {
        let written = files.iter().zip(done).filter(|(_, done)| **done == Done::Written);
        let written: Vec<&str> = written.map(|(file, _)| file.path).collect();
        if !written.is_empty() {
            steps.push((format!("git add {}", written.join(" ")), say("init.next-commit")));
        }
    }
    if wanted.pre_commit {
        steps.push(("pre-commit install".to_owned(), say("init.next-hook")));
    }
    writeln!(to, "\n{}", say("init.next"))?;
    for (command, why) in steps {
        writeln!(to, "  {command}\n      {why}")?;
    }
    Ok(())
}
