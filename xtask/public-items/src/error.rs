//! The error type.

use std::path::PathBuf;

/// The reason why a public API cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the crate cannot be read.
    #[error("cannot read {}: {error}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// The error of the operating system.
        error: std::io::Error,
    },
    /// A file of the crate is not Rust.
    #[error("{}:{line}:{column}: {what}", file.display())]
    Syntax {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The parser's message.
        what: String,
    },
    /// There is no module of the given name.
    #[error("there is no module `{0}`")]
    NoModule(String),
    /// A `pub use` names an item that the crate does not have.
    #[error("`pub use` in the module `{module}` names `{path}`, which does not exist")]
    NoItem {
        /// The module with the `pub use`.
        module: String,
        /// The path of the item.
        path: String,
    },
    /// The traits of a `derive` are not a list of paths.
    #[error("a `derive` in the module `{module}` is not a list of traits: {what}")]
    Derive {
        /// The module.
        module: String,
        /// The parser's message.
        what: String,
    },
}

/// Result of reading a public API.
pub type Result<T> = std::result::Result<T, Error>;
