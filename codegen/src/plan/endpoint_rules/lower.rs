//! Walks the rules.

use crate::error::{Error, Result};
use crate::model::endpoint_rules::{self as model, BuiltIn, ParameterDefault, ParameterKind};
use crate::model::{EndpointRules, Position};

use super::calls::{self, Type, Typed};
use super::decisions::{self, Rule, Test, Then};
use super::pools::Pools;
use super::{
    AuthScheme, Condition, Data, Default, Endpoint, Field, Header, Index, Operand, Parameter, Role,
    Run, Table, texts,
};

/// Checks a rule set and lays it out.
///
/// # Errors
/// If a call has wrong arguments, or if something is named that there is not.
pub fn lower(rules: &EndpointRules) -> Result<Table> {
    let mut walk = Walk {
        rules,
        pools: Pools::default(),
        flat: Vec::new(),
        scope: Vec::new(),
        variables: Vec::new(),
    };
    for (index, (name, parameter)) in rules.parameters.iter().enumerate() {
        walk.parameter(index, name, parameter);
    }
    walk.rules(&rules.rules)?;
    decisions::lay_out(&walk.flat, &mut walk.pools);
    walk.pools.table.variables = walk.variables.len();
    walk.pools.finish().ok_or_else(|| {
        Error::file(rules.source.file(), "there are too many endpoint rules")
            .hint("a table has room for 65,536 of a kind")
    })
}

/// What is known at some point of the rules.
pub(super) struct Walk<'a> {
    rules: &'a EndpointRules,
    pub(super) pools: Pools,
    /// The rules: each is followed by those within it.
    flat: Vec<Rule>,
    /// What names mean here; the last one counts.
    scope: Vec<(&'a str, Typed)>,
    /// Names of variables by their position.
    variables: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    pub(super) fn error(&self, at: Position, what: impl Into<String>) -> Error {
        self.rules.source.error(at, what)
    }

    pub(super) fn look_up(&self, at: Position, name: &str) -> Result<Typed> {
        let found = self.scope.iter().rev().find(|(known, _)| *known == name);
        found.map(|(_, typed)| *typed).ok_or_else(|| {
            let name = name.escape_debug();
            self.error(
                at,
                format!("there is no parameter or variable `{name}` here"),
            )
            .hint(crate::nearest::hint(
                &name.to_string(),
                self.scope.iter().map(|(name, _)| *name),
            ))
        })
    }

    fn parameter(&mut self, index: usize, name: &'a str, parameter: &model::Parameter) {
        let index = self.pools.index(index);
        let default = match &parameter.default {
            None => Default::Nothing,
            Some(ParameterDefault::Boolean(value)) => Default::Boolean(*value),
            Some(ParameterDefault::Text(value)) => Default::Text(value.clone()),
        };
        let typed = Typed {
            operand: Operand::Parameter(index),
            ty: match parameter.kind {
                ParameterKind::Text => Type::Text,
                ParameterKind::Boolean => Type::Boolean,
                ParameterKind::Texts => Type::Texts,
            },
            may_be_missing: !parameter.required && default == Default::Nothing,
        };
        self.pools.table.parameters.push(Parameter {
            name: name.to_owned(),
            role: match parameter.built_in {
                Some(BuiltIn::Region) => Role::Region,
                Some(BuiltIn::Endpoint) => Role::Url,
                _ => Role::Plain,
            },
            required: parameter.required,
            default,
        });
        self.scope.push((name, typed));
    }

    fn rules(&mut self, rules: &'a [model::Rule]) -> Result<()> {
        for rule in rules {
            self.rule(rule)?;
        }
        Ok(())
    }

    fn rule(&mut self, rule: &'a model::Rule) -> Result<()> {
        let outer = self.scope.len();
        let mut tests = Vec::new();
        for call in &rule.conditions {
            tests.extend(self.condition(call)?);
        }
        let position = self.flat.len();
        self.flat.push(Rule {
            tests,
            otherwise: 0,
            then: Then::Next,
        });
        let then = match &rule.then {
            model::Then::Rules(rules) => {
                self.rules(rules)?;
                Then::Next
            }
            model::Then::Endpoint(endpoint) => {
                let endpoint = self.endpoint(endpoint)?;
                let known = &mut self.pools.table.endpoints;
                let found = known.iter().position(|it| *it == endpoint);
                let position = found.unwrap_or_else(|| {
                    known.push(endpoint);
                    known.len() - 1
                });
                Then::Endpoint(self.pools.index(position))
            }
            model::Then::Error(message) => Then::Error(self.text(message, "an error's message")?),
        };
        let otherwise = self.flat.len();
        let rule = &mut self.flat[position];
        (rule.then, rule.otherwise) = (then, otherwise);
        self.scope.truncate(outer);
        Ok(())
    }

    /// What a condition asks; nothing, if it always holds.
    fn condition(&mut self, call: &'a model::Call) -> Result<Option<Test>> {
        let is_set = match (call.function, call.arguments.as_slice()) {
            (model::Function::IsSet, [argument]) => match &argument.kind {
                model::ValueKind::Reference(name) => Some(self.look_up(argument.at, name)?),
                _ => None,
            },
            _ => None,
        };
        if call.assign.is_none() && is_set.is_some_and(|it| !it.may_be_missing) {
            return Ok(None);
        }
        let (condition, negated) = match &call.assign {
            Some((name, at)) => (self.assignment(call, name, *at)?, false),
            None => {
                let (condition, _, negated) = calls::condition(self, call)?;
                (condition, negated)
            }
        };
        // Either does not hold if there is no value.
        let asks = [model::Function::IsSet, model::Function::Partition];
        if asks.contains(&call.function)
            && let Some(model::ValueKind::Reference(name)) =
                call.arguments.first().map(|it| &it.kind)
        {
            let set = self.look_up(call.at, name)?;
            self.scope.push((
                name,
                Typed {
                    may_be_missing: false,
                    ..set
                },
            ));
        }
        Ok(Some(Test {
            condition: self.pools.condition(condition),
            negated,
        }))
    }

    fn assignment(&mut self, call: &model::Call, name: &'a str, at: Position) -> Result<Condition> {
        let (index, typed) = calls::result(self, call)?;
        if self.scope.iter().any(|(known, _)| *known == name) {
            return Err(self
                .error(at, format!("there is a `{name}` already"))
                .hint("variables cannot be assigned twice; give this one another name"));
        }
        let variable = self.variable(name);
        let assigned = Typed {
            operand: Operand::Variable(variable),
            // Otherwise the condition would not hold.
            may_be_missing: false,
            ..typed
        };
        self.scope.push((name, assigned));
        Ok(Condition::Assigns(index, variable))
    }

    fn variable(&mut self, name: &'a str) -> Index {
        let known = self.variables.iter().position(|it| *it == name);
        let position = known.unwrap_or_else(|| {
            self.variables.push(name);
            self.variables.len() - 1
        });
        self.pools.index(position)
    }

    fn endpoint(&mut self, endpoint: &model::Endpoint) -> Result<Endpoint> {
        let url = self.text(&endpoint.url, "a URL")?;
        let (mut auth_schemes, mut properties) = (Run::default(), Vec::new());
        for property in &endpoint.properties {
            match (property.0.as_str(), &property.1) {
                // The runtime looks for these in a place of their own.
                ("authSchemes", model::Data::List(schemes)) => {
                    auth_schemes = self.auth_schemes(endpoint.url.at, schemes)?;
                }
                ("authSchemes", _) => return Err(self.no_auth_scheme(endpoint.url.at)),
                _ => properties.push(property),
            }
        }
        let properties = self.fields(properties)?;
        let mut headers = Vec::new();
        for (name, values) in &endpoint.headers {
            let name = self.pools.text(&name.to_ascii_lowercase());
            for value in values {
                let value = self.text(value, "a header's value")?;
                headers.push(Header { name, value });
            }
        }
        Ok(Endpoint {
            url,
            auth_schemes,
            properties,
            headers: self.pools.headers(&headers),
        })
    }

    fn auth_schemes(&mut self, at: Position, schemes: &[model::Data]) -> Result<Run> {
        let mut lowered = Vec::new();
        for scheme in schemes {
            let model::Data::Object(fields) = scheme else {
                return Err(self.no_auth_scheme(at));
            };
            let name = fields.iter().find_map(|(name, value)| match value {
                model::Data::Text(text, _) if name == "name" => Some(text),
                _ => None,
            });
            let name = name.filter(|it| !it.contains(['{', '}']));
            let name = name.ok_or_else(|| self.no_auth_scheme(at))?;
            let settings = fields.iter().filter(|(name, _)| name != "name");
            lowered.push(AuthScheme {
                name: self.pools.text(name),
                settings: self.fields(settings)?,
            });
        }
        Ok(self.pools.auth_schemes(&lowered))
    }

    fn no_auth_scheme(&self, at: Position) -> Error {
        self.error(at, "the auth schemes of this endpoint are not understood")
            .hint("`authSchemes` has to be a list of objects, each with a text without braces as its `name`")
    }

    fn text(&mut self, value: &model::Value, what: &str) -> Result<Operand> {
        let typed = calls::value(self, value)?;
        calls::check(self, value.at, typed, &[Type::Text, Type::Written], what)?;
        Ok(typed.operand)
    }

    fn fields<'d>(
        &mut self,
        fields: impl IntoIterator<Item = &'d (String, model::Data)>,
    ) -> Result<Run> {
        let mut lowered = Vec::new();
        for (name, value) in fields {
            let value = self.data(value)?;
            let name = self.pools.text(name);
            lowered.push(Field { name, value });
        }
        Ok(self.pools.fields(&lowered))
    }

    fn data(&mut self, data: &model::Data) -> Result<Data> {
        Ok(match data {
            model::Data::Text(text, at) => Data::Text(texts::template(self, *at, text)?.operand),
            model::Data::Boolean(value) => Data::Boolean(*value),
            model::Data::List(items) => {
                let items = items.iter().map(|it| self.data(it));
                let items = items.collect::<Result<Vec<_>>>()?;
                Data::List(self.pools.items(&items))
            }
            model::Data::Object(fields) => Data::Object(self.fields(fields)?),
        })
    }
}
