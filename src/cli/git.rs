//! What a branch changed, asked of git.
//!
//! Git is run with a fixed list of arguments in which nothing typed can become an option, without hooks, file monitors,
//! external comparisons or conversions of text, and without asking a network.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use terang::envelope::MAX_SIZE;
use terang::store::{read_record, sidecar};

use super::failure::Failure;

/// Settings of the user or the repository that could start other programs or change what is listed.
const SETTINGS: [&str; 8] = [
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "diff.ignoreSubmodules=all",
    "-c",
    "core.quotePath=false",
];

/// How a list of git begins that names a submodule.
const LINK: &[u8] = b"160000 ";

/// The files that differ from where the branch began, in each repository that was met.
pub(crate) struct Changes {
    rev: String,
    by_folder: HashMap<PathBuf, Arc<Repository>>,
    all: HashMap<PathBuf, Arc<Repository>>,
}

/// One repository.
pub(crate) struct Repository {
    top: PathBuf,
    /// The commit that it is compared with.
    base: String,
    /// The blob that each changed file was before, gone ones with them; nothing for a file that is new.
    changed: HashMap<PathBuf, Option<String>>,
    reader: Mutex<Option<Reader>>,
}

/// A changed file, or one whose record changed.
#[derive(Clone)]
pub(crate) struct Changed {
    repository: Arc<Repository>,
    file: Was,
    record: Was,
}

/// What a file was before.
#[derive(Clone)]
enum Was {
    /// As it is now.
    Same(PathBuf),
    /// Another one, or none.
    Other(Option<String>),
}

struct Reader {
    child: Child,
    from: BufReader<ChildStdout>,
}

impl Changes {
    /// The changes since `rev`, a revision as git understands it.
    pub(crate) fn since(rev: &str) -> Result<Self, Failure> {
        if rev.is_empty() || rev.starts_with('-') {
            return Err(
                Failure::new(format!("`{rev}` is no revision")).help("name a branch, a tag or a commit")
            );
        }
        Ok(Self { rev: rev.to_owned(), by_folder: HashMap::new(), all: HashMap::new() })
    }

    /// What became of the file at `path`; `None` where it is as it was.
    pub(crate) fn of(&mut self, path: &Path) -> Result<Option<Changed>, Failure> {
        let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let unread = |e| Failure::because(&format!("{} cannot be read", folder.display()), &e);
        let real = folder.canonicalize().map_err(unread)?;
        let repository = self.repository(&real, path)?;
        let Some(name) = path.file_name() else { return Ok(None) };
        // A record that changes, comes or goes changes what there is to say about its article.
        let was = |path: PathBuf| repository.changed.get(&path).cloned().map_or(Was::Same(path), Was::Other);
        let (mut file, record) = (was(real.join(name)), was(sidecar(&real.join(name))));
        if matches!(file, Was::Same(_)) && path.is_symlink() {
            // What a link leads to is what is read; of what lies outside git knows nothing.
            let target = path.canonicalize().map_err(unread)?;
            file = if target.starts_with(&repository.top) { was(target) } else { Was::Other(None) };
        }
        if matches!((&file, &record), (Was::Same(_), Was::Same(_))) {
            return Ok(None);
        }
        Ok(Some(Changed { repository, file, record }))
    }

    fn repository(&mut self, folder: &Path, path: &Path) -> Result<Arc<Repository>, Failure> {
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(Arc::clone(known));
        }
        // The innermost first; those around it are looked at only as long as it is a part of them.
        let tops: Vec<&Path> = folder.ancestors().filter(|above| is_top(above)).collect();
        if tops.is_empty() {
            return Err(Failure::new(format!("{} lies in no git repository", path.display()))
                .help("--changed-since asks git what changed"));
        }
        let mut parts = 0;
        while let Some(outer) = tops.get(parts + 1)
            && !self.all.contains_key(tops[parts])
            && is_part(outer, tops[parts])?
        {
            parts += 1;
        }
        let mut around: Option<Arc<Repository>> = None;
        for top in tops[..=parts].iter().rev() {
            let known = match self.all.get(*top) {
                Some(known) => Arc::clone(known),
                None => {
                    let base = match &around {
                        Some(outer) => outer.part(top)?,
                        None => began(top, &self.rev)?,
                    };
                    let read = Arc::new(Repository::read(top, base)?);
                    self.all.insert((*top).to_owned(), Arc::clone(&read));
                    read
                }
            };
            around = Some(known);
        }
        let repository = around.ok_or_else(|| Failure::new("git could not say what changed"))?;
        self.by_folder.insert(folder.to_owned(), Arc::clone(&repository));
        Ok(repository)
    }
}

/// Whether a repository begins at a folder.
fn is_top(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}

/// Whether the repository at `top` is a submodule of the one at `outer`.
fn is_part(outer: &Path, top: &Path) -> Result<bool, Failure> {
    let Ok(path) = top.strip_prefix(outer) else { return Ok(false) };
    let listed =
        tell(outer, &[OsStr::new("ls-files"), OsStr::new("-sz"), OsStr::new("--"), path.as_os_str()])?;
    Ok(listed.starts_with(LINK))
}

/// The commit at which the branch that is checked out at `top` left `rev`.
fn began(top: &Path, rev: &str) -> Result<String, Failure> {
    let commit = format!("{rev}^{{commit}}");
    let known = ask(top, &["rev-parse", "--verify", "--quiet", &commit])?;
    let Some(tip) = known.filter(|out| !out.is_empty()).map(line) else {
        return Err(Failure::new(format!("git knows no revision `{rev}` in {}", top.display()))
            .help("was it fetched? In CI a shallow clone has only the last commit"));
    };
    let base = ask(top, &["merge-base", &tip, "HEAD"])?.filter(|out| !out.is_empty()).map(line);
    base.ok_or_else(|| {
        Failure::new(format!("`{rev}` and HEAD have no commit in common"))
            .help("in CI, fetch the whole history (fetch-depth: 0)")
    })
}

impl Repository {
    /// What differs between a commit or tree, `base`, and what lies at `top`.
    fn read(top: &Path, base: String) -> Result<Self, Failure> {
        let mut changed = HashMap::new();
        let compared = tell(
            top,
            &[
                "diff",
                "--raw",
                "-z",
                "--no-abbrev",
                "--find-renames",
                "--no-relative",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=all",
                &base,
                "--",
            ],
        )?;
        let mut fields = compared.split(|b| *b == 0).filter(|f| !f.is_empty());
        while let Some(head) = fields.next() {
            let head = String::from_utf8_lossy(head).into_owned();
            let parts: Vec<&str> = head.trim_start_matches(':').split(' ').collect();
            let (Some(old), Some(status)) = (parts.get(2), parts.get(4)) else { break };
            let before = Some((*old).to_owned()).filter(|o| !o.bytes().all(|b| b == b'0'));
            let Some(mut path) = fields.next() else { break };
            if status.starts_with(['R', 'C']) {
                if status.starts_with('R') {
                    changed.insert(top.join(native(path)), before.clone());
                }
                let Some(new) = fields.next() else { break };
                path = new;
            }
            changed.insert(top.join(native(path)), before);
        }
        let untracked = tell(top, &["ls-files", "-z", "--others", "--exclude-standard", "--full-name"])?;
        for path in untracked.split(|b| *b == 0).filter(|f| !f.is_empty()) {
            changed.entry(top.join(native(path))).or_insert(None);
        }
        Ok(Self { top: top.to_owned(), base, changed, reader: Mutex::new(None) })
    }

    /// What the submodule at `top` is compared with: the commit that it was at then, or nothing where it was not there.
    fn part(&self, top: &Path) -> Result<String, Failure> {
        let path = top.strip_prefix(&self.top).unwrap_or(top);
        let (ls_tree, z, base, apart) =
            (OsStr::new("ls-tree"), OsStr::new("-z"), OsStr::new(&self.base), OsStr::new("--"));
        let listed = tell(&self.top, &[ls_tree, z, base, apart, path.as_os_str()])?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let mut fields = listed.split([' ', '\t']);
        let (Some("160000"), Some("commit"), Some(was)) = (fields.next(), fields.next(), fields.next())
        else {
            return Ok(line(tell(top, &["hash-object", "-t", "tree", "--stdin"])?));
        };
        let commit = format!("{was}^{{commit}}");
        if ask(top, &["rev-parse", "--verify", "--quiet", &commit])?.is_none_or(|out| out.is_empty()) {
            return Err(Failure::new(format!("git knows no commit {was} in {}", top.display()))
                .help("the submodule was there at that commit: fetch its whole history too"));
        }
        Ok(was.to_owned())
    }

    /// The content of a blob, at most `limit` bytes of it.
    fn blob(&self, id: &str, limit: usize) -> std::io::Result<Option<Vec<u8>>> {
        let mut held = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            let mut child = command(&self.top)
                .args(["cat-file", "--batch"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()?;
            let from = child.stdout.take().ok_or_else(|| std::io::Error::other("git has no output"))?;
            *held = Some(Reader { child, from: BufReader::new(from) });
        }
        let Some(reader) = held.as_mut() else { return Ok(None) };
        let read = reader.blob(id, limit);
        if read.is_err() {
            *held = None;
        }
        read
    }
}

impl Reader {
    fn blob(&mut self, id: &str, limit: usize) -> std::io::Result<Option<Vec<u8>>> {
        let odd = || std::io::Error::other("git answers in a form that is not known");
        let to = self.child.stdin.as_mut().ok_or_else(odd)?;
        writeln!(to, "{id}")?;
        to.flush()?;
        let mut head = String::new();
        self.from.by_ref().take(256).read_line(&mut head)?;
        let mut parts = head.split_whitespace();
        let (Some(_), Some(kind)) = (parts.next(), parts.next()) else { return Err(odd()) };
        if kind == "missing" {
            return Ok(None);
        }
        let size: u64 = parts.next().and_then(|n| n.parse().ok()).ok_or_else(odd)?;
        let mut bytes = Vec::new();
        let kept = size.min(limit as u64);
        self.from.by_ref().take(kept).read_to_end(&mut bytes)?;
        // The rest, and the line ending behind it.
        std::io::copy(&mut self.from.by_ref().take(size - kept + 1), &mut std::io::sink())?;
        Ok(Some(bytes).filter(|_| kept == size))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Without input it ends by itself; what is left of it is of no use to anybody.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

impl Changed {
    /// The file as it was, or `None` where it is new or larger than `limit` bytes.
    pub(crate) fn before(&self, limit: usize) -> Result<Option<Vec<u8>>, Failure> {
        match &self.file {
            Was::Same(path) => {
                let read = std::fs::read(path);
                let read = read.map_err(|e| Failure::because("a file cannot be read again", &e))?;
                Ok(Some(read).filter(|bytes| bytes.len() <= limit))
            }
            Was::Other(before) => self.blob(before.as_deref(), limit),
        }
    }

    /// The record that lay beside the file then, or `None` where there was none that can be read.
    pub(crate) fn record_before(&self) -> Result<Option<Vec<u8>>, Failure> {
        match &self.record {
            Was::Same(path) => read_record(path).map_err(|e| Failure::because("a record cannot be read", &e)),
            Was::Other(before) => self.blob(before.as_deref(), MAX_SIZE),
        }
    }

    fn blob(&self, id: Option<&str>, limit: usize) -> Result<Option<Vec<u8>>, Failure> {
        let Some(id) = id else { return Ok(None) };
        let read = self.repository.blob(id, limit);
        read.map_err(|e| Failure::because("git cannot give an old version of a file", &e))
    }
}

fn command(top: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(top).arg("--no-pager").args(SETTINGS);
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    // In a hook git points at the repository that runs it, which need not be this one.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("GIT_LITERAL_PATHSPECS", "1").stdin(Stdio::null());
    command
}

/// What git says; `None` where it says no.
fn ask(top: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<Option<Vec<u8>>, Failure> {
    let output = run(top, arguments)?;
    if output.status.success() {
        return Ok(Some(output.stdout));
    }
    // A `no` is silent; anything said is a reason why git could not answer.
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if said.is_empty() || said.contains("Not a valid") || said.contains("unknown revision") {
        return Ok(None);
    }
    Err(Failure::new(format!("git could not say what changed: {said}")))
}

/// What git says, where it has to say something.
fn tell(top: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, Failure> {
    let output = run(top, arguments)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Failure::new(format!("git could not say what changed: {said}")))
}

fn run(top: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<std::process::Output, Failure> {
    command(top).args(arguments).output().map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => {
            Failure::new("git is not installed").help("--changed-since asks git what changed")
        }
        _ => Failure::because("git cannot be run", &e),
    })
}

fn line(out: Vec<u8>) -> String {
    String::from_utf8_lossy(&out).trim().to_owned()
}

/// A path as git stores it, as this system spells it.
#[cfg(unix)]
fn native(path: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt as _;
    OsString::from_vec(path.to_vec())
}

#[cfg(not(unix))]
fn native(path: &[u8]) -> OsString {
    OsString::from(String::from_utf8_lossy(path).replace('/', "\\"))
}
