//! The key `derives` of a crate: macros that its types derive beside the usual ones.

use super::dependencies::Dependency;
use super::table::{At, Reader, Value};
use crate::error::{Error, TextPosition};
use crate::names::Ident;

/// An entry of `derives`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Derive {
    /// The macro.
    pub derived: Derived,
    /// Position of the macro in the manifest.
    pub location: TextPosition,
    /// The types; `None` for all.
    pub types: Option<Vec<ChosenType>>,
}

/// A macro to derive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Derived {
    /// One of Rust's.
    Std(StdTrait),
    /// Path of another crate's, without `::` before it: `schemars::JsonSchema`.
    Path(String),
}

/// A trait of Rust that some types can derive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StdTrait {
    /// `Eq`
    Eq,
    /// `Hash`
    Hash,
    /// `PartialOrd`
    PartialOrd,
    /// `Ord`, with `Eq` and `PartialOrd`, which it needs.
    Ord,
    /// `Default`
    Default,
}

impl StdTrait {
    const ALL: [(&str, Self); 5] = [
        ("Eq", Self::Eq),
        ("Hash", Self::Hash),
        ("PartialOrd", Self::PartialOrd),
        ("Ord", Self::Ord),
        ("Default", Self::Default),
    ];

    /// The name in Rust.
    pub fn name(self) -> &'static str {
        let found = Self::ALL.into_iter().find(|(_, it)| *it == self);
        found.expect("the list has all").0
    }
}

/// A type in the list `types` of a derive.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ChosenType {
    /// Name of the type in Rust.
    pub name: String,
    /// Position of the name in the manifest.
    pub location: TextPosition,
}

/// Reads `derives`.
pub(super) fn derives(
    list: Value<'_>,
    dependencies: &[Dependency],
    reader: &mut Reader,
) -> Vec<Derive> {
    let mut derives: Vec<Derive> = Vec::new();
    for value in reader.list(list).unwrap_or_default() {
        let Some((name, types)) = entry(value, reader) else {
            continue;
        };
        let Some(text) = reader.string(name) else {
            continue;
        };
        let at = At::from(name.span());
        let Some(derived) = derived(text, at, dependencies, reader) else {
            continue;
        };
        if derives.iter().any(|it| it.derived == derived) {
            reader.refuse(at, |place| {
                Error::at(place, format!("`{}` is derived twice", text.escape_debug()))
                    .hint("make it one entry, with all `types`")
            });
            continue;
        }
        derives.push(Derive {
            derived,
            location: reader.position(at),
            types: types.map(|it| self::types(it, reader)),
        });
    }
    derives
}

/// The macro and the types of an entry, which is a text or a table.
fn entry<'a>(value: Value<'a>, reader: &mut Reader) -> Option<(Value<'a>, Option<Value<'a>>)> {
    if value.get_ref().is_str() {
        return Some((value, None));
    }
    reader.expect(value, "a text or a table", value.get_ref().as_table())?;
    let mut table = reader.table(value, "a derive")?;
    let (name, types) = (table.require("derive", reader), table.get("types"));
    table.finish(reader);
    Some((name?, types))
}

/// Checks the macro of an entry.
fn derived(
    text: &str,
    at: At,
    dependencies: &[Dependency],
    reader: &mut Reader,
) -> Option<Derived> {
    let known = StdTrait::ALL.into_iter().find(|(name, _)| *name == text);
    if let Some((_, known)) = known {
        return Some(Derived::Std(known));
    }
    let path = text.strip_prefix("::").unwrap_or(text);
    let segments: Vec<&str> = path.split("::").collect();
    let are_names = segments.iter().all(|it| Ident::parse(it).is_some());
    let (what, hint) = match (text, segments.as_slice()) {
        ("Clone" | "Debug" | "PartialEq", _) => (
            format!("all types have `{text}` already"),
            "leave it out".to_owned(),
        ),
        ("Copy", _) => (
            "types cannot be `Copy`: they have texts and lists".to_owned(),
            "leave it out; all types are `Clone`".to_owned(),
        ),
        (_, ["std" | "core" | "alloc", .., name]) => (
            "traits of Rust are named without a path".to_owned(),
            format!("write `{}`", name.escape_debug()),
        ),
        (_, [_]) if are_names => (
            format!("`{text}` is none of Rust's traits that types can derive"),
            format!(
                "there are {}; write others with their path, such as `schemars::JsonSchema`",
                names()
            ),
        ),
        (_, [library, ..]) if are_names => {
            if dependencies.iter().any(|it| it.library() == *library) {
                return Some(Derived::Path(path.to_owned()));
            }
            (
                format!("`{library}` is none of [crate.dependencies]"),
                format!("add the crate with the macro there: `{library} = \"1\"`"),
            )
        }
        _ => (
            format!("`{}` is not the path of a macro", text.escape_debug()),
            "write it as in `#[derive(…)]`, such as `Hash` or `schemars::JsonSchema`".to_owned(),
        ),
    };
    reader.refuse(at, |place| Error::at(place, what).hint(hint));
    None
}

fn names() -> String {
    StdTrait::ALL.map(|(name, _)| name).join(", ")
}

/// Reads the list `types`.
fn types(list: Value<'_>, reader: &mut Reader) -> Vec<ChosenType> {
    if Reader::is_empty_list(list) {
        reader.refuse(list.span(), |place| {
            Error::at(place, "no type is listed").hint("leave `types` out to have all of them")
        });
    }
    let names = reader.distinct(list, "in the list").into_iter();
    let types = names.map(|(name, at)| ChosenType {
        name: name.to_owned(),
        location: reader.position(at),
    });
    types.collect()
}
