//! Cargo features of a generated crate: those that it does not have, and those that are on by
//! default.

use super::table::{At, Reader, Value};
use crate::error::Error;
use crate::names::reserved;
use crate::nearest;

/// The keys `without-features` and `default-features` of a crate.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Features {
    /// Features that the crate does not have.
    pub without: Vec<String>,
    /// Features that are on by default, beside those of services; `None` for the usual ones.
    pub default: Option<Vec<String>>,
}

/// Reads both keys.
pub(super) fn features(
    without: Option<Value<'_>>,
    default: Option<Value<'_>>,
    reader: &mut Reader,
) -> Features {
    let without = without.map(|it| names(it, reader)).unwrap_or_default();
    let default = default.map(|it| names(it, reader));
    for (name, at) in default.iter().flatten() {
        if without.iter().any(|(other, _)| other == name) {
            reader.refuse(*at, |place| {
                Error::at(place, format!("`{name}` is one of `without-features`"))
                    .hint("remove it from one of the two lists")
            });
        }
    }
    let texts = |names: Vec<(String, At)>| names.into_iter().map(|(name, _)| name).collect();
    Features {
        without: texts(without),
        default: default.map(texts),
    }
}

/// Reads a list of features, with their places.
fn names(list: Value<'_>, reader: &mut Reader) -> Vec<(String, At)> {
    let mut names: Vec<(String, At)> = Vec::new();
    for value in reader.list(list).unwrap_or_default() {
        let at = At::from(value.span());
        let Some(name) = reader.string(value) else {
            continue;
        };
        if !reserved::FEATURES.contains(&name) {
            reader.refuse(at, |place| {
                let what = format!(
                    "`{}` is no feature of generated crates",
                    name.escape_debug()
                );
                Error::at(place, what).hint(nearest::hint(name, reserved::FEATURES))
            });
        } else if names.iter().any(|(other, _)| other == name) {
            reader.refuse(at, |place| {
                Error::at(place, format!("`{name}` is in the list twice"))
                    .hint("remove one of the two")
            });
        } else {
            names.push((name.to_owned(), at));
        }
    }
    names
}
