//! Walks the rules.

use crate::error::{Error, Result};
use crate::model::endpoint_rules::{self as model, BuiltIn, ParameterDefault, ParameterKind};
use crate::model::{At, EndpointRules};

use super::calls::{self, Type, Typed};
use super::decisions::{self, Rule, Test, Then};
use super::pools::Pools;
use super::{
    Condition, Data, Default, Endpoint, Expression, Field, Header, Index, Parameter, Role, Run,
    Table, texts,
};

/// As many variables as an evaluation has room for, as `codegen/support/endpoint_rules.rs` says too.
/// Those that AWS publishes have 19 at most.
const MOST_VARIABLES: usize = 32;

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
    pub(super) fn error(&self, at: At, what: impl Into<String>) -> Error {
        self.rules.source.error(at, what)
    }

    pub(super) fn look_up(&self, at: At, name: &str) -> Result<Typed> {
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
            index: self.pools.expression(Expression::Parameter(index)),
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
        let (mut typed, negated) = calls::condition(self, call)?;
        let mut condition = Condition {
            holds: typed.index,
            assign: None,
        };
        if let Some((name, at)) = &call.assign {
            if self.scope.iter().any(|(known, _)| known == name) {
                return Err(self
                    .error(*at, format!("there is a `{name}` already"))
                    .hint("variables cannot be assigned twice; give this one another name"));
            }
            let variable = self.variable(name, *at)?;
            condition.assign = Some(variable);
            typed.index = self.pools.expression(Expression::Variable(variable));
            // Otherwise the condition would not hold.
            typed.may_be_missing = false;
            self.scope.push((name, typed));
        }
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

    fn variable(&mut self, name: &'a str, at: At) -> Result<Index> {
        let known = self.variables.iter().position(|it| *it == name);
        let position = known.unwrap_or_else(|| {
            self.variables.push(name);
            self.variables.len() - 1
        });
        match position < MOST_VARIABLES {
            true => Ok(self.pools.index(position)),
            false => Err(self
                .error(
                    at,
                    format!("there are more than {MOST_VARIABLES} variables"),
                )
                .hint("use names again where their scopes do not overlap")),
        }
    }

    fn endpoint(&mut self, endpoint: &model::Endpoint) -> Result<Endpoint> {
        let url = self.text(&endpoint.url, "a URL")?;
        let properties = self.fields(&endpoint.properties)?;
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
            properties,
            headers: self.pools.headers(&headers),
        })
    }

    fn text(&mut self, value: &model::Value, what: &str) -> Result<Index> {
        let typed = calls::value(self, value)?;
        calls::check(self, value.at, typed, &[Type::Text, Type::Written], what)?;
        Ok(typed.index)
    }

    fn fields(&mut self, fields: &[(String, model::Data)]) -> Result<Run> {
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
            model::Data::Text(text, at) => Data::Text(texts::template(self, *at, text)?.index),
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
