//! Emits endpoint rules and partitions as static data.
//!
//! ```text
//! pub(super) static RULES: Rules = Rules {
//!     texts: &["https://tiny.", "."],
//!     calls: &[Call::Partition(Operand::Parameter(0))],
//!     …
//! };
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::file::{EmittedFile, File};
use crate::plan::ir::Crate;
use crate::plan::ir::rules::{
    Attribute, Call, Condition, Data, DefaultValue, Index, Operand, Outcome, Parameter,
    ParameterUsage, Partition, Run, Table, Word,
};

use super::summary;

/// Emits `support/partitions.rs`.
pub(in crate::emit) fn partitions(crate_: &Crate) -> File<'_> {
    File::rust("src/support/partitions.rs", || {
        let partitions = crate_.partitions.iter().map(partition);
        EmittedFile {
            docs: Some("The partitions of AWS: their regions and domains.".to_owned()),
            imports: quote! {
                use crate::support::endpoint_rules::partition::{Partition, Word};
            },
            items: quote! {
                pub(crate) static PARTITIONS: &[Partition] = &[#(#partitions),*];
            },
            ..Default::default()
        }
    })
}

fn partition(partition: &Partition) -> TokenStream {
    let pattern = partition.pattern.iter().map(|word| match word {
        Word::OneOf(names) => quote!(Word::OneOf(&[#(#names),*])),
        Word::Any => quote!(Word::Any),
        Word::Digits => quote!(Word::Digits),
    });
    let Partition {
        id,
        regions,
        dns_suffix,
        dual_stack_dns_suffix,
        implicit_global_region,
        supports_fips,
        supports_dual_stack,
        pattern: _,
    } = partition;
    quote! {
        Partition {
            id: #id,
            pattern: &[#(#pattern),*],
            regions: &[#(#regions),*],
            dns_suffix: #dns_suffix,
            dual_stack_dns_suffix: #dual_stack_dns_suffix,
            implicit_global_region: #implicit_global_region,
            supports_fips: #supports_fips,
            supports_dual_stack: #supports_dual_stack,
        }
    }
}

/// Emits `config/endpoint/params/rules.rs`.
pub(super) fn file(rules: &Table) -> EmittedFile {
    EmittedFile {
        docs: Some(summary::summary(rules)),
        imports: quote! {
            use crate::support::endpoint_rules::table::*;
        },
        items: table(rules),
        ..Default::default()
    }
}

/// The table as a static.
fn table(table: &Table) -> TokenStream {
    let parameters = table.parameters.iter().map(parameter);
    let texts = &table.texts;
    let calls = table.calls.iter().map(|it| call(*it));
    let parts = table.parts.iter().map(|it| operand(*it));
    let conditions = table.conditions.iter().map(|it| condition(*it));
    let nodes = table.nodes.iter().map(|it| {
        let (condition, holds) = (number(it.condition), number(it.holds));
        let otherwise = number(it.otherwise);
        quote!(node(#condition, #holds, #otherwise))
    });
    let outcomes = table.outcomes.iter().map(|it| match it {
        Outcome::Endpoint(index) => numbered(quote!(Endpoint), *index),
        Outcome::Error(message) => {
            let message = operand(*message);
            quote!(Error(#message))
        }
        Outcome::NoRule => quote!(NoRule),
    });
    let endpoints = table.endpoints.iter().map(|it| {
        let (url, auth_schemes) = (operand(it.url), run(it.auth_schemes));
        let (properties, headers) = (run(it.properties), run(it.headers));
        quote!(answer(#url, #auth_schemes, #properties, #headers))
    });
    let auth_schemes = table.auth_schemes.iter().map(|it| {
        let (name, settings) = (number(it.name), run(it.settings));
        quote!(AuthScheme { name: #name, settings: #settings })
    });
    let fields = table.fields.iter().map(|it| {
        let (name, value) = (number(it.name), data(it.value));
        quote!(Field { name: #name, value: #value })
    });
    let items = table.items.iter().map(|it| data(*it));
    let headers = table.headers.iter().map(|it| {
        let (name, value) = (number(it.name), operand(it.value));
        quote!(Header { name: #name, value: #value })
    });
    quote! {
        pub(super) static RULES: Rules = Rules {
            parameters: &[#(#parameters),*],
            texts: &[#(#texts),*],
            calls: &[#(Call::#calls),*],
            parts: &[#(#parts),*],
            conditions: &[#(Condition::#conditions),*],
            nodes: &[#(#nodes),*],
            outcomes: &[#(Outcome::#outcomes),*],
            endpoints: &[#(#endpoints),*],
            auth_schemes: &[#(#auth_schemes),*],
            fields: &[#(#fields),*],
            items: &[#(#items),*],
            headers: &[#(#headers),*],
        };
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let (name, required) = (&parameter.name, parameter.required);
    let usage = match parameter.usage {
        ParameterUsage::Plain => quote!(Plain),
        ParameterUsage::Region => quote!(Region),
        ParameterUsage::Url => quote!(Url),
    };
    let default = match &parameter.default {
        DefaultValue::Nothing => quote!(Nothing),
        DefaultValue::Boolean(value) => quote!(Boolean(#value)),
        DefaultValue::Text(text) => quote!(Text(#text)),
    };
    quote!(parameter(#name, ParameterUsage::#usage, #required, DefaultValue::#default))
}

fn number(index: Index) -> Literal {
    Literal::u16_unsuffixed(index)
}

fn run(run: Run) -> TokenStream {
    let (first, count) = (number(run.first), number(run.count));
    quote!(run(#first, #count))
}

/// `Text(3)`
fn numbered(name: TokenStream, index: Index) -> TokenStream {
    let index = number(index);
    quote!(#name(#index))
}

fn data(data: Data) -> TokenStream {
    let value = match data {
        Data::Text(text) => {
            let text = operand(text);
            quote!(Text(#text))
        }
        Data::Boolean(value) => quote!(Boolean(#value)),
        Data::List(items) => {
            let items = run(items);
            quote!(List(#items))
        }
        Data::Object(fields) => {
            let fields = run(fields);
            quote!(Object(#fields))
        }
    };
    quote!(Data::#value)
}

fn operand(operand: Operand) -> TokenStream {
    let operand = match operand {
        Operand::Parameter(index) => numbered(quote!(Parameter), index),
        Operand::Variable(index) => numbered(quote!(Variable), index),
        Operand::Boolean(value) => quote!(Boolean(#value)),
        Operand::Text(index) => numbered(quote!(Text), index),
        Operand::Call(index) => numbered(quote!(Call), index),
    };
    quote!(Operand::#operand)
}

fn condition(condition: Condition) -> TokenStream {
    match condition {
        Condition::IsSet(of) => call(Call::IsSet(of)),
        Condition::IsTrue(of) => {
            let of = operand(of);
            quote!(IsTrue(#of))
        }
        Condition::Holds(call) => numbered(quote!(Holds), call),
        Condition::Assigns(call, variable) => {
            let (call, variable) = (number(call), number(variable));
            quote!(Assigns(#call, #variable))
        }
    }
}

fn call(call: Call) -> TokenStream {
    let one = |name: TokenStream, of: Operand| {
        let of = operand(of);
        quote!(#name(#of))
    };
    let two = |name: TokenStream, of: Operand, and: TokenStream| {
        let of = operand(of);
        quote!(#name(#of, #and))
    };
    match call {
        Call::Template(parts) => {
            let parts = run(parts);
            quote!(Template(#parts))
        }
        Call::IsSet(of) => one(quote!(IsSet), of),
        Call::Not(of) => one(quote!(Not), of),
        Call::BooleanEquals(a, b) => two(quote!(BooleanEquals), a, operand(b)),
        Call::StringEquals(a, b) => two(quote!(StringEquals), a, operand(b)),
        Call::Attribute(of, part) => two(quote!(Attribute), of, attribute(part)),
        Call::Substring(of, span) => {
            let (start, stop, from_end) = (number(span.start), number(span.stop), span.from_end);
            let span = quote!(Span { start: #start, stop: #stop, from_end: #from_end });
            two(quote!(Substring), of, span)
        }
        Call::UriEncode(of) => one(quote!(UriEncode), of),
        Call::ParseUrl(of) => one(quote!(ParseUrl), of),
        Call::Partition(of) => one(quote!(Partition), of),
        Call::ParseArn(of) => one(quote!(ParseArn), of),
        Call::IsHostLabel(of, dots) => two(quote!(IsHostLabel), of, quote!(#dots)),
        Call::IsBucketLabel(of, dots) => two(quote!(IsBucketLabel), of, quote!(#dots)),
    }
}

fn attribute(attribute: Attribute) -> TokenStream {
    let attribute = match attribute {
        Attribute::Name => quote!(Name),
        Attribute::DnsSuffix => quote!(DnsSuffix),
        Attribute::DualStackDnsSuffix => quote!(DualStackDnsSuffix),
        Attribute::ImplicitGlobalRegion => quote!(ImplicitGlobalRegion),
        Attribute::SupportsFips => quote!(SupportsFips),
        Attribute::SupportsDualStack => quote!(SupportsDualStack),
        Attribute::Scheme => quote!(Scheme),
        Attribute::Authority => quote!(Authority),
        Attribute::Path => quote!(Path),
        Attribute::NormalizedPath => quote!(NormalizedPath),
        Attribute::IsIp => quote!(IsIp),
        Attribute::ArnPartition => quote!(ArnPartition),
        Attribute::Service => quote!(Service),
        Attribute::Region => quote!(Region),
        Attribute::AccountId => quote!(AccountId),
        Attribute::ResourceId(index) => numbered(quote!(ResourceId), index),
        Attribute::Item(index) => numbered(quote!(Item), index),
    };
    quote!(Attribute::#attribute)
}
