//! Names in models. Each kind of name has its own type, so that none is mistaken for another or for
//! a Rust identifier.

use std::borrow::Borrow;
use std::fmt;

macro_rules! wire_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(super) String);

        impl $name {
            /// Returns the name as the model spells it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

wire_name! {
    /// Name of a shape: its key in `shapes`.
    ShapeName
}
wire_name! {
    /// Name of a member: its key in a structure. A `locationName` replaces it on the wire.
    MemberName
}
wire_name! {
    /// Name of an operation for its callers: its key in `operations`.
    OperationName
}

/// Returns `true` if the text can be the name of a shape, operation or member.
///
/// All names in botocore consist of these characters. For others, identifiers and file names would
/// be guesses.
pub(super) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && text.chars().any(|c| c.is_ascii_alphanumeric())
        && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
