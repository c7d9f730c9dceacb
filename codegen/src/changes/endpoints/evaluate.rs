//! Evaluates expressions and graphs for given parameters.
//!
//! The functions on texts are those of generated clients. Whether a part may stand in a host name
//! is not checked here: it does not depend on the rules.

use std::collections::BTreeMap;

use super::expression::{Atom, Expression, Expressions, Id};
use super::graph::{Arena, Data, Leaf, Target};
use super::url::BaseUrl;
use crate::plan::endpoint_rules::partition_of;
use crate::plan::ir::rules::{Attribute, DefaultValue, Parameter, Partition, Table};

#[path = "../../../runtime/support/endpoint_rules/text.rs"]
mod text;

/// Value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A boolean.
    Boolean(bool),
    /// A text.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
}

/// Result of rules for given parameters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// An endpoint: its URL; its properties and headers by their paths, as in
    /// `authSchemes[0].signingRegion`.
    Endpoint(String, BTreeMap<String, String>),
    /// An error with this message.
    Error(String),
    /// A required parameter is not set.
    Missing(String),
    /// No rule applies.
    NoRule,
}

/// Result of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Result<'a> {
    Nothing,
    Boolean(bool),
    Text(String),
    Texts(&'a [String]),
    Partition(&'a Partition),
    Url(String),
    Arn(String),
}

/// Parameters that are set.
pub(super) type Set<'a> = BTreeMap<&'a str, &'a Value>;

/// Evaluates a graph: the answer, and the leaf that it is from.
pub(super) fn answer(
    arena: &Arena,
    root: Target,
    table: &Table,
    partitions: &[Partition],
    given: &BTreeMap<String, Value>,
) -> (Answer, Option<usize>) {
    let defaults: Vec<(&str, Value)> = table.parameters.iter().filter_map(default).collect();
    let mut set: Set<'_> = defaults
        .iter()
        .map(|(name, value)| (*name, value))
        .collect();
    set.extend(given.iter().map(|(name, value)| (name.as_str(), value)));
    let mut required = table.parameters.iter().filter(|it| it.required);
    if let Some(missing) = required.find(|it| !set.contains_key(it.name.as_str())) {
        return (Answer::Missing(missing.name.clone()), None);
    }
    let evaluation = Evaluation {
        expressions: &arena.expressions,
        partitions,
        set: &set,
    };
    let mut target = root;
    loop {
        match target {
            Target::Leaf(leaf) => {
                let answer = written(&arena.leaves[leaf], &|id| evaluation.text(id));
                return (answer, Some(leaf));
            }
            Target::Node(index) => {
                let node = arena.nodes[index];
                target = if evaluation.holds(arena.atoms[node.atom]) {
                    node.holds
                } else {
                    node.otherwise
                };
            }
        }
    }
}

fn default(parameter: &Parameter) -> Option<(&str, Value)> {
    let value = match &parameter.default {
        DefaultValue::Nothing => return None,
        DefaultValue::Boolean(value) => Value::Boolean(*value),
        DefaultValue::Text(text) => Value::Text(text.clone()),
    };
    Some((parameter.name.as_str(), value))
}

/// Writes a leaf with its texts as `text` writes them.
pub(super) fn written(leaf: &Leaf, text: &dyn Fn(Id) -> String) -> Answer {
    match leaf {
        Leaf::NoRule => Answer::NoRule,
        Leaf::Error(message) => Answer::Error(text(*message)),
        Leaf::Endpoint(url, properties, headers) => {
            let mut details = BTreeMap::new();
            for (name, data) in properties {
                write_data(name, data, text, &mut details);
            }
            for (name, values) in headers {
                for (index, value) in values.iter().enumerate() {
                    details.insert(format!("header {name}[{index}]"), text(*value));
                }
            }
            Answer::Endpoint(text(*url), details)
        }
    }
}

fn write_data(
    path: &str,
    data: &Data,
    text: &dyn Fn(Id) -> String,
    out: &mut BTreeMap<String, String>,
) {
    match data {
        Data::Text(id) => drop(out.insert(path.to_owned(), text(*id))),
        Data::Boolean(value) => drop(out.insert(path.to_owned(), value.to_string())),
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                write_data(&format!("{path}[{index}]"), item, text, out);
            }
        }
        Data::Object(fields) => {
            for (name, value) in fields {
                write_data(&format!("{path}.{name}"), value, text, out);
            }
        }
    }
}

/// Evaluates expressions.
pub(super) struct Evaluation<'a> {
    pub(super) expressions: &'a Expressions,
    pub(super) partitions: &'a [Partition],
    pub(super) set: &'a Set<'a>,
}

impl<'a> Evaluation<'a> {
    pub(super) fn holds(&self, atom: Atom) -> bool {
        match atom {
            Atom::IsSet(id) => self.value(id) != Result::Nothing,
            Atom::IsTrue(id) => self.is_true(id),
        }
    }

    fn is_true(&self, id: Id) -> bool {
        self.value(id) == Result::Boolean(true)
    }

    /// Returns the text of an expression; an empty one if it has none.
    pub(super) fn text(&self, id: Id) -> String {
        self.some_text(id).unwrap_or_default()
    }

    fn some_text(&self, id: Id) -> Option<String> {
        match self.value(id) {
            Result::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn value(&self, id: Id) -> Result<'a> {
        use Expression as E;
        let test = |id: Id, is: &dyn Fn(&str) -> bool| {
            Result::Boolean(self.some_text(id).is_some_and(|it| is(&it)))
        };
        let found = match self.expressions.get(id) {
            E::Parameter(name) => self.set.get(name.as_str()).map(|value| match value {
                Value::Boolean(value) => Result::Boolean(*value),
                Value::Text(text) => Result::Text(text.clone()),
                Value::Texts(texts) => Result::Texts(texts),
            }),
            E::Boolean(value) => Some(Result::Boolean(*value)),
            E::Text(text) => Some(Result::Text(text.clone())),
            E::Template(parts) => Some(Result::Text(
                parts.iter().map(|it| self.text(*it)).collect(),
            )),
            E::IsSet(of) => Some(Result::Boolean(self.value(*of) != Result::Nothing)),
            E::Not(of) => Some(Result::Boolean(!self.is_true(*of))),
            E::BooleanEquals(a, b) => Some(Result::Boolean(self.is_true(*a) == self.is_true(*b))),
            E::StringEquals(a, b) => {
                let (a, b) = (self.some_text(*a), self.some_text(*b));
                Some(Result::Boolean(a.is_some() && a == b))
            }
            E::Attribute(of, attribute) => part(self.value(*of), *attribute),
            E::Substring(of, span) => self.some_text(*of).and_then(|it| {
                let (start, stop) = (usize::from(span.start), usize::from(span.stop));
                let part = text::substring(&it, start, stop, span.from_end)?;
                Some(Result::Text(part.to_owned()))
            }),
            E::UriEncode(of) => self.some_text(*of).map(|it| {
                let mut encoded = String::new();
                text::write_encoded(&it, "-._~", &mut |piece| encoded.push_str(piece));
                Result::Text(encoded)
            }),
            E::ParseUrl(of) => {
                let url = self.some_text(*of);
                url.filter(|it| BaseUrl::parse(it).is_ok()).map(Result::Url)
            }
            E::Partition(of) => {
                let region = self.some_text(*of);
                region
                    .and_then(|it| partition_of(self.partitions, &it))
                    .map(Result::Partition)
            }
            E::ParseArn(of) => {
                let arn = self.some_text(*of);
                arn.filter(|it| text::is_arn(it)).map(Result::Arn)
            }
            E::IsHostLabel(of, dots) => Some(test(*of, &|it| text::is_host_label(it, *dots))),
            E::IsBucketLabel(of, dots) => Some(test(*of, &|it| text::is_bucket_label(it, *dots))),
        };
        found.unwrap_or(Result::Nothing)
    }
}

/// Returns a part of a value, if the value has it.
fn part(of: Result<'_>, attribute: Attribute) -> Option<Result<'_>> {
    use Attribute as A;
    let part = match (of, attribute) {
        (Result::Partition(it), A::Name) => it.id.clone(),
        (Result::Partition(it), A::DnsSuffix) => it.dns_suffix.clone(),
        (Result::Partition(it), A::DualStackDnsSuffix) => it.dual_stack_dns_suffix.clone(),
        (Result::Partition(it), A::ImplicitGlobalRegion) => it.implicit_global_region.clone(),
        (Result::Partition(it), A::SupportsFips) => return Some(Result::Boolean(it.supports_fips)),
        (Result::Partition(it), A::SupportsDualStack) => {
            return Some(Result::Boolean(it.supports_dual_stack));
        }
        (Result::Url(url), attribute) => {
            let BaseUrl {
                scheme,
                authority,
                path,
            } = BaseUrl::parse(&url).ok()?;
            match attribute {
                A::Scheme => scheme.to_owned(),
                A::Authority => authority.to_owned(),
                A::Path => path.to_owned(),
                A::NormalizedPath => {
                    let mut normalized = String::new();
                    text::write_normalized(path, &mut |piece| normalized.push_str(piece));
                    normalized
                }
                A::IsIp => return Some(Result::Boolean(text::is_ip(authority))),
                _ => return None,
            }
        }
        (Result::Arn(arn), A::ResourceId(index)) => {
            text::resource_part(&arn, usize::from(index))?.to_owned()
        }
        (Result::Arn(arn), attribute) => {
            let position = match attribute {
                A::ArnPartition => 1,
                A::Service => 2,
                A::Region => 3,
                A::AccountId => 4,
                _ => return None,
            };
            text::arn_part(&arn, position)?.to_owned()
        }
        (Result::Texts(texts), A::Item(index)) => texts.get(usize::from(index))?.clone(),
        _ => return None,
    };
    Some(Result::Text(part))
}
