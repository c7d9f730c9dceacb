//! Data of calls: an operation as its callers write it.

/// An operation as boto3 calls it.
#[derive(Debug, Clone, Default)]
pub struct Boto3Call {
    /// What the operation does, in paragraphs.
    pub about: Vec<String>,
    /// The call, in Python.
    pub request: String,
    /// What goes in.
    pub parameters: Vec<Parameter>,
    /// What comes out, in Python.
    pub response: String,
    /// The members of what comes out.
    pub members: Vec<Parameter>,
}

/// A parameter or member, and what is within it.
#[derive(Debug, Clone, Default)]
pub struct Parameter {
    /// Its name; empty for an item of a list.
    pub name: String,
    /// Its type, in Python's words.
    pub ty: &'static str,
    /// What it is, in paragraphs.
    pub about: Vec<String>,
    /// What is within.
    pub members: Vec<Parameter>,
}

/// An operation as Rust calls it.
#[derive(Debug, Clone, Default)]
pub struct RustCall {
    /// The call: statements of an async function that has a `client`.
    pub request: String,
    /// How to read what comes out: statements that follow.
    pub response: String,
}
