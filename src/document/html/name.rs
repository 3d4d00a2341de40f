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

    /// What the name at `start..end` of `bytes`, in any case, stands for: quicker where sixteen bytes are left.
    #[inline]
    pub(super) fn get_at(&self, bytes: &[u8], start: usize, end: usize) -> T {
        match bytes.get(start..).and_then(|rest| rest.first_chunk::<16>()) {
            Some(sixteen) => self.of_key(small(u128::from_le_bytes(*sixteen), end - start)),
            None => self.get(&bytes[start..end]),
        }
    }

    /// What `name`, in any case, stands for.
    #[inline]
    pub(super) fn get(&self, name: &[u8]) -> T {
        let mut bytes = [0; 16];
        match bytes.get_mut(..name.len()) {
            Some(there) => there.copy_from_slice(name),
            None => return self.of_key(0),
        }
        self.of_key(small(u128::from_le_bytes(bytes), name.len()))
    }

    #[inline]
    fn of_key(&self, key: u128) -> T {
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

/// For every length of a name, the lowest bit of each of its bytes.
const EACH: [u128; 17] = {
    let mut each = [0; 17];
    let mut length = 1;
    while length < each.len() {
        each[length] = each[length - 1] << 8 | 1;
        length += 1;
    }
    each
};

/// The same number for the first `length` of some bytes in any case; 0 for a name that is longer, or that holds a byte which
/// only becomes part of a name when its case is taken off.
#[inline]
fn small(bytes: u128, length: usize) -> u128 {
    let Some(each) = EACH.get(length) else { return 0 };
    let bytes = bytes & ((each << 8).wrapping_sub(*each));
    // A control character would pass for a digit or a hyphen.
    if (bytes >> 5 | bytes >> 6) & each != *each {
        return 0;
    }
    bytes | each << 5
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
            let within = format!("<{name} and so on, to the end of it");
            assert_eq!(NAMES.get_at(within.as_bytes(), 1, 1 + name.len()), *value);
            assert_eq!(NAMES.get_at(&within.as_bytes()[..1 + name.len()], 1, 1 + name.len()), *value);
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
