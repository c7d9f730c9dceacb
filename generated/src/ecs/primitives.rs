// Made by botosmith; do not edit.

//! Types of values that all services have in common.

pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{Blob, DateTime};

pub(crate) mod sealed_enum_unknown {
    use std::fmt;

    /// Unknown value of an enum. It is opaque: `as_str()` of the enum returns the string.
    #[derive(Clone, Eq, Ord, PartialEq, PartialOrd, Debug, Hash)]
    pub struct UnknownVariantValue(String);

    #[allow(dead_code)] // A service without enums has no use for it.
    impl UnknownVariantValue {
        pub(crate) fn new(value: &str) -> Self {
            Self(value.to_owned())
        }

        pub(crate) fn as_str(&self) -> &str {
            &self.0
        }
    }

    impl fmt::Display for UnknownVariantValue {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(&self.0)
        }
    }
}
