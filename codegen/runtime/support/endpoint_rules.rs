//! Evaluation of endpoint rules.
//!
//! [`Rules`] are static data. Evaluating them allocates nothing but the resulting endpoint: values
//! are borrowed from the parameters, and a template is written directly to its destination, or
//! compared piece by piece.
//!
//! Rules insert parameters into host names. A value that could move a host name out of the rules'
//! own domains is refused here, regardless of what the rules have checked before.

mod answer;
pub mod partition;
pub mod table;
mod text;

use std::borrow::Cow;
use std::fmt;

use aws_smithy_types::endpoint::Endpoint;

use partition::Partition;
use table::{Attribute, Call, Condition, DefaultValue, Index, Operand, Outcome, Rules};

use super::endpoint_url::Shortened;
use super::url::BaseUrl;

/// Value of a parameter, or result of a call.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// No value.
    Nothing,
    /// A boolean.
    Boolean(bool),
    /// A text.
    Text(&'a str),
    /// A list of texts.
    Texts(&'a [String]),
    /// A partition.
    Partition(&'static Partition),
    /// A text that is a URL.
    Url(&'a str),
    /// A text that is an ARN.
    Arn(&'a str),
    /// A text that is written percent-encoded.
    Encoded(&'a str),
    /// A path that is written without dot segments.
    NormalizedPath(&'a str),
}

impl Value<'_> {
    /// Writes the value if it is a text, piece by piece.
    fn write(self, write: &mut dyn FnMut(&str)) {
        match self {
            Self::Text(text) => write(text),
            Self::Encoded(text) => text::write_encoded(text, "-._~", write),
            Self::NormalizedPath(path) => text::write_normalized(path, write),
            _ => {}
        }
    }
}

impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(text: &'a Option<String>) -> Self {
        text.as_deref().map_or(Self::Nothing, Self::Text)
    }
}

impl<'a> From<&'a Option<Vec<String>>> for Value<'a> {
    fn from(texts: &'a Option<Vec<String>>) -> Self {
        texts.as_deref().map_or(Self::Nothing, Self::Texts)
    }
}

impl From<Option<bool>> for Value<'_> {
    fn from(value: Option<bool>) -> Self {
        value.map_or(Self::Nothing, Self::Boolean)
    }
}

/// Error of endpoint resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoEndpoint {
    /// A required parameter is not set.
    Missing(&'static str),
    /// The rules end in an error with this message.
    Refused(String),
    /// No rule matches the parameters.
    NoRule,
    /// The value of a parameter, or a part of it, is not valid where the rules insert it.
    NotUsable(String),
    /// The URL that was set, or the resulting URL, is not valid: as it is shown, and the reason.
    NotValid(String, &'static str),
}

impl fmt::Display for NoEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "the endpoint parameter `{name}` is not set"),
            Self::Refused(message) => f.write_str(message),
            Self::NoRule => {
                f.write_str("no endpoint rule matches the parameters: check that the region is set")
            }
            Self::NotUsable(text) => write!(
                f,
                "{:?} cannot be part of an endpoint: check the region and the members of the request",
                Shortened(text)
            ),
            Self::NotValid(url, reason) => {
                write!(f, "the endpoint URL {url} is not valid: {reason}")
            }
        }
    }
}

impl std::error::Error for NoEndpoint {}

/// Resolves the endpoint for `parameters`, which are in the order of the rules' declarations.
/// `variables` is space for the variables of the rules.
///
/// # Errors
/// If the rules end in an error, or if the resulting URL is not valid.
pub fn resolve<'a>(
    rules: &'static Rules,
    partitions: &'static [Partition],
    parameters: &mut [Value<'a>],
    variables: &mut [Value<'a>],
) -> Result<Endpoint, NoEndpoint> {
    fill_defaults(rules, parameters)?;
    let mut evaluation = Evaluation {
        rules,
        partitions,
        parameters,
        variables,
    };
    let mut next = 0;
    // Terminates, since nodes lead forward only.
    while let Some(node) = rules.nodes.get(next) {
        let condition = rules.conditions[usize::from(node.condition)];
        next = usize::from(if evaluation.holds(condition) {
            node.holds
        } else {
            node.otherwise
        });
    }
    match rules.outcomes.get(next - rules.nodes.len()) {
        Some(Outcome::Endpoint(index)) => evaluation.answer(*index),
        Some(Outcome::Error(message)) => {
            Err(NoEndpoint::Refused(evaluation.text(*message).into_owned()))
        }
        Some(Outcome::NoRule) | None => Err(NoEndpoint::NoRule),
    }
}

/// Fills unset parameters with their defaults.
fn fill_defaults(rules: &Rules, parameters: &mut [Value<'_>]) -> Result<(), NoEndpoint> {
    for (value, parameter) in parameters.iter_mut().zip(rules.parameters) {
        if let Value::Nothing = value {
            *value = match parameter.default {
                DefaultValue::Boolean(default) => Value::Boolean(default),
                DefaultValue::Text(default) => Value::Text(default),
                DefaultValue::Nothing if parameter.required => {
                    return Err(NoEndpoint::Missing(parameter.name));
                }
                DefaultValue::Nothing => Value::Nothing,
            };
        }
    }
    Ok(())
}

struct Evaluation<'r, 'a> {
    rules: &'static Rules,
    partitions: &'static [Partition],
    parameters: &'r [Value<'a>],
    variables: &'r mut [Value<'a>],
}

impl<'a> Evaluation<'_, 'a> {
    /// Evaluates a condition. Most test if a parameter is set, or is `true`.
    #[inline]
    fn holds(&mut self, condition: Condition) -> bool {
        let (call, variable) = match condition {
            Condition::IsSet(of) => return !matches!(self.value(of), Value::Nothing),
            Condition::IsTrue(of) => return matches!(self.value(of), Value::Boolean(true)),
            Condition::Holds(call) => (call, None),
            Condition::Assigns(call, variable) => (call, Some(variable)),
        };
        let value = self.call(call);
        if let Some(variable) = variable {
            self.variables[usize::from(variable)] = value;
        }
        !matches!(value, Value::Nothing | Value::Boolean(false))
    }

    /// Returns the value of an operand.
    #[inline]
    fn value(&self, operand: Operand) -> Value<'a> {
        match operand {
            Operand::Parameter(index) => self.parameters[usize::from(index)],
            Operand::Variable(index) => self.variables[usize::from(index)],
            Operand::Boolean(value) => Value::Boolean(value),
            Operand::Text(index) => Value::Text(self.rules.texts[usize::from(index)]),
            Operand::Call(index) => self.call(index),
        }
    }

    /// Evaluates a call. Calls are nested three deep in the rules that AWS publishes, and the
    /// generator refuses more than eight levels.
    fn call(&self, index: Index) -> Value<'a> {
        let as_text = |operand| match self.value(operand) {
            Value::Text(text) => Some(text),
            _ => None,
        };
        let is_true = |operand| matches!(self.value(operand), Value::Boolean(true));
        let or_nothing = |value: Option<Value<'a>>| value.unwrap_or(Value::Nothing);
        match self.rules.calls[usize::from(index)] {
            Call::Template(_) => Value::Nothing,
            Call::IsSet(of) => Value::Boolean(!matches!(self.value(of), Value::Nothing)),
            Call::Not(of) => Value::Boolean(!is_true(of)),
            Call::BooleanEquals(a, b) => Value::Boolean(is_true(a) == is_true(b)),
            Call::StringEquals(a, b) => Value::Boolean(match (self.value(a), self.value(b)) {
                (Value::Text(a), Value::Text(b)) => a == b,
                (Value::Text(a), _) => self.writes(b, a),
                _ => false,
            }),
            Call::Attribute(of, attribute) => or_nothing(attribute_of(self.value(of), attribute)),
            Call::Substring(of, span) => {
                let (start, stop) = (usize::from(span.start), usize::from(span.stop));
                let part =
                    as_text(of).and_then(|it| text::substring(it, start, stop, span.from_end));
                or_nothing(part.map(Value::Text))
            }
            Call::UriEncode(of) => or_nothing(as_text(of).map(Value::Encoded)),
            Call::ParseUrl(of) => {
                let url = as_text(of).filter(|it| BaseUrl::parse(it).is_ok());
                or_nothing(url.map(Value::Url))
            }
            Call::Partition(of) => {
                let partition =
                    as_text(of).and_then(|it| partition::of_region(self.partitions, it));
                or_nothing(partition.map(Value::Partition))
            }
            Call::ParseArn(of) => {
                or_nothing(as_text(of).filter(|it| text::is_arn(it)).map(Value::Arn))
            }
            Call::IsHostLabel(of, dots) => {
                Value::Boolean(as_text(of).is_some_and(|it| text::is_host_label(it, dots)))
            }
            Call::IsBucketLabel(of, dots) => {
                Value::Boolean(as_text(of).is_some_and(|it| text::is_bucket_label(it, dots)))
            }
        }
    }

    /// Returns the parts of an operand that is a template.
    fn parts(&self, operand: Operand) -> Option<&'static [Operand]> {
        match operand {
            Operand::Call(index) => match self.rules.calls[usize::from(index)] {
                Call::Template(parts) => Some(parts.of(self.rules.parts)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Writes a text or template piece by piece.
    fn write(&self, operand: Operand, write: &mut dyn FnMut(&str)) {
        match self.parts(operand) {
            Some(parts) => parts.iter().for_each(|it| self.value(*it).write(write)),
            None => self.value(operand).write(write),
        }
    }

    fn text(&self, operand: Operand) -> Cow<'static, str> {
        if let Operand::Text(index) = operand {
            return Cow::Borrowed(self.rules.texts[usize::from(index)]);
        }
        if let Value::Text(text) = self.value(operand) {
            return Cow::Owned(text.to_owned());
        }
        let mut text = String::new();
        self.write(operand, &mut |piece| text.push_str(piece));
        Cow::Owned(text)
    }

    /// True if an operand is written as `text`.
    fn writes(&self, operand: Operand, text: &str) -> bool {
        let mut rest = Some(text);
        self.write(operand, &mut |piece| {
            rest = rest.and_then(|it| it.strip_prefix(piece))
        });
        rest == Some("")
    }
}

/// Returns an attribute of a value, if the value has it.
fn attribute_of(value: Value<'_>, attribute: Attribute) -> Option<Value<'_>> {
    Some(match (value, attribute) {
        (Value::Partition(it), Attribute::Name) => Value::Text(it.id),
        (Value::Partition(it), Attribute::DnsSuffix) => Value::Text(it.dns_suffix),
        (Value::Partition(it), Attribute::DualStackDnsSuffix) => {
            Value::Text(it.dual_stack_dns_suffix)
        }
        (Value::Partition(it), Attribute::ImplicitGlobalRegion) => {
            Value::Text(it.implicit_global_region)
        }
        (Value::Partition(it), Attribute::SupportsFips) => Value::Boolean(it.supports_fips),
        (Value::Partition(it), Attribute::SupportsDualStack) => {
            Value::Boolean(it.supports_dual_stack)
        }
        (Value::Url(url), attribute) => {
            let url = BaseUrl::parse(url).ok()?;
            match attribute {
                Attribute::Scheme => Value::Text(url.scheme),
                Attribute::Authority => Value::Text(url.authority),
                Attribute::Path => Value::Text(url.path),
                Attribute::NormalizedPath => Value::NormalizedPath(url.path),
                Attribute::IsIp => Value::Boolean(text::is_ip(url.authority)),
                _ => return None,
            }
        }
        (Value::Arn(arn), Attribute::ResourceId(index)) => {
            Value::Text(text::resource_part(arn, usize::from(index))?)
        }
        (Value::Arn(arn), attribute) => {
            let position = match attribute {
                Attribute::ArnPartition => 1,
                Attribute::Service => 2,
                Attribute::Region => 3,
                Attribute::AccountId => 4,
                _ => return None,
            };
            Value::Text(text::arn_part(arn, position)?)
        }
        (Value::Texts(texts), Attribute::Item(index)) => {
            Value::Text(texts.get(usize::from(index))?)
        }
        _ => return None,
    })
}
