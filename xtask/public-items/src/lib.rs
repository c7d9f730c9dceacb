//! Reads the public API of a crate from its sources, as a list of lines.
//!
//! Modules are followed from a root, and `pub use` to the item that it names. Types are written
//! with the last segment of their paths (`Option<String>`, not `::std::option::Option<…>`), and
//! parameters without their names, so that lists of crates that spell the same API differently can
//! be compared:
//!
//! ```text
//! #[non_exhaustive] pub struct types::Resource
//! impl Clone for types::Resource
//! pub types::Resource::name: Option<String>
//! pub fn types::Resource::name(&self) -> Option<&str>
//! ```
//!
//! Items that macros define are not seen, and those with `#[doc(hidden)]` or `#[cfg(test)]` are
//! left out.

mod collect;
mod error;
mod read;
mod resolve;
mod text;
use std::collections::{BTreeMap, BTreeSet};

pub use error::{Error, Result};

/// Path of a module or an item in its crate, by segments.
type Names = Vec<String>;

/// A crate's modules, public or not.
#[derive(Debug)]
pub struct Crate {
    modules: BTreeMap<Names, Vec<syn::Item>>,
    /// The `impl` blocks by type, each with its module.
    impls: BTreeMap<Names, Vec<(Names, syn::ItemImpl)>>,
}

/// A line of the public API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Path of the line's subject: `types::Resource::name`. A trait's `impl` has the path of its
    /// type.
    pub path: String,
    /// Kind of the subject.
    pub kind: Kind,
    /// Text of the line.
    pub text: String,
    /// Path of the module, type or function that it belongs to: `types::Resource`.
    pub item: String,
    /// Public paths of other items of the crate that it mentions.
    pub mentions: BTreeSet<String>,
}

/// Kind of a line's subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A module.
    Module,
    /// A type, a function, a constant; or a field, a variant, a method.
    Item,
    /// A trait of a type.
    Impl,
}

impl Crate {
    /// The lines of the public API below the module `root` (`""` for the whole crate), with paths
    /// that begin there. They are sorted by path; the traits of a type follow its definition.
    ///
    /// # Errors
    /// If there is no such module, or a `pub use` cannot be followed.
    pub fn lines(&self, root: &str) -> Result<Vec<Line>> {
        let root: Names = root
            .split("::")
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        collect::lines(self, &root)
    }

    /// The texts of [`lines`](Self::lines).
    ///
    /// # Errors
    /// As [`lines`](Self::lines).
    pub fn public_items(&self, root: &str) -> Result<Vec<String>> {
        Ok(self.lines(root)?.into_iter().map(|it| it.text).collect())
    }
}

fn child(parent: &[String], name: &str) -> Names {
    let mut path = parent.to_vec();
    path.push(name.to_owned());
    path
}

/// The path below the root.
fn join(root: &Names, path: &Names) -> String {
    path[root.len()..].join("::")
}
