//! The files behind what was typed, none of them opened.

use std::path::PathBuf;

use super::Input;
use super::Options;
use super::dir::{Folder, Met, is_glob};

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

/// The files behind what was typed: files, folders and globs, in the order typed, folders sorted by name.
pub fn files(typed: Vec<PathBuf>, options: Options) -> impl Iterator<Item = Found> {
    Files { typed: typed.into_iter(), options, folder: None }
}

struct Files {
    typed: std::vec::IntoIter<PathBuf>,
    options: Options,
    folder: Option<(Folder, Option<PathBuf>)>,
}

impl Iterator for Files {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
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
