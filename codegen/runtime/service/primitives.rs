//! Types of values that all services have in common.

pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{Blob, DateTime};

// Part: streams.
pub use aws_smithy_types::body::SdkBody;
pub use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
pub use aws_smithy_types::byte_stream::{AggregatedBytes, ByteStream};
#[cfg(feature = "rt-tokio")]
pub use aws_smithy_types::byte_stream::{FsBuilder, Length};

pub(crate) mod sealed_enum_unknown {
    use std::fmt;

    /// Unknown value of an enum. It is opaque: `as_str()` of the enum returns the string.
    #[derive(Clone, Eq, Ord, PartialEq, PartialOrd, Debug, Hash)]
    pub struct UnknownVariantValue(String);

    #[allow(dead_code, reason = "not every service has enums")]
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
