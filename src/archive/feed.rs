//! Bytes in order, with jumps where they can be had.

use std::io::{self, Cursor, Read};

/// Where the bytes of an archive come from.
pub trait Feed: Read {
    /// Goes to the byte `offset` from the start; `false` where this cannot be done.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn jump(&mut self, offset: u64) -> io::Result<bool>;

    /// How many bytes there are in all, where it is known.
    fn size(&self) -> Option<u64>;
}

impl<T: AsRef<[u8]>> Feed for Cursor<T> {
    fn jump(&mut self, offset: u64) -> io::Result<bool> {
        self.set_position(offset);
        Ok(true)
    }

    fn size(&self) -> Option<u64> {
        u64::try_from(self.get_ref().as_ref().len()).ok()
    }
}

/// A stream that goes forward only.
#[derive(Debug)]
pub struct Stream<R>(pub R);

impl<R: Read> Read for Stream<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

impl<R: Read> Feed for Stream<R> {
    fn jump(&mut self, _: u64) -> io::Result<bool> {
        Ok(false)
    }

    fn size(&self) -> Option<u64> {
        None
    }
}

impl Feed for Box<dyn Feed + Send> {
    fn jump(&mut self, offset: u64) -> io::Result<bool> {
        (**self).jump(offset)
    }

    fn size(&self) -> Option<u64> {
        (**self).size()
    }
}
