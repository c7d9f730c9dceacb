//! Walks the rules: checks them and fills the pools of a table.

use crate::error::{Error, Result};
use crate::model::endpoint_rules as model;
use crate::model::{EndpointRules, Position};
use crate::plan::ir::rules::{
    AuthScheme, Condition, Data, Endpoint, Field, Header, Operand, Run, Table,
};

use super::checks;
use super::decisions::{self, Rule, RuleResult, Test};
use super::scope::Scope;
use super::types::{Type, Typed};
use super::{calls, templates};

/// Checks a rule set and lays it out as a table.
///
/// # Errors
/// If a call has wrong arguments, or a name is not in scope.
pub fn lower(rules: &EndpointRules) -> Result<Table> {
    let mut lowering = Lowering {
        scope: Scope::new(rules),
        flat: Vec::new(),
    };
    lowering.rules(&rules.rules)?;
    let Lowering { mut scope, flat } = lowering;
    decisions::lay_out(&flat, &mut scope.pools);
    scope.pools.table.variables = scope.variable_count();
    scope.pools.finish().ok_or_else(|| {
        Error::file(rules.source.file(), "there are too many endpoint rules")
            .hint("a table has room for 65,536 entries of each kind")
    })
}

/// The walk through a rule set.
struct Lowering<'a> {
    scope: Scope<'a>,
    /// The rules so far: each is followed by the rules within it.
    flat: Vec<Rule>,
}

impl<'a> Lowering<'a> {
    fn rules(&mut self, rules: &'a [model::Rule]) -> Result<()> {
        for rule in rules {
            self.rule(rule)?;
        }
        Ok(())
    }

    fn rule(&mut self, rule: &'a model::Rule) -> Result<()> {
        let depth = self.scope.depth();
        let mut tests = Vec::new();
        for call in &rule.conditions {
            tests.extend(self.condition(call)?);
        }
        let position = self.flat.len();
        self.flat.push(Rule {
            tests,
            otherwise: 0,
            then: RuleResult::Next,
        });
        let then = match &rule.then {
            model::Then::Rules(rules) => {
                self.rules(rules)?;
                RuleResult::Next
            }
            model::Then::Endpoint(endpoint) => {
                let endpoint = self.endpoint(endpoint)?;
                let known = &mut self.scope.pools.table.endpoints;
                let found = known.iter().position(|it| *it == endpoint);
                let position = found.unwrap_or_else(|| {
                    known.push(endpoint);
                    known.len() - 1
                });
                RuleResult::Endpoint(self.scope.pools.index(position))
            }
            model::Then::Error(message) => {
                RuleResult::Error(self.text(message, "an error's message")?)
            }
        };
        let otherwise = self.flat.len();
        let rule = &mut self.flat[position];
        (rule.then, rule.otherwise) = (then, otherwise);
        self.scope.leave(depth);
        Ok(())
    }

    /// Lowers a condition; `None` if it always holds.
    fn condition(&mut self, call: &'a model::Call) -> Result<Option<Test>> {
        let is_set = match (call.function, call.arguments.as_slice()) {
            (model::Function::IsSet, [argument]) => match &argument.kind {
                model::ValueKind::Reference(name) => Some(self.scope.look_up(argument.at, name)?),
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
                let (condition, _, negated) = calls::condition(&mut self.scope, call)?;
                (condition, negated)
            }
        };
        // Neither holds without a value, so that there is one from here on.
        let need_value = [model::Function::IsSet, model::Function::Partition];
        if need_value.contains(&call.function)
            && let Some(model::ValueKind::Reference(name)) =
                call.arguments.first().map(|it| &it.kind)
        {
            let set = self.scope.look_up(call.at, name)?;
            let set = Typed {
                may_be_missing: false,
                ..set
            };
            self.scope.bind(name, set);
        }
        Ok(Some(Test {
            condition: self.scope.pools.condition(condition),
            negated,
        }))
    }

    fn assignment(&mut self, call: &model::Call, name: &'a str, at: Position) -> Result<Condition> {
        let (index, typed) = calls::result(&mut self.scope, call)?;
        let variable = self.scope.assign(at, name, typed)?;
        Ok(Condition::Assigns(index, variable))
    }

    fn endpoint(&mut self, endpoint: &model::Endpoint) -> Result<Endpoint> {
        let url = self.text(&endpoint.url, "a URL")?;
        let (mut auth_schemes, mut properties) = (Run::default(), Vec::new());
        for property in &endpoint.properties {
            match (property.0.as_str(), &property.1) {
                // Auth schemes have a pool of their own: the runtime reads them on every call.
                ("authSchemes", model::Data::List(schemes)) => {
                    auth_schemes = self.auth_schemes(endpoint.url.at, schemes)?;
                }
                ("authSchemes", _) => return Err(self.bad_auth_schemes(endpoint.url.at)),
                _ => properties.push(property),
            }
        }
        let properties = self.fields(properties)?;
        let mut headers = Vec::new();
        for (name, values) in &endpoint.headers {
            let name = self.scope.pools.text(&name.to_ascii_lowercase());
            for value in values {
                let value = self.text(value, "a header's value")?;
                headers.push(Header { name, value });
            }
        }
        Ok(Endpoint {
            url,
            auth_schemes,
            properties,
            headers: self.scope.pools.headers(&headers),
        })
    }

    fn auth_schemes(&mut self, at: Position, schemes: &[model::Data]) -> Result<Run> {
        let mut lowered = Vec::new();
        for scheme in schemes {
            let model::Data::Object(fields) = scheme else {
                return Err(self.bad_auth_schemes(at));
            };
            let name = fields.iter().find_map(|(name, value)| match value {
                model::Data::Text(text, _) if name == "name" => Some(text),
                _ => None,
            });
            let name = name.filter(|it| !it.contains(['{', '}']));
            let name = name.ok_or_else(|| self.bad_auth_schemes(at))?;
            let settings = fields.iter().filter(|(name, _)| name != "name");
            lowered.push(AuthScheme {
                name: self.scope.pools.text(name),
                settings: self.fields(settings)?,
            });
        }
        Ok(self.scope.pools.auth_schemes(&lowered))
    }

    fn bad_auth_schemes(&self, at: Position) -> Error {
        let what = "unsupported `authSchemes` of an endpoint";
        self.scope.error(at, what).hint(
            "`authSchemes` must be a list of objects, each with a text without references as its \
             `name`",
        )
    }

    fn text(&mut self, value: &model::Value, what: &str) -> Result<Operand> {
        let typed = calls::value(&mut self.scope, value)?;
        checks::check(
            &self.scope,
            value.at,
            typed,
            &[Type::Text, Type::Template],
            what,
        )?;
        Ok(typed.operand)
    }

    fn fields<'d>(
        &mut self,
        fields: impl IntoIterator<Item = &'d (String, model::Data)>,
    ) -> Result<Run> {
        let mut lowered = Vec::new();
        for (name, value) in fields {
            let value = self.data(value)?;
            let name = self.scope.pools.text(name);
            lowered.push(Field { name, value });
        }
        Ok(self.scope.pools.fields(&lowered))
    }

    fn data(&mut self, data: &model::Data) -> Result<Data> {
        Ok(match data {
            model::Data::Text(text, at) => {
                Data::Text(templates::template(&mut self.scope, *at, text)?.operand)
            }
            model::Data::Boolean(value) => Data::Boolean(*value),
            model::Data::List(items) => {
                let items = items.iter().map(|it| self.data(it));
                let items = items.collect::<Result<Vec<_>>>()?;
                Data::List(self.scope.pools.items(&items))
            }
            model::Data::Object(fields) => Data::Object(self.fields(fields)?),
        })
    }
}
