//! Tracks which members of a structure were set.

#![allow(
    dead_code,
    reason = "not every crate has unboxed numbers or booleans in requests"
)]

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// Tracks which unboxed numbers and booleans of a structure were set, with one bit for each.
///
/// Such a field cannot be empty, yet a request contains only what its caller set. A value other
/// than zero counts as set, since the field is public; a zero is sent if it is tracked here.
#[derive(Clone, Copy, Debug)]
pub struct SetMembers<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> SetMembers<WORDS> {
    /// Creates it from one flag per member, in order.
    pub fn new(set: &[bool]) -> Self {
        let mut words = [0; WORDS];
        for (member, _) in set.iter().enumerate().filter(|(_, set)| **set) {
            words[member / 64] |= 1 << (member % 64);
        }
        Self(words)
    }

    /// Returns the member's value if it is to be sent.
    pub fn value<T: Default + PartialEq>(&self, member: usize, value: T) -> Option<T> {
        let remembered = self.0[member / 64] & (1 << (member % 64)) != 0;
        (remembered || value != T::default()).then_some(value)
    }
}

/// Does not affect equality: structures with the same fields are equal.
impl<const WORDS: usize> PartialEq for SetMembers<WORDS> {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

// Traits that structures may derive.

impl<const WORDS: usize> Default for SetMembers<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl<const WORDS: usize> Eq for SetMembers<WORDS> {}

impl<const WORDS: usize> PartialOrd for SetMembers<WORDS> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const WORDS: usize> Ord for SetMembers<WORDS> {
    fn cmp(&self, _other: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl<const WORDS: usize> Hash for SetMembers<WORDS> {
    fn hash<H: Hasher>(&self, _state: &mut H) {}
}
