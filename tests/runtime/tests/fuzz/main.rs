//! Random answers of services: reading them neither panics nor hangs, and takes memory in
//! proportion to their size.

#[path = "../common/mod.rs"]
mod common;
mod errors;
mod headers;
mod json;
