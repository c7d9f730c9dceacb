//! Maps a trait that differs to a kind of change, by the trait's key.

use crate::model::{Traits, WITHOUT_EFFECT};

use crate::classes::Kind;

/// Owner of a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Service,
    Operation,
    /// A shape as its user sees it: the reference's traits take precedence over its own.
    Value {
        in_request: bool,
    },
}

/// A trait that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) kind: Kind,
    pub(crate) key: String,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

/// Lists the traits that differ, by key.
pub(crate) fn differences(owner: Owner, old: &Traits, new: &Traits) -> Vec<Difference> {
    let mut keys: Vec<&String> = old.keys().chain(new.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let differing = keys.into_iter().filter(|key| {
        let [old, new] = [old, new].map(|it| it.get(*key).map(String::as_str));
        // A flag that is `false` means the same as no flag.
        old.filter(|it| *it != "false") != new.filter(|it| *it != "false")
    });
    differing
        .map(|key| {
            let [old, new] = [old, new].map(|it| it.get(key).cloned());
            Difference {
                kind: kind(owner, key, old.as_deref(), new.as_deref()),
                key: key.clone(),
                old,
                new,
            }
        })
        .collect()
}

fn kind(owner: Owner, key: &str, old: Option<&str>, new: Option<&str>) -> Kind {
    match owner {
        Owner::Service => of_service(key),
        Owner::Operation => of_operation(key, new),
        Owner::Value { in_request } => of_value(key, in_request, old, new),
    }
}

fn of_service(key: &str) -> Kind {
    let (first, _) = key.split_once('.').unwrap_or((key, ""));
    match first {
        "protocol" | "protocols" | "jsonVersion" | "targetPrefix" | "xmlNamespace"
        | "awsQueryCompatible" => Kind::Protocol,
        "auth" | "signatureVersion" | "signingName" => Kind::Auth,
        "endpointPrefix" | "apiVersion" => Kind::Endpoint,
        "clientContextParams" => Kind::ContextParam,
        // In models of 2015: the default format of all timestamps.
        "timestampFormat" => Kind::TimestampFormat,
        "serviceId" => Kind::Identity,
        "serviceFullName" | "serviceAbbreviation" => Kind::Title,
        key if has_no_effect(&["service", "metadata"], key) => Kind::NoEffect,
        _ => Kind::OtherTrait,
    }
}

fn of_operation(key: &str, new: Option<&str>) -> Kind {
    let (first, _) = key.split_once('.').unwrap_or((key, ""));
    match first {
        "name" => Kind::OperationName,
        // In models of 2015: a name that no client uses, and a link to further documentation.
        "alias" | "documentationUrl" => Kind::NoEffect,
        "http" if key == "http.responseCode" => Kind::NoEffect,
        "http" => Kind::HttpRequest,
        "endpoint" => Kind::HostPrefix,
        "input" | "output" => match key.split_once('.') {
            Some((_, key)) if has_no_effect(&["reference"], key) => Kind::NoEffect,
            _ => Kind::Xml,
        },
        "auth" | "authtype" | "unsignedPayload" => Kind::Auth,
        "httpChecksum" | "httpChecksumRequired" => Kind::Checksum,
        "requestcompression" => Kind::Compression,
        "endpointdiscovery" | "endpointoperation" => Kind::Endpoint,
        "staticContextParams" | "operationContextParams" => Kind::ContextParam,
        "deprecated" => deprecated(new),
        "deprecatedMessage" => Kind::DeprecationMessage,
        key if has_no_effect(&["operation"], key) => Kind::NoEffect,
        _ => Kind::OtherTrait,
    }
}

fn of_value(key: &str, in_request: bool, old: Option<&str>, new: Option<&str>) -> Kind {
    let (first, _) = key.split_once('.').unwrap_or((key, ""));
    let is_set = new.is_some_and(|it| it != "false");
    match first {
        "locationName" | "queryName" => Kind::WireName,
        "location" => Kind::Location,
        "timestampFormat" => Kind::TimestampFormat,
        "flattened" => Kind::Flattened,
        "payload" | "eventpayload" => Kind::Payload,
        "xmlNamespace" | "xmlAttribute" => Kind::Xml,
        "streaming" | "requiresLength" | "eventstream" | "event" => Kind::Streaming,
        "jsonvalue" => Kind::JsonValue,
        "sparse" => Kind::Sparse,
        "box" => Kind::Box,
        "document" => Kind::Document,
        "union" => Kind::UnionChanged,
        "idempotencyToken" => Kind::IdempotencyToken,
        "hostLabel" => Kind::HostLabel,
        "contextParam" => Kind::ContextParam,
        "sensitive" if is_set => Kind::Sensitive,
        "sensitive" => Kind::NotSensitive,
        "deprecated" => deprecated(new),
        "deprecatedMessage" => Kind::DeprecationMessage,
        "retryable" => Kind::Retryable,
        "error" if key == "error.code" => Kind::ErrorCode,
        "error" | "exception" => Kind::ErrorTrait,
        "min" | "max" | "pattern" if !in_request => Kind::ReceivedLimit,
        "min" => limit(old, new, |old, new| new > old),
        "max" => limit(old, new, |old, new| new < old),
        "pattern" if is_set => Kind::Tightened,
        "pattern" => Kind::Loosened,
        key if has_no_effect(&["shape", "reference", "member", "error"], key) => Kind::NoEffect,
        _ => Kind::OtherTrait,
    }
}

fn deprecated(new: Option<&str>) -> Kind {
    match new {
        Some("true") => Kind::Deprecated,
        _ => Kind::NotDeprecated,
    }
}

/// Adding a limit tightens, removing it loosens; otherwise the numbers decide.
fn limit(old: Option<&str>, new: Option<&str>, tighter: fn(f64, f64) -> bool) -> Kind {
    let number = |it: Option<&str>| it.and_then(|it| it.parse::<f64>().ok());
    let is_tighter = match (number(old), number(new)) {
        (Some(old), Some(new)) => tighter(old, new),
        (None, Some(_)) => true,
        (_, None) => false,
    };
    if is_tighter {
        Kind::Tightened
    } else {
        Kind::Loosened
    }
}

fn has_no_effect(owners: &[&str], key: &str) -> bool {
    let mut rows = WITHOUT_EFFECT.iter();
    rows.any(|(owner, it, _)| owners.contains(owner) && *it == key)
}
