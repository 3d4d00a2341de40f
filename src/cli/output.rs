//! All outputs of a check: each takes results one by one and is finished once.

use std::io::{BufWriter, Stdout, Write as _};
use std::path::PathBuf;

use terang::policy::Level;
use terang::report::human::{Human, Shown};
use terang::report::{Format, Outcome, Summary, json_v1};

use super::failure::Failure;
use super::sink::{Held, Target};
use super::term::Term;

/// Bytes of shown results that are held to be put in order, worst first.
const HELD: usize = 32 << 20;
/// Bytes that are written at once.
const BUFFER: usize = 64 << 10;

/// What the formats of a run need of each document. It is made on the thread that works.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    json: bool,
    human: Option<Human>,
}

impl Wanted {
    pub(crate) fn new(formats: impl Iterator<Item = Format>, human: Human) -> Self {
        let mut wanted = Self { json: false, human: None };
        for format in formats {
            match format {
                Format::Human => wanted.human = Some(human),
                Format::Json | Format::Jsonl => wanted.json = true,
            }
        }
        wanted
    }

    pub(crate) fn render(self, outcome: &Outcome) -> Rendered {
        let shown = match outcome {
            Outcome::Checked(checked) => self.human.map(|human| human.show(checked)),
            Outcome::Unreadable(_) => None,
        };
        Rendered { json: self.json.then(|| json_v1::line(outcome)), shown }
    }
}

/// One document in every form that is wanted.
pub(crate) struct Rendered {
    json: Option<Vec<u8>>,
    shown: Option<Shown>,
}

/// The outputs of a run: standard output first, then files.
pub(crate) struct Outputs {
    all: Vec<Output>,
}

struct Output {
    format: Format,
    to: To,
    /// Documents so far.
    count: u64,
    page: Page,
}

enum To {
    /// Standard output as it goes along.
    Stdout(Term, BufWriter<Stdout>),
    /// Standard output when all is done, because half of it would be worse than nothing.
    StdoutWhole(Held),
    File(Target, Held),
}

/// What is held for the human format.
#[derive(Default)]
struct Page {
    findings: Vec<(Level, String)>,
    facts: Vec<String>,
    bytes: usize,
}

impl Outputs {
    /// Makes sure that every file can be written.
    pub(crate) fn open(format: Format, files: &[(Format, PathBuf)], term: Term) -> Result<Self, Failure> {
        let to = if format == Format::Json {
            To::StdoutWhole(Held::new())
        } else {
            To::Stdout(term, BufWriter::with_capacity(BUFFER, std::io::stdout()))
        };
        let mut all = vec![Output::new(format, to)?];
        for (n, (format, path)) in files.iter().enumerate() {
            if files[..n].iter().any(|(_, before)| before == path) {
                return Err(Failure::new(format!("two outputs are to be written to {}", path.display()))
                    .help("give each --output a file of its own"));
            }
            all.push(Output::new(*format, To::File(Target::new(path)?, Held::new()))?);
        }
        Ok(Self { all })
    }

    pub(crate) fn take(&mut self, rendered: Rendered) -> Result<(), Failure> {
        let Some((last, before)) = self.all.split_last_mut() else { return Ok(()) };
        for output in before {
            output.take(rendered.json.as_deref(), rendered.shown.clone())?;
        }
        last.take(rendered.json.as_deref(), rendered.shown)
    }

    /// Hands on what was taken so far.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        for output in &mut self.all {
            if let To::Stdout(_, to) = &mut output.to {
                to.flush()?;
            }
        }
        Ok(())
    }

    /// Writes what was held back: the files first, so that a reader of standard output who stops reading early
    /// costs nobody a file.
    pub(crate) fn finish(self, summary: &Summary) -> Result<(), Failure> {
        self.all.into_iter().rev().try_for_each(|output| output.finish(summary))
    }
}

impl Output {
    fn new(format: Format, to: To) -> Result<Self, Failure> {
        let mut output = Self { format, to, count: 0, page: Page::default() };
        if format == Format::Json {
            output.write(&json_v1::report_start())?;
        }
        Ok(output)
    }

    fn take(&mut self, json: Option<&[u8]>, shown: Option<Shown>) -> Result<(), Failure> {
        match (self.format, json, shown) {
            (Format::Human, _, Some(shown)) => {
                self.page.add(shown);
                if self.page.bytes > HELD {
                    self.turn()?;
                }
            }
            (Format::Json, Some(json), _) => {
                if self.count > 0 {
                    self.write(b",")?;
                }
                self.write(b"\n")?;
                self.write(json)?;
                self.count += 1;
            }
            (Format::Jsonl, Some(json), _) => {
                let mut line = Vec::with_capacity(json.len() + 1);
                line.extend_from_slice(json);
                line.push(b'\n');
                self.write(&line)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self, summary: &Summary) -> Result<(), Failure> {
        match self.format {
            Format::Human => self.turn()?,
            Format::Json => {
                self.write(b"\n")?;
                self.write(&json_v1::report_end(summary))?;
            }
            Format::Jsonl => {}
        }
        match self.to {
            To::Stdout(_, mut to) => Ok(to.flush()?),
            To::StdoutWhole(held) => {
                let mut to = std::io::stdout().lock();
                held.release(&mut to)?;
                Ok(to.flush()?)
            }
            To::File(target, held) => target.write(held),
        }
    }

    /// Writes the page, worst first, and begins a new one.
    fn turn(&mut self) -> Result<(), Failure> {
        let mut page = std::mem::take(&mut self.page);
        page.findings.sort_by_key(|(level, _)| *level);
        let whole: String = page.findings.into_iter().map(|(_, text)| text).chain(page.facts).collect();
        if whole.is_empty() { Ok(()) } else { self.write(whole.as_bytes()) }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match (&mut self.to, self.format) {
            (To::Stdout(term, _), Format::Human) => Ok(term.stdout().write_all(bytes)?),
            (To::Stdout(_, to), _) => Ok(to.write_all(bytes)?),
            (To::StdoutWhole(held), _) => held.write(bytes),
            (To::File(_, held), Format::Human) => {
                held.write(&anstream::adapter::strip_bytes(bytes).into_vec())
            }
            (To::File(_, held), _) => held.write(bytes),
        }
    }
}

impl Page {
    fn add(&mut self, shown: Shown) {
        self.bytes += shown.facts.len() + shown.findings.iter().map(|(_, t)| t.len()).sum::<usize>();
        self.findings.extend(shown.findings);
        if !shown.facts.is_empty() {
            self.facts.push(shown.facts);
        }
    }
}
