//! Drives generated clients with JSON, so that cases are data: calls that are described by JSON go through a
//! client, and what comes out is JSON again.
//!
//! Two halves. The feature `generate` has what *writes*: [`module`](mod@module) makes, from the plan of a service,
//! the Rust functions that build its inputs from JSON and turn its outputs into JSON; [`project`] makes a program of
//! such modules and of the generated clients, and builds it. The other half is what that program is *made of*:
//! [`params`] reads JSON, [`answer`] makes JSON, and [`player`] reads calls from the standard input, line by line,
//! gives each to a client whose HTTP client records what is sent and answers what the call says, and prints the
//! outcome.
//!
//! # How values look in JSON
//!
//! As botocore's protocol tests have them, in both directions: structures and maps are objects, by the names of the
//! model; unions are objects with one key; a null means that a member is not set, and in sparse lists and maps that
//! there is no value. Timestamps are seconds since 1970; read are also texts, as ISO 8601 or RFC 7231 have them.
//! `"NaN"`, `"Infinity"` and `"-Infinity"` are numbers where the model has a float. Documents are as they are. Blobs
//! are text or base64, as the call says ([`Blobs`]).

pub mod answer;
pub mod compare;
#[cfg(feature = "generate")]
pub mod module;
pub mod params;
pub mod player;
#[cfg(feature = "generate")]
pub mod project;

use std::future::Future;
use std::pin::Pin;

use serde_json::Value;

use answer::{Answer, Failure};

/// How blobs look in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blobs {
    /// As the text that they are in UTF-8.
    Text,
    /// In base64.
    Base64,
}

/// A client that is driven. Generated modules implement it.
pub trait Client {
    /// Calls an operation, by its name in the model.
    fn call<'a>(&'a self, operation: &'a str, params: &'a Value, blobs: Blobs) -> Outcome<'a>;
}

/// What becomes of a call.
pub type Outcome<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + 'a>>;
