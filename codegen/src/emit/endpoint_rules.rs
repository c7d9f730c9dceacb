//! Endpoint rules and partitions as static data.
//!
//! ```text
//! pub(super) static RULES: Rules = Rules {
//!     texts: &["https://tiny.", "."],
//!     expressions: &[Parameter(0), IsSet(0), Text(0)],
//!     …
//! };
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::Crate;
use crate::plan::endpoint_rules::partitions::{Partition, Word};
use crate::plan::endpoint_rules::{
    Attribute, Data, Default, Expression, Index, Outcome, Parameter, Role, Run, Table,
};

use super::{File, service};

/// `support/partitions.rs`
pub(super) fn partitions(crate_: &Crate) -> File<'_> {
    service::file("src/support/partitions.rs", || {
        let partitions = crate_.partitions.iter().map(partition);
        quote! {
            //! The partitions: which regions there are, and what their URLs end in.
            use crate::support::endpoint_rules::partition::{Partition, Word};

            pub(crate) static PARTITIONS: &[Partition] = &[#(#partitions),*];
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

/// `config/endpoint/params/rules.rs`
pub(super) fn file(table: &Table) -> TokenStream {
    let parameters = table.parameters.iter().map(parameter);
    let texts = &table.texts;
    let expressions = table.expressions.iter().map(|it| expression(*it));
    let parts = table.parts.iter().map(|it| number(*it));
    let conditions = table.conditions.iter().map(|it| {
        let (holds, assign) = (number(it.holds), option(it.assign));
        quote!(condition(#holds, #assign))
    });
    let nodes = table.nodes.iter().map(|it| {
        let (condition, holds) = (number(it.condition), number(it.holds));
        let otherwise = number(it.otherwise);
        quote!(node(#condition, #holds, #otherwise))
    });
    let outcomes = table.outcomes.iter().map(|it| match it {
        Outcome::Endpoint(index) => call(quote!(Endpoint), *index),
        Outcome::Error(index) => call(quote!(Error), *index),
        Outcome::NoRule => quote!(NoRule),
    });
    let endpoints = table.endpoints.iter().map(|it| {
        let (url, properties, headers) = (number(it.url), run(it.properties), run(it.headers));
        quote!(answer(#url, #properties, #headers))
    });
    let fields = table.fields.iter().map(|it| {
        let (name, value) = (number(it.name), data(it.value));
        quote!(Field { name: #name, value: #value })
    });
    let items = table.items.iter().map(|it| data(*it));
    let headers = table.headers.iter().map(|it| {
        let (name, value) = (number(it.name), number(it.value));
        quote!(Header { name: #name, value: #value })
    });
    quote! {
        //! The endpoint rules.
        use crate::support::endpoint_rules::table::*;

        pub(super) static RULES: Rules = Rules {
            parameters: &[#(#parameters),*],
            texts: &[#(#texts),*],
            expressions: &[#(Expression::#expressions),*],
            parts: &[#(#parts),*],
            conditions: &[#(#conditions),*],
            nodes: &[#(#nodes),*],
            outcomes: &[#(Outcome::#outcomes),*],
            endpoints: &[#(#endpoints),*],
            fields: &[#(#fields),*],
            items: &[#(#items),*],
            headers: &[#(#headers),*],
        };
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let (name, required) = (&parameter.name, parameter.required);
    let role = match parameter.role {
        Role::Plain => quote!(Plain),
        Role::Region => quote!(Region),
        Role::Url => quote!(Url),
    };
    let default = match &parameter.default {
        Default::Nothing => quote!(Nothing),
        Default::Boolean(value) => quote!(Boolean(#value)),
        Default::Text(text) => quote!(Text(#text)),
    };
    quote!(parameter(#name, Role::#role, #required, Default::#default))
}

fn number(index: Index) -> Literal {
    Literal::u16_unsuffixed(index)
}

fn option(index: Option<Index>) -> TokenStream {
    match index {
        Some(index) => call(quote!(Some), index),
        None => quote!(None),
    }
}

fn run(run: Run) -> TokenStream {
    let (first, count) = (number(run.first), number(run.count));
    quote!(run(#first, #count))
}

/// `Text(3)`
fn call(name: TokenStream, index: Index) -> TokenStream {
    let index = number(index);
    quote!(#name(#index))
}

fn data(data: Data) -> TokenStream {
    let value = match data {
        Data::Text(index) => call(quote!(Text), index),
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

fn expression(expression: Expression) -> TokenStream {
    let two = |name: TokenStream, a: Index, b: TokenStream| {
        let a = number(a);
        quote!(#name(#a, #b))
    };
    let and = |index: Index| {
        let index = number(index);
        quote!(#index)
    };
    match expression {
        Expression::Parameter(index) => call(quote!(Parameter), index),
        Expression::Variable(index) => call(quote!(Variable), index),
        Expression::Boolean(value) => quote!(Boolean(#value)),
        Expression::Text(index) => call(quote!(Text), index),
        Expression::Template(parts) => {
            let parts = run(parts);
            quote!(Template(#parts))
        }
        Expression::IsSet(of) => call(quote!(IsSet), of),
        Expression::Not(of) => call(quote!(Not), of),
        Expression::BooleanEquals(a, b) => two(quote!(BooleanEquals), a, and(b)),
        Expression::StringEquals(a, b) => two(quote!(StringEquals), a, and(b)),
        Expression::Attribute(of, part) => two(quote!(Attribute), of, attribute(part)),
        Expression::Substring(of, span) => {
            let (start, stop, from_end) = (number(span.start), number(span.stop), span.from_end);
            let span = quote!(Span { start: #start, stop: #stop, from_end: #from_end });
            two(quote!(Substring), of, span)
        }
        Expression::UriEncode(of) => call(quote!(UriEncode), of),
        Expression::ParseUrl(of) => call(quote!(ParseUrl), of),
        Expression::Partition(of) => call(quote!(Partition), of),
        Expression::ParseArn(of) => call(quote!(ParseArn), of),
        Expression::IsHostLabel(of, dots) => two(quote!(IsHostLabel), of, quote!(#dots)),
        Expression::IsBucketLabel(of, dots) => two(quote!(IsBucketLabel), of, quote!(#dots)),
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
        Attribute::ResourceId(index) => call(quote!(ResourceId), index),
        Attribute::Item(index) => call(quote!(Item), index),
    };
    quote!(Attribute::#attribute)
}
