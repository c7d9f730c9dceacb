//! The tables that emitted code has, made at run time.

use botosmith::model::{EndpointRules, Partitions, Source};
use botosmith::plan::endpoint_rules as plan;
use botosmith_support::endpoint_rules::partition::{Partition, Word};
use botosmith_support::endpoint_rules::table::{
    Answer, Attribute, Condition, Data, Default, Expression, Field, Header, Node, Outcome,
    Parameter, Role, Rules, Run, Span,
};

/// A rule set that lives as long as the program.
pub fn rules(name: &str, text: &str) -> botosmith::Result<&'static Rules> {
    let rules = EndpointRules::parse(Source::new(name, text))?;
    Ok(leaked(&plan::lower(&rules)?))
}

/// Partitions that live as long as the program.
pub fn partitions(name: &str, text: &str) -> botosmith::Result<&'static [Partition]> {
    let partitions = Partitions::parse(Source::new(name, text))?;
    let partitions = plan::partitions::partitions(&partitions)?;
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

fn word(word: &plan::partitions::Word) -> Word {
    match word {
        plan::partitions::Word::OneOf(names) => Word::OneOf(all(names, |name| own(name))),
        plan::partitions::Word::Any => Word::Any,
        plan::partitions::Word::Digits => Word::Digits,
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
            role: match it.role {
                plan::Role::Plain => Role::Plain,
                plan::Role::Region => Role::Region,
                plan::Role::Url => Role::Url,
            },
            required: it.required,
            default: match &it.default {
                plan::Default::Nothing => Default::Nothing,
                plan::Default::Boolean(value) => Default::Boolean(*value),
                plan::Default::Text(text) => Default::Text(own(text)),
            },
        }),
        texts: all(&table.texts, |it| own(it)),
        expressions: all(&table.expressions, |it| expression(*it)),
        parts: all(&table.parts, |it| *it),
        conditions: all(&table.conditions, |it| Condition {
            holds: it.holds,
            assign: it.assign,
        }),
        nodes: all(&table.nodes, |it| Node {
            condition: it.condition,
            holds: it.holds,
            otherwise: it.otherwise,
        }),
        outcomes: all(&table.outcomes, |it| match it {
            plan::Outcome::Endpoint(index) => Outcome::Endpoint(*index),
            plan::Outcome::Error(index) => Outcome::Error(*index),
            plan::Outcome::NoRule => Outcome::NoRule,
        }),
        endpoints: all(&table.endpoints, |it| Answer {
            url: it.url,
            properties: run(it.properties),
            headers: run(it.headers),
        }),
        fields: all(&table.fields, |it| Field {
            name: it.name,
            value: data(it.value),
        }),
        items: all(&table.items, |it| data(*it)),
        headers: all(&table.headers, |it| Header {
            name: it.name,
            value: it.value,
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
        plan::Data::Text(index) => Data::Text(index),
        plan::Data::Boolean(value) => Data::Boolean(value),
        plan::Data::List(items) => Data::List(run(items)),
        plan::Data::Object(fields) => Data::Object(run(fields)),
    }
}

fn expression(expression: plan::Expression) -> Expression {
    match expression {
        plan::Expression::Parameter(index) => Expression::Parameter(index),
        plan::Expression::Variable(index) => Expression::Variable(index),
        plan::Expression::Boolean(value) => Expression::Boolean(value),
        plan::Expression::Text(index) => Expression::Text(index),
        plan::Expression::Template(parts) => Expression::Template(run(parts)),
        plan::Expression::IsSet(of) => Expression::IsSet(of),
        plan::Expression::Not(of) => Expression::Not(of),
        plan::Expression::BooleanEquals(a, b) => Expression::BooleanEquals(a, b),
        plan::Expression::StringEquals(a, b) => Expression::StringEquals(a, b),
        plan::Expression::Attribute(of, part) => Expression::Attribute(of, attribute(part)),
        plan::Expression::Substring(of, span) => Expression::Substring(
            of,
            Span {
                start: span.start,
                stop: span.stop,
                from_end: span.from_end,
            },
        ),
        plan::Expression::UriEncode(of) => Expression::UriEncode(of),
        plan::Expression::ParseUrl(of) => Expression::ParseUrl(of),
        plan::Expression::Partition(of) => Expression::Partition(of),
        plan::Expression::ParseArn(of) => Expression::ParseArn(of),
        plan::Expression::IsHostLabel(of, dots) => Expression::IsHostLabel(of, dots),
        plan::Expression::IsBucketLabel(of, dots) => Expression::IsBucketLabel(of, dots),
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
