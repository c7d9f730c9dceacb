//! Names on the wire. Each kind has a type of its own, so that none is taken for another or for a
//! Rust identifier.

use std::borrow::Borrow;
use std::fmt;

macro_rules! wire_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(super) String);

        impl $name {
            /// The name as the model spells it.
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
    /// The key of a shape in `shapes`.
    ShapeName
}
wire_name! {
    /// The key of a member in a structure. Where a `locationName` is given, that goes on the wire.
    MemberName
}
wire_name! {
    /// The key of an operation in `operations`: what its caller calls it.
    OperationName
}

/// What a model may call its shapes, operations and members.
///
/// All of botocore's are made of these characters. Anything else would have to be guessed at on the
/// way to an identifier or a file name.
pub(super) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && text.chars().any(|c| c.is_ascii_alphanumeric())
        && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
