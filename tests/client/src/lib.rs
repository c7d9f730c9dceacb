//! Servers and helpers of the tests.
//!
//! The wire tests make random [`parameters`] ([`inputs`]), let the generated client send them to a
//! [`recorder`], and compare the recorded requests with those of [`botocore`], which runs in
//! [`python`]. [`moto`] is another server, with state.

pub mod botocore;
pub mod inputs;
pub mod moto;
pub mod parameters;
pub mod python;
pub mod recorder;
