//! Parts that structures, unions and builders share for their fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{REDACTED, code, docs, ident};
use crate::names::Ident;
use crate::plan::ir::field::Field;
use crate::plan::ir::types::Structure;

/// The documentation of a field.
pub(super) fn field_docs(field: &Field) -> TokenStream {
    docs(
        field.docs.as_deref(),
        &format!("{} on the wire.", code(&field.key)),
    )
}

/// The number of words of the structure's `SetMembers`, if it has one.
pub(super) fn set_members(structure: &Structure) -> Option<usize> {
    let bits = structure
        .fields
        .iter()
        .filter(|it| it.bit.is_some())
        .count();
    (bits > 0).then(|| bits.div_ceil(64))
}

/// `impl Debug` that redacts sensitive fields.
pub(super) fn debug_impl(name: &Ident, fields: &[Field], private: &TokenStream) -> TokenStream {
    let (type_name, text) = (ident(name), name.unraw());
    let fields = fields.iter().map(|field| {
        let (name, text) = (ident(&field.name), field.name.unraw());
        if field.sensitive {
            quote!(.field(#text, &#REDACTED))
        } else {
            quote!(.field(#text, &self.#name))
        }
    });
    quote! {
        impl fmt::Debug for #type_name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(#text)
                    #(#fields)*
                    #private
                    .finish()
            }
        }
    }
}
