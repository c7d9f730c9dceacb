//! Formats of timestamps in emitted code.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::TimestampFormat;

pub(super) fn timestamp_format(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::Iso8601 => quote!(primitives::DateTimeFormat::DateTime),
        TimestampFormat::Rfc822 => quote!(primitives::DateTimeFormat::HttpDate),
        TimestampFormat::UnixTimestamp => quote!(primitives::DateTimeFormat::EpochSeconds),
    }
}
