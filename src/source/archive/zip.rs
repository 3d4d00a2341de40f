//! ZIP files: articles, and web archives in a WACZ.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};

use sha2::{Digest as _, Sha256};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::body::Body;
use super::listing::hidden;
use super::salvage::{Salvaged, salvage};
use super::signer::captured_by;
use super::warc::{Stretch, cut};
use super::{Kept, recognise};
use crate::archive::{Feed, Package, Signed, Stamp};
use crate::digest::Digest;
use crate::item::{Capture, Passed, RecordKind};
use crate::source::file::item;
use crate::source::media::is_article;
use crate::source::{Caps, Input, Piece, SourceError};

const SAME_NAME: &str = "another entry has the same name, and only the last of them is read";

/// The entries of a ZIP, in the order of its directory.
pub(super) struct Zip {
    zip: ZipArchive<BufReader<Body>>,
    file: File,
    name: String,
    caps: Caps,
    next: usize,
    package: Option<Package>,
    /// What is to be told before the entries.
    told: std::vec::IntoIter<Input>,
    /// The records of a web archive inside.
    inner: Option<Box<dyn Iterator<Item = Input>>>,
}

impl Zip {
    pub(super) fn open(file: File, name: &str, caps: Caps) -> Result<Self, SourceError> {
        let fail = |source| SourceError::Read { origin: name.to_owned(), source };
        let again = || file.try_clone().map_err(fail);
        let body = |tail| again().and_then(|file| Body::new(file, tail).map_err(fail)).map(BufReader::new);
        let opened = ZipArchive::new(body(Vec::new())?).and_then(|mut zip| {
            let astray = is_astray(&mut zip);
            if astray {
                Err(ZipError::InvalidArchive("no entry is where its list says".into()))
            } else {
                Ok(zip)
            }
        });
        let (zip, lost) = match opened {
            Ok(zip) => (zip, None),
            Err(error) => {
                let Some(mut found) = salvage(&mut again()?).map_err(fail)? else {
                    return Err(fail(error.into()));
                };
                let directory = std::mem::take(&mut found.directory);
                let zip = ZipArchive::new(body(directory)?).map_err(|_| fail(error.into()))?;
                (zip, Some(found))
            }
        };
        let told = Vec::new().into_iter();
        let mut zip = Self {
            zip,
            file: again()?,
            name: name.to_owned(),
            caps,
            next: 0,
            package: None,
            told,
            inner: None,
        };
        zip.introduce();
        match lost {
            Some(found) => zip.tell_lost(found),
            None if zip.zip.has_duplicate_names() => zip.tell_hidden().map_err(fail)?,
            None => {}
        }
        Ok(zip)
    }

    /// Tells that the directory is lost, and what else is.
    fn tell_lost(&mut self, found: Salvaged) {
        /// Stretches that are told one by one.
        const MOST: usize = 100;
        let lost = |origin: String, (offset, length), message: String| {
            Input::Failed(SourceError::Damaged { origin, record: None, offset, length, message, uri: None })
        };
        let end = found.length;
        let (last, gaps): (Vec<_>, Vec<_>) =
            found.gaps.into_iter().partition(|(at, length)| at + length == end);
        let directory = last.into_iter().next().unwrap_or((end, 0));
        self.tell(lost(
            self.name.clone(),
            directory,
            format!(
                "the list of entries at the end of the ZIP is missing or damaged; {} entries were found by their own headers",
                found.entries
            ),
        ));
        for gap in gaps.into_iter().take(MOST) {
            self.tell(lost(self.name.clone(), gap, "these bytes belong to no entry".to_owned()));
        }
        for (name, offset, packed) in found.hidden.into_iter().take(MOST) {
            let origin = format!("{}/{name}", self.name);
            self.tell(lost(origin, (offset, packed), SAME_NAME.to_owned()));
        }
    }

    /// Tells what cannot be reached, since another entry has its name.
    fn tell_hidden(&mut self) -> std::io::Result<()> {
        let all = hidden(&self.file, self.zip.central_directory_start(), self.zip.offset())?;
        for one in all {
            self.tell(Input::Failed(SourceError::Damaged {
                origin: format!("{}/{}", self.name, one.name),
                record: None,
                offset: one.offset,
                length: one.packed,
                message: SAME_NAME.to_owned(),
                uri: None,
            }));
        }
        Ok(())
    }

    /// Has something told before the next entry.
    fn tell(&mut self, what: Input) {
        let told = std::mem::take(&mut self.told);
        self.told = told.chain(std::iter::once(what)).collect::<Vec<_>>().into_iter();
    }

    /// Reads what a WACZ says of itself.
    fn introduce(&mut self) {
        let (listing, sealed) = (self.small("datapackage.json"), self.small("datapackage-digest.json"));
        let mut told = Vec::new();
        for (name, read) in [("datapackage.json", &listing), ("datapackage-digest.json", &sealed)] {
            if let Some(Err(why)) = read {
                told.push(self.refused(name, &format!("cannot be read: {why}")));
            }
        }
        let Some(Ok(listing)) = listing else {
            let ending = self.name.rsplit_once('.').map(|(_, ending)| ending);
            if listing.is_none() && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("wacz")) {
                let why = "it is not here, so nothing says what this WACZ ought to hold and who captured it";
                told.push(self.refused("datapackage.json", why));
            }
            self.told = told.into_iter();
            return;
        };
        let broken = matches!(sealed, Some(Err(_)));
        let sealed = sealed.and_then(Result::ok);
        match Package::read(&listing, sealed.as_deref()) {
            Ok(package) => {
                if !broken {
                    told.push(Input::Notice(format!("{}: {}", self.name, captured_by(&package))));
                }
                if package.sealed == Some(false) {
                    told.push(self.refused(
                        "datapackage.json",
                        "it has not the digest that datapackage-digest.json gives",
                    ));
                }
                if package.signed == Signed::Broken {
                    told.push(self.refused("datapackage-digest.json", "the signature does not hold"));
                }
                let stamp = if let Signed::Domain { stamp, .. } = package.signed { stamp } else { Stamp::No };
                if matches!(stamp, Stamp::Broken | Stamp::OtherSignature) {
                    let why = "the time stamp does not hold, or is over something else than the signature";
                    told.push(self.refused("datapackage-digest.json", why));
                }
                let missing = package.resources.iter().map(|(path, _)| path.clone());
                let missing: Vec<_> =
                    missing.filter(|path| self.zip.index_for_name(path).is_none()).collect();
                told.extend(
                    missing
                        .iter()
                        .map(|path| self.refused(path, "datapackage.json names it, and it is not here")),
                );
                let unlike = package.resources.iter().filter(|(_, digest)| digest.is_none()).count();
                if unlike > 0 {
                    told.push(Input::Notice(format!(
                        "{}: datapackage.json gives no SHA-256 for {unlike} of its files; they were not compared",
                        self.name
                    )));
                }
                self.package = Some(package);
            }
            Err(why) => told.push(self.refused("datapackage.json", &why)),
        }
        self.told = told.into_iter();
    }

    /// A small file of the ZIP, whole; `None` where there is none of that name.
    fn small(&mut self, name: &str) -> Option<Result<Vec<u8>, ZipError>> {
        const MOST: u64 = 16 << 20;
        let index = self.zip.index_for_name(name)?;
        let mut out = Vec::new();
        let read = self.zip.by_index(index);
        Some(read.and_then(|from| Ok(from.take(MOST).read_to_end(&mut out)?)).map(|_| out))
    }

    fn refused(&self, entry: &str, why: &str) -> Input {
        let origin = format!("{}/{entry}", self.name);
        Input::Failed(SourceError::Entry { origin, message: why.to_owned() })
    }

    fn entry(&mut self, index: usize) -> Result<Option<Input>, SourceError> {
        let fail = |origin: &str, error: ZipError| {
            let message = match error {
                ZipError::Io(source) => return SourceError::Read { origin: origin.to_owned(), source },
                other => other.to_string(),
            };
            SourceError::Entry { origin: origin.to_owned(), message }
        };
        let named = self.zip.name_for_index(index).and_then(Result::ok);
        let named = named.map_or_else(
            || format!("{} (entry {})", self.name, index + 1),
            |path| format!("{}/{path}", self.name),
        );
        let raw = self.zip.by_index_raw(index).map_err(|e| fail(&named, e))?;
        let path =
            raw.name().map_or_else(|_| String::from_utf8_lossy(raw.name_raw()).into_owned(), Into::into);
        let origin = format!("{}/{path}", self.name);
        let (size, packed, start) = (raw.size(), raw.compressed_size(), raw.data_start());
        let offset = raw.header_start();
        let length = start.map_or(packed, |start| start.saturating_sub(offset) + packed);
        let stored = raw.compression() == CompressionMethod::Stored;
        if !raw.is_file() {
            return Ok(None);
        }
        let kept = recognise(&path);
        if kept.is_none() && !is_article(&path) {
            drop(raw);
            if self.package.is_some() {
                self.verify(index, &path, &origin)?;
                return Ok(None);
            }
            return Ok(Some(Input::Ready(vec![Piece::Passed(Passed::OtherMedia, 1)], 0)));
        }
        if raw.encrypted() {
            return Err(SourceError::Entry { origin, message: "it is encrypted".to_owned() });
        }
        drop(raw);
        if kept == Some(Kept::Zip) {
            return Err(SourceError::Entry { origin, message: "a ZIP in a ZIP is not opened".to_owned() });
        }
        self.verify(index, &path, &origin)?;
        if kept == Some(Kept::Warc)
            && self.package.as_ref().is_some_and(|p| p.resources.iter().all(|(listed, _)| *listed != path))
        {
            // Whoever signed the list says nothing of it. Its records are read all the same.
            self.tell(self.refused(&path, "datapackage.json does not name it"));
        }
        if kept == Some(Kept::Warc)
            && stored
            && let Some(start) = start
        {
            let file = self.file.try_clone();
            let stretch = file.and_then(|file| Stretch::part(file, start, packed));
            let stretch = stretch.map_err(|source| SourceError::Read { origin: origin.clone(), source })?;
            let feed: Box<dyn Feed + Send> = Box::new(stretch);
            self.inner = Some(Box::new(cut(feed, &origin, self.caps)));
            return Ok(None);
        }
        let most = (packed.max(4096)).saturating_mul(self.caps.expansion as u64).min(self.caps.size as u64);
        if size > most {
            return Err(SourceError::TooLarge { origin, limit: usize::try_from(most).unwrap_or(usize::MAX) });
        }
        let mut bytes = Vec::new();
        let mut from = self.zip.by_index(index).map_err(|e| fail(&origin, e))?;
        let read = from.by_ref().take(most + 1).read_to_end(&mut bytes);
        read.map_err(|source| SourceError::Damaged {
            origin: origin.clone(),
            record: Some(index as u64 + 1),
            offset,
            length,
            message: format!("cannot be read: {source}"),
            uri: None,
        })?;
        drop(from);
        if bytes.len() as u64 > most {
            return Err(SourceError::TooLarge { origin, limit: usize::try_from(most).unwrap_or(usize::MAX) });
        }
        if kept == Some(Kept::Warc) {
            let feed: Box<dyn Feed + Send> = Box::new(Cursor::new(bytes));
            self.inner = Some(Box::new(cut(feed, &origin, self.caps)));
            return Ok(None);
        }
        let mut item = item(origin, None, bytes, self.caps)?;
        item.capture = Some(Box::new(Capture {
            file: self.name.clone(),
            kind: RecordKind::Entry,
            record: index as u64 + 1,
            offset,
            length,
            ..Capture::default()
        }));
        let cost = item.bytes.len();
        Ok(Some(Input::Ready(vec![Piece::Document(item)], cost)))
    }

    /// Compares a file with the digest that the WACZ around it gives for it.
    fn verify(&mut self, index: usize, path: &str, origin: &str) -> Result<(), SourceError> {
        let given = self.package.as_ref().and_then(|package| package.digest_of(path));
        let Some(given) = given.filter(|_| !self.caps.unverified) else { return Ok(()) };
        let fail = |source| SourceError::Read { origin: origin.to_owned(), source };
        let mut from = self.zip.by_index(index).map_err(|e| fail(e.into()))?;
        let (mut hash, mut buffer) = (Sha256::new(), vec![0; 256 << 10]);
        let sound = loop {
            match from.read(&mut buffer) {
                Ok(0) => break Digest(hash.finalize().into()) == given,
                Ok(n) => hash.update(&buffer[..n]),
                // The checksum of the ZIP itself does not hold.
                Err(_) => break false,
            }
        };
        drop(from);
        if !sound {
            let message = "it has not the digest that datapackage.json gives".to_owned();
            // Its records are read all the same.
            self.tell(Input::Failed(SourceError::Entry { origin: origin.to_owned(), message }));
        }
        Ok(())
    }
}

/// Whether the entries are elsewhere than the directory says: bytes that were put in between shift all before them, and the
/// first entry alone may be damaged itself.
fn is_astray(zip: &mut ZipArchive<BufReader<Body>>) -> bool {
    let looked = zip.len().min(2);
    looked > 0 && (0..looked).all(|index| matches!(zip.by_index_raw(index), Err(ZipError::InvalidArchive(_))))
}

impl Iterator for Zip {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(input) = self.told.next() {
                return Some(input);
            }
            if let Some(input) = self.inner.as_mut().and_then(Iterator::next) {
                return Some(input);
            }
            self.inner = None;
            if self.next >= self.zip.len() {
                return None;
            }
            self.next += 1;
            match self.entry(self.next - 1) {
                Ok(Some(input)) => return Some(input),
                Ok(None) => {}
                Err(error) => return Some(Input::Failed(error)),
            }
        }
    }
}
