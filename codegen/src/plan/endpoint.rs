//! What a service's URL depends on: the parameters of its rules, and where their values come from.

use std::collections::HashSet;

use crate::error::Result;
use crate::model::endpoint_rules::{BuiltIn, ParameterDefault, ParameterKind};
use crate::model::{self, At, EndpointRules};

use super::context::Context;
use super::endpoint_rules::{self, Default, Table};
use super::members::FieldType;
use super::names::{self, Ident};
use super::types::Structure;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The region.
    Region,
    /// Whether to use endpoints that comply with FIPS.
    UseFips,
    /// Whether to use endpoints that are reachable by IPv6 too.
    UseDualStack,
    /// A URL that goes before the rules' own.
    Url,
}

/// A parameter that has another value for an operation.
#[derive(Debug)]
pub struct OfOperation {
    /// The parameter.
    pub parameter: Ident,
    /// Where its value comes from.
    pub from: From,
}

/// Where an operation has a parameter's value from.
#[derive(Debug)]
pub enum From {
    /// It is always the same boolean.
    Boolean(bool),
    /// It is always the same text.
    Text(String),
    /// A text of the input, if that is set.
    Member(Ident),
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
        let setting = read.built_in.and_then(setting);
        check_setting(rules, read.at, setting, read.kind)?;
        if setting.is_none() && read.required && laid_out.default == Default::Nothing {
            check_reachable(model, rules, name, read.at)?;
        }
        parameters.push(Parameter {
            docs: docs(name, setting),
            name: rust_name,
            rule_name: name.clone(),
            kind: read.kind,
            setting,
            required: laid_out.required,
            default: laid_out.default.clone(),
        });
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
        setting: Some(setting),
        required: kind == ParameterKind::Boolean,
        default: match kind {
            ParameterKind::Boolean => Default::Boolean(false),
            _ => Default::Nothing,
        },
        docs: docs(name, Some(setting)),
    });
    Endpoint {
        rules: None,
        parameters: parameters.into(),
    }
}

/// The settings that clients have. The account of the credentials is not known when the URL is looked for:
/// rules that can do with one can also do without.
fn setting(built_in: BuiltIn) -> Option<Setting> {
    match built_in {
        BuiltIn::Region => Some(Setting::Region),
        BuiltIn::UseFips => Some(Setting::UseFips),
        BuiltIn::UseDualStack => Some(Setting::UseDualStack),
        BuiltIn::Endpoint => Some(Setting::Url),
        BuiltIn::AccountId | BuiltIn::AccountIdEndpointMode | BuiltIn::OfOneService => None,
    }
}

fn check_setting(
    rules: &EndpointRules,
    at: At,
    setting: Option<Setting>,
    kind: ParameterKind,
) -> Result<()> {
    let (expected, name) = match setting {
        None => return Ok(()),
        Some(Setting::Region | Setting::Url) => (ParameterKind::Text, "string"),
        Some(Setting::UseFips | Setting::UseDualStack) => (ParameterKind::Boolean, "boolean"),
    };
    match kind == expected {
        true => Ok(()),
        false => Err(rules
            .source
            .error(at, "the parameter has not the type of its built-in")
            .hint(format!("the type of this built-in is {name}"))),
    }
}

/// A parameter that nothing can set and that has to be set.
fn check_reachable(
    model: &model::Service,
    rules: &EndpointRules,
    name: &str,
    at: At,
) -> Result<()> {
    let by_operation = |it: &model::Operation| {
        let mut of_operation = it.endpoint_parameters.iter();
        of_operation.any(|it| it.name == name) || {
            let input = it.input.as_ref().map(|it| model.shape(&it.shape));
            let members = input.and_then(|it| it.as_structure());
            let mut members = members.into_iter().flat_map(|it| it.members.values());
            members.any(|it| it.context_param.as_deref() == Some(name))
        }
    };
    match model.operations.values().all(by_operation) {
        true => Ok(()),
        false => Err(rules
            .source
            .error(
                at,
                format!("the parameter `{name}` is required, and not every operation sets it"),
            )
            .hint("give it a default, or set it by `staticContextParams` or `contextParam`")),
    }
}

fn docs(name: &str, setting: Option<Setting>) -> String {
    match setting {
        Some(Setting::Region) => "The region.".to_owned(),
        Some(Setting::UseFips) => "Whether the endpoint shall comply with FIPS.".to_owned(),
        Some(Setting::UseDualStack) => {
            "Whether the endpoint shall be reachable by IPv6 too.".to_owned()
        }
        Some(Setting::Url) => "A URL to use instead of the one that the rule gives.".to_owned(),
        None => format!("`{name}` in the endpoint rules."),
    }
}

/// What an operation says to the rules. Without rules, nobody asks.
pub(super) fn of_operation(
    context: &Context<'_>,
    endpoint: &Endpoint,
    operation: &model::Operation,
    input: &Structure,
) -> Result<Vec<OfOperation>> {
    if endpoint.rules.is_none() {
        return Ok(Vec::new());
    }
    let find = |at: At, name: &str, kind: ParameterKind| {
        let known = endpoint.parameters.iter();
        let found = known.clone().find(|it| it.rule_name == name);
        let source = &context.service.source;
        match found {
            Some(parameter) if parameter.kind == kind => Ok(parameter.name.clone()),
            Some(_) => Err(source
                .error(
                    at,
                    format!("the endpoint parameter `{name}` has another type"),
                )
                .hint("see its type in endpoint-rule-set-1.json beside the model")),
            None => Err(source
                .error(
                    at,
                    format!("there is no endpoint parameter `{}`", name.escape_debug()),
                )
                .hint(crate::nearest::hint(
                    name,
                    known.map(|it| it.rule_name.as_str()),
                ))),
        }
    };
    let mut found = Vec::new();
    for it in &operation.endpoint_parameters {
        let (kind, from) = match &it.value {
            ParameterDefault::Boolean(value) => (ParameterKind::Boolean, From::Boolean(*value)),
            ParameterDefault::Text(text) => (ParameterKind::Text, From::Text(text.clone())),
        };
        let parameter = find(it.at, &it.name, kind)?;
        found.push(OfOperation { parameter, from });
    }
    let shape = operation.input.as_ref().map(|it| context.shape(&it.shape));
    let members = shape.and_then(|it| it.as_structure());
    let members = members.into_iter().flat_map(|it| &it.members);
    for (name, member) in members {
        let mut fields = input.fields.iter();
        let field = fields.find(|it| it.member == name.as_str());
        let (Some(parameter), Some(field)) = (&member.context_param, field) else {
            continue;
        };
        if field.ty != FieldType::String {
            return Err(context.unsupported(member.at, "`contextParam` of what is no text"));
        }
        found.push(OfOperation {
            parameter: find(member.at, parameter, ParameterKind::Text)?,
            from: From::Member(field.name.clone()),
        });
    }
    let mut seen = HashSet::new();
    let twice = found.iter().find(|it| !seen.insert(it.parameter.clone()));
    match twice {
        None => Ok(found),
        Some(it) => Err(context
            .service
            .source
            .error(
                operation.at,
                format!(
                    "the endpoint parameter `{}` is set twice",
                    it.parameter.unraw()
                ),
            )
            .hint("remove one of the two")),
    }
}
