//! What a service's URL depends on: the parameters of its rules, and where their values come from.

mod of_operation;

use crate::error::Result;
use crate::model::endpoint_rules::{BuiltIn, ParameterKind};
use crate::model::{self, EndpointRules, Position};

use super::endpoint_rules::{self, Default, Table};
use super::names::{self, Ident};

pub(super) use of_operation::of_operation;
pub use of_operation::{From, OfOperation};

/// How a service's URL is found.
#[derive(Debug)]
pub struct Endpoint {
    /// The rules; without any, the plain rule holds.
    pub rules: Option<Table>,
    /// What the URL depends on, in the order of the rules.
    pub parameters: Vec<Parameter>,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Name in Rust.
    pub name: Ident,
    /// Name in the rules.
    pub rule_name: String,
    /// Type of its values.
    pub kind: ParameterKind,
    /// The setting of the client that gives the value.
    pub setting: Option<Setting>,
    /// Whether there is no URL without a value.
    pub required: bool,
    /// The value where none is given.
    pub default: Default,
    /// Markdown about it.
    pub docs: String,
}

/// Settings of a client that URLs depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The region.
    Region,
    /// Whether to use endpoints that comply with FIPS.
    UseFips,
    /// Whether to use endpoints that are reachable by IPv6 too.
    UseDualStack,
    /// A URL that goes before the rules' own.
    Url,
    /// The account of the credentials, which are there before the URL is looked for.
    AccountId,
    /// Whether URLs may, or must, carry the account.
    AccountIdEndpointMode,
    /// A setting that only this service's clients have. It is kept as this type, and the parameter's name is
    /// its setter's too.
    Own(Ident),
}

impl Endpoint {
    /// Whether the URL depends on the credentials, so that they have to be there before.
    pub fn wants_account(&self) -> bool {
        let mut settings = self.parameters.iter().filter_map(|it| it.setting.as_ref());
        settings.any(|it| *it == Setting::AccountId)
    }
}

/// The parameters of a service's rules, or of the plain rule.
pub(super) fn endpoint(model: &model::Service) -> Result<Endpoint> {
    let Some(rules) = &model.endpoint_rules else {
        return Ok(plain());
    };
    let table = endpoint_rules::lower(rules)?;
    let mut parameters: Vec<Parameter> = Vec::new();
    for ((name, read), laid_out) in rules.parameters.iter().zip(&table.parameters) {
        let rust_name = names::snake(name).filter(|rust_name| {
            let is_taken = parameters.iter().any(|it| it.name == *rust_name);
            !is_taken && !["build", "builder"].contains(&rust_name.as_str())
        });
        let Some(rust_name) = rust_name else {
            return Err(rules
                .source
                .error(
                    read.at,
                    format!("the parameter `{name}` cannot have its name in Rust"),
                )
                .hint("rename it in the rules"));
        };
        let setting = match read.built_in.and_then(setting) {
            Some(setting) => Some(setting),
            None => own_setting(model, name, &rust_name, read.kind)?,
        };
        check_setting(rules, read.at, setting.as_ref(), read.kind)?;
        if setting.is_none() && read.required && laid_out.default == Default::Nothing {
            check_reachable(model, rules, name, read.at)?;
        }
        parameters.push(Parameter {
            docs: docs(name, setting.as_ref()),
            name: rust_name,
            rule_name: name.clone(),
            kind: read.kind,
            setting,
            required: laid_out.required,
            default: laid_out.default.clone(),
        });
    }
    let unknown = model
        .endpoint_settings
        .iter()
        .find(|(name, _)| !rules.parameters.contains_key(*name));
    if let Some((name, setting)) = unknown {
        let names = rules.parameters.keys().map(String::as_str);
        let hint = crate::nearest::hint(name, names);
        let what = format!("there is no endpoint parameter `{}`", name.escape_debug());
        return Err(model.source.error(setting.at, what).hint(hint));
    }
    Ok(Endpoint {
        rules: Some(table),
        parameters,
    })
}

/// What the rule asks for that holds where there are no others.
fn plain() -> Endpoint {
    let parameters = [
        ("Region", ParameterKind::Text, Setting::Region),
        (
            "UseDualStack",
            ParameterKind::Boolean,
            Setting::UseDualStack,
        ),
        ("UseFIPS", ParameterKind::Boolean, Setting::UseFips),
        ("Endpoint", ParameterKind::Text, Setting::Url),
    ];
    let parameters = parameters.map(|(name, kind, setting)| Parameter {
        name: names::snake(name).expect("a name"),
        rule_name: name.to_owned(),
        kind,
        docs: docs(name, Some(&setting)),
        setting: Some(setting),
        required: kind == ParameterKind::Boolean,
        default: match kind {
            ParameterKind::Boolean => Default::Boolean(false),
            _ => Default::Nothing,
        },
    });
    Endpoint {
        rules: None,
        parameters: parameters.into(),
    }
}

/// The settings that clients of all services have, or that several have.
fn setting(built_in: BuiltIn) -> Option<Setting> {
    match built_in {
        BuiltIn::Region => Some(Setting::Region),
        BuiltIn::UseFips => Some(Setting::UseFips),
        BuiltIn::UseDualStack => Some(Setting::UseDualStack),
        BuiltIn::Endpoint => Some(Setting::Url),
        BuiltIn::AccountId => Some(Setting::AccountId),
        BuiltIn::AccountIdEndpointMode => Some(Setting::AccountIdEndpointMode),
        // Among the model's own settings, by the name of the parameter.
        BuiltIn::OfOneService => None,
    }
}

/// The setting that the model gives its clients for a parameter (`clientContextParams`).
fn own_setting(
    model: &model::Service,
    parameter: &str,
    rust_name: &Ident,
    kind: ParameterKind,
) -> Result<Option<Setting>> {
    let Some(setting) = model.endpoint_settings.get(parameter) else {
        return Ok(None);
    };
    let error = |what: String| model.source.error(setting.at, what);
    if setting.kind != kind {
        return Err(error(format!(
            "the endpoint parameter `{}` has another type",
            parameter.escape_debug()
        ))
        .hint("see its type in endpoint-rule-set-1.json beside the model"));
    }
    let set = format!("set_{}", rust_name.unraw());
    if SETTERS.contains(&rust_name.unraw()) || SETTERS.contains(&set.as_str()) {
        return Err(error(format!(
            "the setting `{}` would have the name of one that all clients have",
            parameter.escape_debug()
        ))
        .hint("rename it in the model and in the rules"));
    }
    Ok(names::pascal(parameter).map(Setting::Own))
}

/// Methods of clients' `config::Builder`, whichever service it is.
#[rustfmt::skip]
pub const SETTERS: &[&str] = &[
    "account_id_endpoint_mode", "allow_no_auth", "app_name", "apply_test_defaults", "apply_test_defaults_v2",
    "auth_scheme_preference", "auth_scheme_resolver", "behavior_version", "behavior_version_latest", "build",
    "capture_input_attributes", "credentials_provider", "disable_clock_skew_correction",
    "emit_input_attributes", "endpoint_resolver", "endpoint_url", "framework_metadata", "http_client",
    "idempotency_token_provider", "identity_cache", "interceptor", "invocation_id_generator", "new",
    "push_auth_scheme", "push_framework_metadata", "push_interceptor", "push_retry_classifier", "region",
    "retry_classifier", "retry_config", "retry_partition", "set_account_id_endpoint_mode",
    "set_allow_no_auth", "set_app_name", "set_auth_scheme_preference", "set_auth_scheme_resolver",
    "set_behavior_version", "set_credentials_provider", "set_disable_clock_skew_correction",
    "set_endpoint_resolver", "set_endpoint_url", "set_http_client", "set_idempotency_token_provider",
    "set_identity_cache", "set_interceptors", "set_invocation_id_generator", "set_region",
    "set_retry_classifiers", "set_retry_config", "set_retry_partition", "set_sleep_impl",
    "set_stalled_stream_protection", "set_time_source", "set_timeout_config", "set_use_dual_stack",
    "set_use_fips", "sleep_impl", "stalled_stream_protection", "time_source", "timeout_config",
    "use_dual_stack", "use_fips", "with_test_defaults", "with_test_defaults_v2",
];

fn check_setting(
    rules: &EndpointRules,
    at: Position,
    setting: Option<&Setting>,
    kind: ParameterKind,
) -> Result<()> {
    let (expected, name) = match setting {
        None | Some(Setting::Own(_)) => return Ok(()),
        Some(
            Setting::Region | Setting::Url | Setting::AccountId | Setting::AccountIdEndpointMode,
        ) => (ParameterKind::Text, "string"),
        Some(Setting::UseFips | Setting::UseDualStack) => (ParameterKind::Boolean, "boolean"),
    };
    if kind == expected {
        Ok(())
    } else {
        Err(rules
            .source
            .error(at, "the parameter has not the type of its built-in")
            .hint(format!("the type of this built-in is {name}")))
    }
}

/// A parameter that nothing can set and that has to be set.
fn check_reachable(
    model: &model::Service,
    rules: &EndpointRules,
    name: &str,
    at: Position,
) -> Result<()> {
    let by_operation = |it: &model::Operation| {
        let mut of_operation = it.endpoint_parameters.iter();
        let mut by_path = it.endpoint_paths.iter();
        of_operation.any(|it| it.name == name) || by_path.any(|it| it.name == name) || {
            let input = it.input.as_ref().map(|it| model.shape(&it.shape));
            let members = input.and_then(|it| it.as_structure());
            let mut members = members.into_iter().flat_map(|it| it.members.values());
            members.any(|it| it.context_param.as_deref() == Some(name))
        }
    };
    if model.operations.values().all(by_operation) {
        Ok(())
    } else {
        Err(rules
            .source
            .error(
                at,
                format!("the parameter `{name}` is required, and not every operation sets it"),
            )
            .hint("give it a default, or set it by `staticContextParams` or `contextParam`"))
    }
}

fn docs(name: &str, setting: Option<&Setting>) -> String {
    match setting {
        Some(Setting::Region) => "The region.".to_owned(),
        Some(Setting::UseFips) => "Whether the endpoint shall comply with FIPS.".to_owned(),
        Some(Setting::UseDualStack) => {
            "Whether the endpoint shall be reachable by IPv6 too.".to_owned()
        }
        Some(Setting::Url) => "A URL to use instead of the one that the rule gives.".to_owned(),
        Some(Setting::AccountId) => "The account of the credentials.".to_owned(),
        Some(Setting::AccountIdEndpointMode) => {
            "Whether the URL may, or must, carry the account.".to_owned()
        }
        Some(Setting::Own(_)) | None => format!("`{name}` in the endpoint rules."),
    }
}
