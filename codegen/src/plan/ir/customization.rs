//! Behaviour of services that their models do not describe.

use crate::names::Ident;

/// Behaviour of an operation that its model does not describe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Customization {
    /// A header of every request, unless the request has it already.
    Header {
        /// Name in lower case.
        name: String,
        /// Its value.
        value: String,
    },
    /// A value for a member that is not set, or empty.
    MemberDefault {
        /// The field of the input, an `Option<String>`.
        field: Ident,
        /// The value.
        value: String,
    },
    /// Scheme and host of the request from a member, if it is set.
    EndpointMember {
        /// The field of the input, an `Option<String>`.
        field: Ident,
        /// Name of the member, for errors.
        member: String,
    },
    /// A POST with the query string as its body, in place of a GET.
    QueryAsForm,
    /// A member of the body that is the message of errors without one.
    ErrorMessage {
        /// Name of the member.
        key: String,
    },
    /// A delay before an error is returned because the retry quota is used up.
    LongPoll,
    /// No minimum throughput of bodies.
    UnprotectedStreams,
    /// Hashes of the body in headers, one of them by its parts of a mebibyte.
    TreeHash {
        /// The field of the input, a `ByteStream`.
        body: Ident,
        /// Header of the tree hash.
        header: String,
    },
}

/// Retry settings of a service's clients, under version 2.1 of the retry behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryDefaults {
    /// Delay before the first retry, in milliseconds, except after throttling.
    pub initial_backoff_ms: u64,
    /// Number of attempts.
    pub max_attempts: u32,
}
