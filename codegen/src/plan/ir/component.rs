//! Optional parts of a generated crate.

/// An optional part of a generated crate, which only some services or operations need.
///
/// `plan` decides who needs a component; `emit::components` has one row for each,
/// with its files, dependencies, settings, and what it registers for an operation. The order of the
/// variants is the order in which components act on an operation's call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Component {
    /// Protocols that name the operation in the header `X-Amz-Target`.
    TargetBinding,
    /// Protocols with HTTP bindings.
    HttpBinding,
    /// Endpoints by a plain rule, for services without endpoint rules.
    PlainEndpoint,
    /// Endpoints by rules of the service.
    EndpointRules,
    /// A setting for account-based endpoints.
    AccountIdEndpointMode,
    /// Signatures for several regions.
    SigV4a,
    /// Authentication by bearer tokens.
    BearerAuth,
    /// Bodies that are byte streams.
    ByteStreams,
    /// Endpoints that an operation of the service returns.
    EndpointDiscovery,
    /// A prefix of the host name.
    HostPrefix,
    /// Compression of request bodies.
    RequestCompression,
    /// CRC-32 of request bodies.
    RequiredChecksum,
    /// Checksums of request and response bodies by algorithms that the caller chooses.
    FlexibleChecksums,
    /// Signatures that leave the body out.
    UnsignedPayload,
    /// Values of members that are not set.
    MemberDefaults,
    /// Endpoints that a member of the input has.
    EndpointMember,
    /// Headers with a fixed value.
    FixedHeaders,
    /// Messages of errors under a name of the service's own.
    ErrorMessage,
    /// A delay before errors for which there is no retry quota.
    LongPoll,
    /// Bodies without a minimum throughput.
    UnprotectedStreams,
    /// Tree hashes of request bodies.
    TreeHash,
    /// Retry settings of the service's own.
    RetryDefaults,
    /// serde's traits of types, inputs and outputs.
    Serde,
}

impl Component {
    /// All components, in their order.
    pub const ALL: [Self; 23] = [
        Self::TargetBinding,
        Self::HttpBinding,
        Self::PlainEndpoint,
        Self::EndpointRules,
        Self::AccountIdEndpointMode,
        Self::SigV4a,
        Self::BearerAuth,
        Self::ByteStreams,
        Self::EndpointDiscovery,
        Self::HostPrefix,
        Self::RequestCompression,
        Self::RequiredChecksum,
        Self::FlexibleChecksums,
        Self::UnsignedPayload,
        Self::MemberDefaults,
        Self::EndpointMember,
        Self::FixedHeaders,
        Self::ErrorMessage,
        Self::LongPoll,
        Self::UnprotectedStreams,
        Self::TreeHash,
        Self::RetryDefaults,
        Self::Serde,
    ];
}
