//! All outputs of a check: each takes results one by one and is finished once.

use std::io::{BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use terang::report::words::Tongue;
use terang::report::{Entry, Format, Layout, Outcome, Row, Style, Summary, Totals, job_summary};

use super::failure::Failure;
use super::packed::Meter;
use super::sink::{Kept, Target, append, length};
use super::term::Term;

/// Bytes that are written at once.
const BUFFER: usize = 64 << 10;

/// What colour begins with. Only the format for people has any, and files get it without.
const ESCAPE: u8 = 0x1b;

/// The layouts of a run. They make the rows of each document on the thread that works.
pub(crate) struct Layouts {
    all: Vec<Box<dyn Layout>>,
    tongue: Tongue,
}

/// One document in every form that is wanted, by layout.
pub(crate) type Rendered = Vec<Vec<Row>>;

impl Layouts {
    pub(crate) fn render(&self, outcome: &Outcome) -> Rendered {
        let words = self.all.iter().any(|layout| layout.words());
        let entry = if words { Entry::new(outcome, self.tongue) } else { Entry::bare(outcome) };
        self.all.iter().map(|layout| layout.rows(&entry)).collect()
    }
}

/// The outputs of a run: standard output first, then files.
pub(crate) struct Outputs {
    all: Vec<Output>,
    term: Term,
}

/// One output. It has the number of its layout.
struct Output {
    to: To,
    slots: Vec<Slot>,
    totals: Totals,
}

enum To {
    /// Standard output as it goes along.
    Stream(BufWriter<Stdout>),
    /// Standard output when all is known; colour goes where it is shown.
    Stdout,
    /// A file, whole or not at all.
    File(Target),
    /// The end of a file that the system made for this.
    Append(PathBuf),
}

/// The rows of one slot.
#[derive(Default)]
struct Slot {
    held: Option<Kept>,
    kept: u64,
}

/// What is to be written, as it was typed; and the file for the summary of the job, where there is one.
pub(crate) struct Asked<'a> {
    pub(crate) format: Format,
    pub(crate) files: &'a [(Format, PathBuf)],
    /// What is checked; none of these files is written to.
    pub(crate) inputs: &'a [PathBuf],
    pub(crate) job_summary: Option<PathBuf>,
}

impl Outputs {
    /// Makes sure that every file can be written.
    pub(crate) fn open(asked: Asked<'_>, style: &Style, term: Term) -> Result<(Layouts, Self), Failure> {
        let mut layouts = vec![asked.format.layout(style)];
        let streams = layouts[0].streams();
        let to = if streams {
            To::Stream(BufWriter::with_capacity(BUFFER, std::io::stdout()))
        } else {
            To::Stdout
        };
        let mut all = vec![Output::new(&*layouts[0], to)?];
        for (n, (format, path)) in asked.files.iter().enumerate() {
            if asked.files[..n].iter().any(|(_, before)| same(before, path)) {
                return Err(Failure::new(format!("two outputs are to be written to {}", path.display()))
                    .help("give each --output a file of its own"));
            }
            if asked.inputs.iter().any(|input| input.is_file() && same(input, path)) {
                return Err(Failure::new(format!("{} is to be checked and written to", path.display()))
                    .help("give the output another name"));
            }
            let layout = format.layout(style);
            all.push(Output::new(&*layout, To::File(Target::new(path)?))?);
            layouts.push(layout);
        }
        if let Some(path) = asked.job_summary {
            match job_summary(style.tongue, length(&path)) {
                Some(layout) => {
                    all.push(Output::new(&*layout, To::Append(path))?);
                    layouts.push(layout);
                }
                None => term.note(term.words("check.summary-full")),
            }
        }
        Ok((Layouts { all: layouts, tongue: style.tongue }, Self { all, term }))
    }

    pub(crate) fn take(&mut self, layouts: &Layouts, rendered: Rendered) -> Result<(), Failure> {
        for ((output, layout), rows) in self.all.iter_mut().zip(&layouts.all).zip(rendered) {
            output.take(&**layout, rows)?;
        }
        Ok(())
    }

    /// Hands on what was taken so far.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        for output in &mut self.all {
            if let To::Stream(to) = &mut output.to {
                to.flush()?;
            }
        }
        Ok(())
    }

    /// Writes what was held back: the files first, so that a reader of standard output who stops reading early
    /// costs nobody a file.
    pub(crate) fn finish(self, layouts: &Layouts, summary: &Summary) -> Result<(), Failure> {
        let term = self.term;
        let mut all: Vec<(Output, &Box<dyn Layout>)> = self.all.into_iter().zip(&layouts.all).collect();
        all.reverse();
        all.into_iter().try_for_each(|(output, layout)| output.finish(&**layout, summary, term))
    }
}

impl Output {
    fn new(layout: &dyn Layout, mut to: To) -> Result<Self, Failure> {
        let slots = layout.sections().iter().map(|s| s.to).max().unwrap_or(0);
        let totals =
            Totals { seen: vec![0; slots], written: vec![0; layout.sections().len()], ..Totals::default() };
        if let To::Stream(to) = &mut to {
            to.write_all(&layout.open(0, &totals))?;
        }
        Ok(Self { to, slots: (0..slots).map(|_| Slot::default()).collect(), totals })
    }

    fn take(&mut self, layout: &dyn Layout, rows: Vec<Row>) -> Result<(), Failure> {
        for Row { slot, bytes } in rows {
            self.totals.seen[slot] += 1;
            if let To::Stream(to) = &mut self.to {
                to.write_all(&bytes)?;
                self.totals.written[0] += 1;
                continue;
            }
            let keep = layout.sections().iter().find(|s| s.from <= slot && slot < s.to).map_or(0, |s| s.keep);
            let into = &mut self.slots[slot];
            if into.kept < keep {
                into.held.get_or_insert_with(Kept::new).write(&bytes)?;
                into.kept += 1;
            }
        }
        Ok(())
    }

    fn finish(mut self, layout: &dyn Layout, summary: &Summary, term: Term) -> Result<(), Failure> {
        self.totals.summary = *summary;
        let Self { to, slots, mut totals } = self;
        match to {
            To::Stream(mut to) => {
                to.write_all(&layout.close(0, &totals))?;
                Ok(to.flush()?)
            }
            To::Stdout => {
                let mut to = BufWriter::with_capacity(BUFFER, std::io::stdout());
                compose(layout, slots, &mut totals, &mut |bytes: &[u8]| {
                    if !bytes.contains(&ESCAPE) {
                        return to.write_all(bytes);
                    }
                    to.flush()?;
                    term.stdout().write_all(bytes)
                })?;
                Ok(to.flush()?)
            }
            To::File(target) => target.write_by(|to| {
                let mut to = BufWriter::with_capacity(BUFFER, to);
                compose(layout, slots, &mut totals, &mut |bytes: &[u8]| {
                    if !bytes.contains(&ESCAPE) {
                        return to.write_all(bytes);
                    }
                    to.write_all(&anstream::adapter::strip_bytes(bytes).into_vec())
                })?;
                Ok(to.flush()?)
            }),
            To::Append(path) => {
                let mut whole = Vec::new();
                compose(layout, slots, &mut totals, &mut |bytes: &[u8]| whole.write_all(bytes))?;
                told(&path, append(&path, &whole), term);
                Ok(())
            }
        }
    }
}

/// Says that the summary of the job could not be written. The check is done all the same, and its exit status stays.
fn told(path: &Path, done: std::io::Result<()>, term: Term) {
    if let Err(error) = done {
        term.note(&format!("the summary of the job was not written to {}: {error}", path.display()));
    }
}

/// Writes a report, as much of it as its format has room for.
fn compose(
    layout: &dyn Layout,
    slots: Vec<Slot>,
    totals: &mut Totals,
    put: &mut dyn FnMut(&[u8]) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let mut meter = Meter::new(layout.limit());
    let mut slots: Vec<Option<Kept>> = slots.into_iter().map(|slot| slot.held).collect();
    for (n, section) in layout.sections().iter().enumerate() {
        let before = layout.open(n, totals);
        meter.count(&before)?;
        put(&before)?;
        let room = layout.room(n, totals);
        for slot in &mut slots[section.from..section.to] {
            let Some(held) = slot.take() else { continue };
            let mut rows = held.rows()?;
            while totals.written[n] < room {
                let Some(row) = rows.next()? else { break };
                let between = if totals.written[n] > 0 { section.between } else { "" };
                if !meter.fits(between.len() + row.len())? {
                    break;
                }
                meter.count(between.as_bytes())?;
                meter.count(&row)?;
                put(between.as_bytes())?;
                put(&row)?;
                totals.written[n] += 1;
            }
        }
        let after = layout.close(n, totals);
        meter.count(&after)?;
        put(&after)?;
    }
    Ok(())
}

/// Whether two paths lead to one file, which need not be there yet.
/// Whether two paths lead to one file, whichever of them is there.
pub(super) fn same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| {
        path.canonicalize().ok().or_else(|| {
            let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(folder.canonicalize().ok()?.join(path.file_name()?))
        })
    };
    one == other || real(one).is_some_and(|real_one| real(other) == Some(real_one))
}
