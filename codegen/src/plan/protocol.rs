//! The one match on the protocol. Below it, code branches on the axes that are decided here.

use crate::error::Result;
use crate::model;

/// How requests and responses of a service look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protocol {
    /// Where a request says what it asks for, and where its members are.
    pub binding: Binding,
    /// How bodies are written and read.
    pub body: BodyFormat,
    /// The type of bodies that are written so.
    pub content_type: String,
    /// How timestamps are written where the model does not say.
    pub timestamps: Timestamps,
    /// Whether the service once spoke the query protocol, and tells errors by their codes of then where it is asked to.
    pub query_compatible: bool,
}

/// Where a request says what it asks for, and where its members are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// The operation stands in a header, and all members in the body. Locations of members mean nothing.
    Target {
        /// What stands before the operation's name in `X-Amz-Target`.
        prefix: String,
    },
    /// The operation is a method and a URI, and members may be anywhere in a message.
    Http,
}

/// Formats of timestamps, by where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamps {
    /// In bodies.
    pub body: model::TimestampFormat,
    /// In headers.
    pub header: model::TimestampFormat,
    /// In paths and query strings.
    pub uri: model::TimestampFormat,
}

/// Formats of bodies: each is a module of the support code with the same methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// `support::json`
    Json,
}

/// What both protocols with JSON have in common.
const TIMESTAMPS: Timestamps = Timestamps {
    body: model::TimestampFormat::UnixTimestamp,
    header: model::TimestampFormat::Rfc822,
    uri: model::TimestampFormat::Iso8601,
};

/// Picks the axes for the service's protocol, or refuses it.
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
            .hint("json and rest-json are the only protocols so far")),
    }
}

/// What would change every message of the service, and that nothing here does yet.
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
            .hint("the versions are 1.0 and 1.1")),
    }
}
