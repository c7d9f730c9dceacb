//! How requests are authenticated, in a service's `meta`.
//!
//! ```text
//! pub(crate) static SIGNING_SCHEMES: [AuthSchemeId; 1] = [sigv4::SCHEME_ID];
//! fn add_auth_schemes(components: &mut RuntimeComponentsBuilder) { … }
//! pub(crate) fn auth_options(operation: &str) -> Vec<AuthSchemeOption> { … }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::auth::AuthScheme;
use crate::plan::{Operation, Service};

/// The schemes of a service: those that are signed, all of them, and which of them an operation may use.
pub(super) fn functions(service: &Service) -> TokenStream {
    let all = service.all_auth_schemes();
    let signing: Vec<TokenStream> = all
        .iter()
        .filter(|it| it.signs())
        .map(|it| id(*it))
        .collect();
    let count = Literal::usize_unsuffixed(signing.len());
    let added = all.iter().map(|it| {
        let scheme = implementation(*it);
        quote!(components.push_auth_scheme(SharedAuthScheme::new(#scheme));)
    });
    let default = options(&service.auth);
    let mut others: Vec<(&[AuthScheme], Vec<&Operation>)> = Vec::new();
    for operation in &service.operations {
        let Some(schemes) = operation.auth.schemes.as_deref() else {
            continue;
        };
        match others.iter_mut().find(|(known, _)| *known == schemes) {
            Some((_, operations)) => operations.push(operation),
            None => others.push((schemes, vec![operation])),
        }
    }
    let (parameter, chosen) = match others.as_slice() {
        [] => (quote!(_operation), quote!([#(#default),*])),
        others => {
            let arms = others.iter().map(|(schemes, operations)| {
                let names = operations.iter().map(|it| &it.wire_name);
                let options = options(schemes);
                quote!(#(#names)|* => vec![#(#options),*],)
            });
            let chosen = quote! {
                match operation {
                    #(#arms)*
                    _ => vec![#(#default),*],
                }
            };
            (quote!(operation), chosen)
        }
    };
    let chosen = if others.is_empty() {
        quote!(vec!#chosen)
    } else {
        chosen
    };
    quote! {
        /// What AWS's credentials are for.
        pub(crate) static SIGNING_SCHEMES: [AuthSchemeId; #count] = [#(#signing),*];

        fn add_auth_schemes(components: &mut RuntimeComponentsBuilder) {
            #(#added)*
        }

        /// How an operation's requests may be authenticated, the best way first.
        pub(crate) fn auth_options(#parameter: &str) -> Vec<AuthSchemeOption> {
            #chosen
        }
    }
}

fn options(schemes: &[AuthScheme]) -> impl Iterator<Item = TokenStream> {
    schemes.iter().map(|it| {
        let id = id(*it);
        quote!(AuthSchemeOption::from(#id))
    })
}

fn id(scheme: AuthScheme) -> TokenStream {
    match scheme {
        AuthScheme::SigV4 => quote!(aws_runtime::auth::sigv4::SCHEME_ID),
        AuthScheme::SigV4a => quote!(aws_runtime::auth::sigv4a::SCHEME_ID),
        AuthScheme::Bearer => {
            quote!(aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID)
        }
        AuthScheme::NoAuth => quote!(aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID),
    }
}

fn implementation(scheme: AuthScheme) -> TokenStream {
    match scheme {
        AuthScheme::SigV4 => quote!(aws_runtime::auth::sigv4::SigV4AuthScheme::new()),
        AuthScheme::SigV4a => quote!(aws_runtime::auth::sigv4a::SigV4aAuthScheme::new()),
        AuthScheme::Bearer => {
            quote!(aws_smithy_runtime::client::auth::http::BearerAuthScheme::new())
        }
        AuthScheme::NoAuth => {
            quote!(aws_smithy_runtime::client::auth::no_auth::NoAuthScheme::new())
        }
    }
}
