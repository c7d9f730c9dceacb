//! Reads a rule set. Unknown keys are refused.

use std::path::Path;

use indexmap::IndexMap;

use super::super::Source;
use super::super::json::{Field, Node};
use super::{
    BuiltIn, Call, Data, Endpoint, EndpointRules, FILE, Function, Parameter, ParameterDefault,
    ParameterKind, Rule, Then, Value, ValueKind,
};
use crate::error::Result;

/// Maximum depth of nested rules, and of nested values. AWS's rule sets reach 17 and 3.
const DEEPEST_RULE: usize = 64;
const DEEPEST_VALUE: usize = 8;

impl EndpointRules {
    /// Reads the rule set in `folder`, if there is one.
    ///
    /// # Errors
    /// If the file cannot be read or parsed.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let file = folder.join(FILE);
        if file.exists() {
            Self::parse(Source::read(&file)?).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Parses the text of a rule set.
    ///
    /// # Errors
    /// If the text cannot be parsed.
    pub fn parse(source: Source) -> Result<Self> {
        rules(source)
    }
}

fn rules(source: Source) -> Result<EndpointRules> {
    let mut root = source.root()?.object()?;
    let version_node = root.require("version")?;
    let version = version_node.string()?;
    if !["1.0", "1.1"].contains(&version.as_str()) {
        return Err(version_node
            .error(format!(
                "unknown version `{}` of endpoint rules",
                version.escape_debug()
            ))
            .hint("the versions are 1.0 and 1.1"));
    }
    let mut parameters = IndexMap::new();
    for Field { key, at, value } in root.require("parameters")?.object()?.into_fields() {
        check_name(value, at, &key)?;
        parameters.insert(key.into_owned(), parameter(value)?);
    }
    let rules = rule_list(root.require("rules")?, 0)?;
    // `serviceId` repeats what the folder names.
    root.take("serviceId");
    root.take("documentation");
    root.finish("a rule set")?;
    Ok(EndpointRules {
        source: source.clone(),
        parameters,
        rules,
    })
}

/// Checks the name of a parameter or variable: templates can refer to no others.
fn check_name(node: Node<'_>, at: super::Position, name: &str) -> Result<()> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_plain) {
        Ok(())
    } else {
        Err(node
            .error_at(
                at,
                format!("`{}` cannot be a name in rules", name.escape_debug()),
            )
            .hint("names begin with a letter and continue with letters, digits or `_`"))
    }
}

fn parameter(node: Node<'_>) -> Result<Parameter> {
    let mut object = node.object()?;
    let type_node = object.require("type")?;
    // botocore ignores the case of these.
    let kind = match type_node.string()?.to_ascii_lowercase().as_str() {
        "string" => ParameterKind::Text,
        "boolean" => ParameterKind::Boolean,
        "stringarray" => ParameterKind::Texts,
        unknown => {
            return Err(type_node
                .error(format!(
                    "unknown type `{}` of a parameter",
                    unknown.escape_debug()
                ))
                .hint("the types are string, boolean and stringArray"));
        }
    };
    let built_in = object.take("builtIn").map(built_in).transpose()?;
    let default = object.take("default");
    let default = default.map(|node| default_value(node, kind)).transpose()?;
    let parameter = Parameter {
        at: node.at(),
        kind,
        built_in,
        default,
        required: object.flag("required")?,
    };
    object.take("documentation");
    // Callers may go on using a deprecated parameter.
    object.take("deprecated");
    object.finish("a parameter")?;
    Ok(parameter)
}

fn built_in(node: Node<'_>) -> Result<BuiltIn> {
    let name = node.string()?;
    BuiltIn::of(&name).ok_or_else(|| {
        node.error(format!("unknown built-in `{}`", name.escape_debug()))
            .hint("add it to codegen/src/model/endpoint_rules.rs, with the setting of the client")
    })
}

fn default_value(node: Node<'_>, kind: ParameterKind) -> Result<ParameterDefault> {
    match kind {
        ParameterKind::Text => node.string().map(ParameterDefault::Text),
        ParameterKind::Boolean => node.boolean().map(ParameterDefault::Boolean),
        ParameterKind::Texts => Err(node
            .error("a default for a list of strings is not supported yet")
            .hint("leave the default out")),
    }
}

fn rule_list(node: Node<'_>, depth: usize) -> Result<Vec<Rule>> {
    if depth > DEEPEST_RULE {
        let what = format!("rules are nested more than {DEEPEST_RULE} deep");
        return Err(node
            .error(what)
            .hint("reduce the nesting; AWS's own rule sets have much less"));
    }
    let rules = node.list()?.into_iter();
    rules.map(|node| rule(node, depth)).collect()
}

fn rule(node: Node<'_>, depth: usize) -> Result<Rule> {
    let mut object = node.object()?;
    let conditions = object.require("conditions")?.list()?;
    let conditions = conditions
        .into_iter()
        .map(|node| call(node, 0))
        .collect::<Result<_>>()?;
    let type_node = object.require("type")?;
    let then = match type_node.string()?.as_str() {
        "tree" => Then::Rules(rule_list(object.require("rules")?, depth + 1)?),
        "endpoint" => Then::Endpoint(endpoint(object.require("endpoint")?)?),
        "error" => Then::Error(value(object.require("error")?, 0)?),
        unknown => {
            return Err(type_node
                .error(format!(
                    "unknown type `{}` of a rule",
                    unknown.escape_debug()
                ))
                .hint("the types are tree, endpoint and error"));
        }
    };
    object.take("documentation");
    object.finish("a rule of this type")?;
    Ok(Rule {
        at: node.at(),
        conditions,
        then,
    })
}

fn endpoint(node: Node<'_>) -> Result<Endpoint> {
    let mut object = node.object()?;
    let url = value(object.require("url")?, 0)?;
    let properties = match object.take("properties") {
        Some(node) => fields(node, 0)?,
        None => Vec::new(),
    };
    let mut headers = Vec::new();
    if let Some(node) = object.take("headers") {
        for Field { key, at, value } in node.object()?.into_fields() {
            let is_token = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
            if key.is_empty() || !key.bytes().all(is_token) {
                let what = format!("`{}` cannot be the name of a header", key.escape_debug());
                return Err(node
                    .error_at(at, what)
                    .hint("names of headers are letters, digits and `-`"));
            }
            let values = value.list()?.into_iter().map(|node| self::value(node, 0));
            headers.push((key.into_owned(), values.collect::<Result<_>>()?));
        }
    }
    object.finish("an endpoint")?;
    Ok(Endpoint {
        url,
        properties,
        headers,
    })
}

fn fields(node: Node<'_>, depth: usize) -> Result<Vec<(String, Data)>> {
    let fields = node.object()?.into_fields().into_iter();
    fields
        .map(|field| Ok((field.key.into_owned(), data(field.value, depth + 1)?)))
        .collect()
}

fn data(node: Node<'_>, depth: usize) -> Result<Data> {
    check_depth(node, depth)?;
    Ok(match node.kind() {
        "an object" => Data::Object(fields(node, depth)?),
        "a list" => {
            let items = node.list()?.into_iter();
            Data::List(items.map(|it| data(it, depth + 1)).collect::<Result<_>>()?)
        }
        "a boolean" => Data::Boolean(node.boolean()?),
        "a string" => Data::Text(node.string()?, node.at()),
        other => {
            return Err(node
                .error(format!("a property cannot be {other}"))
                .hint("properties are strings, booleans, lists and objects"));
        }
    })
}

fn check_depth(node: Node<'_>, depth: usize) -> Result<()> {
    if depth > DEEPEST_VALUE {
        Err(node
            .error(format!("values are nested more than {DEEPEST_VALUE} deep"))
            .hint("reduce the nesting; AWS's own rule sets have much less"))
    } else {
        Ok(())
    }
}

fn value(node: Node<'_>, depth: usize) -> Result<Value> {
    check_depth(node, depth)?;
    let kind = match node.kind() {
        "a string" => ValueKind::Text(node.string()?),
        "a boolean" => ValueKind::Boolean(node.boolean()?),
        "a number" => ValueKind::Number(node.parse("a number from 0 to 65535")?),
        "an object" => {
            let mut object = node.object()?;
            match object.take("ref") {
                Some(name) => {
                    let name = name.string()?;
                    object.finish("a reference")?;
                    ValueKind::Reference(name)
                }
                None => ValueKind::Call(Box::new(call(node, depth)?)),
            }
        }
        other => {
            return Err(node
                .error(format!("a value cannot be {other}"))
                .hint("values are strings, booleans, numbers, references and calls"));
        }
    };
    Ok(Value {
        at: node.at(),
        kind,
    })
}

fn call(node: Node<'_>, depth: usize) -> Result<Call> {
    let mut object = node.object()?;
    let name_node = object.require("fn")?;
    let name = name_node.string()?;
    let known = Function::ALL.iter().find(|(it, _)| *it == name);
    let Some((_, function)) = known else {
        return Err(name_node
            .error(format!("unknown function `{}`", name.escape_debug()))
            .hint(crate::nearest::hint(
                &name,
                Function::ALL.iter().map(|(name, _)| *name),
            )));
    };
    let arguments = object.require("argv")?.list()?.into_iter();
    let arguments = arguments
        .map(|it| value(it, depth + 1))
        .collect::<Result<_>>()?;
    let assign = object.take("assign").map(|node| {
        let name = node.string()?;
        check_name(node, node.at(), &name)?;
        Ok((name, node.at()))
    });
    let call = Call {
        at: node.at(),
        function: *function,
        arguments,
        assign: assign.transpose()?,
    };
    object.finish("a call")?;
    Ok(call)
}
