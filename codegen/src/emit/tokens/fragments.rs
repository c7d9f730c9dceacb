//! Names, documentation and attributes as all emitted code has them.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::model::is_hidden;
use crate::names;
use crate::plan::ir::Service;
use crate::plan::ir::protocol::BodyFormat;

/// The module of the runtime that reads and writes a body format.
pub(in crate::emit) fn body_module(format: BodyFormat) -> TokenStream {
    match format {
        BodyFormat::Json => quote!(json),
    }
}

/// The path of a service's items in the crate: `crate::ecs`, or `crate` if they are at its root.
pub(in crate::emit) fn service_path(service: &Service) -> TokenStream {
    if service.at_root {
        quote!(crate)
    } else {
        let module = ident(&service.module);
        quote!(crate::#module)
    }
}

/// The folder of a service's modules in the package.
pub(in crate::emit) fn service_folder(service: &Service) -> String {
    if service.at_root {
        "src".to_owned()
    } else {
        format!("src/{}", service.module.unraw())
    }
}

/// The token of an identifier.
pub(in crate::emit) fn ident(name: &names::Ident) -> Ident {
    match name.as_str().strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name.as_str(), Span::call_site()),
    }
}

/// The token of an identifier with a prefix and a suffix.
pub(in crate::emit) fn affixed(prefix: &str, name: &names::Ident, suffix: &str) -> Ident {
    ident(&name.affixed(prefix, suffix))
}

/// A link of the documentation to a type. A type that is named like a derive macro needs a prefix
/// to tell the two apart.
pub(in crate::emit) fn link(name: &names::Ident) -> String {
    const DERIVED: [&str; 9] = [
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
    ];
    if DERIVED.contains(&name.as_str()) {
        format!("[`{name}`](struct@{name})")
    } else {
        format!("[`{name}`]")
    }
}

/// `///` lines: Markdown if there is any, else `fallback`.
pub(in crate::emit) fn docs(text: Option<&str>, fallback: &str) -> TokenStream {
    let lines = doc_lines(text.unwrap_or(fallback)).into_iter();
    lines.map(|line| quote!(#[doc = #line])).collect()
}

/// `//!` lines.
pub(in crate::emit) fn inner_docs(text: &str) -> TokenStream {
    doc_lines(text)
        .into_iter()
        .map(|line| quote!(#![doc = #line]))
        .collect()
}

/// A text of a model as code in Markdown, whatever is in it.
pub(in crate::emit) fn code(text: &str) -> String {
    let runs = text.split(|c| c != '`');
    match runs.map(str::len).max() {
        None | Some(0) => format!("`{text}`"),
        Some(longest) => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

/// The lines of a text as `#[doc]` has them, with a blank before each. Long lines of plain
/// paragraphs are wrapped.
///
/// All comments of emitted code are made here. What a reader would not see is escaped as in string
/// literals: the compiler refuses some of these characters, and others hide what is there.
fn doc_lines(text: &str) -> Vec<String> {
    let mut is_code = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = visible(&line.trim_end().replace('\t', "    "));
        is_code ^= line.trim_start().starts_with("```");
        let is_plain = !is_code && line.starts_with(is_word_start);
        if line.len() > DOC_WIDTH && is_plain {
            lines.extend(wrapped(&line));
        } else {
            lines.push(line);
        }
    }
    let blank = |line: String| match line.as_str() {
        "" => line,
        line => format!(" {line}"),
    };
    lines.into_iter().map(blank).collect()
}

/// Escapes the characters that a reader would not see.
fn visible(line: &str) -> String {
    let mut visible = String::with_capacity(line.len());
    for c in line.chars() {
        if is_hidden(c) {
            visible.extend(c.escape_unicode());
        } else {
            visible.push(c);
        }
    }
    visible
}

/// Width of documentation, without indentation and `///`.
const DOC_WIDTH: usize = 92;

/// Wraps a line between words. A word that could begin a list, a heading or the like in Markdown
/// does not begin a line.
fn wrapped(line: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last_mut().expect("there is one from the start");
        let fits = last.chars().count() + 1 + word.chars().count() <= DOC_WIDTH;
        if last.is_empty() {
            last.push_str(word);
        } else if fits || !word.starts_with(is_word_start) {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Returns `true` if a line of Markdown that begins with the character is a part of a paragraph.
fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '`' | '[' | '(' | '"')
}

/// `#[deprecated]`
pub(in crate::emit) fn deprecated(reason: Option<&str>) -> TokenStream {
    match reason {
        None => TokenStream::new(),
        Some("") => quote!(#[deprecated]),
        Some(reason) => {
            let reason = literal(reason);
            quote!(#[deprecated(note = #reason)])
        }
    }
}

/// `#[allow]` for a method that is named like a trait's or a constructor, after its member.
pub(in crate::emit) fn allow_name(name: &names::Ident) -> TokenStream {
    const OF_TRAITS: [&str; 14] = [
        "add", "as_ref", "bitand", "bitor", "bitxor", "borrow", "clone", "deref", "div", "mul",
        "rem", "shl", "shr", "sub",
    ];
    let reason = "the member has this name";
    match name.as_str() {
        "new" => quote!(#[allow(clippy::new_ret_no_self, reason = #reason)]),
        name if OF_TRAITS.contains(&name) => {
            quote!(#[allow(clippy::should_implement_trait, reason = #reason)])
        }
        _ => TokenStream::new(),
    }
}

/// `#[allow]` for `read_from` of a type with that name.
pub(in crate::emit) fn allow_constructor(name: &names::Ident) -> TokenStream {
    if name.as_str() == "ReadFrom" {
        quote!(#[allow(clippy::self_named_constructors, reason = "the shape has this name")])
    } else {
        TokenStream::new()
    }
}

/// `#[allow]` for a module with the name of its parent, after its shape or operation.
pub(in crate::emit) fn allow_inception(module: &str, containing: &str) -> TokenStream {
    if module == containing {
        quote!(#[allow(clippy::module_inception, reason = "the shape or operation has this name")])
    } else {
        TokenStream::new()
    }
}

/// `#![allow(deprecated)]`, for a file that cannot do without something deprecated.
pub(in crate::emit) fn allow_deprecated(is_needed: bool) -> TokenStream {
    if is_needed {
        quote!(#![allow(deprecated, reason = "generated code supports deprecated items")])
    } else {
        TokenStream::new()
    }
}

/// `#[derive]` with the macros that the plan adds to those of a kind of types.
pub(in crate::emit) fn derive(usual: &[&str], added: &[String]) -> TokenStream {
    let added = added.iter().map(String::as_str);
    let paths = usual.iter().copied().chain(added);
    let paths: Vec<TokenStream> = paths
        .map(|path| path.parse().expect("it is a path"))
        .collect();
    if paths.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[derive(#(#paths),*)])
    }
}

/// The text that `Debug` and `Display` show in place of sensitive values.
pub(in crate::emit) const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// A string literal.
pub(in crate::emit) fn literal(text: impl std::fmt::Display) -> TokenStream {
    let text = text.to_string();
    if !text.contains(is_hidden) {
        return text.to_token_stream();
    }
    // Some of them are letters to Rust, which it does not escape.
    let mut escaped = String::from("\"");
    for c in text.chars() {
        if is_hidden(c) {
            escaped.extend(c.escape_unicode());
        } else {
            escaped.extend(c.escape_debug());
        }
    }
    escaped.push('"');
    let literal: Literal = escaped.parse().expect("a string with escapes");
    literal.to_token_stream()
}
