//! Plans endpoint parameters, and the settings that give them values.

use std::collections::HashSet;

use crate::error::Result;
use crate::model::endpoint_rules::{BuiltIn, ParameterKind};
use crate::model::{self, EndpointRules, Position};
use crate::names::{Ident, case, reserved};
use crate::plan::ir::endpoint::{Endpoint, Parameter, Setting};
use crate::plan::ir::rules::{DefaultValue, Table};

/// Plans the parameters of a service's rules, of which this is the table, or of the plain rule.
pub(in crate::plan) fn endpoint(model: &model::Service, table: Option<Table>) -> Result<Endpoint> {
    let (Some(rules), Some(table)) = (&model.endpoint_rules, table) else {
        return Ok(plain());
    };
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut taken = HashSet::new();
    for ((name, read), planned) in rules.parameters.iter().zip(&table.parameters) {
        let rust_name = case::snake(name).filter(|rust_name| {
            let own = own_names(name, rust_name);
            let is_taken = own.iter().any(|it| taken.contains(it));
            taken.extend(own);
            !is_taken && !reserved::ENDPOINT_PARAMETER_METHODS.contains(&rust_name.as_str())
        });
        let Some(rust_name) = rust_name else {
            let what = format!("the parameter `{name}` cannot have its name in Rust");
            let error = rules.source.error(read.at, what);
            return Err(error.hint("rename it in the rules"));
        };
        let setting = match read.built_in.and_then(setting) {
            Some(setting) => Some(setting),
            None => own_setting(model, name, &rust_name, read.kind)?,
        };
        check_setting(rules, read.at, setting.as_ref(), read.kind)?;
        if setting.is_none() && read.required && planned.default == DefaultValue::Nothing {
            check_reachable(model, rules, name, read.at)?;
        }
        parameters.push(Parameter {
            docs: docs(name, setting.as_ref()),
            name: rust_name,
            rule_name: name.clone(),
            kind: read.kind,
            setting,
            required: planned.required,
            default: planned.default.clone(),
        });
    }
    check_own_settings(model, rules)?;
    Ok(Endpoint {
        rules: Some(table),
        requires_account: parameters
            .iter()
            .any(|it| it.setting == Some(Setting::AccountId)),
        parameters,
    })
}

/// The names that a parameter takes: a field with its accessor, a setter, and a type.
fn own_names(name: &str, rust_name: &Ident) -> [String; 3] {
    let setter = rust_name.affixed("set_", "");
    let ty = case::pascal(name).map(|it| format!("type {it}"));
    [
        rust_name.to_string(),
        setter.to_string(),
        ty.unwrap_or_default(),
    ]
}

/// Refuses a setting of the model (`clientContextParams`) that is not a parameter of the rules.
fn check_own_settings(model: &model::Service, rules: &EndpointRules) -> Result<()> {
    let mut settings = model.endpoint_settings.iter();
    match settings.find(|(name, _)| !rules.parameters.contains_key(*name)) {
        None => Ok(()),
        Some((name, setting)) => {
            let names = rules.parameters.keys().map(String::as_str);
            let what = format!("there is no endpoint parameter `{}`", name.escape_debug());
            let error = model.source.error(setting.at, what);
            Err(error.hint(crate::nearest::hint(name, names)))
        }
    }
}

/// The parameters of the plain rule, for services without endpoint rules.
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
        name: case::snake(name).expect("a name"),
        rule_name: name.to_owned(),
        kind,
        docs: docs(name, Some(&setting)),
        setting: Some(setting),
        required: kind == ParameterKind::Boolean,
        default: match kind {
            ParameterKind::Boolean => DefaultValue::Boolean(false),
            _ => DefaultValue::Nothing,
        },
    });
    Endpoint {
        rules: None,
        requires_account: false,
        parameters: parameters.into(),
    }
}

/// Maps a built-in of the rules to a setting that clients of all or several services have.
fn setting(built_in: BuiltIn) -> Option<Setting> {
    match built_in {
        BuiltIn::Region => Some(Setting::Region),
        BuiltIn::UseFips => Some(Setting::UseFips),
        BuiltIn::UseDualStack => Some(Setting::UseDualStack),
        BuiltIn::Endpoint => Some(Setting::Url),
        BuiltIn::AccountId => Some(Setting::AccountId),
        BuiltIn::AccountIdEndpointMode => Some(Setting::AccountIdEndpointMode),
        // One of the model's own settings, found by the name of the parameter.
        BuiltIn::OfOneService(_) => None,
    }
}

/// Finds the setting of the model for a parameter (`clientContextParams`).
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
    let set = rust_name.affixed("set_", "");
    if [rust_name.unraw(), set.unraw()]
        .iter()
        .any(|it| reserved::CONFIG_SETTERS.contains(it))
    {
        return Err(error(format!(
            "the setting `{}` would have the name of another setting of clients",
            parameter.escape_debug()
        ))
        .hint("rename it in the model and in the rules"));
    }
    Ok(case::pascal(parameter).map(Setting::Own))
}

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
            .error(at, "the parameter has another type than its built-in")
            .hint(format!("this built-in is a {name}")))
    }
}

/// Refuses a required parameter that some operation does not set.
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

/// The parameter in a few words, to go on with "Returns" or "Sets".
fn docs(name: &str, setting: Option<&Setting>) -> String {
    match setting {
        Some(Setting::Region) => "the region".to_owned(),
        Some(Setting::UseFips) => "the use of endpoints that comply with FIPS".to_owned(),
        Some(Setting::UseDualStack) => {
            "the use of dual-stack endpoints, which are reachable by IPv6 too".to_owned()
        }
        Some(Setting::Url) => "the URL that replaces the one of the endpoint rules".to_owned(),
        Some(Setting::AccountId) => "the account of the credentials".to_owned(),
        Some(Setting::AccountIdEndpointMode) => {
            "the mode of account-based endpoints: `preferred`, `required` or `disabled`".to_owned()
        }
        Some(Setting::Own(_)) | None => format!("the endpoint parameter `{name}`"),
    }
}
