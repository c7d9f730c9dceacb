//! Makes the Rust module that calls a service's client by JSON, from the service's plan.
//!
//! It has, for each type, a function that reads it from JSON, or one that makes JSON of it, or
//! both; and for each operation a function that calls it:
//!
//! ```ignore
//! fn read_struct_Resource(value: &Value, blobs: Blobs) -> Parsed<types::Resource> {
//!     let object = params::members(value, &["name"])?;
//!     Ok(types::Resource::builder()
//!         .set_name(params::member(object, "name", blobs, params::string)?)
//!         .build())
//! }
//! fn write_struct_Resource(value: &types::Resource, w: &mut Writer) -> Value {
//!     let mut object = Map::new();
//!     w.member(&mut object, "name", value.name.as_ref(), |w, v| w.string(v));
//!     Value::Object(object)
//! }
//! ```

use std::fmt::Write;

use botosmith::model::endpoint_rules::ParameterKind;
use botosmith::plan::ir::Service;
use botosmith::plan::ir::endpoint::Setting;
use botosmith::plan::ir::field::{Field, FieldType, Item};
use botosmith::plan::ir::operation::Operation;
use botosmith::plan::ir::types::{Enumeration, Structure, Type, Union};

/// The module's text. It expects the client in the module `clients::…` of the service's name.
pub fn adapter(service: &Service) -> String {
    let name = &service.module;
    let mut text =
        format!("{HEAD}use clients::{name}::{{Client, Config, config, operation, types}};\n");
    text += &client(service);
    let mut arms = String::new();
    for planned in &service.operations {
        text += &operation(planned);
        let (wire, module) = (&planned.operation, &planned.module);
        add(
            &mut arms,
            format_args!(
                "        {wire:?} => call_{}(client, params, blobs).await,\n",
                module.unraw()
            ),
        );
    }
    add(&mut text, format_args!("{CALL_HEAD}{arms}{CALL_TAIL}"));
    for ty in &service.types {
        match ty {
            Type::Structure(ty) => {
                text += &structure(ty, "struct", &format!("types::{}", ty.header.name))
            }
            Type::Union(ty) => text += &union(ty),
            Type::Enumeration(Enumeration { .. }) => {}
        }
    }
    for error in &service.errors {
        text += &structure(
            error,
            "error",
            &format!("types::error::{}", error.header.name),
        );
    }
    text
}

const HEAD: &str = "\
#![allow(clippy::all, deprecated, non_snake_case, unused)]
use aws_types::SdkConfig;
use conformance::outcome::{self, Failure, OutputJson, Writer};
use conformance::params::{self, Parsed};
use conformance::{Blobs, CallFuture, serde_judge};
use serde_json::{Map, Value};
";

/// The function that makes a client. Test settings fill in a region, which is replaced by that of
/// the call, or by none.
fn client(service: &Service) -> String {
    let mut own = String::new();
    for parameter in &service.endpoint.parameters {
        let (name, key) = (&parameter.name, &parameter.rule_name);
        let value = match parameter.kind {
            ParameterKind::Boolean => "as_bool()",
            ParameterKind::Text => "as_str().map(str::to_owned)",
            ParameterKind::Texts => continue,
        };
        if matches!(parameter.setting, Some(Setting::Own(_))) {
            add(
                &mut own,
                format_args!("    config.set_{name}(own[{key:?}].{value});\n"),
            );
        }
    }
    format!("{CONNECT_HEAD}{own}{CONNECT_TAIL}")
}

const CONNECT_HEAD: &str = "
pub fn connect(settings: &SdkConfig, own: &Value) -> Box<dyn conformance::Client> {
    let mut config = config::Builder::from(settings).with_test_defaults_v2();
    config.set_region(settings.region().cloned());
    if settings.credentials_provider().is_some() {
        config.set_credentials_provider(settings.credentials_provider());
    }
";

const CONNECT_TAIL: &str = "    \
    Box::new(Adapter(Client::from_conf(config.build())))
}
struct Adapter(Client);
impl conformance::Client for Adapter {
    fn call<'a>(&'a self, operation: &'a str, params: &'a Value, blobs: Blobs) -> CallFuture<'a> {
        Box::pin(call(&self.0, operation, params, blobs))
    }
}
";

const CALL_HEAD: &str = "
pub async fn call(
    client: &Client,
    operation: &str,
    params: &Value,
    blobs: Blobs,
) -> Result<OutputJson, Failure> {
    match operation {
";

const CALL_TAIL: &str = r#"        _ => Err(Failure::Params(format!(": there is no operation {operation}"))),
    }
}
"#;

fn add(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments).expect("a string takes all");
}

fn operation(operation: &Operation) -> String {
    let (module, name) = (&operation.module, &operation.name);
    let short = module.unraw();
    let input = &operation.input.fields;
    let mut arms = String::new();
    for error in &operation.errors {
        let (variant, shape) = (&error.name, &error.shape);
        let function = format!("write_error_{}", variant.unraw());
        add(
            &mut arms,
            format_args!(
                "operation::{module}::{name}Error::{variant}(it) => Some(({shape:?}, {function}(it, w))),\n"
            ),
        );
    }
    let output = &operation.output;
    let output_type = format!("operation::{module}::{}", output.header.name);
    // Streams are read to their end.
    let load = match output.stream() {
        Some(field) => {
            let name = &field.name;
            format!("let result = outcome::loaded(result, |it| &mut it.{name}).await;\n    ")
        }
        None => String::new(),
    };
    let write = write_function(output, &format!("write_output_{short}"), &output_type);
    let check_input = if operation.input.header.serde {
        "serde_judge::input(&call.as_input().clone().build(), params, blobs)?;\n    "
    } else {
        ""
    };
    let check_output = if output.header.serde {
        format!("serde_judge::output(&result, write_output_{short}, blobs)?;\n    ")
    } else {
        String::new()
    };
    format!(
        "
async fn call_{short}(client: &Client, params: &Value, blobs: Blobs) -> Result<OutputJson, Failure> {{
    let call = fill_{short}(client.{module}(), params, blobs).map_err(Failure::Params)?;
    {check_input}let result = call.send().await;
    {load}{check_output}outcome::to_json(result, blobs, write_output_{short}, |error, w| match error {{
        {arms}_ => None,
    }})
}}
fn fill_{short}(
    call: operation::{module}::builders::{name}FluentBuilder,
    params: &Value,
    blobs: Blobs,
) -> Parsed<operation::{module}::builders::{name}FluentBuilder> {{
    let object = params::members(params, &[{}])?;
    Ok(call{})
}}
{write}",
        names(input),
        setters(input),
    )
}

/// `"name", "value"`
fn names(fields: &[Field]) -> String {
    fields
        .iter()
        .map(|it| format!("{:?}, ", it.member))
        .collect()
}

/// `.set_name(params::member(object, "name", blobs, params::string)?)`
fn setters(fields: &[Field]) -> String {
    let setters = fields.iter().map(|field| {
        let (set, member) = (field.name.affixed("set_", ""), &field.member);
        let boxed = if field.boxed { ".map(Box::new)" } else { "" };
        let read = read(&field.ty);
        format!("\n        .{set}(params::member(object, {member:?}, blobs, {read})?{boxed})")
    });
    setters.collect()
}

fn structure(structure: &Structure, kind: &str, path: &str) -> String {
    let name = structure.header.name.unraw();
    let mut text = String::new();
    if structure.in_requests {
        let build = if structure.fallible {
            ".build().map_err(|error| format!(\": {error}\"))?"
        } else {
            ".build()"
        };
        let (names, setters) = (names(&structure.fields), setters(&structure.fields));
        add(
            &mut text,
            format_args!(
                "
fn read_{kind}_{name}(value: &Value, blobs: Blobs) -> Parsed<{path}> {{
    let object = params::members(value, &[{names}])?;
    Ok({path}::builder(){setters}{build})
}}
"
            ),
        );
    }
    if structure.in_responses {
        text += &write_function(structure, &format!("write_{kind}_{name}"), path);
    }
    text
}

fn write_function(structure: &Structure, function: &str, path: &str) -> String {
    let mut members = String::new();
    for field in &structure.fields {
        let (name, member, write) = (&field.name, &field.member, write(&field.ty));
        let statement = match (field.optional, field.boxed) {
            (true, false) => {
                format!("w.member(&mut object, {member:?}, value.{name}.as_ref(), {write});")
            }
            (true, true) => {
                format!("w.member(&mut object, {member:?}, value.{name}.as_deref(), {write});")
            }
            (false, false) => format!("w.always(&mut object, {member:?}, &value.{name}, {write});"),
            (false, true) => format!("w.always(&mut object, {member:?}, &*value.{name}, {write});"),
        };
        add(&mut members, format_args!("    {statement}\n"));
    }
    format!(
        "
fn {function}(value: &{path}, w: &mut Writer) -> Value {{
    let mut object = Map::new();
{members}    Value::Object(object)
}}
"
    )
}

fn union(union: &Union) -> String {
    let mut text = String::new();
    if union.in_requests {
        text += &read_union(union);
    }
    if union.in_responses {
        text += &write_union(union);
    }
    text
}

fn read_union(union: &Union) -> String {
    let (name, path) = (
        union.header.name.unraw(),
        format!("types::{}", union.header.name),
    );
    let mut arms = String::new();
    for field in &union.variants {
        let (variant, member, read) = (&field.name, &field.member, read(&field.ty));
        let boxed = if field.boxed { ".map(Box::new)" } else { "" };
        add(
            &mut arms,
            format_args!(
                "        {member:?} => ({read})(value, blobs){boxed}.map({path}::{variant}),\n"
            ),
        );
    }
    let names = names(&union.variants);
    format!(
        "
fn read_union_{name}(value: &Value, blobs: Blobs) -> Parsed<{path}> {{
    let (key, value) = params::variant(value, &[{names}])?;
    let result = match key {{
{arms}        _ => unreachable!(\"it is known\"),
    }};
    result.map_err(|error| format!(\".{{key}}{{error}}\"))
}}
"
    )
}

fn write_union(union: &Union) -> String {
    let (name, path) = (
        union.header.name.unraw(),
        format!("types::{}", union.header.name),
    );
    let mut arms = String::new();
    for field in &union.variants {
        let (variant, member, write) = (&field.name, &field.member, write(&field.ty));
        let value = if field.boxed { "&**value" } else { "value" };
        add(
            &mut arms,
            format_args!(
                "        {path}::{variant}(value) => w.variant({member:?}, {value}, {write}),\n"
            ),
        );
    }
    format!(
        "
fn write_union_{name}(value: &{path}, w: &mut Writer) -> Value {{
    match value {{
{arms}        _ => w.unknown_variant(),
    }}
}}
"
    )
}

/// An expression for the function that reads a type.
fn read(ty: &FieldType) -> String {
    match ty {
        FieldType::Boolean => "params::boolean".to_owned(),
        FieldType::Integer => "params::integer".to_owned(),
        FieldType::Long => "params::long".to_owned(),
        FieldType::Float => "params::float".to_owned(),
        FieldType::Double => "params::double".to_owned(),
        FieldType::String => "params::string".to_owned(),
        FieldType::Blob => "params::blob".to_owned(),
        FieldType::ByteStream => "params::stream".to_owned(),
        FieldType::Timestamp(_) => "params::timestamp".to_owned(),
        FieldType::Document => "params::document".to_owned(),
        FieldType::Enumeration(name) => {
            format!(
                "|v: &Value, b: Blobs| params::string(v, b).map(|it| types::{name}::from(it.as_str()))"
            )
        }
        FieldType::Structure(name) => format!("read_struct_{}", name.unraw()),
        FieldType::Error(name) => format!("read_error_{}", name.unraw()),
        FieldType::Union(name) => format!("read_union_{}", name.unraw()),
        FieldType::List(item) => {
            format!(
                "|v: &Value, b: Blobs| params::list(v, b, {})",
                read_item(item)
            )
        }
        FieldType::Map(map) => {
            let key = match &map.key {
                FieldType::Enumeration(name) => format!("|it: &str| types::{name}::from(it)"),
                _ => "str::to_owned".to_owned(),
            };
            let item = read_item(&map.value);
            format!("|v: &Value, b: Blobs| params::map(v, b, {key}, {item})")
        }
    }
}

fn read_item(item: &Item) -> String {
    let read = read(&item.ty);
    if item.sparse {
        format!("|v: &Value, b: Blobs| params::sparse(v, b, {read})")
    } else {
        read
    }
}

/// An expression for the function that makes JSON of a type.
fn write(ty: &FieldType) -> String {
    match ty {
        FieldType::Boolean => "|w, v| w.boolean(v)".to_owned(),
        FieldType::Integer => "|w, v| w.integer(v)".to_owned(),
        FieldType::Long => "|w, v| w.long(v)".to_owned(),
        FieldType::Float => "|w, v| w.float(v)".to_owned(),
        FieldType::Double => "|w, v| w.double(v)".to_owned(),
        FieldType::String => "|w, v| w.string(v)".to_owned(),
        FieldType::Enumeration(_) => "|w, v| w.string(v.as_str())".to_owned(),
        FieldType::Blob => "|w, v| w.blob(v)".to_owned(),
        FieldType::ByteStream => "|w, v| w.stream(v)".to_owned(),
        FieldType::Timestamp(_) => "|w, v| w.timestamp(v)".to_owned(),
        FieldType::Document => "|w, v| w.document(v)".to_owned(),
        FieldType::Structure(name) => format!("|w, v| write_struct_{}(v, w)", name.unraw()),
        FieldType::Error(name) => format!("|w, v| write_error_{}(v, w)", name.unraw()),
        FieldType::Union(name) => format!("|w, v| write_union_{}(v, w)", name.unraw()),
        FieldType::List(item) => format!("|w, v| w.list(v, {})", write_item(item)),
        FieldType::Map(map) => format!("|w, v| w.map(v, {})", write_item(&map.value)),
    }
}

fn write_item(item: &Item) -> String {
    let write = write(&item.ty);
    if item.sparse {
        format!("|w, v| w.sparse(v.as_ref(), {write})")
    } else {
        write
    }
}
