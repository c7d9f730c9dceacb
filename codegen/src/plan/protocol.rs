//! The one match on the protocol. Below it, code branches on the axes that are decided here.

use crate::error::Result;
use crate::model;

/// How requests and responses of a service look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protocol {
    /// Version of the content type `application/x-amz-json-*`.
    pub json_version: JsonVersion,
    /// What stands before the operation's name in `X-Amz-Target`.
    pub target_prefix: String,
    /// How bodies are written and read.
    pub body: BodyFormat,
    /// How timestamps are written where the model does not say.
    pub timestamp: model::TimestampFormat,
    /// Whether the service once spoke the query protocol, and tells errors by their codes of then where it is asked to.
    pub query_compatible: bool,
}

/// Versions of the AWS JSON protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonVersion {
    /// 1.0
    V1_0,
    /// 1.1
    V1_1,
}

impl JsonVersion {
    /// As in the content type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
        }
    }
}

/// Formats of bodies: each is a module of the support code with the same methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// `support::json`
    Json,
}

/// Picks the axes for the service's protocol, or refuses it.
pub(super) fn protocol(service: &model::Service) -> Result<Protocol> {
    let metadata = &service.metadata;
    let (protocol, at) = metadata.protocol;
    refuse_unsupported(service)?;
    match protocol {
        model::Protocol::Json => Ok(Protocol {
            json_version: json_version(service)?,
            target_prefix: metadata.target_prefix.clone().ok_or_else(|| {
                service
                    .source
                    .error(metadata.at, "`targetPrefix` is missing")
                    .hint("the protocol json sends it in the header X-Amz-Target")
            })?,
            body: BodyFormat::Json,
            timestamp: model::TimestampFormat::UnixTimestamp,
            query_compatible: metadata.aws_query_compatible,
        }),
        model::Protocol::RestJson
        | model::Protocol::RestXml
        | model::Protocol::RpcV2Cbor
        | model::Protocol::Query
        | model::Protocol::Ec2 => Err(service
            .source
            .error(
                at,
                format!("the protocol {} is not supported yet", protocol.name()),
            )
            .hint("json is the only protocol so far")),
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

fn json_version(service: &model::Service) -> Result<JsonVersion> {
    match service.metadata.json_version.as_deref() {
        Some("1.0") => Ok(JsonVersion::V1_0),
        Some("1.1") => Ok(JsonVersion::V1_1),
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
