//! A client of the warehouse, a service of our own whose model is in `models/`.

#![forbid(unsafe_code)]
#![deny(missing_docs, warnings)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
