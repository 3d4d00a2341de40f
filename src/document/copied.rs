//! Which bytes of text are copied as they are.

/// 0 for bytes that are copied, 1 for white space, 2 for bytes that need a look.
pub(super) const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    table[b' ' as usize] = 1;
    table[b'\n' as usize] = 1;
    table[b'\t' as usize] = 1;
    table[b'\r' as usize] = 1;
    table[0x0C] = 1;
    table[b'&' as usize] = 2;
    table[0] = 2;
    table
};

/// How many of the up to eight bytes from `at` on are copied: they are neither `&` nor as small as a space.
#[inline]
pub(super) fn plain(bytes: &[u8], at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) else { return 0 };
    let eight = u64::from_le_bytes(*eight);
    let ampersand = eight ^ (ONES * b'&' as u64);
    // The lowest of these bits is right; those above it may be too many (a borrow), and do not count.
    let small = eight.wrapping_sub(ONES * (b' ' as u64 + 1)) & !eight;
    let zero = ampersand.wrapping_sub(ONES) & !ampersand;
    ((small | zero) & (ONES << 7)).trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_is_not_copied_is_found_at_every_place() {
        for length in 0..12 {
            for at in 0..length {
                for stop in 0..=u8::MAX {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = stop;
                    let found = plain(&bytes, 0);
                    let stops = stop <= b' ' || stop == b'&';
                    let expected = if length < 8 {
                        0
                    } else if stops {
                        at.min(8)
                    } else {
                        8
                    };
                    assert_eq!(found, expected, "{stop} at {at} of {length}");
                }
            }
        }
    }
}
