//! What a path through an input leads to.
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

use crate::plan::path::{End, Path, Step};

use super::fragments::ident;

/// Sets `place` to what `path` leads to from `input`, if that is there.
pub(super) fn set(place: &TokenStream, path: &Path) -> TokenStream {
    let input = Value {
        expression: quote!(input),
        is_reference: true,
    };
    Walk {
        place,
        path,
        is_list_made: false,
    }
    .from(input, &path.steps)
}

/// A value on the way.
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

#[derive(Clone, Copy)]
struct Walk<'a> {
    place: &'a TokenStream,
    path: &'a Path,
    is_list_made: bool,
}

impl Walk<'_> {
    fn from(self, value: Value, steps: &[Step]) -> TokenStream {
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
                let (list, walk) = self.with_list();
                let ways = ways.iter().map(|way| {
                    let steps: Vec<Step> = way.iter().chain(rest).cloned().collect();
                    walk.from(value.clone(), &steps)
                });
                quote!(#list #(#ways)*)
            }
        }
    }

    /// Fields one inside of the other: one condition.
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
        let then = self.from(value, steps);
        match conditions.as_slice() {
            [] => then,
            conditions => quote!(if #(#conditions)&&* { #then }),
        }
    }

    fn each(self, items: TokenStream, steps: &[Step]) -> TokenStream {
        let (list, walk) = self.with_list();
        let then = walk.from(Value::item(), steps);
        quote!(#list for it in #items { #then })
    }

    /// From here on there is a list, even if it stays empty.
    fn with_list(self) -> (Option<TokenStream>, Self) {
        let place = self.place;
        let list = (!self.is_list_made).then(|| quote!(let texts = #place.insert(Vec::new());));
        let walk = Self {
            is_list_made: true,
            ..self
        };
        (list, walk)
    }

    fn end(self, value: &Value) -> TokenStream {
        let (place, expression) = (self.place, &value.expression);
        let owned = match self.path.end {
            End::Text => quote!(#expression.clone()),
            End::Enumeration => quote!(#expression.as_str().to_owned()),
            End::Boolean if value.is_reference => quote!(*#expression),
            End::Boolean => expression.clone(),
        };
        if self.is_list_made {
            quote!(texts.push(#owned);)
        } else {
            quote!(#place = Some(#owned);)
        }
    }
}
