//! Data of calls: an operation as its callers write it.

/// An operation as boto3 calls it.
#[derive(Debug, Clone, Default)]
pub struct Boto3Call {
    /// Documentation of the operation, in paragraphs.
    pub about: Vec<String>,
    /// The call, in Python.
    pub request: String,
    /// Parameters of the call.
    pub parameters: Vec<Parameter>,
    /// The response, in Python.
    pub response: String,
    /// Members of the response.
    pub members: Vec<Parameter>,
}

/// A parameter or member, with its contents.
#[derive(Debug, Clone, Default)]
pub struct Parameter {
    /// Name; empty for an item of a list.
    pub name: String,
    /// Python's name of the type.
    pub ty: &'static str,
    /// Documentation, in paragraphs.
    pub about: Vec<String>,
    /// Members, items, or keys and values of the parameter.
    pub members: Vec<Parameter>,
}

/// An operation as Rust calls it.
#[derive(Debug, Clone, Default)]
pub struct RustCall {
    /// The call: statements of an async function that has a `client`.
    pub request: String,
    /// Statements that read the response; they follow the call.
    pub response: String,
}
