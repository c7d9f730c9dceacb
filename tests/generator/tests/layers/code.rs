//! The code of files: tests and documentation may mention every layer, and are left out.

use generator_tests::sources::SourceFile;
use proc_macro2::TokenStream;
use quote::ToTokens;

/// The code of a Rust file: without comments, documentation and test modules.
pub(crate) fn code(file: &SourceFile) -> TokenStream {
    struct Cut;
    impl syn::visit_mut::VisitMut for Cut {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
            attributes.retain(|attribute| !attribute.path().is_ident("doc"));
        }
    }
    let mut parsed = file.parse();
    parsed.items.retain(|item| match item {
        syn::Item::Mod(module) => !module.attrs.iter().any(is_cfg_test),
        _ => true,
    });
    syn::visit_mut::visit_file_mut(&mut Cut, &mut parsed);
    parsed.into_token_stream()
}

fn is_cfg_test(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.to_token_stream().to_string().contains("test")
}
