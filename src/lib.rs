//! terang finds what an article says about the use of AI in its making.

pub mod audit;
pub mod canon;
pub mod config;
pub mod digest;
pub mod disclosure;
pub mod document;
pub mod envelope;
pub mod item;
pub mod key;
pub mod lang;
pub mod merkle;
pub mod pipeline;
pub mod place;
pub mod policy;
pub mod record;
pub mod report;
pub mod signal;
#[cfg(feature = "fs")]
pub mod source;
pub mod span;
#[cfg(feature = "fs")]
pub mod store;
pub mod time;
pub mod trust;
pub mod verify;
pub mod vocabulary;
