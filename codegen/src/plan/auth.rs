//! Finds the auth schemes of a service and its operations.

use crate::error::{Error, Result};
use crate::model::endpoint_rules::{Data, Rule, Then};
use crate::model::{self, Position};

use super::ir::auth::{AuthOverride, AuthScheme, OperationAuth, ServiceAuth};
use super::ir::operation::Operation;

/// Collects the schemes of a service and its operations.
pub(super) fn of_service(model: &model::Service, operations: &[Operation]) -> Result<ServiceAuth> {
    let default = default_schemes(model)?;
    let mut overrides: Vec<AuthOverride> = Vec::new();
    let mut all = default.clone();
    for operation in operations {
        let Some(schemes) = &operation.auth.schemes else {
            continue;
        };
        for scheme in schemes {
            if !all.contains(scheme) {
                all.push(*scheme);
            }
        }
        let name = operation.wire_name.clone();
        match overrides.iter_mut().find(|it| it.schemes == *schemes) {
            Some(known) => known.operations.push(name),
            None => overrides.push(AuthOverride {
                schemes: schemes.clone(),
                operations: vec![name],
            }),
        }
    }
    Ok(ServiceAuth {
        default,
        overrides,
        all,
    })
}

/// Finds the schemes that a service names, in order of preference, and after them those that only
/// its endpoint rules name.
fn default_schemes(model: &model::Service) -> Result<Vec<AuthScheme>> {
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
    let by_rules = rules.is_some_and(|it| names_scheme(&it.rules, "sigv4a"));
    if by_rules && !schemes.contains(&AuthScheme::SigV4a) {
        schemes.push(AuthScheme::SigV4a);
    }
    Ok(schemes)
}

/// Finds the schemes of each operation, in the model's order.
pub(super) fn of_operations(model: &model::Service) -> Result<Vec<OperationAuth>> {
    let operations = model.operations.values();
    operations.map(|it| of_operation(model, it)).collect()
}

/// Finds the schemes that an operation names. `auth` has precedence over the older `authtype`
/// (`resolve_auth_type` and `_resolve_signature_version` in botocore).
fn of_operation(model: &model::Service, operation: &model::Operation) -> Result<OperationAuth> {
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
    Ok(OperationAuth {
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
        return Err(error.hint("`smithy.api#noAuth` stands for no authentication"));
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

/// Returns `true` if an endpoint of `rules` has the auth scheme.
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
