//! Writes signatures and types as short text.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// An identifier without `r#`.
pub(super) fn unraw(ident: &syn::Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}

/// The name of an item that has one of its own.
pub(super) fn name(item: &syn::Item) -> Option<String> {
    Some(unraw(match item {
        syn::Item::Const(it) => &it.ident,
        syn::Item::Enum(it) => &it.ident,
        syn::Item::Fn(it) => &it.sig.ident,
        syn::Item::Mod(it) => &it.ident,
        syn::Item::Static(it) => &it.ident,
        syn::Item::Struct(it) => &it.ident,
        syn::Item::Trait(it) => &it.ident,
        syn::Item::Type(it) => &it.ident,
        syn::Item::Union(it) => &it.ident,
        _ => return None,
    }))
}

/// The visibility of an item; `None` if items of its kind have none.
pub(super) fn visibility(item: &syn::Item) -> Option<&syn::Visibility> {
    Some(match item {
        syn::Item::Const(it) => &it.vis,
        syn::Item::Enum(it) => &it.vis,
        syn::Item::Fn(it) => &it.vis,
        syn::Item::Mod(it) => &it.vis,
        syn::Item::Static(it) => &it.vis,
        syn::Item::Struct(it) => &it.vis,
        syn::Item::Trait(it) => &it.vis,
        syn::Item::Type(it) => &it.vis,
        syn::Item::Union(it) => &it.vis,
        syn::Item::Use(it) => &it.vis,
        _ => return None,
    })
}

/// The attributes of an item.
pub(super) fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(it) => &it.attrs,
        syn::Item::Enum(it) => &it.attrs,
        syn::Item::Fn(it) => &it.attrs,
        syn::Item::Impl(it) => &it.attrs,
        syn::Item::Mod(it) => &it.attrs,
        syn::Item::Static(it) => &it.attrs,
        syn::Item::Struct(it) => &it.attrs,
        syn::Item::Trait(it) => &it.attrs,
        syn::Item::Type(it) => &it.attrs,
        syn::Item::Union(it) => &it.attrs,
        syn::Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

/// Attributes that matter to callers.
pub(super) fn marks(attributes: &[syn::Attribute]) -> String {
    let has = |name: &str| attributes.iter().any(|it| it.path().is_ident(name));
    let marks = ["deprecated", "non_exhaustive"]
        .into_iter()
        .filter(|it| has(it));
    marks.map(|it| format!("#[{it}] ")).collect()
}

/// The traits that are derived.
pub(super) fn derives(attributes: &[syn::Attribute]) -> syn::Result<Vec<String>> {
    let mut names = Vec::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        let paths = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
        names.extend(attribute.parse_args_with(paths)?.iter().map(shown));
    }
    Ok(names)
}

/// True with `#[doc(hidden)]` or `#[cfg(test)]`.
pub(super) fn is_left_out(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = shown(&attribute.meta);
        text == "doc(hidden)" || text == "cfg(test)"
    })
}

/// `pub fn path(&self, String) -> Option<&str>`: parameters without their names.
pub(super) fn signature(path: &str, signature: &syn::Signature) -> String {
    let inputs = signature.inputs.iter().map(|input| match input {
        syn::FnArg::Receiver(it) => {
            let text = shown(it);
            // `mut self` is not part of the API, unlike `&mut self`.
            text.strip_prefix("mut ").unwrap_or(&text).to_owned()
        }
        syn::FnArg::Typed(it) => shown(&it.ty),
    });
    let inputs: Vec<String> = inputs.collect();
    let (constness, asyncness) = (shown(&signature.constness), shown(&signature.asyncness));
    let words = [constness, asyncness]
        .into_iter()
        .filter(|it| !it.is_empty());
    let words: String = words.map(|it| it + " ").collect();
    let output = shown(&signature.output);
    let space = if output.is_empty() { "" } else { " " };
    let bounds = shown(&signature.generics.where_clause);
    let bounds = if bounds.is_empty() {
        bounds
    } else {
        format!(" {bounds}")
    };
    let generics = shown(&signature.generics);
    format!(
        "pub {words}fn {path}{generics}({}){space}{output}{bounds}",
        inputs.join(", ")
    )
}

/// Part of a signature as text: paths by their last segment, no attributes.
pub(super) fn shown(part: &impl ToTokens) -> String {
    let mut out = String::new();
    write(part.to_token_stream(), &mut out);
    out
}

/// Writes tokens with the spaces that rustfmt puts.
fn write(tokens: TokenStream, out: &mut String) {
    let mut is_joint = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_punct = |token: Option<&TokenTree>, c: char| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == c);
        let was_joint = is_joint;
        is_joint = matches!(&token, TokenTree::Punct(it) if it.spacing() == Spacing::Joint);
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                // The brackets of an attribute.
                tokens.next();
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' && is_joint => {
                // `::`: the segment before it is removed, unless it is `Self` or `<T as Trait>`.
                tokens.next_if(|next| is_punct(Some(next), ':'));
                let before = out.trim_end_matches(is_word).len();
                let word = &out[before..];
                let is_relative = word == "Self" || out.ends_with('>') && !out.ends_with("->");
                let is_lifetime = out[..before].ends_with('\'');
                // These keywords before a leading `::` are not segments.
                let is_leading = matches!(word, "as" | "dyn" | "for" | "impl" | "mut" | "where");
                if is_relative {
                    out.push_str("::");
                } else if !is_lifetime && !is_leading {
                    out.truncate(before);
                }
                is_joint = is_relative;
            }
            // A trailing comma.
            TokenTree::Punct(punct)
                if punct.as_char() == ','
                    && (tokens.peek().is_none() || is_punct(tokens.peek(), '>')) => {}
            TokenTree::Group(group) => write_group(group, out),
            token => {
                let text = token.to_string();
                if !was_joint && needs_space(out, &text) {
                    out.push(' ');
                }
                out.push_str(&text);
            }
        }
    }
}

fn write_group(group: &Group, out: &mut String) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => (" { ", " }"),
        Delimiter::None => ("", ""),
    };
    let is_slice = group.delimiter() == Delimiter::Bracket;
    let begins = out.ends_with([',', '=', '+']) || out.ends_with("->");
    if begins || is_slice && out.ends_with(is_word) {
        out.push(' ');
    }
    out.push_str(open);
    write(group.stream(), out);
    out.push_str(close);
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// True if a space is needed between the text so far and the next token.
fn needs_space(out: &str, next: &str) -> bool {
    let starts_word = next.starts_with(|c| is_word(c) || c == '\'');
    let ends_single_colon = out.ends_with(':') && !out.ends_with("::");
    let begins = out.ends_with([',', '+', '=', ';']) || out.ends_with("->") || ends_single_colon;
    match next {
        "," | ":" | ">" | "." | ";" => false,
        "+" | "=" | "-" => !out.is_empty(),
        _ if begins => true,
        "&" | "*" => out.ends_with(is_word),
        _ => starts_word && out.ends_with(|c| is_word(c) || c == ')' || c == '>'),
    }
}
