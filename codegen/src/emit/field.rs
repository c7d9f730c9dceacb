//! What structures and their builders share about fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Field, Structure};

use super::fragments::{docs, ident};

/// The documentation of a field.
pub(super) fn field_docs(field: &Field) -> TokenStream {
    docs(
        field.docs.as_deref(),
        &format!("`{}` on the wire.", field.key),
    )
}

/// How many words the memory of set members needs, if there is one.
pub(super) fn set_members(structure: &Structure) -> Option<usize> {
    let bits = structure
        .fields
        .iter()
        .filter(|it| it.bit.is_some())
        .count();
    (bits > 0).then(|| bits.div_ceil(64))
}

/// `impl Debug` that leaves out what is sensitive.
pub(super) fn debug_impl(
    name: &crate::plan::Ident,
    fields: &[Field],
    private: &TokenStream,
) -> TokenStream {
    let (type_name, text) = (ident(name), name.unraw());
    let fields = fields.iter().map(|field| {
        let (name, text) = (ident(&field.name), field.name.unraw());
        if field.sensitive {
            quote!(.field(#text, &"*** Sensitive Data Redacted ***"))
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
