//! Picks the axes of a service's protocol: the only match on the protocol.

use crate::error::Result;
use crate::model;

use super::ir::protocol::{Binding, BodyFormat, Protocol, Timestamps};

/// Default formats of timestamps in both JSON protocols.
const TIMESTAMPS: Timestamps = Timestamps {
    body: model::TimestampFormat::UnixTimestamp,
    header: model::TimestampFormat::Rfc822,
    uri: model::TimestampFormat::Iso8601,
};

/// Returns `true` if clients of the protocol can be generated.
pub fn is_supported(protocol: model::Protocol) -> bool {
    SUPPORTED.contains(&protocol)
}

const SUPPORTED: [model::Protocol; 2] = [model::Protocol::Json, model::Protocol::RestJson];

/// Picks the axes of the service's protocol.
///
/// # Errors
/// If the protocol is not supported, or a key of `metadata` that it needs is missing.
pub(super) fn protocol(service: &model::Service) -> Result<Protocol> {
    let metadata = &service.metadata;
    let (protocol, at) = metadata.protocol;
    refuse_unsupported(service)?;
    match protocol {
        model::Protocol::Json => Ok(Protocol {
            content_type: format!("application/x-amz-json-{}", json_version(service)?),
            binding: Binding::Target {
                prefix: metadata.target_prefix.clone().ok_or_else(|| {
                    service
                        .source
                        .error(metadata.at, "`targetPrefix` is missing")
                        .hint("the protocol json sends it in the header X-Amz-Target")
                })?,
            },
            body: BodyFormat::Json,
            timestamps: TIMESTAMPS,
            query_compatible: metadata.aws_query_compatible,
        }),
        model::Protocol::RestJson => Ok(Protocol {
            content_type: "application/json".to_owned(),
            binding: Binding::Http,
            body: BodyFormat::Json,
            timestamps: TIMESTAMPS,
            query_compatible: false,
        }),
        model::Protocol::RestXml
        | model::Protocol::RpcV2Cbor
        | model::Protocol::Query
        | model::Protocol::Ec2 => Err(service
            .source
            .error(
                at,
                format!("the protocol {} is not supported yet", protocol.name()),
            )
            .hint(format!(
                "supported are {}",
                SUPPORTED.map(model::Protocol::name).join(" and ")
            ))),
    }
}

/// Refuses traits of the service that would change its messages and are not supported yet.
fn refuse_unsupported(service: &model::Service) -> Result<()> {
    if let Some((name, at)) = service.unsupported.first() {
        return Err(service
            .source
            .error(*at, format!("`{name}` is not supported yet"))
            .hint("leave the service out of the manifest"));
    }
    Ok(())
}

fn json_version(service: &model::Service) -> Result<&'static str> {
    match service.metadata.json_version.as_deref() {
        Some("1.0") => Ok("1.0"),
        Some("1.1") => Ok("1.1"),
        None => Err(service
            .source
            .error(service.metadata.at, "`jsonVersion` is missing")
            .hint("the protocol json sends it in the content type")),
        Some(unknown) => Err(service
            .source
            .error(
                service.metadata.at,
                format!("unknown jsonVersion `{}`", unknown.escape_debug()),
            )
            .hint("known versions are 1.0 and 1.1")),
    }
}
