//! Which members of a structure were set.

// A crate has no use for it if no structure in its requests has unboxed numbers or booleans.
#![allow(dead_code)]

/// Remembers which of a structure's unboxed numbers and booleans were set: one bit for each.
///
/// Such a field cannot be empty, yet a request carries only what its caller set. What differs from
/// zero counts as set, since the field is public; a zero is sent if it is remembered here.
#[derive(Clone, Copy, Debug)]
pub struct SetMembers<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> SetMembers<WORDS> {
    /// From whether each member was set, in order.
    pub fn new(set: &[bool]) -> Self {
        let mut words = [0; WORDS];
        for (member, _) in set.iter().enumerate().filter(|(_, set)| **set) {
            words[member / 64] |= 1 << (member % 64);
        }
        Self(words)
    }

    /// The member's value if it is to be sent.
    pub fn value<T: Default + PartialEq>(&self, member: usize, value: T) -> Option<T> {
        let remembered = self.0[member / 64] & (1 << (member % 64)) != 0;
        (remembered || value != T::default()).then_some(value)
    }
}

/// The memory takes no part in equality: structures with the same fields are the same.
impl<const WORDS: usize> PartialEq for SetMembers<WORDS> {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}
