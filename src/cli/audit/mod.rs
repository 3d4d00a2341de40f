//! `terang audit`: whole archives into one report.

mod args;
mod engine;
mod moment;
mod origin;
mod outputs;
mod progress;
mod run;
mod state;
mod work;

pub(crate) use args::{Audit, tongue};
pub(crate) use outputs::{Form, Summed, Wanted, human, output, write, write_all};
pub(crate) use run::run;
pub(crate) use state::told;
