//! Configuration: which file is used for which input, what it amounts to, and `terang config`.
//!
//! `verify` reads no configuration at all: who checks a text must not be told how by whoever wrote it.

mod find;
mod load;
mod show;

pub(crate) use find::{Finder, Found, Which};
pub(crate) use load::{load, load_with_files};
pub(crate) use show::{Config, run};
