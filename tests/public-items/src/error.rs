//! Why a public API cannot be read.

use std::path::PathBuf;

/// Why a public API cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the crate cannot be read.
    #[error("cannot read {}: {error}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What went wrong.
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
        /// What the parser says.
        what: String,
    },
    /// The module to begin with is none.
    #[error("there is no module `{0}`")]
    NoModule(String),
    /// A `pub use` names what the crate does not have.
    #[error("`pub use` in the module `{module}` names `{path}`, which is nowhere")]
    NoItem {
        /// The module with the `pub use`.
        module: String,
        /// What it names.
        path: String,
    },
    /// The traits of a `derive` are no list of paths.
    #[error("a `derive` in the module `{module}` is no list of traits: {what}")]
    Derive {
        /// The module.
        module: String,
        /// What the parser says.
        what: String,
    },
}

/// What reading gives.
pub type Result<T> = std::result::Result<T, Error>;
