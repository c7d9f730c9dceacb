//! Parts of the runtime that need no client: headers, host prefixes, endpoints without rules, and
//! codes of errors.

mod error_codes;
mod headers;
mod host_prefix;
mod plain_endpoint;
