//! Prints a plan as text, compact enough for review: one line for each decision.
//!
//! ```text
//! struct Resource in types/resource.rs, in requests and responses
//!     name: Option<String> = "name"
//!     integer_value: i32 = "integerValue", bit 2
//! ```

use std::fmt::Write;

use botosmith::plan::ir::Service;
use botosmith::plan::ir::endpoint::Endpoint;
use botosmith::plan::ir::field::{Field, FieldType, Item};
use botosmith::plan::ir::http::{Bindings, Body, PathPart};
use botosmith::plan::ir::operation::Operation;
use botosmith::plan::ir::types::{Enumeration, Role, Structure, Type, Union};

/// Prints the plan of a service.
pub fn service(service: &Service) -> String {
    let mut text = format!(
        "service {} {:?}, version {}\n    sdk id {:?}, signed as {:?}, at {:?}\n    {:?} {}, {:?}{}\n",
        service.module,
        service.title,
        service.api_version,
        service.sdk_id,
        service.signing_name,
        service.endpoint_prefix,
        service.protocol.body,
        service.protocol.content_type,
        service.protocol.binding,
        if service.protocol.query_compatible {
            ", with errors of the query protocol"
        } else {
            ""
        },
    );
    text += &endpoint(&service.endpoint);
    for it in &service.operations {
        text += &operation(it);
    }
    for it in &service.types {
        text += &match it {
            Type::Structure(it) => structure(it),
            Type::Union(it) => union(it),
            Type::Enumeration(it) => enumeration(it),
        };
    }
    for it in &service.errors {
        text += &structure(it);
    }
    text
}

/// Prints the endpoint rules, if there are any.
fn endpoint(endpoint: &Endpoint) -> String {
    let Some(rules) = &endpoint.rules else {
        return String::new();
    };
    let mut text = format!("    endpoint by {} decisions\n", rules.nodes.len());
    for it in &endpoint.parameters {
        let setting = match &it.setting {
            Some(setting) => format!(", from {setting:?}"),
            None => String::new(),
        };
        let required = if it.required { ", required" } else { "" };
        let (name, kind, default) = (&it.name, it.kind, &it.default);
        let rule_name = &it.rule_name;
        writeln!(
            text,
            "        {name}: {kind:?} = {rule_name:?}{setting}{required}, else {default:?}"
        )
        .expect("a string takes all");
    }
    text
}

fn operation(operation: &Operation) -> String {
    let mut text = format!(
        "\noperation {} in {}\n    {} {} {:?}\n",
        operation.name, operation.module, operation.method, operation.uri, operation.wire_name,
    );
    for it in operation.endpoint.iter().flat_map(|it| &it.parameters) {
        writeln!(text, "    endpoint {} = {:?}", it.parameter, it.value)
            .expect("a string takes all");
    }
    for it in &operation.host_prefix {
        writeln!(text, "    host prefix {it:?}").expect("a string takes all");
    }
    if let Some(encoding) = operation.compression {
        writeln!(text, "    compressed by {encoding:?}").expect("a string takes all");
    }
    if operation.discovers_endpoint {
        text += "    endpoint discovery\n";
    }
    if let Some(checksum) = &operation.request_checksum {
        writeln!(text, "    request checksum {checksum:?}").expect("a string takes all");
    }
    if let Some(checksum) = &operation.response_checksum {
        writeln!(text, "    response checksum {checksum:?}").expect("a string takes all");
    }
    for it in &operation.customizations {
        writeln!(text, "    {it:?}").expect("a string takes all");
    }
    for error in &operation.errors {
        let retry = match error.retryable {
            None => "",
            Some(false) => ", retryable",
            Some(true) => ", throttling",
        };
        let codes: Vec<String> = error.codes.iter().map(|it| format!("{it:?}")).collect();
        let codes = codes.join(" or ");
        writeln!(
            text,
            "    error {}, is_{} = {codes}{retry}",
            error.name, error.method
        )
        .expect("a string takes all");
    }
    text += &deprecated(operation.deprecated.as_deref());
    text + &structure(&operation.input) + &structure(&operation.output)
}

fn structure(structure: &Structure) -> String {
    let role = match structure.role {
        Role::Input => "input",
        Role::Output => "output",
        Role::Nested => "struct",
        Role::Error => "error",
    };
    let mut text = format!(
        "\n{role} {} in {}.rs",
        structure.header.name, structure.header.module
    );
    if structure.header.name.as_str() != structure.header.shape {
        write!(text, ", of {:?}", structure.header.shape).expect("a string takes all");
    }
    text += usage(structure.in_requests, structure.in_responses);
    if structure.fallible {
        text += ", build can fail";
    }
    text += "\n";
    text += &deprecated(structure.header.deprecated.as_deref());
    text += &bindings(structure);
    text + &structure.fields.iter().map(field).collect::<String>()
}

/// Prints the locations of fields in HTTP messages.
fn bindings(structure: &Structure) -> String {
    let name = |field: usize| &structure.fields[field].name;
    let mut text = String::new();
    let (head, body) = match &structure.bindings {
        Bindings::Body => return text,
        Bindings::Request(request) => {
            let path = request.path.iter().map(|part| match part {
                PathPart::Literal(text) => text.clone(),
                PathPart::Label { field, greedy } => {
                    let plus = if *greedy { "+" } else { "" };
                    format!("{{{}{plus}}}", name(*field))
                }
            });
            let path: String = path.collect();
            writeln!(text, "    path {path}, query {:?}", request.query).expect("it takes all");
            (&request.head, &request.body)
        }
        Bindings::Response(response) => (&response.head, &response.body),
    };
    for it in head {
        let field = &structure.fields[*it];
        writeln!(text, "    in {:?}: {}", field.location, field.name).expect("it takes all");
    }
    let body = match body {
        Body::None => "nothing".to_owned(),
        Body::Members(members) => {
            let members: Vec<_> = members.iter().map(|it| name(*it).as_str()).collect();
            members.join(", ")
        }
        Body::Raw(field) => format!("{} as raw bytes", name(*field)),
        Body::Stream {
            field,
            requires_length,
        } => {
            let length = if *requires_length {
                ", of known length"
            } else {
                ""
            };
            format!("{} as a stream{length}", name(*field))
        }
        Body::Payload { field, or_empty } => {
            let or = if *or_empty {
                ", or an empty object"
            } else {
                ""
            };
            format!("payload {}{or}", name(*field))
        }
    };
    writeln!(text, "    body: {body}").expect("it takes all");
    text
}

fn union(union: &Union) -> String {
    let mut text = format!(
        "\nunion {} in {}.rs{}\n",
        union.header.name,
        union.header.module,
        usage(union.in_requests, union.in_responses)
    );
    text += &deprecated(union.header.deprecated.as_deref());
    for (variant, method) in union.variants.iter().zip(&union.methods) {
        let line = field(variant);
        writeln!(text, "{}, as_{method}", line.trim_end()).expect("a string takes all");
    }
    text
}

fn enumeration(enumeration: &Enumeration) -> String {
    let sensitive = if enumeration.sensitive {
        ", sensitive"
    } else {
        ""
    };
    let mut text = format!(
        "\nenum {} in {}.rs{sensitive}\n",
        enumeration.header.name, enumeration.header.module
    );
    text += &deprecated(enumeration.header.deprecated.as_deref());
    for variant in &enumeration.variants {
        writeln!(text, "    {} = {:?}", variant.name, variant.value).expect("a string takes all");
    }
    text
}

fn usage(in_requests: bool, in_responses: bool) -> &'static str {
    match (in_requests, in_responses) {
        (true, true) => ", in requests and responses",
        (true, false) => ", in requests",
        (false, true) => ", in responses",
        (false, false) => ", unused",
    }
}

fn deprecated(reason: Option<&str>) -> String {
    reason.map_or_else(String::new, |reason| format!("    deprecated {reason:?}\n"))
}

fn field(field: &Field) -> String {
    let mut ty = field_type(&field.ty);
    if field.boxed {
        ty = format!("Box<{ty}>");
    }
    if field.optional {
        ty = format!("Option<{ty}>");
    }
    let mut line = format!("    {}: {ty} = {:?}", field.name, field.key);
    let flags = [
        (field.required, "required"),
        (field.mandatory, "mandatory"),
        (field.sensitive, "sensitive"),
        (field.idempotency_token, "idempotency token"),
        (field.deprecated.is_some(), "deprecated"),
    ];
    for (_, name) in flags.iter().filter(|(is_set, _)| *is_set) {
        write!(line, ", {name}").expect("a string takes all");
    }
    if let Some(bit) = field.bit {
        write!(line, ", bit {bit}").expect("a string takes all");
    }
    line + "\n"
}

fn field_type(ty: &FieldType) -> String {
    match ty {
        FieldType::Boolean => "bool".to_owned(),
        FieldType::Integer => "i32".to_owned(),
        FieldType::Long => "i64".to_owned(),
        FieldType::Float => "f32".to_owned(),
        FieldType::Double => "f64".to_owned(),
        FieldType::String => "String".to_owned(),
        FieldType::Blob => "Blob".to_owned(),
        FieldType::ByteStream => "ByteStream".to_owned(),
        FieldType::Timestamp(format) => format!("DateTime({format:?})"),
        FieldType::Document => "Document".to_owned(),
        FieldType::Enumeration(name) => format!("enum {name}"),
        FieldType::Structure(name) => format!("struct {name}"),
        FieldType::Union(name) => format!("union {name}"),
        FieldType::Error(name) => format!("error {name}"),
        FieldType::List(items) => format!("Vec<{}>", item(items)),
        FieldType::Map(map) => format!("HashMap<{}, {}>", field_type(&map.key), item(&map.value)),
    }
}

fn item(item: &Item) -> String {
    if item.sparse {
        format!("Option<{}>", field_type(&item.ty))
    } else {
        field_type(&item.ty)
    }
}
