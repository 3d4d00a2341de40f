//! `terang audit`: whole archives into one report.

mod args;
mod engine;
mod origin;
mod outputs;
mod progress;
mod run;
mod work;

pub(crate) use args::Audit;
pub(crate) use run::run;
