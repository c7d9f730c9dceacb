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
    /// one as [`case`] makes them: ASCII, with a letter or digit, and `r#` before keywords only.
    pub fn parse(name: &str) -> Option<Self> {
        // A parser of Rust would skip blanks and comments around the name.
        let has_letter = name.contains(|c: char| c.is_ascii_alphanumeric());
        let is_word = |text: &str| {
            text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && !text.starts_with(|c: char| c.is_ascii_digit())
        };
        let is_ident = is_word(name) && has_letter && escape(name) == name;
        let is_raw = name
            .strip_prefix("r#")
            .is_some_and(|word| is_word(word) && escape(word) == name);
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
    ///
    /// An underscore that begins or ends the identifier is dropped beside an affix: `set_` and
    /// `_2d` become `set_2d`, since `set__2d` is not spelled as rustc asks for.
    pub fn affixed(&self, prefix: &str, suffix: &str) -> Self {
        let mut name = self.unraw();
        if prefix.ends_with('_') {
            name = name.trim_start_matches('_');
        }
        if !suffix.is_empty() {
            name = name.trim_end_matches('_');
        }
        Self::escaped(&format!("{prefix}{name}{suffix}"))
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
        for name in [
            "FooValue",
            "SelfValue",
            "r#type",
            "r#gen",
            "self_",
            "_2fast",
        ] {
            assert_eq!(Ident::parse(name).unwrap().as_str(), name);
        }
        let others = [
            "",
            "type",
            "gen",
            "a b",
            "r#foo",
            "r#self",
            "r#r#type",
            "r#",
            "2",
            "self",
            "a::b",
            "a;",
            " a",
            "a\n",
            "a/**/",
            "/**/a",
            "_",
            "__",
            "é",
            "aé",
            "a\u{200b}",
            "r# type",
            "'a",
            "$a",
            "Self",
            "\u{feff}a",
        ];
        for name in others {
            assert_eq!(Ident::parse(name), None, "{name}");
        }
    }

    #[test]
    fn affixes_double_no_underscore() {
        for (name, prefix, suffix, expected) in [
            ("r#type", "set_", "", "set_type"),
            ("_2d", "set_", "", "set_2d"),
            ("_2d", "", "_value", "_2d_value"),
            ("self_", "", "_value", "self_value"),
            ("UnknownValue_", "", "Value", "UnknownValueValue"),
            ("ty", "", "pe", "r#type"),
        ] {
            let name = Ident::parse(name).unwrap();
            assert_eq!(name.affixed(prefix, suffix).as_str(), expected);
        }
    }
}
