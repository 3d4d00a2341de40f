//! Why a file cannot be read or written.

use std::io;
use std::path::PathBuf;

/// What went wrong with a file, a program or the system.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file cannot be read.
    #[error("{} cannot be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// What is there is no file with an end: a folder, a pipe, a device.
    #[error("{} is no regular file", path.display())]
    NotRegular {
        /// What it is named.
        path: PathBuf,
    },
    /// The file is larger than anything that belongs there.
    #[error("{} is larger than {limit} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Bytes that are allowed.
        limit: usize,
    },
    /// The file is no text in UTF-8.
    #[error("{} is no text in UTF-8", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// Others than its owner may read or write the key file.
    #[error("{} can be read by others (mode {mode:04o})", path.display())]
    Readable {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A file of that name is there already and is not to be replaced.
    #[error("{} is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The program that signs could not be run, or did not sign.
    #[error("the signer command {what}")]
    Signer {
        /// What it did.
        what: String,
        /// Why, where the system said.
        #[source]
        source: Option<io::Error>,
    },
    /// The system gives no randomness.
    #[error("the system gives no random bytes")]
    Random,
}
