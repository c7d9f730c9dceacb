//! serde's traits of generated types: texts, all formats, requests of inputs that were read, and
//! input that is wrong.

#![cfg(feature = "serde")]

mod formats;
mod mistakes;
mod requests;
mod samples;
mod texts;
