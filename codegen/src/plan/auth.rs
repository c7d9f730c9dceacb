//! How requests are authenticated.

use crate::error::{Error, Result};
use crate::model::endpoint_rules::{Data, Rule, Then};
use crate::model::{self, Position};

/// Schemes of authentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthScheme {
    /// A signature for one region, with AWS's credentials.
    SigV4,
    /// A signature for several regions, with AWS's credentials.
    SigV4a,
    /// A token in the header `authorization`.
    Bearer,
    /// None at all.
    NoAuth,
}

impl AuthScheme {
    /// Whether it signs with AWS's credentials.
    pub fn signs(self) -> bool {
        matches!(self, Self::SigV4 | Self::SigV4a)
    }
}

/// How an operation's requests are authenticated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auth {
    /// Schemes in order of preference; `None`: the service's.
    pub schemes: Option<Vec<AuthScheme>>,
    /// Whether the body takes no part in the signature.
    pub unsigned_payload: bool,
}

/// The schemes of a service, in order of preference: those that its model names, and after them what its
/// endpoint rules may ask for.
pub(super) fn of_service(model: &model::Service) -> Result<Vec<AuthScheme>> {
    let metadata = &model.metadata;
    let of_version = match metadata.signature_version.as_deref() {
        None | Some("v4") => AuthScheme::SigV4,
        Some("bearer") => AuthScheme::Bearer,
        Some(other) => {
            let what = format!("the signature version `{}`", other.escape_debug());
            return Err(unsupported(model, metadata.at, &what, "service"));
        }
    };
    let mut schemes = if metadata.auth.is_empty() {
        vec![of_version]
    } else {
        schemes(model, &metadata.auth, metadata.at, "service")?
    };
    let rules = model.endpoint_rules.as_ref();
    let asks = rules.is_some_and(|it| names_scheme(&it.rules, "sigv4a"));
    if asks && !schemes.contains(&AuthScheme::SigV4a) {
        schemes.push(AuthScheme::SigV4a);
    }
    Ok(schemes)
}

/// What an operation says about it. `auth` goes before the older `authtype` (`resolve_auth_type` and
/// `_resolve_signature_version` in botocore).
pub(super) fn of_operation(model: &model::Service, operation: &model::Operation) -> Result<Auth> {
    let auth = &operation.auth;
    let mut unsigned_payload = auth.unsigned_payload;
    let schemes = match (&auth.schemes, &auth.kind) {
        (Some((names, at)), _) => Some(schemes(model, names, *at, "operation")?),
        (None, Some((kind, at))) => match kind.as_str() {
            "none" => Some(vec![AuthScheme::NoAuth]),
            "bearer" => Some(vec![AuthScheme::Bearer]),
            "v4" => Some(vec![AuthScheme::SigV4]),
            "v4-unsigned-body" => {
                unsigned_payload = true;
                Some(vec![AuthScheme::SigV4])
            }
            other => {
                let what = format!("the `authtype` `{}`", other.escape_debug());
                return Err(unsupported(model, *at, &what, "operation"));
            }
        },
        (None, None) => None,
    };
    Ok(Auth {
        schemes,
        unsigned_payload,
    })
}

fn schemes(
    model: &model::Service,
    names: &[String],
    at: Position,
    of: &str,
) -> Result<Vec<AuthScheme>> {
    if names.is_empty() {
        let error = model.source.error(at, "no auth scheme is named");
        return Err(error.hint("`smithy.api#noAuth` says that there is none"));
    }
    let scheme = |name: &String| match name.as_str() {
        "aws.auth#sigv4" => Ok(AuthScheme::SigV4),
        "aws.auth#sigv4a" => Ok(AuthScheme::SigV4a),
        "smithy.api#httpBearerAuth" => Ok(AuthScheme::Bearer),
        "smithy.api#noAuth" => Ok(AuthScheme::NoAuth),
        other => {
            let what = format!("the auth scheme `{}`", other.escape_debug());
            Err(unsupported(model, at, &what, of))
        }
    };
    names.iter().map(scheme).collect()
}

fn unsupported(model: &model::Service, at: Position, what: &str, of: &str) -> Error {
    let error = model
        .source
        .error(at, format!("{what} is not supported yet"));
    error.hint(format!("leave the {of} out of the manifest"))
}

/// Whether an endpoint of `rules` asks for the scheme.
fn names_scheme(rules: &[Rule], name: &str) -> bool {
    rules.iter().any(|rule| match &rule.then {
        Then::Rules(rules) => names_scheme(rules, name),
        Then::Endpoint(endpoint) => {
            let mut properties = endpoint.properties.iter();
            properties.any(|(key, data)| key == "authSchemes" && data_names(data, name))
        }
        Then::Error(_) => false,
    })
}

fn data_names(data: &Data, name: &str) -> bool {
    match data {
        Data::Text(..) | Data::Boolean(_) => false,
        Data::List(items) => items.iter().any(|it| data_names(it, name)),
        Data::Object(fields) => fields.iter().any(|(key, value)| match value {
            Data::Text(text, _) => key == "name" && text == name,
            value => data_names(value, name),
        }),
    }
}
