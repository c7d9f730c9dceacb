//! serde's traits for generated types, for the Cargo feature `serde`.
//!
//! Derives would be compiled for each type with each format. Here an emitted type only names its
//! members ([`Object`]); what formats have to be told is in `write` and `read`, which are generic
//! over the format but not over the type. Each macro below adds serde's traits to a type, as two
//! calls of functions of this module.
//!
//! - A structure is a map of its members that are set, under their names in the model, which are
//!   those that boto3 and the AWS CLI show. Unknown members are skipped, and null is absent.
//! - A union is a map with one member; a variant that is newer than the model is
//!   `{"SDK_UNKNOWN_MEMBER": {}}`, since its value was not kept.
//! - An enum is its string, known or not.
//! - A timestamp is a text of RFC 3339 (a number of epoch seconds is read too), bytes are base64,
//!   numbers that are not finite are `NaN`, `Infinity` and `-Infinity`. A document is its value.
//! - Entries of maps are sorted, so that equal values have equal texts.
//! - Sensitive members are written: they are data. Request IDs and the metadata of errors are not.
//! - A type with a stream has no such traits, since a stream can be read only once.
//!
//! Formats have to describe themselves: JSON, YAML, TOML and MessagePack do.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "a generated crate calls what its models need, which is rarely everything"
)]

use std::fmt;

mod format;
mod read;
mod value;
mod write;

pub use read::{Reader, deserialize};
pub use write::{Node, Writer, serialize};

/// A value that has a place in serde's data model.
///
/// A trait of our own, since serde's cannot be implemented for types of other crates.
pub trait Data {
    /// Returns the value as formats see it.
    fn node(&self) -> Node<'_>;

    /// Reads a value; `None` if it is null or cannot be read.
    fn read(r: &mut Reader<'_>) -> Option<Self>
    where
        Self: Sized;

    /// The value that null stands for, if it stands for one.
    fn of_null() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

/// A structure or union: emitted code names its members.
pub trait Object {
    /// Writes the members that are set.
    fn write(&self, w: &mut Writer<'_>);

    /// Reads the members; `None` if there is null in place of an object.
    fn read(r: &mut Reader<'_>) -> Option<Self>
    where
        Self: Sized;
}

/// Implements serde's traits for a type that is an [`Object`].
macro_rules! object {
    ($name:ident) => {
        impl $crate::support::serde::Data for $name {
            fn node(&self) -> $crate::support::serde::Node<'_> {
                $crate::support::serde::Node::Object(self)
            }

            fn read(r: &mut $crate::support::serde::Reader<'_>) -> ::std::option::Option<Self> {
                $crate::support::serde::Object::read(r)
            }
        }

        $crate::support::serde::traits!($name);
    };
}

/// Implements serde's traits for an enum of strings.
macro_rules! text {
    ($name:ident) => {
        impl $crate::support::serde::Data for $name {
            fn node(&self) -> $crate::support::serde::Node<'_> {
                $crate::support::serde::Node::text(self.as_str())
            }

            fn read(r: &mut $crate::support::serde::Reader<'_>) -> ::std::option::Option<Self> {
                let mut value = None;
                r.text(&mut |text| value = Some(<Self as ::std::convert::From<&str>>::from(text)));
                value
            }
        }

        $crate::support::serde::traits!($name);
    };
}

/// Implements serde's traits for a type that is [`Data`].
macro_rules! traits {
    ($name:ident) => {
        impl ::serde_core::Serialize for $name {
            fn serialize<S: ::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::support::serde::serialize(self, serializer)
            }
        }

        impl<'de> ::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: ::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::support::serde::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {object, text, traits};

/// The key of a union's variant that is newer than the model, as in botocore.
const UNKNOWN_MEMBER: &str = "SDK_UNKNOWN_MEMBER";

/// Maximum depth of objects, lists and maps. A value of a recursive type could overflow the stack.
const MAX_DEPTH: usize = 128;

/// The place of a value: `tasks[2].name`.
#[derive(Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
    depth: usize,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Item(usize),
}

impl<'a> Path<'a> {
    const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Root,
        depth: 0,
    };

    fn child(&'a self, step: Step<'a>) -> Self {
        let (parent, depth) = (Some(self), self.depth + 1);
        Self {
            parent,
            step,
            depth,
        }
    }

    fn member(&'a self, name: &'a str) -> Self {
        self.child(Step::Member(name))
    }

    fn item(&'a self, index: usize) -> Self {
        self.child(Step::Item(index))
    }

    /// Returns the error of a value that is nested too deep.
    #[cold]
    fn too_deep() -> String {
        format!("nested more than {MAX_DEPTH} deep")
    }

    fn fmt_steps(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt_steps(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Member(name) => {
                let is_first = self.parent.is_none_or(|it| matches!(it.step, Step::Root));
                let dot = if is_first { "" } else { "." };
                // A key of a map can have any length, so it is cut.
                write!(f, "{dot}{name:.64}")
            }
            Step::Item(index) => write!(f, "[{index}]"),
        }
    }
}

/// ` in tasks[2].name`, or nothing for a whole value.
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self.step, Step::Root) {
            return Ok(());
        }
        f.write_str(" in ")?;
        self.fmt_steps(f)
    }
}
