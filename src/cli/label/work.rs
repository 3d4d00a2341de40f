//! One article: read, labelled, written, told of.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use terang::digest::Digest;
use terang::envelope::{Envelope, Signer};
use terang::item::Item;
use terang::label::{Kind, LabelError, Labelled};
use terang::magic;
use terang::pipeline::{Declaration, Refused, SignError, label_as, statement};
use terang::record::PAYLOAD_TYPE;
use terang::report::safe;
use terang::source::media_of;
use terang::store::{self, sidecar};

use super::args::Label;
use super::asked::still_asked;
use super::count::Count;
use super::house::House;
use super::patch::patch;
use crate::cli::clock::now;
use crate::cli::failure::{Failure, chain};
use crate::cli::refusal::{help, note, why};
use crate::cli::term::Term;

/// What is the same for all articles of a run, and what came of those before.
pub(super) struct Work<'a> {
    pub(super) args: &'a Label,
    pub(super) declaration: &'a Declaration,
    pub(super) signer: Option<&'a dyn Signer>,
    pub(super) write: bool,
    pub(super) term: Term,
    /// Where notes and summaries go; nowhere under `--quiet`.
    pub(super) heard: Option<Term>,
    pub(super) count: Count,
}

impl Work<'_> {
    pub(super) fn failed(&mut self, what: &str, help: &str) {
        self.count.failed += 1;
        self.term.error(what, help);
    }

    fn refused(&mut self, origin: &str, why: &str, help: &str) {
        self.count.refused += 1;
        let what = self.term.said("label.not-labelled", &[("origin", origin), ("why", why)]);
        self.term.error(&what, help);
    }

    /// One file.
    pub(super) fn file(
        &mut self,
        item: &Item,
        path: &Path,
        named: bool,
        house: &House,
    ) -> Result<(), Failure> {
        let origin = item.origin.clone();
        match store::read_article(path, house.caps.size) {
            Ok(bytes) if bytes == item.bytes => {}
            Ok(bytes) => {
                let key = if magic::gzip(&bytes) { "label.packed" } else { "label.with-headers" };
                let what = self.term.said(key, &[("origin", &origin)]);
                self.failed(&what, self.term.words("label.packed-help"));
                return Ok(());
            }
            Err(error) => {
                let what = format!("{origin}: {}", chain(&error));
                self.failed(&what, "");
                return Ok(());
            }
        }
        let Some(done) = self.labelled(item, named, house) else { return Ok(()) };
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
                let record = beside.display().to_string();
                let why = self.term.said("label.why-record", &[("record", &record)]);
                self.refused(&origin, &why, self.term.words("label.help-record"));
                return Ok(());
            }
            (Some(record), Some(signer)) => match self.signed(item, &done, record, signer, house) {
                Ok(envelope) => Some(envelope),
                Err(why) => {
                    self.refused(&origin, &why, "");
                    return Ok(());
                }
            },
        };
        if self.write {
            let wrote = store::replace_article(path, &done.bytes).and_then(|()| match &signed {
                // An article that its record does not fit would look forged.
                Some(envelope) => store::write_record(&beside, &envelope.to_json())
                    .inspect_err(|_| drop(store::replace_article(path, &item.bytes))),
                None => Ok(()),
            });
            if let Err(error) = wrote {
                let what = format!("{origin}: {}", chain(&error));
                self.failed(&what, "");
                return Ok(());
            }
        }
        self.count.labelled += 1;
        self.told(item, &done, signed.is_some())
    }

    /// Standard input to standard output.
    pub(super) fn stdin(&mut self, name: Option<&str>, house: &House) -> Result<(), Failure> {
        let origin = name.unwrap_or("-").to_owned();
        let mut bytes = Vec::new();
        let limit = u64::try_from(house.caps.size).unwrap_or(u64::MAX).saturating_add(1);
        if let Err(error) = io::stdin().lock().take(limit).read_to_end(&mut bytes) {
            self.failed(&format!("{origin}: {error}"), "");
            return Ok(());
        }
        if bytes.len() > house.caps.size || magic::gzip(&bytes) {
            let what = self.term.said("label.packed-or-large", &[("origin", &origin)]);
            self.failed(&what, self.term.words("label.packed-help"));
            return Ok(());
        }
        let item = Item { origin: origin.clone(), media: name.and_then(media_of), bytes, ..Item::default() };
        let Some(done) = self.labelled(&item, true, house) else { return Ok(()) };
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
        if done.is_changed() { self.told(&item, &done, false) } else { Ok(()) }
    }

    fn labelled(&mut self, item: &Item, named: bool, house: &House) -> Option<Labelled> {
        let origin = &item.origin;
        match label_as(item, &house.how(self.declaration, self.args), &house.profiles) {
            Ok((done, left)) => {
                if let Some(term) = self.heard {
                    still_asked(origin, &left, term);
                }
                Some(done)
            }
            // In a folder there are articles that no AI had a part in, and nobody has to say so.
            Err(Refused::Declaration(SignError::Undeclared)) if !named => {
                self.count.silent += 1;
                None
            }
            Err(error) => {
                let why = why(&error, self.term);
                if matches!(&error, Refused::Label(LabelError::Document(_) | LabelError::Canon(_))) {
                    let gaps = [("origin", origin.as_str()), ("why", &why)];
                    self.failed(&self.term.said("label.not-labelled", &gaps), "");
                } else {
                    self.refused(origin, &why, help(&error, self.term));
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
        house: &House,
    ) -> Result<Envelope, String> {
        let supersedes = Envelope::parse(record).is_ok().then(|| Digest::of(record));
        let declaration = Declaration { supersedes, ..self.declaration.clone() };
        let item = Item { bytes: done.bytes.clone(), ..item.clone() };
        let at = now().map_err(|_| "the clock cannot be read".to_owned())?;
        let statement = statement(item, &declaration, house.rules(), at).map_err(|e| chain(&e))?;
        Envelope::sign(PAYLOAD_TYPE, statement.to_bytes(), signer).map_err(|e| chain(&e))
    }

    fn notes(&self, origin: &str, done: &Labelled) {
        if let Some(term) = self.heard {
            for left_out in &done.notes {
                term.note(&format!("{origin}: {}", term.words(note(*left_out))));
            }
        }
    }

    /// Says what was done, or shows it.
    fn told(&self, item: &Item, done: &Labelled, signed: bool) -> Result<(), Failure> {
        let origin = item.origin.as_str();
        let mut out = self.term.stdout();
        if self.args.diff {
            let patch = patch(origin, &item.bytes, done);
            // A file gets the bytes that `patch` wants; a terminal what cannot harm it.
            if io::stdout().is_terminal() {
                for line in String::from_utf8_lossy(&patch).lines() {
                    writeln!(out, "{}", safe(&line.replace('\t', "    ")))?;
                }
            } else {
                io::stdout().lock().write_all(&patch)?;
            }
            return Ok(());
        }
        if self.heard.is_none() {
            return Ok(());
        }
        let kinds: Vec<&str> = Kind::ALL
            .into_iter()
            .filter(|k| done.edits.iter().any(|e| e.kind == *k))
            .map(Kind::word)
            .collect();
        let key = match (self.write, signed) {
            (true, false) => "label.did",
            (true, true) => "label.did-signed",
            (false, false) => "label.would",
            (false, true) => "label.would-signed",
        };
        let gaps = [("origin", origin), ("kinds", &*kinds.join(", "))];
        writeln!(out, "{}", safe(&self.term.said(key, &gaps)))?;
        Ok(())
    }
}
