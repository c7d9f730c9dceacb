//! Emits the auth schemes of a service, in its `meta`.
//!
//! ```text
//! pub(crate) static SIGNING_SCHEMES: [AuthSchemeId; 1] = [sigv4::SCHEME_ID];
//! fn add_auth_schemes(components: &mut RuntimeComponentsBuilder) { … }
//! pub(crate) fn auth_options(operation: &str) -> Vec<AuthSchemeOption> { … }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::ir::Service;
use crate::plan::ir::auth::{AuthOverride, AuthScheme};

/// Emits the signing schemes, the function that registers all schemes, and the one that lists the
/// schemes of an operation.
pub(super) fn functions(service: &Service) -> TokenStream {
    let auth = &service.auth;
    let signing: Vec<TokenStream> = auth
        .all
        .iter()
        .filter(|it| it.signs())
        .map(|it| id(*it))
        .collect();
    let count = Literal::usize_unsuffixed(signing.len());
    let added = auth.all.iter().map(|it| {
        let scheme = implementation(*it);
        quote!(components.push_auth_scheme(SharedAuthScheme::new(#scheme));)
    });
    let (parameter, chosen) = auth_options(&auth.default, &auth.overrides);
    quote! {
        /// Auth schemes that sign with AWS credentials.
        pub(crate) static SIGNING_SCHEMES: [AuthSchemeId; #count] = [#(#signing),*];

        fn add_auth_schemes(components: &mut RuntimeComponentsBuilder) {
            #(#added)*
        }

        /// Lists the auth schemes of an operation, in order of preference.
        pub(crate) fn auth_options(#parameter: &str) -> Vec<AuthSchemeOption> {
            #chosen
        }
    }
}

/// Parameter and body of `auth_options`.
fn auth_options(default: &[AuthScheme], overrides: &[AuthOverride]) -> (TokenStream, TokenStream) {
    let default = options(default);
    if overrides.is_empty() {
        return (quote!(_operation), quote!(vec![#(#default),*]));
    }
    let arms = overrides.iter().map(|it| {
        let (names, options) = (&it.operations, options(&it.schemes));
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
