//! Names of packages, libraries and modules.

use crate::names::{Ident, case, reserved};

/// Says how to name a service whose module cannot have the name `text`.
pub(super) fn module_hint(text: &str) -> String {
    match case::service_module(&text.to_ascii_lowercase()) {
        Some(module) => format!("name it `{module}`"),
        None => format!(
            "lower-case words joined by `_`, but no keyword, no name of a device on Windows, and \
             none of {}",
            reserved::MODULES.join(", ")
        ),
    }
}

/// Says how a package can be called, if it cannot be called `name`.
pub(super) fn refusal_of_package(name: &str) -> Option<String> {
    if !is_word(name) {
        let hint = "letters, digits, `-` and `_`, beginning with a letter";
        return Some(hint.to_owned());
    }
    is_taken(&name.replace('-', "_").to_lowercase())
        .then(|| format!("name it `{name}-clients`, say: Rust has this name for itself"))
}

/// Says how a library can be called, if it cannot be called `name`.
pub(super) fn refusal_of_library(name: &str) -> Option<String> {
    let better = name.replace('-', "_").to_lowercase();
    if !is_word(name) {
        Some("lower-case letters, digits and `_`, beginning with a letter".to_owned())
    } else if is_taken(&better) {
        Some(format!(
            "name it `{better}_clients`, say: Rust has this name for itself"
        ))
    } else {
        (better != name).then(|| format!("name it `{better}`"))
    }
}

fn is_word(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_part)
}

/// Returns `true` if no library can have the name: `use` cannot begin with a keyword or with a name
/// that Rust gives to a crate of its own, and a folder cannot have the name of a device on Windows.
fn is_taken(library: &str) -> bool {
    reserved::PACKAGES.contains(&library)
        || reserved::FILES.contains(&library)
        || Ident::parse(library).is_none()
}
