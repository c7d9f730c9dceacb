//! The public API of a crate as a list of lines, read from its sources.
//!
//! Modules are followed from a root, and `pub use` to what it names. Types are written by the last
//! segment of their paths (`Option<String>`, not `::std::option::Option<…>`) and parameters without their
//! names, so that lists of crates that spell the same API differently can be compared:
//!
//! ```text
//! #[non_exhaustive] pub struct types::Resource
//! impl Clone for types::Resource
//! pub types::Resource::name: Option<String>
//! pub fn types::Resource::name(&self) -> Option<&str>
//! ```
//!
//! What macros define is not seen, and what is `#[doc(hidden)]` or `#[cfg(test)]` is left out.

mod error;
mod read;
mod resolve;
mod text;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

pub use error::{Error, Result};

/// The path of a module or an item in its crate.
type Names = Vec<String>;

/// A crate's modules, public or not.
#[derive(Debug)]
pub struct Crate {
    modules: BTreeMap<Names, Vec<syn::Item>>,
    /// The `impl` blocks by the type that they are for, each with its module.
    impls: BTreeMap<Names, Vec<(Names, syn::ItemImpl)>>,
}

/// A line of the public API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Path of what it tells of: `types::Resource::name`. A trait's `impl` has the path of its type.
    pub path: String,
    /// What kind of thing it tells of.
    pub kind: Kind,
    /// The line.
    pub text: String,
    /// Path of the module, type or function that it belongs to: `types::Resource`.
    pub item: String,
    /// Public paths of what of the same crate it mentions besides that.
    pub mentions: BTreeSet<String>,
}

/// What a line tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A module.
    Module,
    /// A type, a function, a constant; or a field, a variant, a method.
    Item,
    /// That a type has a trait.
    Impl,
}

impl Crate {
    /// The lines of the public API below the module `root` (`""`: the whole crate); paths begin there.
    /// They are sorted by path; the traits of a type follow its definition.
    ///
    /// # Errors
    /// If there is no such module, or what makes it public cannot be followed.
    pub fn lines(&self, root: &str) -> Result<Vec<Line>> {
        let root: Names = root
            .split("::")
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        walk::lines(self, &root)
    }

    /// The texts of [`lines`](Self::lines).
    ///
    /// # Errors
    /// As there.
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
