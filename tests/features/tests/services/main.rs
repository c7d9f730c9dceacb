//! Behaviour that services need beside their models, with models of AWS's.

mod botocore;
mod harness;
mod messages;
mod requests;
mod retries;
mod streams;
mod tree_hash;
