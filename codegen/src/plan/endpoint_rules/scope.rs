//! The state of a walk through rules: the names in scope, and the pools filled so far.

use crate::error::{Error, Result};
use crate::model::endpoint_rules::{self as model, BuiltIn, ParameterDefault, ParameterKind};
use crate::model::{EndpointRules, Position};
use crate::plan::ir::rules::{DefaultValue, Index, Operand, Parameter, ParameterUsage};

use super::pools::Pools;
use super::types::{Type, Typed};

/// The state of a walk through rules.
pub(super) struct Scope<'a> {
    pub(super) rules: &'a EndpointRules,
    pub(super) pools: Pools,
    /// Parameters and variables by name. A later entry hides earlier ones of its name.
    names: Vec<(&'a str, Typed)>,
    /// Names of variables by their position.
    variables: Vec<&'a str>,
}

impl<'a> Scope<'a> {
    /// A scope with the parameters of the rules.
    pub(super) fn new(rules: &'a EndpointRules) -> Self {
        let mut scope = Self {
            rules,
            pools: Pools::default(),
            names: Vec::new(),
            variables: Vec::new(),
        };
        for (index, (name, parameter)) in rules.parameters.iter().enumerate() {
            scope.add_parameter(index, name, parameter);
        }
        scope
    }

    pub(super) fn error(&self, at: Position, what: impl Into<String>) -> Error {
        self.rules.source.error(at, what)
    }

    pub(super) fn look_up(&self, at: Position, name: &str) -> Result<Typed> {
        let found = self.names.iter().rev().find(|(known, _)| *known == name);
        found.map(|(_, typed)| *typed).ok_or_else(|| {
            let name = name.escape_debug();
            self.error(at, format!("no parameter or variable `{name}` is in scope"))
                .hint(crate::nearest::hint(
                    &name.to_string(),
                    self.names.iter().map(|(name, _)| *name),
                ))
        })
    }

    /// The number of names in scope, for [`leave`](Self::leave).
    pub(super) fn depth(&self) -> usize {
        self.names.len()
    }

    /// Forgets the names that were added since the scope had this depth.
    pub(super) fn leave(&mut self, depth: usize) {
        self.names.truncate(depth);
    }

    /// Brings a name into scope, or gives it another type from here on.
    pub(super) fn bind(&mut self, name: &'a str, typed: Typed) {
        self.names.push((name, typed));
    }

    /// Brings a new variable into scope, with the type of what is assigned to it.
    pub(super) fn assign(&mut self, at: Position, name: &'a str, value: Typed) -> Result<Index> {
        if self.names.iter().any(|(known, _)| *known == name) {
            return Err(self
                .error(at, format!("`{name}` is in scope already"))
                .hint("variables cannot be assigned twice; give this one another name"));
        }
        let variable = self.variable(name);
        let assigned = Typed {
            operand: Operand::Variable(variable),
            // The condition does not hold without a value.
            may_be_missing: false,
            ..value
        };
        self.bind(name, assigned);
        Ok(variable)
    }

    pub(super) fn variable_count(&self) -> usize {
        self.variables.len()
    }

    fn variable(&mut self, name: &'a str) -> Index {
        let known = self.variables.iter().position(|it| *it == name);
        let position = known.unwrap_or_else(|| {
            self.variables.push(name);
            self.variables.len() - 1
        });
        self.pools.index(position)
    }

    fn add_parameter(&mut self, index: usize, name: &'a str, parameter: &model::Parameter) {
        let index = self.pools.index(index);
        let default = match &parameter.default {
            None => DefaultValue::Nothing,
            Some(ParameterDefault::Boolean(value)) => DefaultValue::Boolean(*value),
            Some(ParameterDefault::Text(value)) => DefaultValue::Text(value.clone()),
        };
        let typed = Typed {
            operand: Operand::Parameter(index),
            ty: match parameter.kind {
                ParameterKind::Text => Type::Text,
                ParameterKind::Boolean => Type::Boolean,
                ParameterKind::Texts => Type::Texts,
            },
            may_be_missing: !parameter.required && default == DefaultValue::Nothing,
        };
        self.pools.table.parameters.push(Parameter {
            name: name.to_owned(),
            usage: match parameter.built_in {
                Some(BuiltIn::Region) => ParameterUsage::Region,
                Some(BuiltIn::Endpoint) => ParameterUsage::Url,
                _ => ParameterUsage::Plain,
            },
            required: parameter.required,
            default,
        });
        self.bind(name, typed);
    }
}
