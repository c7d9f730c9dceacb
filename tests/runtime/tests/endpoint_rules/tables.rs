//! Builds the tables of generated code at run time.

use aws_smithy_types::endpoint::Endpoint;
use botosmith::model::{EndpointRules, Partitions, Source};
use botosmith::plan::endpoint_rules::{lower, partitions as plan_partitions};
use botosmith::plan::ir::rules as plan;
use botosmith_runtime::support::endpoint_rules::partition::{Partition, Word};
use botosmith_runtime::support::endpoint_rules::table::{
    Answer, Attribute, AuthScheme, Call, Condition, Data, DefaultValue, Field, Header, Node,
    Operand, Outcome, Parameter, ParameterUsage, Rules, Run, Span,
};
use botosmith_runtime::support::endpoint_rules::{self, NoEndpoint, Value};

/// Lays a rule set out as a table that lives as long as the program.
pub fn rules(name: &str, text: &str) -> botosmith::Result<&'static Rules> {
    let rules = EndpointRules::parse(Source::new(name, text))?;
    Ok(leaked(&lower(&rules)?))
}

/// Lays partitions out as tables that live as long as the program.
pub fn partitions(name: &str, text: &str) -> botosmith::Result<&'static [Partition]> {
    let partitions = Partitions::parse(Source::new(name, text))?;
    let partitions = plan_partitions(&partitions)?;
    Ok(all(&partitions, |it| Partition {
        id: own(&it.id),
        pattern: all(&it.pattern, word),
        regions: all(&it.regions, |region| own(region)),
        dns_suffix: own(&it.dns_suffix),
        dual_stack_dns_suffix: own(&it.dual_stack_dns_suffix),
        implicit_global_region: own(&it.implicit_global_region),
        supports_fips: it.supports_fips,
        supports_dual_stack: it.supports_dual_stack,
    }))
}

/// Resolves the endpoint for parameters.
pub fn resolve(
    rules: &'static Rules,
    partitions: &'static [Partition],
    parameters: &[Value<'_>],
) -> Result<Endpoint, NoEndpoint> {
    let assigned = rules.conditions.iter().map(|it| match it {
        Condition::Assigns(_, variable) => usize::from(*variable) + 1,
        _ => 0,
    });
    let mut variables = vec![Value::Nothing; assigned.max().unwrap_or(0)];
    endpoint_rules::resolve(rules, partitions, &mut parameters.to_vec(), &mut variables)
}

fn word(word: &plan::Word) -> Word {
    match word {
        plan::Word::OneOf(names) => Word::OneOf(all(names, |name| own(name))),
        plan::Word::Any => Word::Any,
        plan::Word::Digits => Word::Digits,
    }
}

fn own(text: &str) -> &'static str {
    Box::leak(text.into())
}

fn all<T, U>(items: &[T], make: impl Fn(&T) -> U) -> &'static [U] {
    let items: Vec<U> = items.iter().map(make).collect();
    Box::leak(items.into_boxed_slice())
}

fn leaked(table: &plan::Table) -> &'static Rules {
    Box::leak(Box::new(Rules {
        parameters: all(&table.parameters, |it| Parameter {
            name: own(&it.name),
            usage: match it.usage {
                plan::ParameterUsage::Plain => ParameterUsage::Plain,
                plan::ParameterUsage::Region => ParameterUsage::Region,
                plan::ParameterUsage::Url => ParameterUsage::Url,
            },
            required: it.required,
            default: match &it.default {
                plan::DefaultValue::Nothing => DefaultValue::Nothing,
                plan::DefaultValue::Boolean(value) => DefaultValue::Boolean(*value),
                plan::DefaultValue::Text(text) => DefaultValue::Text(own(text)),
            },
        }),
        texts: all(&table.texts, |it| own(it)),
        calls: all(&table.calls, |it| call(*it)),
        parts: all(&table.parts, |it| operand(*it)),
        conditions: all(&table.conditions, |it| match *it {
            plan::Condition::IsSet(of) => Condition::IsSet(operand(of)),
            plan::Condition::IsTrue(of) => Condition::IsTrue(operand(of)),
            plan::Condition::Holds(call) => Condition::Holds(call),
            plan::Condition::Assigns(call, variable) => Condition::Assigns(call, variable),
        }),
        nodes: all(&table.nodes, |it| Node {
            condition: it.condition,
            holds: it.holds,
            otherwise: it.otherwise,
        }),
        outcomes: all(&table.outcomes, |it| match it {
            plan::Outcome::Endpoint(index) => Outcome::Endpoint(*index),
            plan::Outcome::Error(message) => Outcome::Error(operand(*message)),
            plan::Outcome::NoRule => Outcome::NoRule,
        }),
        endpoints: all(&table.endpoints, |it| Answer {
            url: operand(it.url),
            auth_schemes: run(it.auth_schemes),
            properties: run(it.properties),
            headers: run(it.headers),
        }),
        auth_schemes: all(&table.auth_schemes, |it| AuthScheme {
            name: it.name,
            settings: run(it.settings),
        }),
        fields: all(&table.fields, |it| Field {
            name: it.name,
            value: data(it.value),
        }),
        items: all(&table.items, |it| data(*it)),
        headers: all(&table.headers, |it| Header {
            name: it.name,
            value: operand(it.value),
        }),
    }))
}

fn run(run: plan::Run) -> Run {
    Run {
        first: run.first,
        count: run.count,
    }
}

fn data(data: plan::Data) -> Data {
    match data {
        plan::Data::Text(text) => Data::Text(operand(text)),
        plan::Data::Boolean(value) => Data::Boolean(value),
        plan::Data::List(items) => Data::List(run(items)),
        plan::Data::Object(fields) => Data::Object(run(fields)),
    }
}

fn operand(operand: plan::Operand) -> Operand {
    match operand {
        plan::Operand::Parameter(index) => Operand::Parameter(index),
        plan::Operand::Variable(index) => Operand::Variable(index),
        plan::Operand::Boolean(value) => Operand::Boolean(value),
        plan::Operand::Text(index) => Operand::Text(index),
        plan::Operand::Call(index) => Operand::Call(index),
    }
}

fn call(call: plan::Call) -> Call {
    match call {
        plan::Call::Template(parts) => Call::Template(run(parts)),
        plan::Call::IsSet(of) => Call::IsSet(operand(of)),
        plan::Call::Not(of) => Call::Not(operand(of)),
        plan::Call::BooleanEquals(a, b) => Call::BooleanEquals(operand(a), operand(b)),
        plan::Call::StringEquals(a, b) => Call::StringEquals(operand(a), operand(b)),
        plan::Call::Attribute(of, part) => Call::Attribute(operand(of), attribute(part)),
        plan::Call::Substring(of, span) => Call::Substring(
            operand(of),
            Span {
                start: span.start,
                stop: span.stop,
                from_end: span.from_end,
            },
        ),
        plan::Call::UriEncode(of) => Call::UriEncode(operand(of)),
        plan::Call::ParseUrl(of) => Call::ParseUrl(operand(of)),
        plan::Call::Partition(of) => Call::Partition(operand(of)),
        plan::Call::ParseArn(of) => Call::ParseArn(operand(of)),
        plan::Call::IsHostLabel(of, dots) => Call::IsHostLabel(operand(of), dots),
        plan::Call::IsBucketLabel(of, dots) => Call::IsBucketLabel(operand(of), dots),
    }
}

fn attribute(attribute: plan::Attribute) -> Attribute {
    match attribute {
        plan::Attribute::Name => Attribute::Name,
        plan::Attribute::DnsSuffix => Attribute::DnsSuffix,
        plan::Attribute::DualStackDnsSuffix => Attribute::DualStackDnsSuffix,
        plan::Attribute::ImplicitGlobalRegion => Attribute::ImplicitGlobalRegion,
        plan::Attribute::SupportsFips => Attribute::SupportsFips,
        plan::Attribute::SupportsDualStack => Attribute::SupportsDualStack,
        plan::Attribute::Scheme => Attribute::Scheme,
        plan::Attribute::Authority => Attribute::Authority,
        plan::Attribute::Path => Attribute::Path,
        plan::Attribute::NormalizedPath => Attribute::NormalizedPath,
        plan::Attribute::IsIp => Attribute::IsIp,
        plan::Attribute::ArnPartition => Attribute::ArnPartition,
        plan::Attribute::Service => Attribute::Service,
        plan::Attribute::Region => Attribute::Region,
        plan::Attribute::AccountId => Attribute::AccountId,
        plan::Attribute::ResourceId(index) => Attribute::ResourceId(index),
        plan::Attribute::Item(index) => Attribute::Item(index),
    }
}
