//! The files behind what was typed, none of them opened.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::dir::{Folder, Met, is_glob};
use super::{Input, Options};
use crate::digest::Digest;

/// A file, or something else that the walk met.
#[derive(Debug)]
pub enum Found {
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// The folder that was typed and that holds it.
        root: Option<PathBuf>,
    },
    /// Standard input, or what cannot be walked, or what a person should know.
    Other(Input),
}

/// The files behind what was typed: files, folders and globs, in the order typed, folders sorted by name. A file that is
/// behind two of them comes once, and a notice at the end says how many did.
pub fn files(typed: Vec<PathBuf>, options: Options) -> impl Iterator<Item = Found> {
    // One folder or glob alone names no file twice: links are not followed.
    let seen = (typed.len() > 1).then(HashSet::new);
    Files { typed: typed.into_iter(), options, folder: None, seen, again: 0 }
}

struct Files {
    typed: std::vec::IntoIter<PathBuf>,
    options: Options,
    folder: Option<(Folder, Option<PathBuf>)>,
    /// Half the SHA-256 of each path that came.
    seen: Option<HashSet<[u8; 16]>>,
    again: u64,
}

impl Iterator for Files {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let Some(found) = self.find() else {
                let again = std::mem::take(&mut self.again);
                let text = match again {
                    0 => return None,
                    1 => "1 file was given more than once, and is read once".to_owned(),
                    n => format!("{n} files were given more than once, and are read once"),
                };
                return Some(Found::Other(Input::Notice(text)));
            };
            if self.is_new(&found) {
                return Some(found);
            }
            self.again += 1;
        }
    }
}

impl Files {
    fn is_new(&mut self, found: &Found) -> bool {
        let Some(seen) = &mut self.seen else { return true };
        let path: &Path = match found {
            Found::File { path, .. } => path,
            Found::Other(Input::Stdin { .. }) => Path::new("-"),
            Found::Other(Input::Failed(error)) => Path::new(error.origin()),
            Found::Other(_) => return true,
        };
        let whole = path.canonicalize();
        let bytes = whole.as_deref().unwrap_or(path).as_os_str().as_encoded_bytes();
        let mut key = [0; 16];
        key.copy_from_slice(&Digest::of(bytes).0[..16]);
        seen.insert(key)
    }

    fn find(&mut self) -> Option<Found> {
        loop {
            if let Some((folder, root)) = &mut self.folder {
                match folder.next() {
                    Some(Met::File(path)) => return Some(Found::File { path, root: root.clone() }),
                    Some(Met::Other(input)) => return Some(Found::Other(input)),
                    None => self.folder = None,
                }
            }
            let path = self.typed.next()?;
            if path.as_os_str() == "-" {
                return Some(Found::Other(Input::Stdin { name: self.options.stdin_name.clone() }));
            }
            let text = path.to_string_lossy();
            if path.is_dir() {
                self.folder = Some((Folder::new(&path, &self.options), Some(path)));
            } else if is_glob(&text) && path.symlink_metadata().is_err() {
                match Folder::glob(&text) {
                    Ok(folder) => self.folder = Some((folder, None)),
                    Err(error) => return Some(Found::Other(Input::Failed(error))),
                }
            } else {
                return Some(Found::File { path, root: None });
            }
        }
    }
}
