//! Evaluates a service's endpoint rules.
//!
//! [`Rules`] are static data. Evaluating them allocates nothing but the answer: values are borrowed from
//! the parameters, and a text that has to be put together is written where it goes, or compared piece by
//! piece.
//!
//! Rules put parameters into hosts' names. What could lead a name out of the rules' own suffixes is
//! refused here, whatever the rules have checked before.

mod answer;
pub mod partition;
pub mod table;
mod text;

use std::borrow::Cow;
use std::fmt;

use aws_smithy_types::endpoint::Endpoint;

use partition::Partition;
use table::{Attribute, Default, Expression, Index, Outcome, Rules};

/// As many variables as an evaluation has room for. The generator refuses rules with more.
const VARIABLES: usize = 32;

/// A value of a parameter, or what a call gives.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// There is none.
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
    /// A text that is written with `%` before whatever is special in URLs.
    Encoded(&'a str),
    /// A path that is written without dot segments.
    NormalizedPath(&'a str),
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

/// Why there is no endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoEndpoint {
    /// A parameter has no value, and there is no endpoint without it.
    Missing(&'static str),
    /// What the rules say.
    Refused(String),
    /// No rule is for these parameters.
    NoRule,
    /// The value of a parameter, or a part of it, cannot stand where the rules put it.
    NotUsable(String),
    /// The URL that was given, or that came out, is none that requests can go to.
    NotValid(String),
}

impl fmt::Display for NoEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "the endpoint parameter `{name}` is not set"),
            Self::Refused(message) => f.write_str(message),
            Self::NoRule => f.write_str(
                "no endpoint rule is for these parameters: see whether the region is set",
            ),
            Self::NotUsable(text) => write!(
                f,
                "{:?} cannot be part of an endpoint: see the region and the request's members",
                Shortened(text)
            ),
            Self::NotValid(url) => write!(
                f,
                "the endpoint URL {:?} is not valid: it has to be http:// or https://, a host, and \
                 perhaps a port and a path",
                Shortened(url)
            ),
        }
    }
}

/// The beginning of a text that may be long.
struct Shortened<'a>(&'a str);

impl fmt::Debug for Shortened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(100) {
            Some((end, _)) => write!(f, "{:?}…", &self.0[..end]),
            None => write!(f, "{:?}", self.0),
        }
    }
}

impl std::error::Error for NoEndpoint {}

/// The endpoint for `parameters`, which are in the order of the rules' own.
///
/// # Errors
/// If the rules refuse them, or if no URL comes out that requests can go to.
pub fn resolve(
    rules: &'static Rules,
    partitions: &'static [Partition],
    parameters: &[Value<'_>],
) -> Result<Endpoint, NoEndpoint> {
    let mut run = Evaluation {
        rules,
        partitions,
        parameters,
        variables: [Value::Nothing; VARIABLES],
    };
    for (index, parameter) in rules.parameters.iter().enumerate() {
        if parameter.required && matches!(run.parameter(index), Value::Nothing) {
            return Err(NoEndpoint::Missing(parameter.name));
        }
    }
    let mut next = 0;
    // It ends: nodes lead forward.
    while let Some(node) = rules.nodes.get(next) {
        next = usize::from(match run.holds(node.condition) {
            true => node.holds,
            false => node.otherwise,
        });
    }
    match rules.outcomes.get(next - rules.nodes.len()) {
        Some(Outcome::Endpoint(index)) => run.answer(*index),
        Some(Outcome::Error(message)) => Err(NoEndpoint::Refused(run.text(*message).into_owned())),
        Some(Outcome::NoRule) | None => Err(NoEndpoint::NoRule),
    }
}

struct Evaluation<'r, 'a> {
    rules: &'static Rules,
    partitions: &'static [Partition],
    parameters: &'r [Value<'a>],
    variables: [Value<'a>; VARIABLES],
}

impl<'a> Evaluation<'_, 'a> {
    fn parameter(&self, index: usize) -> Value<'a> {
        match (
            self.parameters.get(index),
            &self.rules.parameters[index].default,
        ) {
            (Some(Value::Nothing) | None, Default::Boolean(value)) => Value::Boolean(*value),
            (Some(Value::Nothing) | None, Default::Text(value)) => Value::Text(value),
            (value, _) => value.copied().unwrap_or(Value::Nothing),
        }
    }

    fn holds(&mut self, condition: Index) -> bool {
        let condition = &self.rules.conditions[usize::from(condition)];
        let value = self.value(condition.holds);
        if let Some(variable) = condition.assign {
            self.variables[usize::from(variable)] = value;
        }
        !matches!(value, Value::Nothing | Value::Boolean(false))
    }

    fn expression(&self, index: Index) -> Expression {
        self.rules.expressions[usize::from(index)]
    }

    /// What an operand gives. Most are no calls, and need none.
    #[inline(always)]
    fn operand(&self, index: Index) -> Value<'a> {
        match self.expression(index) {
            Expression::Parameter(index) => self.parameter(usize::from(index)),
            Expression::Variable(index) => self.variables[usize::from(index)],
            Expression::Boolean(value) => Value::Boolean(value),
            _ => self.value(index),
        }
    }

    /// What an expression gives. Calls in calls are three deep, in all that AWS publishes, and the
    /// generator refuses more than eight.
    fn value(&self, index: Index) -> Value<'a> {
        let as_text = |index| match self.operand(index) {
            Value::Text(text) => Some(text),
            _ => None,
        };
        let is_true = |index| matches!(self.operand(index), Value::Boolean(true));
        let given = |value: Option<Value<'a>>| value.unwrap_or(Value::Nothing);
        match self.expression(index) {
            Expression::Parameter(index) => self.parameter(usize::from(index)),
            Expression::Variable(index) => self.variables[usize::from(index)],
            Expression::Boolean(value) => Value::Boolean(value),
            Expression::Text(index) => Value::Text(self.rules.texts[usize::from(index)]),
            // Only written, and compared as it would be.
            Expression::Template(_) => Value::Nothing,
            Expression::UriEncode(of) => given(as_text(of).map(Value::Encoded)),
            Expression::IsSet(of) => Value::Boolean(!matches!(self.operand(of), Value::Nothing)),
            Expression::Not(of) => Value::Boolean(!is_true(of)),
            Expression::BooleanEquals(a, b) => Value::Boolean(is_true(a) == is_true(b)),
            Expression::StringEquals(a, b) => {
                Value::Boolean(as_text(a).is_some_and(|text| self.is_written_as(b, text)))
            }
            Expression::Attribute(of, attribute) => {
                given(attribute_of(self.operand(of), attribute))
            }
            Expression::Substring(of, span) => {
                let (start, stop) = (usize::from(span.start), usize::from(span.stop));
                let part =
                    as_text(of).and_then(|it| text::substring(it, start, stop, span.from_end));
                given(part.map(Value::Text))
            }
            Expression::ParseUrl(of) => {
                let url = as_text(of).filter(|it| text::split_url(it).is_some());
                given(url.map(Value::Url))
            }
            Expression::ParseArn(of) => {
                given(as_text(of).filter(|it| text::is_arn(it)).map(Value::Arn))
            }
            Expression::Partition(of) => {
                let partition =
                    as_text(of).and_then(|it| partition::of_region(self.partitions, it));
                given(partition.map(Value::Partition))
            }
            Expression::IsHostLabel(of, dots) => {
                Value::Boolean(as_text(of).is_some_and(|it| text::is_host_label(it, dots)))
            }
            Expression::IsBucketLabel(of, dots) => {
                Value::Boolean(as_text(of).is_some_and(|it| text::is_bucket_label(it, dots)))
            }
        }
    }

    /// Writes a text piece by piece.
    fn write(&self, index: Index, write: &mut dyn FnMut(&str)) {
        match self.expression(index) {
            Expression::Template(parts) => {
                for part in parts.of(self.rules.parts) {
                    self.write_one(*part, write);
                }
            }
            _ => self.write_one(index, write),
        }
    }

    fn write_one(&self, index: Index, write: &mut dyn FnMut(&str)) {
        match self.value(index) {
            Value::Text(text) => write(text),
            Value::Encoded(text) => text::write_encoded(text, "-._~", write),
            Value::NormalizedPath(path) => text::write_normalized(path, write),
            _ => {}
        }
    }

    fn text(&self, index: Index) -> Cow<'static, str> {
        if let Expression::Text(index) = self.expression(index) {
            return Cow::Borrowed(self.rules.texts[usize::from(index)]);
        }
        let mut text = String::new();
        self.write(index, &mut |piece| text.push_str(piece));
        Cow::Owned(text)
    }

    fn is_written_as(&self, index: Index, text: &str) -> bool {
        let mut rest = Some(text);
        self.write(index, &mut |piece| {
            rest = rest.and_then(|it| it.strip_prefix(piece))
        });
        rest == Some("")
    }
}

/// A part of a value, if it has it.
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
            let (scheme, authority, path) = text::split_url(url)?;
            match attribute {
                Attribute::Scheme => Value::Text(scheme),
                Attribute::Authority => Value::Text(authority),
                Attribute::Path => Value::Text(path),
                Attribute::NormalizedPath => Value::NormalizedPath(path),
                Attribute::IsIp => Value::Boolean(text::is_ip(authority)),
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
