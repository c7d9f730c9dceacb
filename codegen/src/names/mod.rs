//! Rust identifiers, and how wire names become identifiers.
//!
//! - [`case`] splits wire names into words and joins them as Rust spells them: the only place
//!   where a wire string becomes an identifier;
//! - [`reserved`] lists the names that generated code needs for itself.
//!
//! Two items of a model may map to the same identifier. [`plan::naming`](crate::plan::naming)
//! decides which of them gets it.

pub mod case;
pub mod reserved;

use std::fmt;

/// A Rust identifier as it stands in source code: a keyword is spelled `r#type`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// Makes an identifier of a valid name; keywords are escaped.
    fn escaped(name: &str) -> Self {
        Self(escape(name))
    }

    /// Parses an identifier that was given earlier, say in a lock file. `None` if the text is not
    /// one, or is a keyword without `r#`.
    pub fn parse(name: &str) -> Option<Self> {
        let is_plain = !name.starts_with("r#") && escape(name) == name;
        let is_ident = is_plain && syn::parse_str::<syn::Ident>(name).is_ok();
        let is_raw = name.strip_prefix("r#").is_some_and(is_keyword);
        (is_ident || is_raw).then(|| Self(name.to_owned()))
    }

    /// The identifier as it stands in source code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`, as a part of another one or of a file name.
    pub fn unraw(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    /// The identifier between a prefix and a suffix: `set_` and `type` become `set_type`.
    pub fn affixed(&self, prefix: &str, suffix: &str) -> Self {
        Self::escaped(&format!("{prefix}{}{suffix}", self.unraw()))
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Spells a keyword so that it can be an identifier: raw where Rust allows that, else with a
/// suffix.
fn escape(name: &str) -> String {
    match name {
        "crate" | "self" | "super" => format!("{name}_"),
        "Self" => "SelfValue".to_owned(),
        "SelfValue" => "SelfValue_".to_owned(),
        _ if is_keyword(name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// Returns `true` if Rust (edition 2024) reserves the word.
fn is_keyword(name: &str) -> bool {
    // syn does not know `gen`: it is a keyword since the edition 2024.
    name == "gen"
        || syn::parse_str::<syn::Ident>(name).is_err()
            && syn::parse_str::<syn::Ident>(&format!("r#{name}")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_identifiers_are_parsed() {
        for name in ["FooValue", "r#type", "type_value", "_2fast"] {
            assert_eq!(Ident::parse(name).unwrap().as_str(), name);
        }
        for name in ["", "type", "a b", "r#foo", "2", "self", "a::b", "a;"] {
            assert_eq!(Ident::parse(name), None, "{name}");
        }
    }
}
