//! Enums of texts.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Enumeration, Service};

use super::fragments::{self, Prelude, deprecated, docs, ident};
use super::imports::with_imports;

/// The file of an enum:
///
/// ```text
/// #[derive(Clone, Eq, Ord, PartialEq, PartialOrd, Debug, Hash)]
/// #[non_exhaustive]
/// pub enum Status { Active, …, Unknown(UnknownVariantValue) }
/// impl From<&str> for Status { … }
/// impl Status { pub fn as_str(&self) -> &str { … } … }
/// ```
pub(super) fn file(service: &Service, enumeration: &Enumeration) -> TokenStream {
    let prelude = Prelude::new(enumeration.hides_prelude);
    let items = [
        definition(enumeration),
        conversions(enumeration, &prelude),
        methods(enumeration, &prelude),
        formats(enumeration),
    ];
    let items = with_imports(
        &service.module,
        &enumeration.name,
        items.into_iter().collect(),
    );
    let allow = fragments::allow_deprecated(enumeration.deprecated.is_some());
    quote!(#allow #items)
}

fn definition(enumeration: &Enumeration) -> TokenStream {
    let name = ident(&enumeration.name);
    let type_docs = docs(enumeration.docs.as_deref(), &format!("`{name}`."));
    let deprecated_type = deprecated(enumeration.deprecated.as_deref());
    let variants = enumeration.variants.iter().map(|variant| {
        let docs = docs(None, &format!("`{}`", variant.value.escape_debug()));
        let name = ident(&variant.name);
        quote!(#docs #name)
    });
    let debug = if enumeration.sensitive {
        TokenStream::new()
    } else {
        quote!(, Debug)
    };
    let open = docs(
        None,
        "A service may answer with values that are newer than this code. They are kept as `Unknown`; \
         match them with a wildcard and look at [`as_str`](Self::as_str).",
    );
    quote! {
        #type_docs
        #[doc = ""]
        #open
        #deprecated_type
        #[derive(Clone, Eq, Ord, PartialEq, PartialOrd, Hash #debug)]
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
    let name = ident(&enumeration.name);
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
    let (name, result) = (ident(&enumeration.name), &prelude.result);
    let arms = enumeration.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        quote!(Self::#name => #value,)
    });
    let values = enumeration.variants.iter().map(|it| &it.value);
    quote! {
        impl #name {
            /// The value as it is on the wire.
            #[allow(deprecated, reason = "only this code may look into `Unknown`")]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
            /// All known values.
            pub const fn values() -> &'static [&'static str] {
                &[#(#values),*]
            }
            /// The known value that `value` is.
            ///
            /// # Errors
            /// If it is none of them.
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
    let name = ident(&enumeration.name);
    let redacted = quote!(f.write_str("*** Sensitive Data Redacted ***"));
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
