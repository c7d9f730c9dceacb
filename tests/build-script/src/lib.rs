//! A client for the warehouse, a service of our own. `models/` says how it is called.

#![forbid(unsafe_code)]
#![deny(missing_docs, warnings)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
