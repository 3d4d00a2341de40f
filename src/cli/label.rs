//! `terang label`.

mod args;
mod asked;
mod command;
mod count;
mod house;
mod patch;
mod work;

pub(crate) use args::Label;
pub(crate) use command::run;
