//! Emits enums of strings.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{REDACTED, code, deprecated, derive, docs, ident};
use crate::emit::tokens::imports::imports;
use crate::emit::tokens::prelude::Prelude;
use crate::plan::ir::Service;
use crate::plan::ir::types::Enumeration;

use super::serde;

/// Emits the file of an enum:
///
/// ```text
/// #[derive(Clone, Eq, Ord, PartialEq, PartialOrd, Debug, Hash)]
/// #[non_exhaustive]
/// pub enum Status { Active, …, Unknown(UnknownVariantValue) }
/// impl From<&str> for Status { … }
/// impl Status { pub fn as_str(&self) -> &str { … } … }
/// ```
pub(in crate::emit) fn file(service: &Service, enumeration: &Enumeration) -> EmittedFile {
    let header = &enumeration.header;
    let prelude = Prelude::new(header.hides_prelude);
    let items: TokenStream = [
        definition(enumeration),
        conversions(enumeration, &prelude),
        methods(enumeration, &prelude),
        formats(enumeration),
        serde::enumeration(enumeration),
    ]
    .into_iter()
    .collect();
    EmittedFile {
        allow_deprecated: header.touches_deprecated,
        imports: imports(service, &[&header.name], &items),
        items,
        ..Default::default()
    }
}

fn definition(enumeration: &Enumeration) -> TokenStream {
    let name = ident(&enumeration.header.name);
    let type_docs = docs(
        enumeration.header.docs.as_deref(),
        &enumeration.header.title,
    );
    let deprecated_type = deprecated(enumeration.header.deprecated.as_deref());
    let variants = enumeration.variants.iter().map(|variant| {
        let docs = docs(None, &code(&variant.value.escape_debug().to_string()));
        let name = ident(&variant.name);
        quote!(#docs #name)
    });
    let usual: &[&str] = if enumeration.sensitive {
        &["Clone", "Eq", "Ord", "PartialEq", "PartialOrd", "Hash"]
    } else {
        &[
            "Clone",
            "Eq",
            "Ord",
            "PartialEq",
            "PartialOrd",
            "Hash",
            "Debug",
        ]
    };
    let derives = derive(usual, &enumeration.header.derives);
    let open = docs(
        None,
        "A service may return values that are newer than this code. They become `Unknown`:\n\
         match them with a wildcard, and compare [`as_str`](Self::as_str).",
    );
    quote! {
        #type_docs
        #[doc = ""]
        #open
        #deprecated_type
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that is newer than this code.
            #[deprecated(note = "match with a wildcard and look at `as_str()`: the value may be known later")]
            Unknown(primitives::sealed_enum_unknown::UnknownVariantValue),
        }
    }
}

fn conversions(enumeration: &Enumeration, prelude: &Prelude) -> TokenStream {
    let name = ident(&enumeration.header.name);
    let Prelude {
        from,
        result,
        as_ref,
        ..
    } = prelude;
    let arms = enumeration.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        quote!(#value => Self::#name,)
    });
    quote! {
        impl #from<&str> for #name {
            #[allow(deprecated, reason = "only this code may make an `Unknown`")]
            fn from(s: &str) -> Self {
                match s {
                    #(#arms)*
                    other => Self::Unknown(primitives::sealed_enum_unknown::UnknownVariantValue::new(other)),
                }
            }
        }
        impl std::str::FromStr for #name {
            type Err = std::convert::Infallible;
            fn from_str(s: &str) -> #result<Self, std::convert::Infallible> {
                Ok(Self::from(s))
            }
        }
        impl #as_ref<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    }
}

fn methods(enumeration: &Enumeration, prelude: &Prelude) -> TokenStream {
    let (name, result) = (ident(&enumeration.header.name), &prelude.result);
    let arms = enumeration.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        quote!(Self::#name => #value,)
    });
    let values = enumeration.variants.iter().map(|it| &it.value);
    quote! {
        impl #name {
            /// Returns the value as it is on the wire.
            #[allow(deprecated, reason = "only this code may look into `Unknown`")]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
            /// Returns all known values.
            pub const fn values() -> &'static [&'static str] {
                &[#(#values),*]
            }
            /// Parses a value, and accepts known ones only.
            ///
            /// # Errors
            /// If the value is not known.
            #[allow(deprecated, reason = "only this code may match `Unknown`")]
            pub fn try_parse(value: &str) -> #result<Self, UnknownVariantError> {
                match Self::from(value) {
                    Self::Unknown(_) => Err(UnknownVariantError::new(value)),
                    known => Ok(known),
                }
            }
        }
    }
}

fn formats(enumeration: &Enumeration) -> TokenStream {
    let name = ident(&enumeration.header.name);
    let redacted = quote!(f.write_str(#REDACTED));
    let (display, debug) = if enumeration.sensitive {
        (
            redacted.clone(),
            quote! {
                impl fmt::Debug for #name {
                    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        #redacted
                    }
                }
            },
        )
    } else {
        (quote!(f.write_str(self.as_str())), TokenStream::new())
    };
    quote! {
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #display
            }
        }
        #debug
    }
}
