//! Emits code that walks a path through an input.
//!
//! ```text
//! if let Some(it) = &input.request_items {
//!     let texts = params.names.insert(Vec::new());
//!     for it in it.keys() {
//!         texts.push(it.clone());
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::ident;
use crate::plan::ir::path::{Path, Step, Target};

/// Emits statements that assign the values at the end of `path` to `place`, if there are any.
pub(super) fn assign(place: &TokenStream, path: &Path) -> TokenStream {
    let input = Value {
        expression: quote!(input),
        is_reference: true,
    };
    PathEmitter {
        place,
        path,
        is_list_made: false,
    }
    .steps(input, &path.steps)
}

/// A value along the path.
#[derive(Clone)]
struct Value {
    expression: TokenStream,
    is_reference: bool,
}

impl Value {
    fn item() -> Self {
        Self {
            expression: quote!(it),
            is_reference: true,
        }
    }
}

/// The state of the walk.
#[derive(Clone, Copy)]
struct PathEmitter<'a> {
    place: &'a TokenStream,
    path: &'a Path,
    is_list_made: bool,
}

impl PathEmitter<'_> {
    fn steps(self, value: Value, steps: &[Step]) -> TokenStream {
        let expression = &value.expression;
        match steps.split_first() {
            None => self.end(&value),
            Some((Step::Field { .. }, _)) => self.fields(value, steps),
            Some((Step::Items { sparse }, rest)) => {
                let flatten = sparse.then(|| quote!(.flatten()));
                self.each(quote!(#expression.iter() #flatten), rest)
            }
            Some((Step::Keys, rest)) => self.each(quote!(#expression.keys()), rest),
            Some((Step::Fork(ways), rest)) => {
                let (list, emitter) = self.with_list();
                let ways = ways.iter().map(|way| {
                    let steps: Vec<Step> = way.iter().chain(rest).cloned().collect();
                    emitter.steps(value.clone(), &steps)
                });
                quote!(#list #(#ways)*)
            }
        }
    }

    /// Nested fields, as one condition.
    fn fields(self, mut value: Value, mut steps: &[Step]) -> TokenStream {
        let mut conditions: Vec<TokenStream> = Vec::new();
        while let Some((Step::Field { name, optional }, rest)) = steps.split_first() {
            let (name, owner) = (ident(name), &value.expression);
            let field = quote!(#owner.#name);
            value = if *optional {
                conditions.push(quote!(let Some(it) = &#field));
                Value::item()
            } else {
                Value {
                    expression: field,
                    is_reference: false,
                }
            };
            steps = rest;
        }
        let then = self.steps(value, steps);
        match conditions.as_slice() {
            [] => then,
            conditions => quote!(if #(#conditions)&&* { #then }),
        }
    }

    fn each(self, items: TokenStream, steps: &[Step]) -> TokenStream {
        let (list, emitter) = self.with_list();
        let then = emitter.steps(Value::item(), steps);
        quote!(#list for it in #items { #then })
    }

    /// Declares the list of values before the first loop, so that it exists even if it stays empty.
    fn with_list(self) -> (Option<TokenStream>, Self) {
        let place = self.place;
        let list = (!self.is_list_made).then(|| quote!(let texts = #place.insert(Vec::new());));
        let emitter = Self {
            is_list_made: true,
            ..self
        };
        (list, emitter)
    }

    fn end(self, value: &Value) -> TokenStream {
        let (place, expression) = (self.place, &value.expression);
        let owned = match self.path.target {
            Target::Text => quote!(#expression.clone()),
            Target::Enumeration => quote!(#expression.as_str().to_owned()),
            Target::Boolean if value.is_reference => quote!(*#expression),
            Target::Boolean => expression.clone(),
        };
        if self.is_list_made {
            quote!(texts.push(#owned);)
        } else {
            quote!(#place = Some(#owned);)
        }
    }
}
