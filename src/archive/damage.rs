//! What is wrong with a stretch of an archive.

use std::fmt;

/// A stretch of an archive that could not be read. What stands behind it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// What is wrong.
    pub fault: Fault,
    /// The first byte of the file concerned.
    pub offset: u64,
    /// How many bytes of the file.
    pub length: u64,
    /// Where the packed piece at `offset` holds more than this: the byte of what it unpacks to.
    pub within: u64,
    /// The number of the record that is lost, from 1; `None` where the bytes belong to none.
    pub record: Option<u64>,
    /// The address of what is lost, where it could be read.
    pub uri: Option<String>,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The packed data contradict themselves, or their checksum.
    Packed(&'static str),
    /// The file ends in the middle of something.
    Short,
    /// No record begins here, and nothing else that is known.
    Junk,
    /// Bytes that are all zero, where a record ought to begin.
    Zeros,
    /// The head of the record is not one.
    Head(&'static str),
    /// The record says a length that it has not.
    Length {
        /// The `Content-Length`, in bytes.
        said: u64,
    },
    /// The record is larger than the limit. Nothing is wrong with it.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// It unpacks to more than is allowed.
    Bomb,
    /// The HTTP body cannot be unpacked.
    Body(&'static str),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Packed(why) => write!(f, "damaged {why}"),
            Self::Short => f.write_str("the file ends in the middle of a record"),
            Self::Junk => f.write_str("no record begins here"),
            Self::Zeros => f.write_str("zero bytes where a record ought to begin"),
            Self::Head(why) | Self::Body(why) => f.write_str(why),
            Self::Length { said } => {
                write!(f, "Content-Length says {said} bytes, and the record does not end there")
            }
            Self::TooLarge { limit } => write!(f, "larger than the limit of {limit} bytes (--max-size)"),
            Self::Bomb => f.write_str("it unpacks to too many times its size (--max-expansion)"),
        }
    }
}
