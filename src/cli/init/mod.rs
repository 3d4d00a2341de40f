//! `terang init`: a configuration, a pipeline and a hook to begin with.

mod command;
mod content;
mod plan;
mod show;

pub(crate) use command::{Init, run};
