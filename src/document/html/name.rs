//! Names of elements and attributes, compared whole and in any case.

/// Names of up to 16 bytes and what each stands for, found at one look as a rule.
#[derive(Debug)]
pub(super) struct Names<T, const SLOTS: usize> {
    /// 0 where a slot is empty; its value is then that of an unknown name.
    keys: [u128; SLOTS],
    values: [T; SLOTS],
}

impl<T: Copy, const SLOTS: usize> Names<T, SLOTS> {
    /// `names` (small letters), and what any other name stands for. There must be more slots than names.
    pub(super) const fn new(names: &[(&str, T)], other: T) -> Self {
        let mut out = Self { keys: [0; SLOTS], values: [other; SLOTS] };
        let mut at = 0;
        while at < names.len() {
            let key = key(names[at].0.as_bytes());
            let mut slot = slot(key, SLOTS);
            while out.keys[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            (out.keys[slot], out.values[slot]) = (key, names[at].1);
            at += 1;
        }
        out
    }

    /// What `name`, in any case, stands for.
    #[inline]
    pub(super) fn get(&self, name: &[u8]) -> T {
        let key = packed(name);
        let mut slot = slot(key, SLOTS);
        while self.keys[slot] != key && self.keys[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        self.values[slot]
    }
}

const fn slot(key: u128, slots: usize) -> usize {
    let mixed = (key as u64 ^ ((key >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 40) as usize % slots
}

/// A name in small letters as a number, the first byte lowest.
const fn key(name: &[u8]) -> u128 {
    let mut out = 0;
    let mut at = 0;
    while at < name.len() {
        out |= (name[at] as u128) << (8 * at);
        at += 1;
    }
    out
}

/// The same number for a name in any case; 0 for one that is longer, or that holds a byte which only becomes part of a
/// name when its case is taken off.
#[inline]
fn packed(name: &[u8]) -> u128 {
    const ONES: u128 = u128::from_le_bytes([1; 16]);
    let length = name.len();
    // The first and the last bytes in one step each; where they overlap they are the same.
    let bytes = match length {
        1 => u128::from(name[0]),
        2..4 => match (name.first_chunk::<2>(), name.last_chunk::<2>()) {
            (Some(a), Some(b)) => {
                both(u16::from_le_bytes(*a).into(), u16::from_le_bytes(*b).into(), length - 2)
            }
            _ => 0,
        },
        4..8 => match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
            (Some(a), Some(b)) => {
                both(u32::from_le_bytes(*a).into(), u32::from_le_bytes(*b).into(), length - 4)
            }
            _ => 0,
        },
        8..=16 => match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
            (Some(a), Some(b)) => {
                both(u64::from_le_bytes(*a).into(), u64::from_le_bytes(*b).into(), length - 8)
            }
            _ => 0,
        },
        _ => return 0,
    };
    let each = ONES >> (128 - 8 * length);
    // A control character would pass for a digit or a hyphen.
    if (bytes >> 5 | bytes >> 6) & each != each {
        return 0;
    }
    bytes | each << 5
}

/// Two numbers as one, the second `behind` bytes behind the first.
#[inline]
const fn both(first: u128, second: u128, behind: usize) -> u128 {
    first | second << (8 * behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[(&str, u8)] = &[
        ("a", 1),
        ("h1", 2),
        ("div", 3),
        ("href", 4),
        ("aria-label", 5),
        ("xml:lang", 6),
        ("sixteen-letters-", 7),
    ];
    static NAMES: Names<u8, 16> = Names::new(KNOWN, 0);

    #[test]
    fn a_name_is_found_in_any_case_and_no_other_is() {
        for (name, value) in KNOWN {
            assert_eq!(NAMES.get(name.as_bytes()), *value);
            assert_eq!(NAMES.get(name.to_uppercase().as_bytes()), *value, "{name}");
            assert_eq!(NAMES.get(format!("{name}x").as_bytes()), 0, "{name}");
            for at in 0..name.len() {
                for byte in 0..=u8::MAX {
                    let mut other = name.as_bytes().to_vec();
                    other[at] = byte;
                    let same = other.eq_ignore_ascii_case(name.as_bytes());
                    assert_eq!(NAMES.get(&other) == *value, same, "{other:?}");
                }
            }
        }
        for other in [&b""[..], b"b", b"sixteen-letters-x", &[b'a'; 100]] {
            assert_eq!(NAMES.get(other), 0);
        }
    }
}
