//! Calls generated clients by JSON, so that test cases are data: a call described in JSON goes
//! through a client, and its outcome is JSON again.
//!
//! It has two halves. The feature `generate` *writes* test programs: [`adapter`] makes, from the
//! plan of a service, the Rust functions that build its inputs from JSON and turn its outputs into
//! JSON; [`project`] makes a program of such adapters and of the generated clients, and builds it.
//! The other half is the *library of that program*: [`params`] reads JSON, [`outcome`] makes JSON,
//! and [`runner`] reads calls from the standard input, line by line, passes each to a client whose
//! HTTP client records requests and returns the response that the call has, and prints the outcome.
//!
//! # How values look in JSON
//!
//! As in botocore's protocol tests, in both directions: structures and maps are objects, with the
//! names of the model as keys; unions are objects with one key; a null means that a member is not
//! set, and in sparse lists and maps that there is no value. Timestamps are seconds since 1970;
//! texts in the form of ISO 8601 or RFC 7231 are read, too. `"NaN"`, `"Infinity"` and `"-Infinity"`
//! are numbers where the model has a float. Documents are as they are. Blobs are text or base64,
//! whichever the call chooses ([`Blobs`]).

#[cfg(feature = "generate")]
pub mod adapter;
pub mod compare;
pub mod outcome;
pub mod params;
#[cfg(feature = "generate")]
pub mod project;
pub mod runner;
pub mod serde_judge;

use std::future::Future;
use std::pin::Pin;

use serde_json::Value;

use outcome::{Failure, OutputJson};

/// The form of blobs in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blobs {
    /// Text in UTF-8.
    Text,
    /// Base64.
    Base64,
}

/// A client that is called by JSON. Adapters implement it.
pub trait Client {
    /// Calls an operation, by its name in the model.
    fn call<'a>(&'a self, operation: &'a str, params: &'a Value, blobs: Blobs) -> CallFuture<'a>;
}

/// A call in progress, with its output or its failure as the result.
pub type CallFuture<'a> = Pin<Box<dyn Future<Output = Result<OutputJson, Failure>> + 'a>>;
