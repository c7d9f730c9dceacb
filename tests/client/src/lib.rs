//! Servers and helpers of the tests.
//!
//! The tests of the wire work like this: [`inputs`] makes [`parameters`], the generated client sends
//! them to a [`recorder`], and botocore judges what arrived ([`judge`]), in [`python`].

pub mod inputs;
pub mod judge;
pub mod parameters;
pub mod python;
pub mod recorder;
