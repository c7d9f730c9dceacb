//! Stand-in for the module of a service: a made-up service with every optional part.

pub mod client;
pub mod config;
pub mod error;
pub mod meta;
pub mod operation;
pub mod primitives;

#[doc(inline)]
pub use client::Client;
#[doc(inline)]
pub use config::Config;
